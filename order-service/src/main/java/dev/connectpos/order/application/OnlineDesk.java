package dev.connectpos.order.application;

import dev.connectpos.order.application.CardPresentments.Presented;
import dev.connectpos.order.application.Heard.Declined;
import dev.connectpos.order.application.Heard.Said;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.CardAsk;
import dev.connectpos.order.domain.Cash;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.NewCharge;
import dev.connectpos.order.domain.OnlineTerms;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderRejection;
import dev.connectpos.order.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes payments over the API (O12), and waits for what comes of them.
 *
 * <ol>
 *   <li>A call that was made before under the same Idempotency-Key goes on with the fourth step.
 *   <li>Each card is presented to the acquirer, in no transaction, for a reference of one use. That
 *       uses a card token up, so calls with the same key present it for the same payment, and are
 *       given the same reference.
 *   <li>One transaction keeps order and charges, and commands the acquirer, by reference. Of
 *       several calls with the same key one gets here; what the others presented is never used.
 *   <li>Wait, in no transaction, until the acquirer's word has reached the order or it takes too
 *       long.
 *   <li>Pin the outcome to the Idempotency-Key, so that repeats are answered the same.
 * </ol>
 *
 * <p>Calls with the same key may overtake each other at any step. A refusal is therefore answered
 * only if the key is still unknown: else another call did what this one could not, because it did.
 *
 * <p>Whoever falls out before the third step leaves a reference that expires; after it, a repeat
 * finds what was asked for and waits.
 */
@ApplicationScoped
public class OnlineDesk {
  private final Orders orders;
  private final OnlinePayments payments;
  private final CardPresentments cards;
  private final Idempotency idempotency;
  private final OrderBells bells;
  private final OrderLimits limits;
  private final Ids ids;

  OnlineDesk(
      Orders orders,
      OnlinePayments payments,
      CardPresentments cards,
      Idempotency idempotency,
      OrderBells bells,
      OrderLimits limits,
      Ids ids) {
    this.orders = orders;
    this.payments = payments;
    this.cards = cards;
    this.idempotency = idempotency;
    this.bells = bells;
    this.limits = limits;
    this.ids = ids;
  }

  /** What a call is answered. */
  public sealed interface Answer {}

  /** Nothing is waited for. */
  public record Replied(Reply reply) implements Answer {}

  /** The order or the charge as it is: its outcome known, or not in time. */
  public record Shown(String body, boolean repeated) implements Answer {}

  /**
   * The acquirer takes no such card; nothing was kept.
   *
   * @param payment which one, from 0
   * @param field what of it is wrong; null: nothing in particular
   */
  public record CardRefused(int payment, String code, @Nullable String field) implements Answer {}

  /** Places an order with its payments. */
  public Answer place(Account account, OrderDraft draft, CallContext context)
      throws InterruptedException {
    var earlier = idempotency.earlier(context.call());
    if (earlier.isPresent()) {
      return placed(earlier.get(), context);
    }
    // Not to present the cards of an order that cannot be; what counts is asked with it.
    var unserved =
        draft.payments().stream()
            .filter(PaymentDraft.ByCard.class::isInstance)
            .map(PaymentDraft.ByCard.class::cast)
            .map(
                card ->
                    account.services().refusal(card.statementDescriptor(), card.operationType()))
            .flatMap(Optional::stream)
            .findFirst();
    if (unserved.isPresent()) {
      return new Replied(new Reply.Refused(unserved.get()));
    }
    var prepared = new ArrayList<Function<String, NewCharge>>();
    for (PaymentDraft payment : draft.payments()) {
      switch (prepare(account, payment, context.call(), prepared.size())) {
        case Declined<Function<String, NewCharge>>(var code, var field) -> {
          var other = idempotency.earlier(context.call());
          return other.isPresent()
              ? placed(other.get(), context)
              : new CardRefused(prepared.size(), code, field);
        }
        case Said<Function<String, NewCharge>>(var charge) -> prepared.add(charge);
      }
    }
    return placed(orders.place(account, draft, prepared, context), context);
  }

  private Answer placed(Reply reply, CallContext context) throws InterruptedException {
    if (!(reply instanceof Reply.Asked(var reference, boolean repeated))) {
      return new Replied(reply);
    }
    var order = new OrderId(reference);
    return answer(new Waiting(order, reference, repeated), () -> payments.see(order), context);
  }

  /**
   * A charge to be added.
   *
   * @param code null: that of the order
   */
  public record ChargeDraft(OrderId order, PaymentDraft payment, @Nullable String code) {}

  /** Adds a charge to an open order. */
  public Answer add(Account account, ChargeDraft draft, CallContext context)
      throws InterruptedException {
    var earlier = idempotency.earlier(context.call());
    if (earlier.isPresent()) {
      return answer(earlier.get(), context);
    }
    // Not to present the card of a charge that cannot be; what counts is asked under the lock.
    var refused = payments.refusal(account, draft);
    if (refused.isPresent()) {
      return refused(new Replied(new Reply.Refused(refused.get())), context);
    }
    return switch (prepare(account, draft.payment(), context.call(), 0)) {
      case Declined<Function<String, NewCharge>>(var code, var field) ->
          refused(new CardRefused(0, code, field), context);
      case Said<Function<String, NewCharge>>(var charge) ->
          answer(payments.add(account, draft, charge, context), context);
    };
  }

  /** Tries a charge that failed again, with its saved card. */
  public Answer tryAgain(Account account, ChargeId id, CallContext context)
      throws InterruptedException {
    var earlier = idempotency.earlier(context.call());
    if (earlier.isPresent()) {
      return answer(earlier.get(), context);
    }
    return switch (payments.again(account, id)) {
      case OnlinePayments.NotAgain(var reason) ->
          refused(new Replied(new Reply.Refused(reason)), context);
      case OnlinePayments.Again(var ask, var card) ->
          switch (cards.present(account.id(), ask.payment(), card)) {
            case Declined<Presented>(var code, var field) ->
                refused(new CardRefused(0, code, field), context);
            case Said<Presented>(Presented(var reference, var shown)) -> {
              var terms = new OnlineTerms(shown, ask.terms().statementDescriptor(), account.sak());
              var again =
                  new CardAsk(
                      ask.payment(), ask.amount(), ask.installments(), ask.operationType(), terms);
              var byCard = new NewCharge.ByCard(again, reference);
              yield answer(payments.tryAgain(account, id, byCard, context), context);
            }
          };
    };
  }

  /**
   * Makes a payment's charge ready, unless the acquirer declines its card.
   *
   * @param number which of the call's payments, from 0
   */
  private Heard<Function<String, NewCharge>> prepare(
      Account account, PaymentDraft draft, IdempotentCall call, int number) {
    var payment = payment(draft, call, number);
    return switch (draft) {
      case PaymentDraft.InCash(var amount, var description, var confirmed, _) -> {
        var cash = new Cash(payment, amount, description);
        yield new Said<>(ready(draft, new NewCharge.ByCash(cash, confirmed)));
      }
      case PaymentDraft.ByCard card ->
          cards
              .present(account.id(), payment, card.card())
              .map(
                  presented ->
                      ready(
                          draft,
                          new NewCharge.ByCard(
                              ask(account, payment, card, presented), presented.reference())));
    };
  }

  /**
   * A new one, unless a repeat has to find it: the payment that a card token is presented for under
   * a key. The token makes it new when the key expired, for it does not live as long.
   */
  private PaymentId payment(PaymentDraft draft, IdempotentCall call, int number) {
    var key = call.keySha256();
    return key != null
            && draft instanceof PaymentDraft.ByCard card
            && card.card() instanceof CardSource.Token(var token)
        ? ids.paymentOf(String.join("\n", call.scope(), call.operation(), key, "" + number, token))
        : ids.payment();
  }

  private static CardAsk ask(
      Account account, PaymentId payment, PaymentDraft.ByCard draft, Presented presented) {
    return new CardAsk(
        payment,
        draft.amount(),
        draft.installments(),
        draft.operationType(),
        new OnlineTerms(presented.card(), draft.statementDescriptor(), account.sak()));
  }

  private Function<String, NewCharge> ready(PaymentDraft draft, NewCharge.Asked asked) {
    var id = ids.charge();
    var transaction = ids.transaction();
    return code -> new NewCharge(id, transaction, code, asked, draft.metadata());
  }

  /** The refusal, unless a call with the same key succeeded meanwhile. */
  private Answer refused(Answer refusal, CallContext context) throws InterruptedException {
    var other = idempotency.earlier(context.call());
    return other.isPresent() ? answer(other.get(), context) : refusal;
  }

  private Answer answer(Reply reply, CallContext context) throws InterruptedException {
    if (!(reply instanceof Reply.Asked(var reference, boolean repeated))) {
      return new Replied(reply);
    }
    var charge = new ChargeId(reference);
    var order = payments.orderOf(charge);
    return order.isEmpty()
        ? new Replied(new Reply.Refused(OrderRejection.CHARGE_NOT_FOUND))
        : answer(
            new Waiting(order.get(), reference, repeated),
            () -> payments.see(order.get(), charge),
            context);
  }

  private record Waiting(OrderId order, String reference, boolean repeated) {}

  private Answer answer(Waiting waiting, Supplier<OnlinePayments.Seen> look, CallContext context)
      throws InterruptedException {
    var seen = bells.await(waiting.order(), limits.answerWithin(), look, now -> !now.processing());
    return new Shown(
        seen.processing()
            ? seen.body()
            : idempotency.complete(context.call(), waiting.reference(), seen.body()),
        waiting.repeated());
  }
}
