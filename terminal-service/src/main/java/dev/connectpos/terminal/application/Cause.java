package dev.connectpos.terminal.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from.
 *
 * @param correlationId the same from the first request to the last webhook
 * @param causationId event id of the message that caused it, if one did
 */
public record Cause(String correlationId, @Nullable UUID causationId) {}
