package dev.connectpos.notification.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.notification.domain.Attempts;
import dev.connectpos.notification.domain.Delivery;
import dev.connectpos.notification.domain.DeliveryEvent;
import dev.connectpos.notification.domain.DeliveryId;
import dev.connectpos.notification.domain.DeliveryState;
import dev.connectpos.notification.domain.EndpointId;
import dev.connectpos.notification.domain.HookId;
import dev.connectpos.notification.events.v1.NotificationEvent;
import dev.connectpos.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every event has one mapping, and one example of it on the wire. */
class DeliveryEventMappingTest {
  private static final Instant AT = Instant.parse("2026-01-18T21:22:22.951755Z");
  private static final List<DeliveryEvent> EVENTS =
      List.of(
          new DeliveryEvent.WebhookDelivered(2, 204),
          new DeliveryEvent.WebhookExhausted(14, "HTTP 500"));

  @Test
  void everyEventHasAnExample() {
    assertThat(EVENTS.stream().<Object>map(Object::getClass))
        .containsExactlyInAnyOrder((Object[]) DeliveryEvent.class.getPermittedSubclasses());
  }

  /** The bytes prove that every field is set: a builder takes what an encoder does not. */
  @Test
  void examplesStandOnTheWireAsBefore() throws IOException {
    var text = new StringBuilder();
    for (DeliveryEvent event : EVENTS) {
      var envelope =
          NotificationEvent.newBuilder()
              .setEventId(new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0001L))
              .setType(DeliveryEventMapping.type(event))
              .setOccurredAt(AT)
              .setAggregateVersion(1)
              .setCorrelationId("req-1")
              .setCausationId("019a0000-0000-7000-8000-000000000002")
              .setPayload(DeliveryEventMapping.payload(delivery(), event))
              .build();
      var bytes = envelope.toByteBuffer();
      assertThat(NotificationEvent.fromByteBuffer(bytes.duplicate())).isEqualTo(envelope);
      byte[] encoded = new byte[bytes.remaining()];
      bytes.get(encoded);
      text.append(envelope).append('\n').append(HexFormat.of().formatHex(encoded)).append('\n');
    }
    Golden.check(Path.of("src/test/resources/golden/notification-events.txt"), text.toString());
  }

  private static Delivery delivery() {
    return new Delivery(
        new DeliveryId("del_0UzvqGVk00000001"),
        new HookId("hook_0UzvqGVk00000001"),
        new EndpointId("we_0UzvqGVk00000001"),
        new AccountId("acc_0000000000000001"),
        new DeliveryState.Scheduled(Attempts.NONE, AT),
        0);
  }
}
