package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.Endpoint;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.HookType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells an account that an endpoint of its missed something or is disabled (N1): in its feed, and
 * at its other endpoints. Written in the transaction in which it became true.
 *
 * <p>That such news could not be delivered is no news: two dead endpoints would tell each other of
 * it for ever.
 */
@ApplicationScoped
class EndpointNews {
  private final HookRecorder recorder;
  private final EndpointStore endpoints;
  private final HookStore hooks;
  private final HookEnvelope envelope;
  private final Event<Told> told;
  private final Ids ids;

  EndpointNews(
      HookRecorder recorder,
      EndpointStore endpoints,
      HookStore hooks,
      HookEnvelope envelope,
      Event<Told> told,
      Ids ids) {
    this.recorder = recorder;
    this.endpoints = endpoints;
    this.hooks = hooks;
    this.envelope = envelope;
    this.told = told;
    this.ids = ids;
  }

  /** What is to be woken once the transaction is committed. */
  record Told(HookType type, AccountId account, List<EndpointId> targets) {}

  /** A delivery has no attempt left. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void exhausted(Delivery delivery, int attempts, String error, Instant at) {
    Origin origin = hooks.get(delivery.hook()).origin();
    Endpoint endpoint = endpoints.target(delivery.endpoint()).endpoint();
    if (origin.type().aboutEndpoints()) {
      told.fire(new Told(HookType.ENDPOINT_EXHAUSTED, delivery.account(), List.of()));
      return;
    }
    Map<String, Object> data = data(endpoint, word(endpoint));
    data.put("delivery_id", delivery.id().value());
    data.put("event_id", delivery.hook().value());
    data.put("event", origin.type().wireName());
    data.put("attempts", attempts);
    data.put("last_error", error);
    tell(HookType.ENDPOINT_EXHAUSTED, endpoint, data, at);
  }

  /** An endpoint was disabled by its own answer. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void disabled(EndpointId id, String reason, Instant at) {
    Endpoint endpoint = endpoints.target(id).endpoint();
    Map<String, Object> data = data(endpoint, "disabled");
    data.put("reason", reason);
    tell(HookType.ENDPOINT_DISABLED, endpoint, data, at);
  }

  private static Map<String, Object> data(Endpoint endpoint, String status) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", endpoint.id().value());
    data.put("url", endpoint.url());
    data.put("status", status);
    return data;
  }

  private static String word(Endpoint endpoint) {
    return endpoint.status().name().toLowerCase(Locale.ROOT);
  }

  private void tell(HookType type, Endpoint endpoint, Map<String, Object> data, Instant at) {
    UUID event = ids.event();
    var fact =
        new Fact(
            event,
            type,
            endpoint.account(),
            Optional.empty(),
            endpoints.nextSequence(endpoint.id()),
            at,
            event.toString(),
            null,
            envelope.object(data));
    var recorded = recorder.record(List.of(fact), Optional.of(endpoint.id()));
    told.fire(new Told(type, endpoint.account(), recorded.targets()));
  }
}
