package dev.connectpos.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.order.events.v1.OrderEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One frozen message per payload type. A change of the bytes is a change of the contract, and old
 * bytes must be readable for ever. {@code -Dgolden.update} writes messages of new types.
 */
final class GoldenMessageTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("connect.module.dir", "."), "src/test/resources/golden");

  /** Magic byte, and schema id 1 in four bytes. */
  private static final String HEADER = "0000000001";

  private static final SchemaRegistry REGISTRY = new OneSchema();

  @ParameterizedTest
  @EnumSource(Topic.class)
  void writesAndReadsTheFrozenBytes(Topic topic) throws IOException {
    check(topic, topic.envelope());
  }

  private static <E extends SpecificRecord> void check(Topic topic, Class<E> type)
      throws IOException {
    EventCodec<E> codec = EventCodec.of(topic, type, REGISTRY);
    for (var sample : SampleEvents.of(topic).entrySet()) {
      Path file = GOLDEN.resolve(sample.getKey() + ".hex");
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(GOLDEN);
        Files.writeString(
            file, HEADER + HexFormat.of().formatHex(sample.getValue()) + System.lineSeparator());
      }
      byte[] frozen = HexFormat.of().parseHex(Files.readString(file).strip());
      E event = codec.decode(frozen);
      assertThat(codec.encode(event)).as(sample.getKey()).isEqualTo(frozen);
      assertThat(HexFormat.of().formatHex(frozen))
          .as(sample.getKey())
          .isEqualTo(HEADER + HexFormat.of().formatHex(sample.getValue()));
    }
  }

  @Test
  void refusesWhatIsNotInWireFormat() {
    var codec = EventCodec.of(Topic.ORDER_EVENTS, OrderEvent.class, REGISTRY);
    assertThatThrownBy(() -> codec.decode(new byte[] {1, 0, 0, 0, 1, 9}))
        .isInstanceOf(MalformedEventException.class);
    assertThatThrownBy(() -> codec.decode(new byte[3])).isInstanceOf(MalformedEventException.class);
    assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 0, 0, 1, 9, 9, 9}))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void refusesTheEnvelopeOfAnotherTopic() {
    assertThatThrownBy(() -> EventCodec.of(Topic.PAYMENT_EVENTS, OrderEvent.class, REGISTRY))
        .hasMessage("OrderEvent is not the envelope of payment.events.v1");
  }

  /** Ids are of no interest to the bytes behind them; one will do. */
  private static final class OneSchema implements SchemaRegistry {
    @Override
    public int idOf(String subject, Schema schema) {
      return 1;
    }

    @Override
    public Schema byId(int id) {
      throw new UnknownSchemaException("no schema " + id);
    }
  }
}
