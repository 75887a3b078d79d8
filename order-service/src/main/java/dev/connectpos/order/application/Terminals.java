package dev.connectpos.order.application;

import dev.connectpos.order.domain.OrderCommand;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.Terminal;
import dev.connectpos.outbox.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The terminals that orders may be addressed to, as terminal-service states them. */
@ApplicationScoped
public class Terminals {
  private final TerminalStore store;
  private final Orders orders;
  private final TerminalCancellations cancellations;
  private final PrintStore prints;

  Terminals(
      TerminalStore store, Orders orders, TerminalCancellations cancellations, PrintStore prints) {
    this.store = store;
    this.orders = orders;
    this.cancellations = cancellations;
    this.prints = prints;
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

  /** Something happened on a terminal to an order. */
  @Transactional
  public Verdict onOrder(OrderNews news) {
    var verdict = other(news.terminalId(), news.version());
    if (verdict == Verdict.APPLIED) {
      orders.hear(news.order(), news.command(), news.origin());
    }
    return verdict;
  }

  /** An operator wants a sale undone (T6). */
  @Transactional
  public Verdict onCancellation(String terminalId, long version, CancellationNews news) {
    var verdict = other(terminalId, version);
    if (verdict == Verdict.APPLIED) {
      cancellations.hear(news);
    }
    return verdict;
  }

  /** A document came further on a terminal, or no further. */
  @Transactional
  public Verdict onPrint(String terminalId, long version, PrintNews news) {
    var verdict = other(terminalId, version);
    if (verdict == Verdict.APPLIED) {
      prints.keep(news);
    }
    return verdict;
  }

  /**
   * A message of a terminal about an order.
   *
   * @param version its place in the terminal's stream, from 1
   */
  public record OrderNews(
      String terminalId,
      long version,
      OrderId order,
      OrderCommand.OnTerminal command,
      Origin origin) {}
}
