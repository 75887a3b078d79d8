package dev.connectpos.order.messaging;

import dev.connectpos.order.application.OrderEvents;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Facts about orders, into the outbox. */
@ApplicationScoped
class OutboxOrderEvents implements OrderEvents {
  private final Outbox outbox;
  private final Codecs codecs;

  OutboxOrderEvents(Outbox outbox, Codecs codecs) {
    this.outbox = outbox;
    this.codecs = codecs;
  }

  @Override
  public void publish(List<Fact> facts) {
    outbox.append(facts.stream().map(this::message).toList());
  }

  @Override
  public void refuse(Unplaced fact) {
    var origin = fact.news().origin();
    var message =
        new OutboxMessage(
            fact.id(),
            "cancellation",
            fact.news().request().value(),
            1,
            Topic.ORDER_EVENTS.topicName(),
            OrderEventMapping.CANCELLATION_REFUSED,
            codecs.encode(OrderEventMapping.envelope(fact)),
            fact.at(),
            origin.correlationId(),
            origin.causationId());
    outbox.append(List.of(message));
  }

  private OutboxMessage message(Fact fact) {
    return new OutboxMessage(
        fact.id(),
        "order",
        fact.order().order().id().value(),
        fact.version(),
        Topic.ORDER_EVENTS.topicName(),
        OrderEventMapping.type(fact.event()),
        codecs.encode(OrderEventMapping.envelope(fact)),
        fact.at(),
        fact.origin().correlationId(),
        fact.origin().causationId());
  }
}
