package dev.connectpos.acquirer.application;

import java.util.UUID;

/**
 * What a message tells beside its contents.
 *
 * @param eventId the message
 * @param version its place in the aggregate's stream, from 1
 * @param correlationId passed on unchanged
 */
public record Received(UUID eventId, long version, String correlationId) {}
