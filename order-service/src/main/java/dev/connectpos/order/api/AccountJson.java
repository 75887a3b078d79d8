package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/** A merchant account. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AccountJson(
    String id,
    String name,
    String environment,
    String timeZone,
    boolean refusesReusedIdempotencyKeys,
    String createdAt) {

  /**
   * An API key.
   *
   * @param key the key itself, in the one answer that issues it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Key(String id, String kind, String environment, @Nullable String key, String createdAt) {}
}
