package dev.connectpos.terminal.application;

import java.time.Instant;

/**
 * What every message of another service has.
 *
 * @param version its place in its aggregate's stream, from 1
 * @param occurredAt when the fact became true, by the producer's clock
 * @param cause what our own messages name as their origin when this one causes them
 */
public record Incoming(long version, Instant occurredAt, Cause cause) {}
