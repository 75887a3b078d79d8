package dev.connectpos.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * What order-service knows of a terminal, as terminal-service states it.
 *
 * @param id terminal-service's id, {@code term_…}
 * @param model S920, Q92 or EMULATOR
 * @param mode how orders reach it; {@link TerminalStanding#UNKNOWN} if this release does not know
 *     the mode
 * @param active whether it takes orders (T4)
 * @param replacedBySerial the serial number of the terminal that took its place (T3)
 */
public record Terminal(
    String id,
    AccountId account,
    String serialNumber,
    String model,
    TerminalStanding mode,
    boolean active,
    @Nullable String replacedBySerial) {}
