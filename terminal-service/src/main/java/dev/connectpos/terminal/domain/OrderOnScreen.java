package dev.connectpos.terminal.domain;

import org.jspecify.annotations.Nullable;

/**
 * An order with the last attempt to pay it.
 *
 * @param attempt absent before the first
 */
public record OrderOnScreen(OpenOrder order, @Nullable PaymentAttempt attempt) {}
