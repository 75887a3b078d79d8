package dev.connectpos.terminal.messaging;

import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.application.Ids;
import dev.connectpos.terminal.application.TerminalEvents;
import dev.connectpos.terminal.domain.PrintJobState;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent.CancellationAsked;
import dev.connectpos.terminal.domain.TerminalEvent.Connected;
import dev.connectpos.terminal.domain.TerminalEvent.Disconnected;
import dev.connectpos.terminal.domain.TerminalEvent.OrderRejected;
import dev.connectpos.terminal.domain.TerminalEvent.OrderShown;
import dev.connectpos.terminal.domain.TerminalEvent.PaymentStarted;
import dev.connectpos.terminal.domain.TerminalEvent.PrintJobChanged;
import dev.connectpos.terminal.domain.TerminalEvent.Registered;
import dev.connectpos.terminal.events.v1.PrintStatus;
import dev.connectpos.terminal.events.v1.TerminalConnected;
import dev.connectpos.terminal.events.v1.TerminalDisconnected;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import dev.connectpos.terminal.events.v1.TerminalMode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Facts about terminals, on {@code terminal.events.v1}. */
@ApplicationScoped
class TerminalEventMapping implements TerminalEvents {
  static final String AGGREGATE = "terminal";

  private final Outbox outbox;
  private final Codecs codecs;
  private final Ids ids;

  TerminalEventMapping(Outbox outbox, Codecs codecs, Ids ids) {
    this.outbox = outbox;
    this.codecs = codecs;
    this.ids = ids;
  }

  @Override
  public void state(Fact fact) {
    TerminalEvent envelope = envelope(fact, ids.event());
    var message =
        new OutboxMessage(
            envelope.getEventId(),
            AGGREGATE,
            fact.terminal().id().value(),
            envelope.getAggregateVersion(),
            Topic.TERMINAL_EVENTS.topicName(),
            envelope.getType(),
            codecs.terminals.encode(envelope),
            envelope.getOccurredAt(),
            envelope.getCorrelationId(),
            fact.cause().causationId());
    TraceContext.within(fact.cause().traceparent(), () -> outbox.append(List.of(message)));
  }

  static TerminalEvent envelope(Fact fact, UUID eventId) {
    UUID causation = fact.cause().causationId();
    return TerminalEvent.newBuilder()
        .setEventId(eventId)
        .setType(type(fact))
        .setOccurredAt(fact.at())
        .setAggregateVersion(fact.version())
        .setCorrelationId(fact.cause().correlationId())
        .setCausationId(causation == null ? null : causation.toString())
        .setPayload(payload(fact))
        .build();
  }

  private static String type(Fact fact) {
    return switch (fact.event()) {
      case Registered _ -> "terminal.registered";
      case Connected _ -> "terminal.connected";
      case Disconnected _ -> "terminal.disconnected";
      case OrderShown _ -> "terminal.order_shown";
      case PaymentStarted _ -> "terminal.payment_started";
      case CancellationAsked _ -> "terminal.cancellation_asked";
      case OrderRejected _ -> "terminal.order_rejected";
      case PrintJobChanged _ -> "terminal.print_job_changed";
    };
  }

  private static Object payload(Fact fact) {
    Terminal terminal = fact.terminal();
    String id = terminal.id().value();
    String account = terminal.accountId().value();
    String serial = terminal.serialNumber();
    return switch (fact.event()) {
      case Registered _ ->
          new TerminalRegistered(
              id,
              account,
              serial,
              terminal.model().name(),
              TerminalMode.valueOf(terminal.mode().name()),
              terminal.isActive(),
              terminal.replacedBy());
      case Connected(var epoch, var appVersion) ->
          new TerminalConnected(id, account, serial, epoch, appVersion);
      case Disconnected(var epoch, var reason) ->
          new TerminalDisconnected(id, account, serial, epoch, reason);
      case OrderShown(var order) ->
          new dev.connectpos.terminal.events.v1.OrderShown(id, account, serial, order.value());
      case PaymentStarted(var attempt) ->
          new dev.connectpos.terminal.events.v1.PaymentStarted(
              id,
              account,
              serial,
              attempt.orderId().value(),
              attempt.attemptId().value(),
              attempt.id().value(),
              attempt.sale().amount().minor(),
              attempt.sale().amount().currency().name());
      case CancellationAsked(var cancellation) ->
          new dev.connectpos.terminal.events.v1.CancellationAsked(
              id,
              account,
              serial,
              cancellation.orderId().value(),
              cancellation.paymentId().value(),
              cancellation.id().value(),
              cancellation.amount().minor(),
              cancellation.amount().currency().name());
      case OrderRejected(var order) ->
          new dev.connectpos.terminal.events.v1.OrderRejected(id, account, serial, order.value());
      case PrintJobChanged(var job) ->
          new dev.connectpos.terminal.events.v1.PrintJobChanged(
              job.id().value(),
              id,
              account,
              serial,
              job.orderId().value(),
              status(job.state()),
              job.state() instanceof PrintJobState.Failed(var reason, _)
                  ? reason.name().toLowerCase(Locale.ROOT)
                  : null);
    };
  }

  private static PrintStatus status(PrintJobState state) {
    return switch (state) {
      case PrintJobState.Queued _ -> PrintStatus.QUEUED;
      case PrintJobState.Printing _ -> PrintStatus.PRINTING;
      case PrintJobState.Printed _ -> PrintStatus.PRINTED;
      case PrintJobState.Failed _ -> PrintStatus.FAILED;
    };
  }
}
