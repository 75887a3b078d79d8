/** The frames of docs/terminal-protocol.md. */
@NullMarked
package dev.connectpos.emulator.wire;

import org.jspecify.annotations.NullMarked;
