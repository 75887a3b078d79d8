package dev.connectpos.notification.application;

/** Seals what must not lie readable in the database, and opens it again. */
public interface SecretVault {

  /**
   * @param purpose what the secret belongs to; it opens under the same purpose only
   */
  byte[] seal(byte[] secret, String purpose);

  /**
   * @throws IllegalStateException if it was not sealed with our key and for this purpose
   */
  byte[] open(byte[] sealed, String purpose);

  /** A new signing secret as its owner gets it, {@code whsec_…}. */
  String newSigningSecret();
}
