package dev.connectpos.terminal.domain;

/**
 * One session of one terminal.
 *
 * @param epoch from 1; a higher one fences all lower ones
 */
public record SessionId(TerminalId terminal, long epoch) {}
