package dev.connectpos.notification.messaging;

import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.MalformedEventException;
import org.apache.avro.specific.SpecificRecord;

/** Decodes a message, or says that no retry can. */
final class Reading {

  private Reading() {}

  static <E extends SpecificRecord> E read(EventCodec<E> codec, InboundMessage message) {
    try {
      return codec.decode(message.payload());
    } catch (MalformedEventException e) {
      throw new PermanentFailureException(
          "cannot read " + message.type() + " " + message.eventId() + ": " + e.getMessage(), e);
    }
  }

  static PermanentFailureException unknown(InboundMessage message) {
    return new PermanentFailureException(
        "unknown type " + message.type() + " on " + message.topic(), null);
  }
}
