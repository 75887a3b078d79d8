package dev.connectpos.order.application;

import dev.connectpos.money.Money;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ChargeRequest;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderMachine;
import dev.connectpos.order.domain.OrderRejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the PDV and operators want done with charges. Each asks the acquirer in one transaction, and
 * the outcome comes in another: {@link ChargeDesk} waits for it.
 */
@ApplicationScoped
public class Charges {
  private final OrderDesk desk;
  private final OrderJournal journal;
  private final Idempotency idempotency;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  Charges(
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
   * A capture.
   *
   * @param amount null: all that is held
   * @param isFinal whether what is held after it is released
   * @param code what charge and order are to be called; null: as before
   */
  public record CaptureDraft(@Nullable Money amount, boolean isFinal, @Nullable String code) {}

  /**
   * A charge as it is, and what came of a request.
   *
   * @param body as the API shows it
   */
  public record Seen(String body, ChargeRequest.Standing standing) {}

  /** Asks for a capture (O9). */
  @Transactional
  public Reply capture(Account account, ChargeId id, CaptureDraft draft, CallContext context) {
    return ask(
        () -> desk.lock(id, account.id()::equals),
        request ->
            new OrderCommand.CaptureCharge(
                id, request, draft.amount(), draft.isFinal(), draft.code(), clock.instant()),
        context);
  }

  /**
   * Asks for money to be given back (O9).
   *
   * @param amount null: all that is left
   */
  @Transactional
  public Reply cancel(Account account, ChargeId id, @Nullable Money amount, CallContext context) {
    return ask(
        () -> desk.lock(id, account.id()::equals),
        request -> new OrderCommand.CancelCharge(id, request, amount, clock.instant()),
        context);
  }

  /** Asks again for what the network refused (A6), for any account. */
  @Transactional
  public Reply retry(ChargeId id, CallContext context) {
    return ask(
        () -> desk.lock(id, _ -> true),
        request -> new OrderCommand.RetryCancellation(id, request, clock.instant()),
        context);
  }

  /** Replaces the PDV's notes on a charge. */
  @Transactional
  public Reply revise(
      Account account, ChargeId id, SortedMap<String, String> metadata, CallContext context) {
    return idempotency.once(
        context.call(),
        () -> {
          var found = desk.lock(id, account.id()::equals);
          if (found.isEmpty()) {
            return new Reply.Refused(OrderRejection.CHARGE_NOT_FOUND);
          }
          var kept = found.get();
          var command = new OrderCommand.ReviseCharge(id, metadata, clock.instant());
          return switch (OrderMachine.decide(kept.state(), command)) {
            case Accepted accepted -> {
              journal.record(kept, kept, accepted, context.origin());
              yield new Reply.Done(body(kept.next(accepted.next(), 0), id), false);
            }
            case AlreadyDone _ -> new Reply.Done(body(kept, id), false);
            case Rejected(var reason) -> new Reply.Refused(reason);
          };
        });
  }

  /** The charge's order, whoever's it is. */
  @Transactional
  public Optional<OrderId> orderOf(ChargeId id) {
    return desk.orders().orderOf(id);
  }

  /** The charge as it is, and what came of the request. */
  @Transactional
  public Seen see(OrderId order, ChargeId id, ChargeRequestId request) {
    desk.orders().readOneInstant();
    var kept = desk.orders().find(order).orElseThrow(() -> lost(id));
    var charge = kept.state().payments().charge(id).orElseThrow(() -> lost(id));
    var standing = charge.request(request).orElseThrow(() -> lost(id)).standing(request);
    return new Seen(resources.charge(kept.state(), charge), standing);
  }

  private Reply ask(
      Supplier<Optional<KeptOrder>> locked,
      Function<ChargeRequestId, OrderCommand> wish,
      CallContext context) {
    return idempotency.once(
        context.call(),
        () -> {
          var found = locked.get();
          if (found.isEmpty()) {
            return new Reply.Refused(OrderRejection.CHARGE_NOT_FOUND);
          }
          var kept = found.get();
          var request = ids.chargeRequest();
          return switch (OrderMachine.decide(kept.state(), wish.apply(request))) {
            case Accepted accepted -> {
              journal.record(kept, kept, accepted, context.origin());
              yield new Reply.Asked(request.value(), false);
            }
            case AlreadyDone _ -> new Reply.Asked(request.value(), false);
            case Rejected(var reason) -> new Reply.Refused(reason);
          };
        });
  }

  private String body(KeptOrder kept, ChargeId id) {
    var charge = kept.state().payments().charge(id).orElseThrow(() -> lost(id));
    return resources.charge(kept.state(), charge);
  }

  private static IllegalStateException lost(ChargeId id) {
    return new IllegalStateException("charge " + id + " or what was asked of it is gone");
  }
}
