package dev.connectpos.emulator.state;

import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;

/**
 * The last sale that a slip was printed of, so that it can be printed again.
 *
 * @param attempt what was paid
 * @param payment the captured or held result
 * @param atMs when the slip was printed, in milliseconds since 1970
 */
public record LastSale(OpenAttempt attempt, PaymentResult payment, long atMs) {}
