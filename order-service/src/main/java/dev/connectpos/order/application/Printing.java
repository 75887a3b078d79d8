package dev.connectpos.order.application;

/** Where documents are printed. */
public interface Printing {

  /**
   * Has a document printed. Again with the same id, it is printed once and answered the same.
   *
   * @return how it stands, in the other service's word
   * @throws PeerUnreachableException if nobody can tell
   */
  Heard<String> print(PrintJob job);
}
