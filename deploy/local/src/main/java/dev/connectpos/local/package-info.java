/**
 * The whole system on one machine, for people and for tests: {@code dev.connectpos.local.Connect}
 * is the command line, {@code dev.connectpos.local.LocalSystem} the same for programs.
 */
@NullMarked
package dev.connectpos.local;

import org.jspecify.annotations.NullMarked;
