package dev.connectpos.order.application;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that writes, as its repeats are recognised.
 *
 * @param scope whose keys: an account's, by its id, or those of the people who run the service
 * @param operation method and path: a key means nothing on another route, so that a PDV that uses
 *     its order number for every call of a sale is not answered a creation when it closes
 * @param keySha256 hash of the Idempotency-Key; null: none was sent and nothing is recognised
 * @param requestSha256 hash of the canonical body
 * @param kept how long the outcome is kept
 * @param refusesOtherBody whether a repeat with another body is an error
 */
public record IdempotentCall(
    String scope,
    String operation,
    @Nullable String keySha256,
    String requestSha256,
    Duration kept,
    boolean refusesOtherBody) {}
