package dev.connectpos.order.application;

import dev.connectpos.order.application.CardPresentments.Presented;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes payments over the API (O12), and waits for what comes of them.
 *
 * <ol>
 *   <li>A call that was made before under the same Idempotency-Key goes on with the fourth step.
 *   <li>Each card is presented to the acquirer, in no transaction, for a reference of one use.
 *   <li>One transaction keeps order and charges, and commands the acquirer, by reference. Of
 *       several calls with the same key one gets here; what the others presented is never used.
 *   <li>Wait, in no transaction, until the acquirer's word has reached the order or it takes too
 *       long.
 *   <li>Pin the outcome to the Idempotency-Key, so that repeats are answered the same.
 * </ol>
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
    Reply reply;
    if (earlier.isPresent()) {
      reply = earlier.get();
    } else {
      var prepared = new ArrayList<Function<String, NewCharge>>();
      for (PaymentDraft payment : draft.payments()) {
        switch (prepare(account, payment)) {
          case Refusal(var code, var field) -> {
            return new CardRefused(prepared.size(), code, field);
          }
          case Ready(var charge) -> prepared.add(charge);
        }
      }
      reply = orders.place(account, draft, prepared, context);
    }
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
      return new Replied(new Reply.Refused(refused.get()));
    }
    return switch (prepare(account, draft.payment())) {
      case Refusal(var code, var field) -> new CardRefused(0, code, field);
      case Ready(var charge) -> answer(payments.add(account, draft, charge, context), context);
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
      case OnlinePayments.NotAgain(var reason) -> new Replied(new Reply.Refused(reason));
      case OnlinePayments.Again(var ask, var card) ->
          switch (cards.present(account.id(), ask.payment(), card)) {
            case CardPresentments.Refused(var code, var field) -> new CardRefused(0, code, field);
            case Presented(var reference, var shown) -> {
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

  private sealed interface Preparation {}

  private record Ready(Function<String, NewCharge> charge) implements Preparation {}

  private record Refusal(String code, @Nullable String field) implements Preparation {}

  private Preparation prepare(Account account, PaymentDraft draft) {
    var payment = ids.payment();
    return switch (draft) {
      case PaymentDraft.InCash(var amount, var description, var confirmed, _) -> {
        var cash = new Cash(payment, amount, description);
        yield ready(draft, new NewCharge.ByCash(cash, confirmed));
      }
      case PaymentDraft.ByCard card ->
          switch (cards.present(account.id(), payment, card.card())) {
            case CardPresentments.Refused(var code, var field) -> new Refusal(code, field);
            case Presented presented ->
                ready(
                    draft,
                    new NewCharge.ByCard(
                        ask(account, payment, card, presented), presented.reference()));
          };
    };
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

  private Ready ready(PaymentDraft draft, NewCharge.Asked asked) {
    var id = ids.charge();
    var transaction = ids.transaction();
    return new Ready(code -> new NewCharge(id, transaction, code, asked, draft.metadata()));
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
