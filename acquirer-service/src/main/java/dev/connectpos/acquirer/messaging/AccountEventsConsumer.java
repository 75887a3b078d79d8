package dev.connectpos.acquirer.messaging;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.AccountSettingsChanged;
import dev.connectpos.account.events.v1.ApiKeyIssued;
import dev.connectpos.account.events.v1.ApiKeyRevoked;
import dev.connectpos.account.events.v1.Environment;
import dev.connectpos.account.events.v1.SetupCheckStarted;
import dev.connectpos.acquirer.application.AffiliationStore.Settings;
import dev.connectpos.acquirer.application.AffiliationStore.SetupCheck;
import dev.connectpos.acquirer.application.Affiliations;
import dev.connectpos.acquirer.application.Affiliations.Opening;
import dev.connectpos.acquirer.application.Received;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.OrderId;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.MalformedEventException;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Accounts become affiliations; their keys are of no interest here. */
@ApplicationScoped
class AccountEventsConsumer {
  private final Inbox inbox;
  private final EventCodec<AccountEvent> codec;
  private final Affiliations affiliations;

  AccountEventsConsumer(Inbox inbox, EventCodec<AccountEvent> codec, Affiliations affiliations) {
    this.inbox = inbox;
    this.codec = codec;
    this.affiliations = affiliations;
  }

  @Incoming("account-events")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    try {
      AccountEvent event = codec.decode(message.payload());
      return switch (event.getPayload()) {
        case AccountOpened opened -> affiliations.open(opening(opened), received(message));
        case AccountSettingsChanged changed ->
            affiliations.change(
                new AccountId(changed.getAccountId()),
                new Settings(changed.getName(), changed.getTimeZone()),
                message.aggregateVersion());
        case SetupCheckStarted started ->
            affiliations.check(
                new AccountId(started.getAccountId()),
                new SetupCheck(
                    new OrderId(started.getOrderId()),
                    started.getTerminalSerial(),
                    event.getOccurredAt(),
                    started.getExpiresAt()),
                message.aggregateVersion());
        case ApiKeyIssued issued ->
            affiliations.pass(new AccountId(issued.getAccountId()), message.aggregateVersion());
        case ApiKeyRevoked revoked ->
            affiliations.pass(new AccountId(revoked.getAccountId()), message.aggregateVersion());
        default ->
            throw new PermanentFailureException("unknown event type " + event.getType(), null);
      };
    } catch (MalformedEventException e) {
      throw new PermanentFailureException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Opening opening(AccountOpened opened) {
    return new Opening(
        new AccountId(opened.getAccountId()),
        opened.getName(),
        environment(opened.getEnvironment()),
        opened.getTimeZone());
  }

  private static Received received(InboundMessage message) {
    return new Received(message.eventId(), message.aggregateVersion(), message.correlationId());
  }

  private static String environment(Environment environment) {
    return switch (environment) {
      case LIVE -> "live";
      case TEST -> "test";
      case UNKNOWN -> throw new PermanentFailureException("environment is unknown", null);
    };
  }
}
