package dev.connectpos.bad.bootstrap;

import dev.connectpos.payment.events.v1.PaymentCaptured;

/** Wrong on purpose: not even who wires messaging knows what it carries. */
public record BootstrapUsesContract(PaymentCaptured event) {}
