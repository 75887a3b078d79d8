package dev.connectpos.terminal.application;

import dev.connectpos.terminal.application.PairTerminals.Registration;
import dev.connectpos.terminal.application.PairTerminals.RegistrationRefusal;
import dev.connectpos.terminal.application.TerminalStore.Credential;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.UndoReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * A new machine takes the place of another (feature T3), in one transaction:
 *
 * <ol>
 *   <li>the new one is registered by its code, for the same account and in the same mode;
 *   <li>the old one is deactivated and its credential void; its session ends with the next look at
 *       its screen;
 *   <li>a payment that it left undecided is undone unless it was confirmed;
 *   <li>the orders that wait for the old one wait for the new one, in their places. One that is
 *       being paid follows when its payment has come to nothing ({@link RecordPayments}).
 * </ol>
 *
 * <p>Locks are taken in the order account, old terminal, new terminal, orders.
 */
@ApplicationScoped
public class ReplaceTerminals {
  private final AccountStore accounts;
  private final TerminalStore terminals;
  private final OrderStore orders;
  private final AttemptStore attempts;
  private final PairTerminals pairings;
  private final UndoPayments undo;
  private final TerminalEvents events;
  private final ScreenOrder screens;
  private final Ids ids;
  private final Clock clock;

  ReplaceTerminals(
      AccountStore accounts,
      TerminalStore terminals,
      OrderStore orders,
      AttemptStore attempts,
      PairTerminals pairings,
      UndoPayments undo,
      TerminalEvents events,
      ScreenOrder screens,
      Ids ids,
      Clock clock) {
    this.accounts = accounts;
    this.terminals = terminals;
    this.orders = orders;
    this.attempts = attempts;
    this.pairings = pairings;
    this.undo = undo;
    this.events = events;
    this.screens = screens;
    this.ids = ids;
    this.clock = clock;
  }

  /** What a replacement came to. */
  public sealed interface Replacement {
    /** The new terminal has the old one's place, from now on or already. */
    record Replaced(Terminal successor) implements Replacement {}

    /** There is no such terminal. */
    record Unknown() implements Replacement {}

    /** Another terminal has its place already; nothing was changed. */
    record AlreadyReplaced(String bySerial) implements Replacement {}

    /** The code leads to no terminal that can take its place; nothing was changed. */
    record Refused(RegistrationRefusal reason) implements Replacement {}
  }

  /**
   * Replaces a terminal by the one that shows a code; again with the same code answers the same.
   */
  @Transactional
  public Replacement replace(TerminalId id, String code) {
    Optional<AccountId> account = terminals.accountOf(id);
    if (account.isEmpty()) {
      return new Replacement.Unknown();
    }
    accounts.lock(account.get());
    Terminal old = terminals.lock(id).orElseThrow();
    String replacedBy = old.replacedBy();
    if (replacedBy != null) {
      return pairings
          .claimed(account.get(), code)
          .filter(terminal -> terminal.serialNumber().equals(replacedBy))
          .<Replacement>map(Replacement.Replaced::new)
          .orElseGet(() -> new Replacement.AlreadyReplaced(replacedBy));
    }
    return switch (pairings.registerSuccessor(account.get(), code, old.mode())) {
      case Registration.Refused(var reason) -> new Replacement.Refused(reason);
      case Registration.Registered(var successor) ->
          // The same machine, reset: it was paired anew, and that is all.
          new Replacement.Replaced(successor.id().equals(id) ? successor : replace(old, successor));
    };
  }

  private Terminal replace(Terminal old, Terminal paired) {
    Instant now = clock.instant();
    var cause = Cause.of(ids.event().toString());
    Terminal successor = inPlaceOf(old, paired, now, cause);
    Terminal gone = old.replacedBy(successor.serialNumber());
    terminals.replace(gone);
    revoke(old.id());
    state(gone, now, cause);
    Optional<PaymentAttempt> left = attempts.liveOf(old.id());
    left.ifPresent(
        attempt ->
            undo.ofTerminal(
                orders.lock(attempt.orderId()).orElseThrow(),
                old.id(),
                new UndoPayments.Why(UndoReason.TERMINAL_REPLACED, cause)));
    screens.advance(gone, now);
    screens.handOn(gone, successor, now);
    return successor;
  }

  private Terminal inPlaceOf(Terminal old, Terminal paired, Instant now, Cause cause) {
    var activation = new Activation(true, old.mode());
    if (paired.activation().equals(activation)) {
      return paired;
    }
    Terminal successor = paired.as(activation);
    terminals.activate(paired.id(), activation);
    state(successor, now, cause);
    return successor;
  }

  /** No credential is good any more, and none can be fetched with the pairing that it had. */
  private void revoke(TerminalId id) {
    Credential credential = terminals.credential(id).orElseThrow();
    terminals.save(id, new Credential(credential.pairing(), credential.pairing(), null, true));
  }

  private void state(Terminal terminal, Instant at, Cause cause) {
    events.state(
        new TerminalEvents.Fact(
            terminal,
            terminals.nextEventVersion(terminal.id()),
            new TerminalEvent.Registered(),
            at,
            cause));
  }
}
