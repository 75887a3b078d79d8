/** Use cases, the ports they need, and the only transactions. */
@NullMarked
package dev.connectpos.terminal.application;

import org.jspecify.annotations.NullMarked;
