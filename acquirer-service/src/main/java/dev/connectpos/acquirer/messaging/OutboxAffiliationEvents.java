package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.AffiliationEvents;
import dev.connectpos.acquirer.application.AffiliationStore.Affiliation;
import dev.connectpos.acquirer.application.AffiliationStore.Switch;
import dev.connectpos.acquirer.application.AffiliationStore.Switchboard;
import dev.connectpos.acquirer.application.Ids;
import dev.connectpos.acquirer.application.Received;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.affiliation.events.v1.AffiliationEvent;
import dev.connectpos.affiliation.events.v1.AffiliationOpened;
import dev.connectpos.affiliation.events.v1.AffiliationServicesChanged;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Facts about affiliations leave through the outbox, keyed by account. */
@ApplicationScoped
class OutboxAffiliationEvents implements AffiliationEvents {
  private static final String AGGREGATE = "affiliation";
  private static final String OPENED = "affiliation.opened";
  private static final String SWITCHED = "affiliation.services_changed";

  /** An affiliation is opened once, before anything else is stated of it. */
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
    String accountId = affiliation.accountId().value();
    state(
        new Fact(OPENED, accountId, FIRST, at, cause.correlationId(), cause.eventId()),
        new AffiliationOpened(accountId, affiliation.key()));
  }

  @Override
  public void switched(AccountId accountId, Switchboard now, Switch done, Instant at) {
    var services = now.services();
    // Nobody's message led to it: the operator's request is its own cause.
    UUID request = ids.eventId();
    state(
        new Fact(SWITCHED, accountId.value(), now.statedVersion(), at, request.toString(), request),
        new AffiliationServicesChanged(
            accountId.value(),
            services.softDescriptor(),
            services.softDescriptorMaxLength(),
            services.zeroDollar(),
            services.preAuthorization(),
            services.print(),
            done.service().word(),
            done.by()));
  }

  /** What an event and its message say alike. */
  private record Fact(
      String type,
      String accountId,
      long version,
      Instant at,
      String correlationId,
      UUID causationId) {}

  private void state(Fact fact, Object payload) {
    var eventId = ids.eventId();
    var event =
        AffiliationEvent.newBuilder()
            .setEventId(eventId)
            .setType(fact.type())
            .setOccurredAt(fact.at())
            .setAggregateVersion(fact.version())
            .setCorrelationId(fact.correlationId())
            .setCausationId(fact.causationId().toString())
            .setPayload(payload)
            .build();
    outbox.append(
        List.of(
            new OutboxMessage(
                eventId,
                AGGREGATE,
                fact.accountId(),
                fact.version(),
                Topic.AFFILIATION_EVENTS.topicName(),
                fact.type(),
                codec.encode(event),
                fact.at(),
                fact.correlationId(),
                fact.causationId())));
  }
}
