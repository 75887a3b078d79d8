package dev.connectpos.order.domain;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A merchant account: one per establishment.
 *
 * @param timeZone zone of the merchant's day, for same-day rules (A3)
 * @param refusesReusedKeys whether an Idempotency-Key that comes again with another body is an
 *     error; false, as the incumbent has it, answers with the first outcome
 */
public record Account(
    AccountId id,
    String name,
    Environment environment,
    ZoneId timeZone,
    boolean refusesReusedKeys,
    Instant createdAt) {}
