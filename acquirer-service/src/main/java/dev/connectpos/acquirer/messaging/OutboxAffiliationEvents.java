package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.AffiliationEvents;
import dev.connectpos.acquirer.application.AffiliationStore.Affiliation;
import dev.connectpos.acquirer.application.Ids;
import dev.connectpos.acquirer.application.Received;
import dev.connectpos.affiliation.events.v1.AffiliationEvent;
import dev.connectpos.affiliation.events.v1.AffiliationOpened;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Facts about affiliations leave through the outbox, keyed by account. */
@ApplicationScoped
class OutboxAffiliationEvents implements AffiliationEvents {
  private static final String AGGREGATE = "affiliation";
  private static final String OPENED = "affiliation.opened";

  /** An affiliation is opened once, and nothing else is stated of it yet. */
  private static final long FIRST = 1;

  private final Outbox outbox;
  private final EventCodec<AffiliationEvent> codec;
  private final Ids ids;

  OutboxAffiliationEvents(Outbox outbox, EventCodec<AffiliationEvent> codec, Ids ids) {
    this.outbox = outbox;
    this.codec = codec;
    this.ids = ids;
  }

  @Override
  public void opened(Affiliation affiliation, Received cause, Instant at) {
    var eventId = ids.eventId();
    String accountId = affiliation.accountId().value();
    var event =
        AffiliationEvent.newBuilder()
            .setEventId(eventId)
            .setType(OPENED)
            .setOccurredAt(at)
            .setAggregateVersion(FIRST)
            .setCorrelationId(cause.correlationId())
            .setCausationId(cause.eventId().toString())
            .setPayload(new AffiliationOpened(accountId, affiliation.key()))
            .build();
    outbox.append(
        List.of(
            new OutboxMessage(
                eventId,
                AGGREGATE,
                accountId,
                FIRST,
                Topic.AFFILIATION_EVENTS.topicName(),
                OPENED,
                codec.encode(event),
                at,
                cause.correlationId(),
                cause.eventId())));
  }
}
