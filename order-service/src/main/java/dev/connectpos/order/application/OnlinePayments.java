package dev.connectpos.order.application;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.CardAsk;
import dev.connectpos.order.domain.Cash;
import dev.connectpos.order.domain.Charge;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.Decision;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.NewCharge;
import dev.connectpos.order.domain.OnlineTerms;
import dev.connectpos.order.domain.OperationType;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderMachine;
import dev.connectpos.order.domain.OrderRejection;
import dev.connectpos.order.domain.PresentedCard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The transactions of payments over the API; {@link OnlineDesk} does what lies between them. */
@ApplicationScoped
public class OnlinePayments {
  /** In the place of a card that is not presented yet: what is refused is so whatever the card. */
  private static final PresentedCard ANY = new PresentedCard(null, "", "", "", null, 1, 1);

  private final OrderDesk desk;
  private final OrderJournal journal;
  private final Idempotency idempotency;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  OnlinePayments(
      OrderDesk desk,
      OrderJournal journal,
      Idempotency idempotency,
      Resources resources,
      Ids ids,
      Clock clock) {
    this.desk = desk;
    this.journal = journal;
    this.idempotency = idempotency;
    this.resources = resources;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An order or a charge as it is.
   *
   * @param body as the API shows it
   * @param processing whether the outcome of a payment is open
   */
  public record Seen(String body, boolean processing) {}

  /** The order as it is. */
  @Transactional
  public Seen see(OrderId id) {
    desk.orders().readOneInstant();
    var state =
        desk.orders()
            .find(id)
            .orElseThrow(() -> new IllegalStateException("order " + id + " is gone"))
            .state();
    return new Seen(
        resources.order(state), state.payments().charges().stream().anyMatch(Charge::isProcessing));
  }

  /** The charge as it is. */
  @Transactional
  public Seen see(OrderId order, ChargeId id) {
    desk.orders().readOneInstant();
    var kept = desk.orders().find(order).orElseThrow(() -> lost(id));
    var charge = kept.state().payments().charge(id).orElseThrow(() -> lost(id));
    return new Seen(resources.charge(kept.state(), charge), charge.isProcessing());
  }

  /** The charge's order, whoever's it is. */
  @Transactional
  public Optional<OrderId> orderOf(ChargeId id) {
    return desk.orders().orderOf(id);
  }

  /** Why a charge would be refused now, before its card is presented. */
  @Transactional
  public Optional<OrderRejection> refusal(Account account, OnlineDesk.ChargeDraft draft) {
    var kept = desk.orders().find(account.id(), draft.order());
    if (kept.isEmpty()) {
      return Optional.of(OrderRejection.ORDER_NOT_FOUND);
    }
    var trial =
        added(
            account,
            new NewCharge(
                ids.charge(), ids.transaction(), "", any(draft), Collections.emptySortedMap()));
    return rejection(OrderMachine.decide(kept.get().state(), trial));
  }

  /** Adds a charge to an order. */
  @Transactional
  public Reply add(
      Account account,
      OnlineDesk.ChargeDraft draft,
      Function<String, NewCharge> charge,
      CallContext context) {
    return idempotency.once(
        context.call(),
        () -> {
          var found =
              desk.orders()
                  .lock(draft.order())
                  .filter(kept -> kept.state().order().account().equals(account.id()));
          if (found.isEmpty()) {
            return new Reply.Refused(OrderRejection.ORDER_NOT_FOUND);
          }
          var code = draft.code();
          var kept = found.get();
          var added = charge.apply(code == null ? kept.state().order().code() : code);
          return done(kept, added.id(), added(account, added), context.origin());
        });
  }

  /**
   * The PDV has the cash.
   *
   * @param amount null: that of the charge
   */
  public record CashDraft(
      @Nullable String description, @Nullable Money amount, @Nullable String code) {}

  /** Takes the PDV's word for it. */
  @Transactional
  public Reply confirm(Account account, ChargeId id, CashDraft draft, CallContext context) {
    return idempotency.once(
        context.call(),
        () ->
            desk.lock(id, account.id()::equals)
                .map(
                    kept ->
                        done(
                            kept,
                            id,
                            new OrderCommand.ConfirmCash(
                                id,
                                draft.description(),
                                draft.amount(),
                                draft.code(),
                                clock.instant()),
                            context.origin()))
                .orElse(new Reply.Refused(OrderRejection.CHARGE_NOT_FOUND)));
  }

  /** Whether a charge may be tried again. */
  public sealed interface Trial {}

  /** It may: with this card, as a payment of its own. */
  public record Again(CardAsk ask, CardSource.Saved card) implements Trial {}

  /** It may not. */
  public record NotAgain(OrderRejection reason) implements Trial {}

  /** What to try a failed charge again with. */
  @Transactional
  public Trial again(Account account, ChargeId id) {
    var kept = desk.orders().find(account.id(), id);
    var charge = kept.flatMap(order -> order.state().payments().charge(id));
    if (kept.isEmpty() || charge.isEmpty()) {
      return new NotAgain(OrderRejection.CHARGE_NOT_FOUND);
    }
    var asked =
        charge.get().means() instanceof CardAsk before
            ? before
            : new CardAsk(
                ids.payment(),
                charge.get().amount(),
                1,
                OperationType.AUTH_AND_CAPTURE,
                new OnlineTerms(ANY, null, null));
    var ask =
        new CardAsk(
            ids.payment(),
            asked.amount(),
            asked.installments(),
            asked.operationType(),
            asked.terms());
    var trial = tried(id, new NewCharge.ByCard(ask, ""));
    var refused = rejection(OrderMachine.decide(kept.get().state(), trial));
    var card = ask.terms().card().id();
    if (refused.isPresent() || card == null) {
      return new NotAgain(refused.orElse(OrderRejection.CARD_NOT_SAVED));
    }
    return new Again(ask, new CardSource.Saved(card));
  }

  /** Tries a failed charge again. */
  @Transactional
  public Reply tryAgain(Account account, ChargeId id, NewCharge.ByCard card, CallContext context) {
    return idempotency.once(
        context.call(),
        () ->
            desk.lock(id, account.id()::equals)
                .map(kept -> done(kept, id, tried(id, card), context.origin()))
                .orElse(new Reply.Refused(OrderRejection.CHARGE_NOT_FOUND)));
  }

  private OrderCommand added(Account account, NewCharge charge) {
    return new OrderCommand.AddCharge(charge, account.services(), clock.instant());
  }

  private OrderCommand tried(ChargeId id, NewCharge.ByCard card) {
    return new OrderCommand.TryChargeAgain(id, ids.transaction(), card, clock.instant());
  }

  private Reply done(KeptOrder kept, ChargeId id, OrderCommand command, Origin origin) {
    return switch (OrderMachine.decide(kept.state(), command)) {
      case Accepted accepted -> {
        journal.record(kept, kept, accepted, origin);
        yield shown(kept.next(accepted.next(), 0), id);
      }
      case AlreadyDone _ -> shown(kept, id);
      case Rejected(var reason) -> new Reply.Refused(reason);
    };
  }

  private Reply shown(KeptOrder kept, ChargeId id) {
    var charge = kept.state().payments().charge(id).orElseThrow(() -> lost(id));
    return charge.isProcessing()
        ? new Reply.Asked(id.value(), false)
        : new Reply.Done(resources.charge(kept.state(), charge), false);
  }

  private NewCharge.Asked any(OnlineDesk.ChargeDraft draft) {
    return switch (draft.payment()) {
      case PaymentDraft.InCash cash ->
          new NewCharge.ByCash(
              new Cash(ids.payment(), cash.amount(), cash.description()), cash.confirmed());
      case PaymentDraft.ByCard card ->
          new NewCharge.ByCard(
              new CardAsk(
                  ids.payment(),
                  card.amount(),
                  card.installments(),
                  card.operationType(),
                  new OnlineTerms(ANY, card.statementDescriptor(), null)),
              "");
    };
  }

  private static Optional<OrderRejection> rejection(Decision decision) {
    return decision instanceof Rejected(var reason) ? Optional.of(reason) : Optional.empty();
  }

  private static IllegalStateException lost(ChargeId id) {
    return new IllegalStateException("charge " + id + " is gone");
  }
}
