package dev.connectpos.terminal.messaging;

import dev.connectpos.account.events.v1.AccountOpened;
import dev.connectpos.account.events.v1.AccountSettingsChanged;
import dev.connectpos.account.events.v1.ApiKeyIssued;
import dev.connectpos.account.events.v1.ApiKeyRevoked;
import dev.connectpos.account.events.v1.SetupCheckStarted;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.application.KnowAccounts;
import dev.connectpos.terminal.domain.AccountId;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Accounts: terminals are registered for those that exist, and report their days. */
@ApplicationScoped
class AccountEventsConsumer {
  private final Inbox inbox;
  private final Codecs codecs;
  private final KnowAccounts accounts;

  AccountEventsConsumer(Inbox inbox, Codecs codecs, KnowAccounts accounts) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.accounts = accounts;
  }

  @Incoming("account-events")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    return switch (Inbound.decode(codecs.accounts, message).getPayload()) {
      case AccountOpened opened ->
          accounts.opened(
              new AccountId(opened.getAccountId()),
              Inbound.read(message, () -> zone(opened.getTimeZone())));
      case AccountSettingsChanged changed ->
          accounts.moved(
              new AccountId(changed.getAccountId()),
              Inbound.read(message, () -> zone(changed.getTimeZone())));
      // Keys open nothing here, and a set-up check is an order like any other.
      case ApiKeyIssued _, ApiKeyRevoked _, SetupCheckStarted _ -> Verdict.APPLIED;
      default -> throw Inbound.unknown(message);
    };
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time zone: " + name, e);
    }
  }
}
