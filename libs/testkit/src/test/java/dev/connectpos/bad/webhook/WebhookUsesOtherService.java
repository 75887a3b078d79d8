package dev.connectpos.bad.webhook;

import dev.connectpos.other.OtherService;

/** Wrong on purpose: services share contracts and libs, nothing else. */
public record WebhookUsesOtherService(OtherService other) {}
