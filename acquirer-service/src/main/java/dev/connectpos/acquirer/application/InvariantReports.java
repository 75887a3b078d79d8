package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.domain.Invariant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Looks for what breaks an invariant, a page at a time, each by an index. What is looked at is
 * named by its subject: a payment, a ledger transaction, or an affiliation.
 */
public interface InvariantReports {

  /**
   * A subject whose money moved.
   *
   * @param at when
   */
  record Touched(String subject, Instant at) {}

  /** What money moved of from an instant on, in that order. */
  List<Touched> touched(Invariant invariant, Instant from, int limit);

  /** All there is, in an order of its own: what comes after a subject; empty means the first. */
  List<String> after(Invariant invariant, String subject, int limit);

  /** Which of these break it. */
  List<String> broken(Invariant invariant, Collection<String> subjects);

  /** The payments of the newest postings, newest first; one may come more than once. */
  List<String> newestPayments(int limit);

  /** All payments in the order of their ids: those after one; empty means the first. */
  List<String> paymentsAfter(String paymentId, int limit);

  /**
   * What was captured of a payment.
   *
   * @param fresh whether it was captured, or not yet, so recently that others may not know
   */
  record Captured(String paymentId, long minor, boolean fresh) {}

  /** What was captured of these, those left out that are not known. */
  List<Captured> captured(Collection<String> paymentIds, Instant freshSince);

  /**
   * What is overdue, at most so many of it: what nobody looked after since an instant, and what the
   * network was asked about in vain.
   *
   * @param inVain how often that is
   */
  List<String> overdue(Instant before, int inVain, int limit);
}
