package dev.connectpos.order.application;

import dev.connectpos.order.domain.Terminal;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The terminals that orders may be addressed to, as terminal-service states them. */
@ApplicationScoped
public class Terminals {
  private final TerminalStore store;

  Terminals(TerminalStore store) {
    this.store = store;
  }

  /** A terminal was registered, or registered anew with other particulars. */
  @Transactional
  public Verdict registered(Terminal terminal, long version) {
    var verdict = Verdict.of(store.lockLastHeard(terminal.id()).orElse(0L), version);
    if (verdict == Verdict.APPLIED) {
      store.keep(terminal, version);
    }
    return verdict;
  }

  /** Something happened to a terminal that is no concern of orders; only its version is kept. */
  @Transactional
  public Verdict other(String terminalId, long version) {
    var last = store.lockLastHeard(terminalId);
    if (last.isEmpty()) {
      // Its registration comes first in its stream, so it is missing and not merely unknown.
      return Verdict.GAP;
    }
    var verdict = Verdict.of(last.get(), version);
    if (verdict == Verdict.APPLIED) {
      store.heard(terminalId, version);
    }
    return verdict;
  }
}
