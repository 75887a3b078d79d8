package dev.connectpos.bad.api;

import dev.connectpos.bad.vault.VaultUsesPersistence;

/** Wrong on purpose: card data is behind a port of the application. */
public record ApiUsesVault(VaultUsesPersistence vault) {}
