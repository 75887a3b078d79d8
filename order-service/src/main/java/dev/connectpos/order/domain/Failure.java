package dev.connectpos.order.domain;

/** Why a payment came to nothing. */
public sealed interface Failure {

  /**
   * The network or the acquirer refused.
   *
   * @param returnCode one of the acquirer's return codes
   * @param message what it means, for people
   */
  record Declined(String returnCode, String message) implements Failure {}

  /** Its outcome was in doubt, and the acquirer undoes it: no money moves. */
  record Undone() implements Failure {}
}
