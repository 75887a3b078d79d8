package dev.connectpos.bad.application;

import dev.connectpos.bad.persistence.PersistenceUsesApi;

/** Wrong on purpose: use cases declare ports, they do not know edges. */
public record ApplicationUsesEdge(PersistenceUsesApi store) {}
