package dev.connectpos.terminal.messaging;

import dev.connectpos.clock.TestClock;
import dev.connectpos.clock.events.v1.ClockPutForward;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
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
  private final Codecs codecs;
  private final TestClock clock;

  ClockEventsConsumer(Inbox inbox, Codecs codecs, TestClock clock) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.clock = clock;
  }

  @Incoming("clock-events")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    return switch (Inbound.decode(codecs.clock, message).getPayload()) {
      case ClockPutForward put ->
          clock.follow(Duration.of(put.getAheadMicros(), ChronoUnit.MICROS))
              ? Verdict.APPLIED
              : Verdict.DUPLICATE;
      default -> throw Inbound.unknown(message);
    };
  }
}
