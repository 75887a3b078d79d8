package dev.connectpos.terminal.domain;

/**
 * What a terminal is for (features T1, T4): changed by an operator at any time, and told to the
 * terminal at once.
 *
 * @param active whether it takes orders; deactivated, it still sells standalone
 * @param mode how orders reach it
 */
public record Activation(boolean active, TerminalMode mode) {}
