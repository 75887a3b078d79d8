/** The commands of {@code ./connect}, one class each. */
@NullMarked
package dev.connectpos.local.command;

import org.jspecify.annotations.NullMarked;
