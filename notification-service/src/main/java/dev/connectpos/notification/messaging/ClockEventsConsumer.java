package dev.connectpos.notification.messaging;

import dev.connectpos.clock.TestClock;
import dev.connectpos.clock.events.v1.ClockEvent;
import dev.connectpos.clock.events.v1.ClockPutForward;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.schemas.EventCodec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the clock of a test system; the largest value is the one that counts, in any order. */
@ApplicationScoped
class ClockEventsConsumer {
  private final Inbox inbox;
  private final EventCodec<ClockEvent> codec;
  private final TestClock clock;

  ClockEventsConsumer(Inbox inbox, EventCodec<ClockEvent> codec, TestClock clock) {
    this.inbox = inbox;
    this.codec = codec;
    this.clock = clock;
  }

  /** Returns when every message of the batch has its effect or is parked. */
  @Incoming("clock-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    return switch (Reading.read(codec, message).getPayload()) {
      case ClockPutForward it ->
          clock.follow(Duration.of(it.getAheadMicros(), ChronoUnit.MICROS))
              ? Verdict.APPLIED
              : Verdict.DUPLICATE;
      default -> throw Reading.unknown(message);
    };
  }
}
