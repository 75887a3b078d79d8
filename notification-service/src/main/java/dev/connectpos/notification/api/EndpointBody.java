package dev.connectpos.notification.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.HookType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as its owner sees it.
 *
 * @param events the types it gets; none means every type
 * @param status {@code active}, {@code paused}, or {@code disabled} once it answered 410
 * @param secret shown in the answer to its creation or rotation, and never again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointBody(
    String id,
    String url,
    List<String> events,
    String status,
    @Nullable String secret,
    @JsonProperty("created_at") String createdAt) {

  static EndpointBody of(Endpoint endpoint, @Nullable String secret) {
    return new EndpointBody(
        endpoint.id().value(),
        endpoint.url(),
        endpoint.filter().types().stream().map(HookType::wireName).toList(),
        endpoint.status().name().toLowerCase(Locale.ROOT),
        secret,
        endpoint.createdAt().toString());
  }
}
