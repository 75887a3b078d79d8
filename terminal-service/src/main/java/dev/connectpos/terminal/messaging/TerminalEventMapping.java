package dev.connectpos.terminal.messaging;

import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.Topic;
import dev.connectpos.terminal.application.Ids;
import dev.connectpos.terminal.application.TerminalEvents;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent.Connected;
import dev.connectpos.terminal.domain.TerminalEvent.Disconnected;
import dev.connectpos.terminal.domain.TerminalEvent.OrderShown;
import dev.connectpos.terminal.domain.TerminalEvent.Registered;
import dev.connectpos.terminal.events.v1.TerminalConnected;
import dev.connectpos.terminal.events.v1.TerminalDisconnected;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import dev.connectpos.terminal.events.v1.TerminalMode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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
    UUID eventId = ids.event();
    UUID causation = fact.cause().causationId();
    String type = type(fact);
    var envelope =
        TerminalEvent.newBuilder()
            .setEventId(eventId)
            .setType(type)
            .setOccurredAt(fact.at())
            .setAggregateVersion(fact.version())
            .setCorrelationId(fact.cause().correlationId())
            .setCausationId(causation == null ? null : causation.toString())
            .setPayload(payload(fact))
            .build();
    var message =
        new OutboxMessage(
            eventId,
            AGGREGATE,
            fact.terminal().id().value(),
            fact.version(),
            Topic.TERMINAL_EVENTS.topicName(),
            type,
            codecs.terminals.encode(envelope),
            fact.at(),
            fact.cause().correlationId(),
            causation);
    TraceContext.within(fact.cause().traceparent(), () -> outbox.append(List.of(message)));
  }

  private static String type(Fact fact) {
    return switch (fact.event()) {
      case Registered _ -> "terminal.registered";
      case Connected _ -> "terminal.connected";
      case Disconnected _ -> "terminal.disconnected";
      case OrderShown _ -> "terminal.order_shown";
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
              TerminalMode.valueOf(terminal.mode().name()));
      case Connected(var epoch, var appVersion) ->
          new TerminalConnected(id, account, serial, epoch, appVersion);
      case Disconnected(var epoch, var reason) ->
          new TerminalDisconnected(id, account, serial, epoch, reason);
      case OrderShown(var order) ->
          new dev.connectpos.terminal.events.v1.OrderShown(id, account, serial, order.value());
    };
  }
}
