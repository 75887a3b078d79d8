package dev.connectpos.order.messaging;

import dev.connectpos.order.application.ChargeCommands;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the acquirer is asked, into the outbox. */
@ApplicationScoped
class OutboxChargeCommands implements ChargeCommands {
  private final Outbox outbox;
  private final Codecs codecs;

  OutboxChargeCommands(Outbox outbox, Codecs codecs) {
    this.outbox = outbox;
    this.codecs = codecs;
  }

  @Override
  public void give(Command command) {
    var message =
        new OutboxMessage(
            command.id(),
            "charge",
            command.ask().payment().value(),
            command.version(),
            Topic.CHARGE_COMMANDS.topicName(),
            ChargeCommandMapping.type(command.ask()),
            codecs.encode(ChargeCommandMapping.envelope(command)),
            command.at(),
            command.origin().correlationId(),
            command.origin().causationId());
    outbox.append(List.of(message));
  }
}
