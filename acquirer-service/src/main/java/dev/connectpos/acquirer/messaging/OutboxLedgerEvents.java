package dev.connectpos.acquirer.messaging;

import dev.connectpos.acquirer.application.Ids;
import dev.connectpos.acquirer.application.LedgerEvents;
import dev.connectpos.acquirer.application.SettlementStore.Settlement;
import dev.connectpos.ledger.events.v1.LedgerEvent;
import dev.connectpos.ledger.events.v1.SettlementMade;
import dev.connectpos.outbox.Outbox;
import dev.connectpos.outbox.OutboxMessage;
import dev.connectpos.schemas.EventCodec;
import dev.connectpos.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Settlements leave through the outbox, each a stream of its own with one message. */
@ApplicationScoped
class OutboxLedgerEvents implements LedgerEvents {
  private static final String AGGREGATE = "settlement";
  private static final String MADE = "settlement.made";
  private static final long ONLY = 1;

  private final Outbox outbox;
  private final EventCodec<LedgerEvent> codec;
  private final Ids ids;

  OutboxLedgerEvents(Outbox outbox, EventCodec<LedgerEvent> codec, Ids ids) {
    this.outbox = outbox;
    this.codec = codec;
    this.ids = ids;
  }

  @Override
  public void settled(Settlement settlement) {
    var eventId = ids.eventId();
    // The clock caused it: the settlement's own id is all there is to follow it by.
    var event =
        LedgerEvent.newBuilder()
            .setEventId(eventId)
            .setType(MADE)
            .setOccurredAt(settlement.at())
            .setAggregateVersion(ONLY)
            .setCorrelationId(settlement.id())
            .setPayload(payload(settlement))
            .build();
    outbox.append(
        List.of(
            new OutboxMessage(
                eventId,
                AGGREGATE,
                settlement.id(),
                ONLY,
                Topic.LEDGER_EVENTS.topicName(),
                MADE,
                codec.encode(event),
                settlement.at(),
                settlement.id(),
                null)));
  }

  private static SettlementMade payload(Settlement settlement) {
    var payout = settlement.payout();
    return SettlementMade.newBuilder()
        .setSettlementId(settlement.id())
        .setAccountId(settlement.accountId().value())
        .setCurrency(payout.gross().currency().name())
        .setSettledOn(settlement.day().toString())
        .setGrossMinor(payout.gross().minor())
        .setFeeMinor(payout.fee().minor())
        .setNetMinor(payout.net().minor())
        .setReceivables(payout.settled().size())
        .setSettledAt(settlement.at())
        .build();
  }
}
