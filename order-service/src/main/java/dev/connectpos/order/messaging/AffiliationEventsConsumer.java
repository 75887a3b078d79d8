package dev.connectpos.order.messaging;

import dev.connectpos.affiliation.events.v1.AffiliationOpened;
import dev.connectpos.affiliation.events.v1.AffiliationServicesChanged;
import dev.connectpos.order.application.Accounts;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.AcquirerServices;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.Inbox;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.outbox.Verdict;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Listens to {@code affiliation.events.v1}, to know the accounts' keys and services with the
 * acquirer (A13).
 */
@ApplicationScoped
class AffiliationEventsConsumer {
  private final Inbox inbox;
  private final Codecs codecs;
  private final Accounts accounts;

  AffiliationEventsConsumer(Inbox inbox, Codecs codecs, Accounts accounts) {
    this.inbox = inbox;
    this.codecs = codecs;
    this.accounts = accounts;
  }

  /** Returns when every message of the batch has its effect or is parked. */
  @Incoming("affiliation-events")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    inbox.process(batch, this::handle);
  }

  private Verdict handle(InboundMessage message) {
    var event = codecs.affiliation(message.payload());
    return switch (event.getPayload()) {
      case AffiliationOpened p ->
          accounts
              .affiliated(new AccountId(p.getAccountId()), p.getSak(), event.getAggregateVersion())
              // We state accounts, so one that we do not know is no account.
              .orElseThrow(() -> noAccount(p.getAccountId()));
      case AffiliationServicesChanged p ->
          accounts
              .served(
                  new AccountId(p.getAccountId()),
                  new AcquirerServices(
                      p.getSoftDescriptor(),
                      p.getSoftDescriptorMaxLength(),
                      p.getZeroDollar(),
                      p.getPreAuthorization(),
                      p.getPrint()),
                  event.getAggregateVersion())
              .orElseThrow(() -> noAccount(p.getAccountId()));
      default -> throw new PermanentFailureException(event.getType() + " is not known", null);
    };
  }

  private static PermanentFailureException noAccount(String id) {
    return new PermanentFailureException(id + " is no account", null);
  }
}
