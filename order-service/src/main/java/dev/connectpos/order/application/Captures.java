package dev.connectpos.order.application;

import java.util.Collection;
import java.util.List;

/** What the acquirer says was captured. Answers nothing it was not told. */
public interface Captures {
  /** The most that may be asked for at once. */
  int PAGE = 1000;

  /**
   * What was captured of a payment.
   *
   * @param fresh whether it changed so recently that we may not have heard
   */
  record Captured(String paymentId, long minor, boolean fresh) {}

  /**
   * The payments whose money moved last, a page of them.
   *
   * @throws PeerUnreachableException if nobody can tell
   */
  List<String> newest();

  /** All payments in the order of their ids: those after one; empty means the first. */
  List<String> after(String paymentId);

  /** What was captured of these, those left out that the acquirer does not know. */
  List<Captured> captured(Collection<String> paymentIds);
}
