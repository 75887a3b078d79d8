package dev.connectpos.bad.persistence;

import dev.connectpos.bad.api.ApiUsesHttpClient;

/** Wrong on purpose: edges must not know each other. */
public record PersistenceUsesApi(ApiUsesHttpClient other) {}
