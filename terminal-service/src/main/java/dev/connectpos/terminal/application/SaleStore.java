package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.DayEntry;
import dev.connectpos.terminal.domain.PastSale;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.SalesReport;
import dev.connectpos.terminal.domain.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sales as they are listed and reported, written beside the attempts that they come from. */
public interface SaleStore {

  /** A stretch of time, its end excluded. */
  record Span(Instant from, Instant until) {}

  /**
   * Which of an account's sales are asked for.
   *
   * @param when money was taken or held
   * @param amountMinor of exactly this amount, in centavos
   * @param nsu of this number
   * @param after the last sale of the page before, absent for the first
   * @param limit at most this many
   */
  record Page(
      Span when,
      @Nullable Long amountMinor,
      @Nullable String nsu,
      @Nullable PaymentId after,
      int limit) {}

  /** The attempt is a sale since then, unless it is one already; it was saved before. */
  void sold(PaymentAttempt attempt, Instant at);

  /** Adds to the report of the attempt's terminal, once per fact of the acquirer. */
  void add(PaymentAttempt attempt, DayEntry entry, Instant at);

  /** A sale of the account's terminals. */
  Optional<PastSale> find(AccountId account, PaymentId id);

  /** Sales of the account's terminals, the newest first. */
  List<PastSale> list(AccountId account, Page page);

  /** Sums of the terminal and of those that it replaced, by function and brand, in that order. */
  List<SalesReport.Row> report(Terminal terminal, Span when);
}
