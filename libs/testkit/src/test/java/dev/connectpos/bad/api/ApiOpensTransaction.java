package dev.connectpos.bad.api;

import jakarta.transaction.Transactional;

/** Wrong on purpose: transactions are opened where the use cases are. */
@Transactional
public record ApiOpensTransaction(String name) {}
