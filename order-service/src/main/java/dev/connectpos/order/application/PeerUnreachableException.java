package dev.connectpos.order.application;

/**
 * Another service did not answer, or not in time, or with a fault of its own. What was asked may
 * have been done all the same: whoever asks again names the same ids.
 */
public final class PeerUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PeerUnreachableException(String peer) {
    super(peer + " did not answer");
  }
}
