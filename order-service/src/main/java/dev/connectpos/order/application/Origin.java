package dev.connectpos.order.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a command came from, for whoever follows a sale through the log.
 *
 * @param correlationId the same from the first request to the last webhook
 * @param causationId the event that caused it, if one did
 */
public record Origin(String correlationId, @Nullable UUID causationId) {}
