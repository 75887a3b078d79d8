package dev.connectpos.bad.api;

import dev.connectpos.payment.events.v1.PaymentCaptured;

/** Wrong on purpose: contracts stay in messaging. */
public record ApiUsesContract(PaymentCaptured event) {}
