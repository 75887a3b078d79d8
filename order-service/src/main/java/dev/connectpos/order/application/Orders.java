package dev.connectpos.order.application;

import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeId;
import dev.connectpos.order.domain.ClosedAs;
import dev.connectpos.order.domain.Customer;
import dev.connectpos.order.domain.Decision.Accepted;
import dev.connectpos.order.domain.Decision.AlreadyDone;
import dev.connectpos.order.domain.Decision.Rejected;
import dev.connectpos.order.domain.NewCharge;
import dev.connectpos.order.domain.OrderChannel;
import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.OrderItem;
import dev.connectpos.order.domain.OrderMachine;
import dev.connectpos.order.domain.OrderRejection;
import dev.connectpos.order.domain.OrderState;
import dev.connectpos.order.domain.PlacedOrder;
import dev.connectpos.order.domain.Terminal;
import dev.connectpos.order.domain.TerminalStanding;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Orders are placed, closed, read, and told of. One command, one transaction: lock, drop what was
 * heard before, decide, save, publish.
 */
@ApplicationScoped
public class Orders {
  private final OrderDesk desk;
  private final OrderJournal journal;
  private final StandaloneSales standalone;
  private final PrintStore prints;
  private final Idempotency idempotency;
  private final Resources resources;
  private final Ids ids;
  private final Clock clock;

  Orders(
      OrderDesk desk,
      OrderJournal journal,
      StandaloneSales standalone,
      PrintStore prints,
      Idempotency idempotency,
      Resources resources,
      Ids ids,
      Clock clock) {
    this.desk = desk;
    this.journal = journal;
    this.standalone = standalone;
    this.prints = prints;
    this.idempotency = idempotency;
    this.resources = resources;
    this.ids = ids;
    this.clock = clock;
  }

  /** Places an order (O1, O2, O3). */
  @Transactional
  public Reply place(Account account, OrderDraft draft, CallContext context) {
    return place(account, draft, List.of(), context);
  }

  /**
   * Places an order with the charges it is to be paid with over the API (O12).
   *
   * @param charges each, from the code it is to have
   */
  @Transactional
  public Reply place(
      Account account,
      OrderDraft draft,
      List<Function<String, NewCharge>> charges,
      CallContext context) {
    return idempotency.once(
        context.call(), () -> placed(ids.order(), account, draft, charges, context));
  }

  /** Closes an order (O5). */
  @Transactional
  public Reply close(Account account, OrderId id, ClosedAs as, CallContext context) {
    return idempotency.once(context.call(), () -> close(account, id, as, context.origin()));
  }

  /** The order as the API shows it, if the account has it. */
  @Transactional
  public Optional<String> find(AccountId account, OrderId id) {
    desk.orders().readOneInstant();
    return desk.orders().find(account, id).map(order -> shown(order.state()));
  }

  /** The order as the API shows it, and what has come of it, if the account has it. */
  @Transactional
  public Optional<Watched> watch(AccountId account, OrderId id) {
    desk.orders().readOneInstant();
    return desk.orders()
        .find(account, id)
        .map(KeptOrder::state)
        .map(order -> new Watched(shown(order), Outcome.of(order), Outcome.isFinal(order)));
  }

  /** An order as the API shows it, and what has come of it, with more to come or not. */
  public record Watched(String body, Outcome outcome, boolean isFinal) {}

  /** The charge as the API shows it, if the account has it. */
  @Transactional
  public Optional<String> find(AccountId account, ChargeId id) {
    desk.orders().readOneInstant();
    return desk.orders()
        .find(account, id)
        .flatMap(
            order ->
                order
                    .state()
                    .payments()
                    .charge(id)
                    .map(charge -> resources.charge(order.state(), charge)));
  }

  /** The charge's transactions as the API shows them, newest first, if the account has it. */
  @Transactional
  public Optional<List<String>> transactions(AccountId account, ChargeId id) {
    desk.orders().readOneInstant();
    return desk.orders()
        .find(account, id)
        .flatMap(order -> order.state().payments().charge(id))
        .map(resources::transactions);
  }

  /**
   * Takes in what the acquirer says of a payment. Of an order that is not here the message waits:
   * it is tried again until the order is.
   *
   * @throws OrderRefusedException if it cannot be true of the order
   */
  @Transactional
  public Verdict hear(PaymentNews news) {
    var found = desk.orders().lock(news.order());
    var soldBy = news.soldBy();
    if (found.isEmpty() && soldBy != null) {
      return standalone.hear(news, soldBy);
    }
    if (found.isEmpty()) {
      // Whoever pays an order heard of it from us, so it is late (a restored backup), not unknown.
      return Verdict.GAP;
    }
    var kept = found.get();
    var verdict = Verdict.of(kept.cursor(news.payment()).heard(), news.version());
    if (verdict != Verdict.APPLIED) {
      return verdict;
    }
    var listening = kept.hearing(news.payment(), news.version());
    switch (OrderMachine.decide(kept.state(), news.command())) {
      case Accepted accepted -> {
        journal.record(kept, listening, accepted, news.origin());
        if (news.command() instanceof OrderCommand.RecordCancelRefused refused) {
          desk.noteRefusal(accepted.next(), refused);
        }
      }
      case AlreadyDone _ -> desk.orders().save(kept, listening);
      case Rejected(var reason) -> throw new OrderRefusedException(news, reason);
    }
    return verdict;
  }

  /**
   * Takes in what a terminal tells of an order, which is never money. Runs in the caller's
   * transaction.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void hear(OrderId id, OrderCommand.OnTerminal news, Origin origin) {
    var found = desk.orders().lock(id);
    if (found.isPresent()
        && OrderMachine.decide(found.get().state(), news) instanceof Accepted accepted) {
      journal.record(found.get(), found.get(), accepted, origin);
    }
  }

  /** The order, with the documents that were printed for it. */
  private String shown(OrderState.Placed order) {
    return resources.with(resources.order(order), prints.of(order.order().id()));
  }

  /** Places an order, once its call is known to be no repetition; in the caller's transaction. */
  Reply placed(OrderId id, Account account, OrderDraft draft, CallContext context) {
    return placed(id, account, draft, List.of(), context);
  }

  private Reply placed(
      OrderId id,
      Account account,
      OrderDraft draft,
      List<Function<String, NewCharge>> charges,
      CallContext context) {
    var customer = desk.customer(account.id(), draft.customer());
    if (customer.isEmpty()) {
      return new Reply.NoSuchCustomer();
    }
    var order = placed(id, account, draft, customer.get());
    if (order.channel() != OrderChannel.SETUP_CHECK && account.settings().refuses(order.amount())) {
      return new Reply.BelowMinimum(account.settings().minimumMinor());
    }
    var serials = order.terminal().serialNumbers();
    var terminals = serials.stream().map(it -> desk.terminals().find(account.id(), it)).toList();
    for (int i = 0; i < serials.size(); i++) {
      var terminal = terminals.get(i);
      if (terminal.isPresent() && !terminal.get().active()) {
        return new Reply.TerminalInactive(i, serials.get(i), terminal.get().replacedBySerial());
      }
    }
    boolean onTerminals = order.channel().waitsOnTerminals();
    var command =
        new OrderCommand.PlaceOrder(
            order,
            terminals.stream()
                .map(it -> it.map(Terminal::mode).orElse(TerminalStanding.UNKNOWN))
                .toList(),
            account.services(),
            // Only orders for terminals take a place: others are on no operator's screen.
            !onTerminals || desk.takePlace(account.id()),
            charges.stream().map(charge -> charge.apply(order.code())).toList());
    return switch (OrderMachine.decide(new OrderState.Unplaced(), command)) {
      case Accepted accepted -> {
        journal.open(accepted, context.origin());
        desk.created(account.id(), order.id(), context.call());
        yield accepted.next().payments().inProgress()
            ? new Reply.Asked(order.id().value(), false)
            : new Reply.Done(resources.order(accepted.next()), false);
      }
      case AlreadyDone(var state) -> new Reply.Done(resources.order(state), false);
      case Rejected(var reason) -> new Reply.Refused(reason);
    };
  }

  private Reply close(Account account, OrderId id, ClosedAs as, Origin origin) {
    var kept =
        desk.orders()
            .lock(id)
            .filter(order -> order.state().order().account().equals(account.id()));
    if (kept.isEmpty()) {
      return new Reply.Refused(OrderRejection.ORDER_NOT_FOUND);
    }
    var before = kept.get();
    var command = new OrderCommand.CloseOrder(as, clock.instant());
    return switch (OrderMachine.decide(before.state(), command)) {
      case Accepted accepted -> {
        journal.record(before, before, accepted, origin);
        yield new Reply.Done(resources.order(accepted.next()), false);
      }
      case AlreadyDone(var state) -> new Reply.Done(resources.order(state), false);
      case Rejected(var reason) -> new Reply.Refused(reason);
    };
  }

  private PlacedOrder placed(OrderId id, Account account, OrderDraft draft, Customer customer) {
    var code = draft.code();
    var now = clock.instant();
    return new PlacedOrder(
        id,
        account.id(),
        code == null ? ids.orderCode() : code,
        customer,
        draft.items().getFirst().unitPrice().currency(),
        draft.items().stream().map(item -> item(item, now)).toList(),
        draft.channel(),
        draft.terminal(),
        draft.metadata(),
        account.settings().overpaymentAllowed(),
        now,
        expiry(draft, now),
        now);
  }

  private static @Nullable Instant expiry(OrderDraft draft, Instant now) {
    var expiry = draft.expiry();
    return expiry == null ? null : expiry.from(now);
  }

  private OrderItem item(OrderDraft.Item item, Instant at) {
    return new OrderItem(
        ids.item(),
        item.description(),
        item.unitPrice(),
        item.quantity(),
        item.code(),
        item.category(),
        at,
        at);
  }
}
