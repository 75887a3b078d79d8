package dev.connectpos.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;

/** One event of every payload type of a topic, filled by rule: the same values at every run. */
final class SampleEvents {
  private static final Instant AT = Instant.parse("2026-11-23T12:34:56.789012Z");

  private SampleEvents() {}

  /** By full name of the payload type, the Avro bytes of an envelope with such a payload. */
  static Map<String, byte[]> of(Topic topic) throws IOException {
    var events = new LinkedHashMap<String, byte[]>();
    for (Schema payload : topic.schema().getField("payload").schema().getTypes()) {
      GenericRecord event = record(topic.schema());
      event.put("payload", record(payload));
      events.put(payload.getFullName(), bytes(event));
    }
    return events;
  }

  private static byte[] bytes(GenericRecord event) throws IOException {
    var out = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
    return out.toByteArray();
  }

  private static GenericRecord record(Schema schema) {
    var record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      if (!field.name().equals("payload")) {
        record.put(field.name(), value(field.name(), field.schema()));
      }
    }
    return record;
  }

  private static Object value(String name, Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical != null && logical.getName().equals("uuid")) {
      return "019aaf5e-0000-7000-8000-000000000001";
    }
    return switch (schema.getType()) {
      case STRING -> name;
      case LONG -> logical == null ? (Object) 1990L : (Object) (AT.getEpochSecond() * 1_000_000);
      case INT -> 1;
      case BOOLEAN -> true;
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(1));
      case ARRAY -> List.of(value(name, schema.getElementType()));
      case UNION -> value(name, schema.getTypes().get(1));
      case RECORD -> record(schema);
      default -> throw new IllegalStateException("no sample for " + schema);
    };
  }
}
