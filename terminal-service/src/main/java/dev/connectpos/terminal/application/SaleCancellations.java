package dev.connectpos.terminal.application;

import dev.connectpos.outbox.Verdict;
import dev.connectpos.terminal.application.CancelSales.Ask;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.CancelPolicy;
import dev.connectpos.terminal.domain.CancelRefusal;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.PastSale;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.SaleCancellation;
import dev.connectpos.terminal.domain.SaleCancellationCommand;
import dev.connectpos.terminal.domain.SaleCancellationDecision;
import dev.connectpos.terminal.domain.SaleCancellationMachine;
import dev.connectpos.terminal.domain.SaleCancellationState;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Cancellations that terminals ask for (feature T6), as their terminals drive them and as
 * order-service and the acquirer answer them. Each changes under the lock of the terminal that
 * asked for it; the order of its sale is locked after that.
 */
@ApplicationScoped
public class SaleCancellations {
  private static final Logger LOG = Logger.getLogger(SaleCancellations.class);

  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final SaleStore sales;
  private final SaleCancellationStore cancellations;
  private final TerminalEvents events;
  private final ScreenOrder screens;
  private final Ids ids;
  private final Clock clock;

  SaleCancellations(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      SaleStore sales,
      SaleCancellationStore cancellations,
      TerminalEvents events,
      ScreenOrder screens,
      Ids ids,
      Clock clock) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.sales = sales;
    this.cancellations = cancellations;
    this.events = events;
    this.screens = screens;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether a cancellation may be asked for. */
  sealed interface Examined {
    /** The answer is known without the card. */
    record Answered(CancelAnswer answer) implements Examined {}

    /** It may, as of now, if the card is the one that paid. */
    record MayBegin(AccountId account, String terminalSerial) implements Examined {}
  }

  /** Looks whether it may be asked for, before any card data moves. */
  @Transactional
  Examined examine(SessionId session, boolean unlocked, Ask ask) {
    Optional<Terminal> terminal = newest(session);
    if (terminal.isEmpty()) {
      return new Examined.Answered(new CancelAnswer.Fenced());
    }
    return obstacle(terminal.get(), unlocked, ask)
        .<Examined>map(Examined.Answered::new)
        .orElseGet(
            () -> new Examined.MayBegin(terminal.get().accountId(), terminal.get().serialNumber()));
  }

  /**
   * Stores the cancellation, and states that it is asked for, unless something came in between. The
   * session was unlocked when the frame came, and that is enough.
   */
  @Transactional
  CancelAnswer begin(SessionId session, Ask ask) {
    Optional<Terminal> locked = newest(session);
    if (locked.isEmpty()) {
      return new CancelAnswer.Fenced();
    }
    Terminal terminal = locked.get();
    // Two terminals with the same sale come one after the other.
    attempts.placeOf(ask.sale()).ifPresent(place -> orders.lock(place.order()));
    Optional<CancelAnswer> obstacle = obstacle(terminal, true, ask);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    PastSale sale = sales.find(terminal.accountId(), ask.sale()).orElseThrow();
    Instant now = clock.instant();
    var cancellation =
        new SaleCancellation(
            ids.request(),
            ask.id(),
            terminal.id(),
            terminal.accountId(),
            sale.payment().orderId(),
            ask.sale(),
            sale.approval().nsu(),
            ask.amount(),
            now,
            new SaleCancellationState.Asked());
    cancellations.add(cancellation);
    OpenOrder order = orders.find(sale.payment().orderId()).orElseThrow();
    events.state(
        new TerminalEvents.Fact(
            terminal,
            terminals.nextEventVersion(terminal.id()),
            new TerminalEvent.CancellationAsked(cancellation),
            now,
            Cause.of(order)));
    return new CancelAnswer.Standing(cancellation);
  }

  /** The cancellation as it stands; answered for ever, to the terminal that asked for it. */
  @Transactional
  public CancelAnswer query(SessionId session, CancelId id) {
    return cancellations
        .find(session.terminal(), id)
        .<CancelAnswer>map(CancelAnswer.Standing::new)
        .orElseGet(() -> new CancelAnswer.Refused(CancelRefusal.UNKNOWN_CANCEL));
  }

  /** Those of a terminal with these keys that have come to their end. */
  @Transactional
  public List<SaleCancellation> ended(SessionId session, Collection<CancelId> waitedFor) {
    return cancellations.find(session.terminal(), waitedFor).stream()
        .filter(cancellation -> !cancellation.state().isOpen())
        .toList();
  }

  /** Whether it was asked for on a terminal; known before any outcome of it can be. */
  @Transactional
  public boolean isOfTerminal(RequestId id) {
    return cancellations.terminalOf(id).isPresent();
  }

  /**
   * What order-service or the acquirer says of a request. One that no terminal asked for is none of
   * ours. Said twice it changes nothing, so that no version is kept of it.
   */
  @Transactional
  public Verdict record(RequestId id, SaleCancellationCommand fact) {
    var asker = cancellations.terminalOf(id);
    if (asker.isEmpty()) {
      return Verdict.APPLIED;
    }
    terminals.lock(asker.get());
    SaleCancellation cancellation = cancellations.find(id).orElseThrow();
    switch (SaleCancellationMachine.decide(cancellation.state(), fact)) {
      case SaleCancellationDecision.Accepted(var next) -> {
        cancellations.save(cancellation.in(next));
        screens.touch(asker.get());
      }
      case SaleCancellationDecision.AlreadyDone _ -> {}
      case SaleCancellationDecision.Rejected(var reason) ->
          LOG.errorf("cancellation %s of %s: %s", id, cancellation.paymentId(), reason);
    }
    return Verdict.APPLIED;
  }

  private Optional<CancelAnswer> obstacle(Terminal terminal, boolean unlocked, Ask ask) {
    Optional<SaleCancellation> known = cancellations.find(terminal.id(), ask.id());
    if (known.isPresent()) {
      return Optional.of(repeat(known.get(), ask));
    }
    var at =
        new CancelPolicy.At(unlocked, attempts.hasLive(terminal.id()), screens.onScreen(terminal));
    PastSale sale = sales.find(terminal.accountId(), ask.sale()).orElse(null);
    return CancelPolicy.refusal(at, sale, ask.amount()).map(CancelAnswer.Refused::new);
  }

  private static CancelAnswer repeat(SaleCancellation known, Ask ask) {
    return known.hasContents(ask.sale(), ask.amount())
        ? new CancelAnswer.Standing(known)
        : new CancelAnswer.Refused(CancelRefusal.CANCEL_WITH_DIFFERENT_CONTENTS);
  }

  private Optional<Terminal> newest(SessionId session) {
    return terminals.lock(session.terminal()).filter(t -> t.isCurrent(session));
  }
}
