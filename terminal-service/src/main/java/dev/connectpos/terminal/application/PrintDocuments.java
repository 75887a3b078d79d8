package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.DocumentKind;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OrderAddress;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PrintFailure;
import dev.connectpos.terminal.domain.PrintId;
import dev.connectpos.terminal.domain.PrintJob;
import dev.connectpos.terminal.domain.PrintJobCommand;
import dev.connectpos.terminal.domain.PrintJobCommand.Expire;
import dev.connectpos.terminal.domain.PrintJobCommand.HandOver;
import dev.connectpos.terminal.domain.PrintJobCommand.RecordFailed;
import dev.connectpos.terminal.domain.PrintJobCommand.RecordPrinted;
import dev.connectpos.terminal.domain.PrintJobDecision;
import dev.connectpos.terminal.domain.PrintJobMachine;
import dev.connectpos.terminal.domain.PrintJobState.Queued;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Documents that PDVs have printed (features O10, T8).
 *
 * <ol>
 *   <li>order-service hands one in; it waits for its terminal, which prints one at a time.
 *   <li>Every session of the terminal is given it anew, until the terminal has answered for it.
 *   <li>The terminal prints it once at most and says what became of it; or its time is over.
 * </ol>
 */
@ApplicationScoped
public class PrintDocuments {
  private static final Logger LOG = Logger.getLogger(PrintDocuments.class);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int AT_ONCE = 200;

  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final AccountStore accounts;
  private final PrintStore prints;
  private final TerminalEvents events;
  private final Event<ScreenChanged> changed;
  private final Clock clock;
  private final Clock realTime;

  PrintDocuments(
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      AccountStore accounts,
      PrintStore prints,
      TerminalEvents events,
      Event<ScreenChanged> changed,
      Clock clock,
      @RealTime Clock realTime) {
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.accounts = accounts;
    this.prints = prints;
    this.events = events;
    this.changed = changed;
    this.clock = clock;
    this.realTime = realTime;
  }

  /**
   * What order-service asks for.
   *
   * @param contents the image itself, which was checked to be one
   */
  @SuppressWarnings("ArrayRecordComponent") // Stored, compared by its digest.
  public record Request(
      PrintId id,
      AccountId account,
      OrderId order,
      DocumentKind document,
      PrintJob.Image image,
      byte[] contents) {

    boolean isFor(PrintJob job) {
      return job.accountId().equals(account)
          && job.orderId().equals(order)
          && job.document() == document
          && job.image().equals(image);
    }
  }

  /** What a request came to. */
  public sealed interface Answer {
    /** It was taken, now or before. */
    record Taken(PrintJob job) implements Answer {}

    /** Refused, with no effect. */
    record Refused(PrintRefusal reason) implements Answer {}
  }

  /** Why a request is refused; the first that applies wins. */
  public enum PrintRefusal {
    /** The id was used before, for something else. */
    PRINT_WITH_DIFFERENT_CONTENTS,
    /** The account has no such order on a terminal. */
    ORDER_NOT_FOUND,
    /** The account may not print, or the order was placed without print_order_receipt. */
    PRINTING_NOT_ENABLED,
    /** The order was paid nowhere and is addressed to no terminal of the account alone. */
    NO_TERMINAL,
    /** The terminal has another document to print. */
    PRINT_IN_PROGRESS
  }

  /** What a terminal's answer for a document came to. */
  public enum Heard {
    TAKEN,
    /** This terminal was given no such document. */
    UNKNOWN,
    /** A newer session of the terminal exists. */
    FENCED
  }

  /**
   * A document to be sent to its terminal.
   *
   * @param contents the image
   */
  @SuppressWarnings("ArrayRecordComponent") // Sent, compared by no one.
  public record Handed(PrintJob job, byte[] contents) {}

  /** Takes a document; taking it again answers the same. */
  @Transactional
  public Answer request(Request request) {
    Optional<Answer> known = known(request);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<OpenOrder> order =
        orders.find(request.order()).filter(o -> o.accountId().equals(request.account()));
    if (order.isEmpty()) {
      return refused(PrintRefusal.ORDER_NOT_FOUND);
    }
    if (!order.get().terms().receipt().printed() || !accounts.mayPrint(request.account())) {
      return refused(PrintRefusal.PRINTING_NOT_ENABLED);
    }
    Optional<Terminal> printer = printerOf(order.get());
    if (printer.isEmpty()) {
      return refused(PrintRefusal.NO_TERMINAL);
    }
    // Now that the terminal is locked: the same request may have come twice at once.
    return known(request).orElseGet(() -> take(request, order.get(), printer.get()));
  }

  private Optional<Answer> known(Request request) {
    return prints
        .find(request.id())
        .map(
            job ->
                request.isFor(job)
                    ? new Answer.Taken(job)
                    : refused(PrintRefusal.PRINT_WITH_DIFFERENT_CONTENTS));
  }

  private static Answer refused(PrintRefusal reason) {
    return new Answer.Refused(reason);
  }

  /** Where it was paid, else the one terminal that it is for; locked. */
  private Optional<Terminal> printerOf(OpenOrder order) {
    Optional<PaymentAttempt> paid =
        attempts.ofOrder(order.id()).reversed().stream()
            .filter(attempt -> attempt.paid().isPositive())
            .findFirst();
    if (paid.isPresent()) {
      return terminals.lock(paid.get().terminalId()).map(t -> terminals.lockSuccessor(t).orElse(t));
    }
    String serial = onlySerial(order.address());
    return serial == null
        ? Optional.empty()
        : terminals
            .lockBySerial(serial)
            .filter(t -> t.accountId().equals(order.accountId()))
            .map(t -> terminals.lockSuccessor(t).orElse(t));
  }

  private static @Nullable String onlySerial(OrderAddress address) {
    return switch (address) {
      case OrderAddress.Direct(var serial) -> serial;
      case OrderAddress.Standalone(var serial) -> serial;
      case OrderAddress.Listed(var serials) -> serials.size() == 1 ? serials.getFirst() : null;
    };
  }

  private Answer take(Request request, OpenOrder order, Terminal terminal) {
    if (prints.openOf(terminal.id()).isPresent()) {
      return refused(PrintRefusal.PRINT_IN_PROGRESS);
    }
    Instant now = clock.instant();
    var job =
        new PrintJob(
            request.id(),
            request.account(),
            request.order(),
            terminal.id(),
            request.document(),
            request.image(),
            now,
            now.plus(PrintJob.ANSWER_WITHIN),
            new Queued(),
            order.correlationId(),
            order.traceparent());
    if (!prints.add(job, request.contents())) {
      // The same id at the same moment, for another terminal.
      return refused(PrintRefusal.PRINT_WITH_DIFFERENT_CONTENTS);
    }
    state(terminal, job);
    terminals.raiseScreen(terminal.id());
    changed.fire(new ScreenChanged(terminal.id()));
    return new Answer.Taken(job);
  }

  /** Gives a document to a session; empty if it is over or the session is fenced. */
  @Transactional
  public Optional<Handed> handOver(SessionId session, PrintId id) {
    Optional<Terminal> terminal = newest(session);
    Optional<PrintJob> found = terminal.flatMap(t -> of(t, id));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return switch (PrintJobMachine.decide(found.get().state(), new HandOver())) {
      case PrintJobDecision.Accepted(var next) -> {
        PrintJob job = found.get().in(next);
        save(terminal.orElseThrow(), job);
        yield Optional.of(new Handed(job, prints.image(id)));
      }
      case PrintJobDecision.AlreadyDone _ -> Optional.of(new Handed(found.get(), prints.image(id)));
      case PrintJobDecision.Rejected _ -> Optional.empty();
    };
  }

  /**
   * The terminal says what became of a document.
   *
   * @param failure why it is not on paper; absent if it is
   */
  @Transactional
  public Heard report(SessionId session, PrintId id, @Nullable PrintFailure failure) {
    Optional<Terminal> terminal = newest(session);
    if (terminal.isEmpty()) {
      return Heard.FENCED;
    }
    Optional<PrintJob> job = of(terminal.get(), id);
    if (job.isEmpty()) {
      return Heard.UNKNOWN;
    }
    Instant now = clock.instant();
    decide(
        terminal.get(),
        job.get(),
        failure == null ? new RecordPrinted(now) : new RecordFailed(failure, now));
    return Heard.TAKEN;
  }

  /** Documents whose time is over. */
  @Transactional
  public List<PrintId> overdue() {
    return prints.overdue(clock.instant(), AT_ONCE);
  }

  /** Ends a document whose time is over, unless it has ended meanwhile. */
  @Transactional
  public void expire(PrintId id) {
    PrintJob seen = prints.find(id).orElseThrow();
    Terminal terminal = terminals.lock(seen.terminalId()).orElseThrow();
    decide(terminal, prints.lock(id).orElseThrow(), new Expire(clock.instant()));
  }

  /** Forgets some of what ended long ago; true if there may be more. */
  @Transactional
  public boolean forget() {
    return prints.forget(realTime.instant().minus(KEPT), AT_ONCE) == AT_ONCE;
  }

  private void decide(Terminal terminal, PrintJob job, PrintJobCommand command) {
    switch (PrintJobMachine.decide(job.state(), command)) {
      case PrintJobDecision.Accepted(var next) -> save(terminal, job.in(next));
      case PrintJobDecision.AlreadyDone _ -> {}
      case PrintJobDecision.Rejected(var reason) ->
          LOG.infof("print %s is over, %s: %s", job.id(), command, reason);
    }
  }

  private void save(Terminal terminal, PrintJob job) {
    prints.save(job);
    if (!job.state().isOpen()) {
      prints.dropImage(job.id());
    }
    state(terminal, job);
  }

  private void state(Terminal terminal, PrintJob job) {
    events.state(
        new TerminalEvents.Fact(
            terminal,
            terminals.nextEventVersion(terminal.id()),
            new TerminalEvent.PrintJobChanged(job),
            clock.instant(),
            new Cause(job.correlationId(), null, job.traceparent())));
  }

  private Optional<PrintJob> of(Terminal terminal, PrintId id) {
    return prints.lock(id).filter(job -> job.terminalId().equals(terminal.id()));
  }

  private Optional<Terminal> newest(SessionId session) {
    return terminals.lock(session.terminal()).filter(t -> t.isCurrent(session));
  }
}
