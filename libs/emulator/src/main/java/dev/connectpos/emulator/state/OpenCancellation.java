package dev.connectpos.emulator.state;

import dev.connectpos.emulator.wire.ListedSale;

/**
 * A cancellation whose outcome the terminal does not know yet, with what a slip needs of it.
 *
 * @param cancelId the terminal's own key
 * @param keyCounter the transaction counter whose keys the card is encrypted under
 * @param sale what is being cancelled
 */
public record OpenCancellation(String cancelId, long keyCounter, ListedSale sale) {}
