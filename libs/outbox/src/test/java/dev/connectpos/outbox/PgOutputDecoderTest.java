package dev.connectpos.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.outbox.WalMessage.Begin;
import dev.connectpos.outbox.WalMessage.Commit;
import dev.connectpos.outbox.WalMessage.Insert;
import dev.connectpos.outbox.WalMessage.Other;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PgOutputDecoderTest {
  private static final int OID = 16_400;
  private static final UUID EVENT = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final UUID CAUSE = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");

  /** Not in the order in which the table has them, and with one that is not read. */
  private static final List<String> COLUMNS =
      List.of(
          "event_id",
          "id",
          "added_later",
          "inserted_at",
          "aggregate_type",
          "aggregate_id",
          "aggregate_version",
          "topic",
          "type",
          "payload",
          "occurred_at",
          "correlation_id",
          "causation_id",
          "traceparent");

  private final PgOutputDecoder decoder = new PgOutputDecoder();

  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  @Test
  void readsATransactionOfSeveralRows() throws IOException {
    List<WalMessage> messages =
        List.of(
            decode('B', PgOutputDecoderTest::begin),
            decode('R', PgOutputDecoderTest::relation),
            decode('I', out -> row(out, 7, CAUSE, "00-trace-span-01")),
            decode('I', out -> row(out, 8, null, null)),
            decode('C', PgOutputDecoderTest::commit));

    assertThat(messages.get(0))
        .isEqualTo(new Begin(4711, Instant.parse("2000-01-01T00:00:01.000002Z")));
    assertThat(messages.get(1)).isEqualTo(Other.NOTHING);
    OutboxRow first = ((Insert) messages.get(2)).row();
    assertThat(first.message().payload()).isEqualTo(new byte[] {0, -1, 7});
    assertThat(first)
        .usingRecursiveComparison()
        .ignoringFields("message.payload")
        .isEqualTo(
            new OutboxRow(
                7,
                Instant.parse("2000-01-01T00:00:00.000500Z"),
                new WireMessage(
                    "payment.events.v1",
                    "pay_ção",
                    EVENT,
                    "payment.captured",
                    "payment",
                    3,
                    new byte[0],
                    Instant.parse("1999-12-31T23:59:59.999999Z"),
                    "correlation",
                    CAUSE,
                    "00-trace-span-01")));
    OutboxRow second = ((Insert) messages.get(3)).row();
    assertThat(second.id()).isEqualTo(8);
    assertThat(second.message().causationId()).isNull();
    assertThat(second.message().traceparent()).isNull();
    assertThat(messages.get(4)).isEqualTo(new Commit(0x1_0000_0040L));
  }

  @Test
  void passesOverHeartbeats() throws IOException {
    assertThat(decode('M', out -> out.writeBytes("whatever"))).isEqualTo(Other.NOTHING);
  }

  @Test
  void refusesARowOfATableThatWasNotDescribed() {
    assertThatThrownBy(() -> decode('I', out -> row(out, 7, null, null)))
        .hasMessageContaining("not described");
  }

  @Test
  void refusesValuesAsText() throws IOException {
    decode('R', PgOutputDecoderTest::relation);
    assertThatThrownBy(
            () ->
                decode(
                    'I',
                    out -> {
                      out.writeInt(OID);
                      out.writeByte('N');
                      out.writeShort(COLUMNS.size());
                      out.writeByte('t');
                    }))
        .hasMessageContaining("not binary");
  }

  @Test
  void refusesMessagesItWasNotWrittenFor() {
    assertThatThrownBy(() -> decode('T', out -> out.writeInt(1))).hasMessageContaining("'T'");
  }

  private WalMessage decode(char kind, Body body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeByte(kind);
    body.write(out);
    return decoder.decode(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private static void begin(DataOutputStream out) throws IOException {
    out.writeLong(0x1_0000_0000L); // Position of the commit.
    out.writeLong(1_000_002); // Microseconds since 2000.
    out.writeInt(4711); // Transaction id.
  }

  private static void commit(DataOutputStream out) throws IOException {
    out.writeByte(0);
    out.writeLong(0x1_0000_0000L);
    out.writeLong(0x1_0000_0040L);
    out.writeLong(1_000_002);
  }

  private static void relation(DataOutputStream out) throws IOException {
    out.writeInt(OID);
    string(out, "public");
    string(out, "outbox");
    out.writeByte('d');
    out.writeShort(COLUMNS.size());
    for (String column : COLUMNS) {
      out.writeByte(0);
      string(out, column);
      out.writeInt(25);
      out.writeInt(-1);
    }
  }

  private static void row(
      DataOutputStream out, long id, @Nullable UUID causation, @Nullable String traceparent)
      throws IOException {
    out.writeInt(OID);
    out.writeByte('N');
    out.writeShort(COLUMNS.size());
    uuid(out, EVENT);
    number(out, id);
    bytes(out, new byte[] {1, 2, 3, 4});
    number(out, 500);
    text(out, "payment");
    text(out, "pay_ção");
    number(out, 3);
    text(out, "payment.events.v1");
    text(out, "payment.captured");
    bytes(out, new byte[] {0, -1, 7});
    number(out, -1);
    text(out, "correlation");
    uuid(out, causation);
    text(out, traceparent);
  }

  private static void string(DataOutputStream out, String value) throws IOException {
    out.write(value.getBytes(UTF_8));
    out.writeByte(0);
  }

  private static void number(DataOutputStream out, long value) throws IOException {
    bytes(out, ByteBuffer.allocate(8).putLong(value).array());
  }

  private static void uuid(DataOutputStream out, @Nullable UUID value) throws IOException {
    bytes(
        out,
        value == null
            ? null
            : ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array());
  }

  private static void text(DataOutputStream out, @Nullable String value) throws IOException {
    bytes(out, value == null ? null : value.getBytes(UTF_8));
  }

  private static void bytes(DataOutputStream out, byte @Nullable [] value) throws IOException {
    if (value == null) {
      out.writeByte('n');
    } else {
      out.writeByte('b');
      out.writeInt(value.length);
      out.write(value);
    }
  }
}
