package dev.connectpos.order.application;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.OrderRejection;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Asks the acquirer and waits for what comes of it.
 *
 * <ol>
 *   <li>One transaction keeps the request, reserves its amount, and gives the command.
 *   <li>Wait, in no transaction, until the acquirer's word has reached the order or it takes too
 *       long.
 *   <li>Pin the outcome to the Idempotency-Key, so that repeats are answered the same.
 * </ol>
 *
 * <p>Whoever falls out in between leaves nothing behind that another has to clear up: a repeat with
 * the same key finds the request and goes on with the second step.
 */
@ApplicationScoped
public class ChargeDesk {
  private final Charges charges;
  private final Idempotency idempotency;
  private final OrderBells bells;
  private final OrderLimits limits;

  ChargeDesk(Charges charges, Idempotency idempotency, OrderBells bells, OrderLimits limits) {
    this.charges = charges;
    this.idempotency = idempotency;
    this.bells = bells;
    this.limits = limits;
  }

  /** What a call that asks is answered. */
  public sealed interface Answer {}

  /** What was asked was not even begun, or the outcome is pinned. */
  public record Replied(Reply reply) implements Answer {}

  /** The charge as it is: done, or not known in time. */
  public record Shown(String body, boolean repeated) implements Answer {}

  /** The acquirer or the network refused. */
  public record Refused(String returnCode, String message) implements Answer {}

  /** Captures a charge (O9). */
  public Answer capture(
      Account account, ChargeId id, Charges.CaptureDraft draft, CallContext context)
      throws InterruptedException {
    return answer(charges.capture(account, id, draft, context), id, context);
  }

  /** Gives money back (O9). */
  public Answer cancel(Account account, ChargeId id, @Nullable Money amount, CallContext context)
      throws InterruptedException {
    return answer(charges.cancel(account, id, amount, context), id, context);
  }

  /** Tries a cancellation again (A6). */
  public Answer retry(ChargeId id, CallContext context) throws InterruptedException {
    return answer(charges.retry(id, context), id, context);
  }

  private Answer answer(Reply reply, ChargeId id, CallContext context) throws InterruptedException {
    if (!(reply instanceof Reply.Asked(var reference, boolean repeated))) {
      return new Replied(reply);
    }
    var request = new ChargeRequestId(reference);
    var order = charges.orderOf(id);
    if (order.isEmpty()) {
      return new Replied(new Reply.Refused(OrderRejection.CHARGE_NOT_FOUND));
    }
    var seen =
        bells.await(
            order.get(),
            limits.answerWithin(),
            () -> charges.see(order.get(), id, request),
            now -> !(now.standing() instanceof ChargeRequest.Asked));
    return switch (seen.standing()) {
      case ChargeRequest.Asked _ -> new Shown(seen.body(), repeated);
      case ChargeRequest.Done _ ->
          new Shown(idempotency.complete(context.call(), reference, seen.body()), repeated);
      case ChargeRequest.Refused refused -> new Refused(refused.returnCode(), refused.message());
    };
  }
}
