package dev.connectpos.acquirer.domain;

import java.time.Instant;

/**
 * The network's yes.
 *
 * @param authorizationCode 6 characters, from the issuer
 * @param returnCode {@code 0}, or {@code 1} if the shopper's identity is to be checked
 * @param authorizedAt when we learned of it
 */
public record Approval(String authorizationCode, String returnCode, Instant authorizedAt) {}
