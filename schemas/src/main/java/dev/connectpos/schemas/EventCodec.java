package dev.connectpos.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Bytes of one topic: the Confluent wire format, a zero byte, the schema id in four bytes, then
 * Avro binary.
 *
 * <p>The id of the schema we write is resolved once, when the codec is made, so that a registry
 * that is down later stops nothing (docs/adr/0002). The schema of a message we read is asked for
 * once per id and kept. Safe for use by many threads.
 *
 * @param <E> the topic's envelope
 */
public final class EventCodec<E extends SpecificRecord> {
  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;

  private final Topic topic;
  private final Class<E> type;
  private final int writeId;
  private final SchemaRegistry registry;
  private final SpecificDatumWriter<E> writer;
  private final Map<Integer, SpecificDatumReader<E>> readers = new ConcurrentHashMap<>();

  private EventCodec(Topic topic, Class<E> type, SchemaRegistry registry) {
    this.topic = topic;
    this.type = type;
    this.registry = registry;
    this.writeId = registry.idOf(topic.subject(), topic.schema());
    this.writer = new SpecificDatumWriter<>(topic.schema());
    this.readers.put(writeId, reader(topic.schema()));
  }

  /**
   * The codec of a topic, ready to write.
   *
   * @param type the topic's envelope class, as {@link Topic#envelope()} has it
   * @throws IllegalArgumentException if the type is not the topic's envelope
   * @throws UnknownSchemaException if our schema is not registered; the service must not start
   * @throws RegistryUnavailableException if the registry does not answer
   */
  public static <E extends SpecificRecord> EventCodec<E> of(
      Topic topic, Class<E> type, SchemaRegistry registry) {
    if (topic.envelope() != type) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " is not the envelope of " + topic.topicName());
    }
    return new EventCodec<>(topic, type, registry);
  }

  /** The event as it stands in Kafka and in the outbox. */
  public byte[] encode(E event) {
    var out = new ByteArrayOutputStream(512);
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(writeId).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(event, encoder);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads an event written by any released version of the schema, as the current one.
   *
   * @throws MalformedEventException if the bytes are not such an event
   * @throws UnknownSchemaException if the registry does not know the writer's schema
   * @throws RegistryUnavailableException if the writer's schema is new to us and the registry does
   *     not answer
   */
  public E decode(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      throw new MalformedEventException(
          "not in wire format: " + bytes.length + " bytes on " + topic.topicName(), null);
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    var reader = readers.computeIfAbsent(id, this::readerOf);
    var decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    try {
      return type.cast(reader.read(null, decoder));
    } catch (IOException | AvroRuntimeException | ClassCastException e) {
      throw new MalformedEventException(
          "cannot read schema " + id + " on " + topic.topicName() + ": " + e.getMessage(), e);
    }
  }

  private SpecificDatumReader<E> readerOf(int id) {
    return reader(registry.byId(id));
  }

  /** Avro would look for the event classes beside its own, which a framework may load elsewhere. */
  private SpecificDatumReader<E> reader(Schema written) {
    var data = new SpecificData(type.getClassLoader());
    // Generated classes convert plain fields by themselves, but not those that may be null.
    data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    return new SpecificDatumReader<>(written, topic.schema(), data);
  }
}
