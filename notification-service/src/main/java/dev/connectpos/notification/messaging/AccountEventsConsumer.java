package dev.connectpos.notification.messaging;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.AccountSettingsChanged;
import dev.connectpos.account.events.v1.ApiKeyIssued;
import dev.connectpos.account.events.v1.ApiKeyRevoked;
import dev.connectpos.account.events.v1.KeyKind;
import dev.connectpos.account.events.v1.SetupCheckStarted;
import dev.connectpos.notification.application.Accounts;
import dev.connectpos.notification.application.IssuedKey;
import dev.connectpos.notification.domain.AccountId;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.schemas.EventCodec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Who the accounts are, and by which keys they call. */
@ApplicationScoped
public class AccountEventsConsumer {
  private final Inbox inbox;
  private final EventCodec<AccountEvent> codec;
  private final Accounts accounts;

  AccountEventsConsumer(Inbox inbox, EventCodec<AccountEvent> codec, Accounts accounts) {
    this.inbox = inbox;
    this.codec = codec;
    this.accounts = accounts;
  }

  /** A batch; returns when each message is applied or parked. */
  @Incoming("account-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    long version = message.aggregateVersion();
    return switch (Reading.read(codec, message).getPayload()) {
      case AccountOpened it ->
          accounts.named(new AccountId(it.getAccountId()), it.getName(), version);
      case AccountSettingsChanged it ->
          accounts.named(new AccountId(it.getAccountId()), it.getName(), version);
      case ApiKeyIssued it ->
          accounts.keyIssued(new AccountId(it.getAccountId()), key(it), version);
      case ApiKeyRevoked it ->
          accounts.keyRevoked(
              new AccountId(it.getAccountId()), it.getKeySha256(), it.getValidUntil(), version);
      case SetupCheckStarted it -> accounts.passed(new AccountId(it.getAccountId()), version);
      default -> throw Reading.unknown(message);
    };
  }

  /** A kind we do not know yet is no secret key: it opens nothing here. */
  private static IssuedKey key(ApiKeyIssued issued) {
    return new IssuedKey(
        issued.getKeyId(), issued.getKeySha256(), issued.getKind() == KeyKind.SECRET);
  }
}
