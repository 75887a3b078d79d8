package dev.connectpos.bad.host;

import dev.connectpos.bad.webhook.WebhookUsesPersistence;

/** Wrong on purpose: edges must not know each other. */
public record HostUsesWebhook(WebhookUsesPersistence other) {}
