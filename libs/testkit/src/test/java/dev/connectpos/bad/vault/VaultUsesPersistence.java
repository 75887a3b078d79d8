package dev.connectpos.bad.vault;

import dev.connectpos.bad.persistence.PersistenceUsesApi;

/** Wrong on purpose: edges must not know each other. */
public record VaultUsesPersistence(PersistenceUsesApi other) {}
