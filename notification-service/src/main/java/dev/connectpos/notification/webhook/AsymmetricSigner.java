package dev.connectpos.notification.webhook;

/** Signs with the service's own keys, whose public halves are published. */
interface AsymmetricSigner {

  /** Over the body, as the incumbent does: {@code alg=RS256; kid=…; signature=…}. */
  String asymmetric(byte[] body);

  /**
   * Over {@code id.timestamp.body}: {@code v1a,…} by every key that signs now, with spaces between.
   *
   * @param timestamp seconds since 1970
   */
  String standard(String id, long timestamp, byte[] body);
}
