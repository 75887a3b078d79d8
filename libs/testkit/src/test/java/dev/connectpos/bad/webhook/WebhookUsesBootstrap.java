package dev.connectpos.bad.webhook;

import dev.connectpos.bad.bootstrap.Wiring;

/** Wrong on purpose: nothing knows who wires it. */
public record WebhookUsesBootstrap(Wiring wiring) {}
