package dev.connectpos.notification.domain;

/** What a key pair signs with. */
public enum KeyAlgorithm {
  /** RSA with SHA-256 over the body, as the incumbent's modules verify it. */
  RS256("RSA"),
  /** Ed25519 over id, timestamp and body, the {@code v1a} of Standard Webhooks. */
  EDDSA("Ed25519");

  private final String pairs;

  KeyAlgorithm(String pairs) {
    this.pairs = pairs;
  }

  /** What its key pairs are called in Java. */
  public String pairs() {
    return pairs;
  }
}
