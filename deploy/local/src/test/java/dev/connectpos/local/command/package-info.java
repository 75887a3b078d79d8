/** Tests of the commands. */
@NullMarked
package dev.connectpos.local.command;

import org.jspecify.annotations.NullMarked;
