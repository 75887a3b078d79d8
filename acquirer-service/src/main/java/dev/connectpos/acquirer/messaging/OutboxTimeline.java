package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.PaymentTimeline;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.ReversalReason;
import dev.connectpos.outbox.Journal;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.payment.events.v1.PaymentAuthorized;
import dev.connectpos.payment.events.v1.PaymentCancelRefused;
import dev.connectpos.payment.events.v1.PaymentCaptureRefused;
import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentConfirmed;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentExpired;
import dev.connectpos.payment.events.v1.PaymentInDoubt;
import dev.connectpos.payment.events.v1.PaymentOrigin;
import dev.connectpos.payment.events.v1.PaymentRefunded;
import dev.connectpos.payment.events.v1.PaymentRemainderExpired;
import dev.connectpos.payment.events.v1.PaymentReversed;
import dev.connectpos.payment.events.v1.PaymentReversing;
import dev.connectpos.payment.events.v1.PaymentVoided;
import dev.connectpos.schemas.EventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The payment's own messages in the outbox, read again. */
@ApplicationScoped
class OutboxTimeline implements PaymentTimeline {
  private static final String TERMINAL = "terminal";
  private static final String MERCHANT = "merchant";
  private static final String NETWORK = "network";
  private static final String CLOCK = "clock";
  private static final String AUTHORIZE = "payment.authorize";
  private static final String AUTHORIZE_ONLINE = "charge.authorize_online";
  private static final String UNDO = "payment.undo";

  private final Journal journal;
  private final EventCodec<PaymentEvent> codec;

  OutboxTimeline(Journal journal, EventCodec<PaymentEvent> codec) {
    this.journal = journal;
    this.codec = codec;
  }

  /** Who asked for what. */
  record Asked(@Nullable String command, String by) {}

  @Override
  public List<Moment> of(PaymentId id, int limit) {
    return journal.messages(OutboxEvents.AGGREGATE, id.value(), limit).stream()
        .map(this::moment)
        .toList();
  }

  private Moment moment(OutboxMessage message) {
    var payload = (SpecificRecord) codec.decode(message.payload()).getPayload();
    Asked asked = asked(payload);
    return new Moment(
        message.occurredAt(),
        message.type(),
        message.aggregateVersion(),
        new Cause(asked.command(), message.correlationId(), message.causationId(), asked.by()),
        details(payload));
  }

  static Asked asked(Object payload) {
    return switch (payload) {
      case PaymentAuthorized it -> start(it.getOrigin());
      case PaymentDeclined it -> start(it.getOrigin());
      case PaymentInDoubt it -> new Asked(start(it.getOrigin()).command(), NETWORK);
      case PaymentConfirmed it -> confirm(it.getOrigin());
      case PaymentCaptured it when it.getRequestId() != null ->
          new Asked("charge.capture", MERCHANT);
      case PaymentCaptured it -> confirm(it.getOrigin());
      case PaymentCaptureRefused _ -> new Asked("charge.capture", MERCHANT);
      case PaymentVoided it -> cancel(it.getRetryRequestId());
      case PaymentRefunded it -> cancel(it.getRetryRequestId());
      case PaymentCancelRefused it -> cancel(it.getRetryRequestId());
      case PaymentReversing it -> undo(it.getReason());
      case PaymentReversed it -> new Asked(undo(it.getReason()).command(), NETWORK);
      case PaymentExpired _, PaymentRemainderExpired _ -> new Asked(null, CLOCK);
      default -> throw new IllegalStateException("no cause of " + payload.getClass().getName());
    };
  }

  private static Asked start(PaymentOrigin origin) {
    return origin == PaymentOrigin.ONLINE
        ? new Asked(AUTHORIZE_ONLINE, MERCHANT)
        : new Asked(AUTHORIZE, TERMINAL);
  }

  /** Online the approval is the confirmation. */
  private static Asked confirm(PaymentOrigin origin) {
    return origin == PaymentOrigin.ONLINE
        ? new Asked(AUTHORIZE_ONLINE, MERCHANT)
        : new Asked("payment.confirm", TERMINAL);
  }

  private static Asked cancel(@Nullable String retry) {
    return new Asked(retry == null ? "charge.cancel" : "charge.retry_cancellation", MERCHANT);
  }

  private static Asked undo(String reason) {
    return switch (new ReversalReason(reason)) {
      case ReversalReason it when it.equals(ReversalReason.CONFIRM_TIMEOUT) ->
          new Asked(null, CLOCK);
      case ReversalReason it when it.equals(ReversalReason.UNDECIDABLE) -> new Asked(null, CLOCK);
      case ReversalReason it when it.equals(ReversalReason.NOT_FOUND) -> new Asked(null, NETWORK);
      case ReversalReason _ -> new Asked(UNDO, TERMINAL);
    };
  }

  /** By the names of the schema; what is empty is left out, and words are in lower case. */
  private static Map<String, Object> details(SpecificRecord it) {
    var details = new LinkedHashMap<String, Object>();
    for (Schema.Field field : it.getSchema().getFields()) {
      Object value = it.get(field.pos());
      if (value != null) {
        details.put(field.name(), detail(value));
      }
    }
    return details;
  }

  private static Object detail(Object value) {
    return switch (value) {
      case SpecificRecord it -> details(it);
      case Enum<?> it -> it.name().toLowerCase(Locale.ROOT);
      default -> value;
    };
  }
}
