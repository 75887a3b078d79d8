package dev.connectpos.terminal.application;

import dev.connectpos.terminal.application.PaymentCommands.Command;
import dev.connectpos.terminal.application.StartPayment.Start;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptCommand.Confirm;
import dev.connectpos.terminal.domain.PaymentAttemptDecision;
import dev.connectpos.terminal.domain.PaymentAttemptEvent;
import dev.connectpos.terminal.domain.PaymentAttemptMachine;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentRefusal;
import dev.connectpos.terminal.domain.Sale;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.StartPolicy;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Payment attempts, as their terminal drives them. Every method takes the terminal's lock first, so
 * that two sockets of one terminal come one after the other, and the older one finds itself fenced;
 * then the order's, so that two terminals with the same order do.
 */
@ApplicationScoped
public class PaymentAttempts {
  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final PaymentCommands commands;
  private final TerminalEvents events;
  private final ScreenOrder screens;
  private final Ids ids;
  private final Clock clock;

  PaymentAttempts(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      PaymentCommands commands,
      TerminalEvents events,
      ScreenOrder screens,
      Ids ids,
      Clock clock) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.commands = commands;
    this.events = events;
    this.screens = screens;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether a payment may begin. */
  sealed interface Examined {
    /** The answer is known without the acquirer. */
    record Answered(PaymentAnswer answer) implements Examined {}

    /** It may, as of now. */
    record MayBegin(String terminalSerial) implements Examined {}
  }

  /** Looks whether a payment may begin, before any card data moves. */
  @Transactional
  Examined examine(SessionId session, Start start) {
    Optional<Terminal> terminal = newest(session);
    if (terminal.isEmpty()) {
      return new Examined.Answered(new PaymentAnswer.Fenced());
    }
    return obstacle(terminal.get(), start)
        .<Examined>map(Examined.Answered::new)
        .orElseGet(() -> new Examined.MayBegin(terminal.get().serialNumber()));
  }

  /** Stores the attempt and the command to authorize it, unless something came in between. */
  @Transactional
  PaymentAnswer begin(SessionId session, Start start, String presentmentReference) {
    Optional<Terminal> locked = newest(session);
    if (locked.isEmpty()) {
      return new PaymentAnswer.Fenced();
    }
    Terminal terminal = locked.get();
    OrderId named = start.order();
    if (named != null) {
      orders.lock(named);
    }
    Optional<PaymentAnswer> obstacle = obstacle(terminal, start);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    Instant now = clock.instant();
    OpenOrder order =
        named == null ? typed(terminal, start.sale(), now) : orders.find(named).orElseThrow();
    return begin(terminal, order, start, presentmentReference);
  }

  /** The order that a standalone sale is; it has the screen at once. */
  private OpenOrder typed(Terminal terminal, Sale sale, Instant at) {
    OpenOrder order = OpenOrder.typed(ids.order(), terminal, sale, at);
    orders.add(order);
    OpenOrder taken = order.show(at);
    orders.save(taken);
    return taken;
  }

  private PaymentAnswer begin(
      Terminal terminal, OpenOrder order, Start start, String presentmentReference) {
    Instant now = clock.instant();
    var attempt =
        new PaymentAttempt(
            ids.payment(),
            start.attempt(),
            terminal.id(),
            order.id(),
            start.sale(),
            now,
            new Authorizing(),
            1,
            0);
    attempts.add(attempt, terminal.accountId());
    commands.send(
        new Command(
            attempt,
            terminal,
            new PaymentAttemptEvent.AuthorizationRequested(
                presentmentReference, order.terms().onApproval(), order.origin()),
            now,
            Cause.of(order)));
    if (!order.isStandalone()) {
      // No PDV waits for news of a standalone sale, and none knows its order yet.
      events.state(
          new TerminalEvents.Fact(
              terminal,
              terminals.nextEventVersion(terminal.id()),
              new TerminalEvent.PaymentStarted(attempt),
              now,
              Cause.of(order)));
    }
    screens.settle(order);
    screens.advance(terminal, now);
    return order.isStandalone() ? new PaymentAnswer.Begun(order.id()) : new PaymentAnswer.Taken();
  }

  /** The terminal has shown the approval to the shopper; order and attempt must belong together. */
  @Transactional
  public PaymentAnswer confirm(SessionId session, OrderId order, AttemptId id) {
    Optional<Terminal> terminal = newest(session);
    if (terminal.isEmpty()) {
      return new PaymentAnswer.Fenced();
    }
    return orders
        .lock(order)
        .flatMap(_ -> attempts.find(session.terminal(), id))
        .filter(attempt -> attempt.orderId().equals(order))
        .map(attempt -> confirm(terminal.get(), attempt))
        .orElseGet(() -> new PaymentAnswer.Refused(PaymentRefusal.UNKNOWN_ATTEMPT));
  }

  private PaymentAnswer confirm(Terminal terminal, PaymentAttempt attempt) {
    return switch (PaymentAttemptMachine.decide(attempt.state(), new Confirm())) {
      case PaymentAttemptDecision.Accepted(var next, var asked) -> {
        PaymentAttempt moved = attempt.in(next);
        Cause cause = Cause.of(orders.find(attempt.orderId()).orElseThrow());
        for (var event : asked) {
          moved = moved.commanded();
          commands.send(new Command(moved, terminal, event, clock.instant(), cause));
        }
        attempts.save(moved);
        yield new PaymentAnswer.Taken();
      }
      case PaymentAttemptDecision.AlreadyDone _ -> new PaymentAnswer.Standing(attempt);
      case PaymentAttemptDecision.Rejected(var reason) ->
          switch (reason) {
            case NOT_CONFIRMABLE -> new PaymentAnswer.Refused(PaymentRefusal.NOT_CONFIRMABLE);
            // The terminal came too late; what it needs is the truth.
            case UNDONE, ALREADY_CONFIRMED, ALREADY_CAPTURED, CONTRADICTS_OUTCOME ->
                new PaymentAnswer.Standing(attempt);
          };
    };
  }

  /** The attempt as it stands; answered for ever, to the terminal that made it. */
  @Transactional
  public PaymentAnswer query(SessionId session, AttemptId id) {
    return attempts
        .find(session.terminal(), id)
        .<PaymentAnswer>map(PaymentAnswer.Standing::new)
        .orElseGet(() -> new PaymentAnswer.Refused(PaymentRefusal.UNKNOWN_ATTEMPT));
  }

  private Optional<PaymentAnswer> obstacle(Terminal terminal, Start start) {
    OrderId named = start.order();
    boolean paying = attempts.hasLive(terminal.id());
    Optional<PaymentRefusal> refusal =
        named == null
            ? StartPolicy.standalone(paying, screens.onScreen(terminal))
            : orders
                .find(named)
                .map(order -> StartPolicy.refusal(terminal, order, paying, start.sale()))
                .orElseGet(() -> Optional.of(PaymentRefusal.ORDER_NOT_HERE));
    return refusal
        .map(reason -> repeatOr(terminal, start, reason))
        .orElseGet(() -> repeat(terminal, start));
  }

  /** A used attempt id is answered by its attempt, whatever became of the order since. */
  private Optional<PaymentAnswer> repeatOr(Terminal terminal, Start start, PaymentRefusal refusal) {
    return repeat(terminal, start).or(() -> Optional.of(new PaymentAnswer.Refused(refusal)));
  }

  private Optional<PaymentAnswer> repeat(Terminal terminal, Start start) {
    return attempts
        .find(terminal.id(), start.attempt())
        .map(
            known ->
                isRepeat(known, start)
                    ? new PaymentAnswer.Standing(known)
                    : new PaymentAnswer.Refused(PaymentRefusal.ATTEMPT_WITH_DIFFERENT_CONTENTS));
  }

  private boolean isRepeat(PaymentAttempt known, Start start) {
    OrderId named = start.order();
    if (named != null) {
      return known.hasContents(named, start.sale());
    }
    return known.sale().equals(start.sale())
        && orders.find(known.orderId()).filter(OpenOrder::isStandalone).isPresent();
  }

  private Optional<Terminal> newest(SessionId session) {
    return terminals.lock(session.terminal()).filter(t -> t.isCurrent(session));
  }
}
