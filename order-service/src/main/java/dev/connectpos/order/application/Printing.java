package dev.connectpos.order.application;

/** Where documents are printed. */
public interface Printing {

  /**
   * Has a document printed. Again with the same id, it is printed once and answered the same.
   *
   * @return an empty object: how it stands is told by {@link PrintNews}
   * @throws PeerUnreachableException if nobody can tell
   */
  Heard<String> print(PrintJob job);
}
