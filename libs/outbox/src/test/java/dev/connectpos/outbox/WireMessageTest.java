package dev.connectpos.outbox;

import static dev.connectpos.outbox.Messages.consumed;
import static dev.connectpos.outbox.Messages.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireMessageTest {

  @Test
  void comesOutOfKafkaAsItWentIn() {
    WireMessage plain = wire("pay_1", 3);
    WireMessage full =
        new WireMessage(
            plain.topic(),
            plain.key(),
            plain.eventId(),
            plain.type(),
            plain.aggregateType(),
            plain.aggregateVersion(),
            plain.payload(),
            plain.occurredAt(),
            plain.correlationId(),
            new UUID(1, 2),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    assertThat(WireMessage.from(consumed(plain))).isEqualTo(plain);
    assertThat(WireMessage.from(consumed(full))).isEqualTo(full);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event-id",
        "event-type",
        "aggregate-type",
        "aggregate-version",
        "occurred-at",
        "correlation-id"
      })
  void refusesARecordWithoutAHeaderItNeeds(String header) {
    ConsumerRecord<String, byte[]> kafkaRecord = consumed(wire("pay_1", 3));
    kafkaRecord.headers().remove(header);
    assertThatThrownBy(() -> WireMessage.from(kafkaRecord))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageContaining(header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event-id", "aggregate-version", "occurred-at"})
  void refusesAHeaderThatIsNotWhatItShouldBe(String header) {
    ConsumerRecord<String, byte[]> kafkaRecord = consumed(wire("pay_1", 3));
    kafkaRecord.headers().remove(header);
    WireMessage.add(kafkaRecord.headers(), header, "no such thing");
    assertThatThrownBy(() -> WireMessage.from(kafkaRecord))
        .isInstanceOf(PermanentFailureException.class);
  }

  @Test
  void namesWhatItCannotReadByItsPlace() {
    var kafkaRecord = new ConsumerRecord<String, byte[]>("t", 3, 17, null, null);
    assertThat(WireMessage.unreadable(kafkaRecord).correlationId()).isEqualTo("t-3@17");
    assertThat(WireMessage.unreadable(kafkaRecord).eventId())
        .isEqualTo(WireMessage.unreadable(kafkaRecord).eventId());
  }
}
