package dev.connectpos.acquirer.domain;

/**
 * Why a payment is undone.
 *
 * @param code for machines, for example {@code confirm_timeout}
 */
public record ReversalReason(String code) {
  /** The terminal did not confirm in time (T10). */
  public static final ReversalReason CONFIRM_TIMEOUT = new ReversalReason("confirm_timeout");

  /** The outcome was unknown, and the network does not know the payment either. */
  public static final ReversalReason NOT_FOUND = new ReversalReason("authorization_not_found");

  /** The outcome was unknown, and the network could not be asked. */
  public static final ReversalReason UNDECIDABLE = new ReversalReason("authorization_undecidable");
}
