package dev.connectpos.notification.application;

/**
 * An API key of an account.
 *
 * @param sha256 lower-case hex; the key itself is known to its owner alone
 * @param secret whether it may call the API; public keys only make card tokens
 */
public record IssuedKey(String id, String sha256, boolean secret) {}
