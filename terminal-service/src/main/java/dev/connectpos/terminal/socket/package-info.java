/** The terminals' side of docs/terminal-protocol.md: one WebSocket each. */
@NullMarked
package dev.connectpos.terminal.socket;

import org.jspecify.annotations.NullMarked;
