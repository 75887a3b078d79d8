package dev.connectpos.acquirer.application;

/**
 * What is secret of a card, sealed for one row. Three texts, because that is what the row keeps.
 *
 * @param keyId of the key that wraps the data key
 * @param dataKey the row's own key, wrapped; base64
 * @param contents sealed under the data key; base64
 */
public record Envelope(String keyId, String dataKey, String contents) {
  @Override
  public String toString() {
    return "Envelope[" + keyId + ", ***]";
  }
}
