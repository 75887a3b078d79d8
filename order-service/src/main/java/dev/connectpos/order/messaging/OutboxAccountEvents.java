package dev.connectpos.order.messaging;

import dev.connectpos.order.application.AccountEvents;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Facts about accounts, into the outbox. */
@ApplicationScoped
class OutboxAccountEvents implements AccountEvents {
  private final Outbox outbox;
  private final Codecs codecs;

  OutboxAccountEvents(Outbox outbox, Codecs codecs) {
    this.outbox = outbox;
    this.codecs = codecs;
  }

  @Override
  public void publish(Fact fact) {
    var message =
        new OutboxMessage(
            fact.id(),
            "account",
            fact.account().value(),
            fact.version(),
            Topic.ACCOUNT_EVENTS.topicName(),
            AccountEventMapping.type(fact.event()),
            codecs.encode(AccountEventMapping.envelope(fact)),
            fact.at(),
            fact.origin().correlationId(),
            fact.origin().causationId());
    outbox.append(List.of(message));
  }
}
