package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.TerminalId;

/**
 * What the terminal should see is about to change with the running transaction. Observed after the
 * commit by whoever holds the terminal's socket; a replica that does not hear of it finds the
 * change by the screen version on the terminal's row.
 */
public record ScreenChanged(TerminalId terminal) {}
