package dev.connectpos.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pgoutput protocol, version 1, with binary values, as far as a publication of inserts
 * into the one table {@code outbox} uses it. Columns are found by name, so that a migration may add
 * or reorder them. Not thread-safe: it remembers the tables described so far.
 */
final class PgOutputDecoder {
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  /** The columns read, in the order of nothing; the names in the database are in lower case. */
  private enum Column {
    ID,
    INSERTED_AT,
    EVENT_ID,
    AGGREGATE_TYPE,
    AGGREGATE_ID,
    AGGREGATE_VERSION,
    TOPIC,
    TYPE,
    PAYLOAD,
    OCCURRED_AT,
    CORRELATION_ID,
    CAUSATION_ID,
    TRACEPARENT;

    private static final Map<String, Column> BY_NAME = new HashMap<>();

    static {
      for (Column column : values()) {
        BY_NAME.put(column.name().toLowerCase(Locale.ROOT), column);
      }
    }
  }

  /** By the table's oid: for each of its columns, which one it is, or null if it is not read. */
  private final Map<Integer, @Nullable Column[]> tables = new HashMap<>();

  /**
   * Decodes one message.
   *
   * @throws IllegalStateException if the stream is not what this class was written for
   */
  WalMessage decode(ByteBuffer in) {
    char kind = (char) in.get();
    return switch (kind) {
      case 'B' -> begin(in);
      case 'I' -> insert(in);
      case 'C' -> commit(in);
      case 'R' -> {
        describe(in);
        yield WalMessage.Other.NOTHING;
      }
      case 'M', 'O', 'Y' -> WalMessage.Other.NOTHING;
      default -> throw new IllegalStateException("pgoutput message '" + kind + "' is unknown");
    };
  }

  private static WalMessage begin(ByteBuffer in) {
    in.getLong(); // Position of the commit record; the one behind it comes with the commit.
    Instant committedAt = instant(in.getLong());
    return new WalMessage.Begin(in.getInt(), committedAt);
  }

  private static WalMessage commit(ByteBuffer in) {
    in.get(); // Flags, none defined.
    in.getLong(); // Position of the commit record itself.
    return new WalMessage.Commit(in.getLong());
  }

  private void describe(ByteBuffer in) {
    int oid = in.getInt();
    string(in); // Schema.
    string(in); // Table.
    in.get(); // Replica identity.
    @Nullable Column[] columns = new Column[in.getShort()];
    for (int i = 0; i < columns.length; i++) {
      in.get(); // Flags.
      columns[i] = Column.BY_NAME.get(string(in));
      in.getInt(); // Type.
      in.getInt(); // Type modifier.
    }
    tables.put(oid, columns);
  }

  private WalMessage insert(ByteBuffer in) {
    int oid = in.getInt();
    @Nullable Column[] columns = tables.get(oid);
    if (columns == null) {
      throw new IllegalStateException("table " + oid + " was not described");
    }
    if (in.get() != 'N' || in.getShort() != columns.length) {
      throw new IllegalStateException("row of table " + oid + " has not the shape described");
    }
    var values = new EnumMap<Column, ByteBuffer>(Column.class);
    for (@Nullable Column column : columns) {
      ByteBuffer value = value(in);
      if (column != null && value != null) {
        values.put(column, value);
      }
    }
    return new WalMessage.Insert(row(values));
  }

  private static @Nullable ByteBuffer value(ByteBuffer in) {
    char kind = (char) in.get();
    return switch (kind) {
      case 'n' -> null;
      case 'b' -> {
        int length = in.getInt();
        ByteBuffer value = in.slice(in.position(), length);
        in.position(in.position() + length);
        yield value;
      }
      default -> throw new IllegalStateException("value of kind '" + kind + "' is not binary");
    };
  }

  private static OutboxRow row(Map<Column, ByteBuffer> values) {
    ByteBuffer causation = values.get(Column.CAUSATION_ID);
    ByteBuffer traceparent = values.get(Column.TRACEPARENT);
    return new OutboxRow(
        required(values, Column.ID).getLong(),
        instant(required(values, Column.INSERTED_AT).getLong()),
        new WireMessage(
            text(required(values, Column.TOPIC)),
            text(required(values, Column.AGGREGATE_ID)),
            uuid(required(values, Column.EVENT_ID)),
            text(required(values, Column.TYPE)),
            text(required(values, Column.AGGREGATE_TYPE)),
            required(values, Column.AGGREGATE_VERSION).getLong(),
            bytes(required(values, Column.PAYLOAD)),
            instant(required(values, Column.OCCURRED_AT).getLong()),
            text(required(values, Column.CORRELATION_ID)),
            causation == null ? null : uuid(causation),
            traceparent == null ? null : text(traceparent)));
  }

  private static ByteBuffer required(Map<Column, ByteBuffer> values, Column column) {
    ByteBuffer value = values.get(column);
    if (value == null) {
      throw new IllegalStateException("column " + column + " is missing");
    }
    return value;
  }

  private static Instant instant(long microsSincePostgresEpoch) {
    return POSTGRES_EPOCH.plus(microsSincePostgresEpoch, ChronoUnit.MICROS);
  }

  private static UUID uuid(ByteBuffer value) {
    return new UUID(value.getLong(), value.getLong());
  }

  private static String text(ByteBuffer value) {
    return new String(bytes(value), UTF_8);
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return bytes;
  }

  /** A string that ends with a zero byte. */
  private static String string(ByteBuffer in) {
    int from = in.position();
    while (in.get() != 0) {
      // Reading on to the end of the string.
    }
    byte[] array = in.array();
    int offset = in.arrayOffset();
    return new String(Arrays.copyOfRange(array, offset + from, offset + in.position() - 1), UTF_8);
  }
}
