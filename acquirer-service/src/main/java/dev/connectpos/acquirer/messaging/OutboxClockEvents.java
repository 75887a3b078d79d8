package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.ClockEvents;
import dev.connectpos.acquirer.application.Ids;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.clock.events.v1.ClockPutForward;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The test clock's changes leave through the outbox; there is one clock, so one key. */
@ApplicationScoped
class OutboxClockEvents implements ClockEvents {
  private static final String CLOCK = "clock";
  private static final String PUT_FORWARD = "clock.put_forward";

  private final Outbox outbox;
  private final EventCodec<ClockEvent> codec;
  private final Ids ids;

  OutboxClockEvents(Outbox outbox, EventCodec<ClockEvent> codec, Ids ids) {
    this.outbox = outbox;
    this.codec = codec;
    this.ids = ids;
  }

  @Override
  public void putForward(Duration ahead, long version, Instant at) {
    var eventId = ids.eventId();
    var event =
        ClockEvent.newBuilder()
            .setEventId(eventId)
            .setType(PUT_FORWARD)
            .setOccurredAt(at)
            .setAggregateVersion(version)
            .setCorrelationId(eventId.toString())
            .setPayload(new ClockPutForward(TimeUnit.NANOSECONDS.toMicros(ahead.toNanos())))
            .build();
    outbox.append(
        List.of(
            new OutboxMessage(
                eventId,
                CLOCK,
                CLOCK,
                version,
                Topic.CLOCK_EVENTS.topicName(),
                PUT_FORWARD,
                codec.encode(event),
                at,
                eventId.toString(),
                null)));
  }
}
