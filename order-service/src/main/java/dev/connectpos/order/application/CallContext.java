package dev.connectpos.order.application;

/** How a call that writes is recognised when it is repeated, and where it came from. */
public record CallContext(IdempotentCall call, Origin origin) {}
