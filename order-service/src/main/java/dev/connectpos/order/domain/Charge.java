package dev.connectpos.order.domain;

import java.time.Instant;

/**
 * A captured payment as the PDV sees it. Exactly one per captured payment.
 *
 * @param createdAt when we learnt of the capture
 */
public record Charge(ChargeId id, TransactionId transaction, Capture capture, Instant createdAt) {}
