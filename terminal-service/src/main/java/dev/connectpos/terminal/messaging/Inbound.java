package dev.connectpos.terminal.messaging;

import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.MalformedEventException;
import dev.connectpos.terminal.application.Cause;
import dev.connectpos.terminal.application.Incoming;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** What every consumed message has in common. */
final class Inbound {

  private Inbound() {}

  static <E extends SpecificRecord> E decode(EventCodec<E> codec, InboundMessage message) {
    try {
      return codec.decode(message.payload());
    } catch (MalformedEventException e) {
      throw new PermanentFailureException("malformed " + message.type(), e);
    }
  }

  static Incoming of(InboundMessage message) {
    return new Incoming(
        message.aggregateVersion(),
        message.occurredAt(),
        new Cause(message.correlationId(), message.eventId(), TraceContext.current()));
  }

  /** Reads contents; a value that we cannot take will not become better by trying again. */
  static <T> T read(InboundMessage message, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new PermanentFailureException(message.type() + ": " + e.getMessage(), e);
    }
  }

  static PermanentFailureException unknown(InboundMessage message) {
    return new PermanentFailureException("unknown type " + message.type(), null);
  }
}
