package dev.connectpos.bad.webhook;

import dev.connectpos.bad.persistence.PersistenceUsesApi;

/** Wrong on purpose: edges must not know each other. */
public record WebhookUsesPersistence(PersistenceUsesApi other) {}
