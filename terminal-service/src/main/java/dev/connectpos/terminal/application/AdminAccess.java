package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AdminLock;
import dev.connectpos.terminal.domain.SessionId;
import dev.connectpos.terminal.domain.Terminal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Looks at a terminal's lock before and after a password is tried, a transaction each. */
@ApplicationScoped
public class AdminAccess {
  private final TerminalStore terminals;
  private final AccountStore accounts;
  private final Clock clock;

  AdminAccess(TerminalStore terminals, AccountStore accounts, Clock clock) {
    this.terminals = terminals;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Whether a password may be tried. */
  sealed interface Trial {
    /** The answer is known without it. */
    record Answered(AdminAnswer answer) implements Trial {}

    /** It may, against this hash. */
    record Against(String hash) implements Trial {}
  }

  @Transactional
  Trial begin(SessionId session) {
    Optional<Terminal> terminal = newest(session);
    if (terminal.isEmpty()) {
      return new Trial.Answered(new AdminAnswer.Fenced());
    }
    Instant until = terminals.adminLock(session.terminal()).lockedAt(clock.instant());
    if (until != null) {
      return new Trial.Answered(new AdminAnswer.Locked(until));
    }
    return accounts
        .adminPassword(terminal.get().accountId())
        .<Trial>map(Trial.Against::new)
        .orElseGet(() -> new Trial.Answered(new AdminAnswer.NoPassword()));
  }

  /** Counts. What another session did meanwhile has fenced this one, so nothing is lost. */
  @Transactional
  AdminAnswer end(SessionId session, boolean right) {
    if (newest(session).isEmpty()) {
      return new AdminAnswer.Fenced();
    }
    Instant now = clock.instant();
    AdminLock next =
        right ? AdminLock.OPEN : terminals.adminLock(session.terminal()).afterWrong(now);
    terminals.save(session.terminal(), next);
    if (right) {
      return new AdminAnswer.Unlocked();
    }
    Instant until = next.lockedAt(now);
    return until == null ? new AdminAnswer.Wrong(next.triesLeft()) : new AdminAnswer.Locked(until);
  }

  private Optional<Terminal> newest(SessionId session) {
    return terminals.lock(session.terminal()).filter(t -> t.isCurrent(session));
  }
}
