package dev.connectpos.acquirer.application;

import org.jspecify.annotations.Nullable;

/**
 * A card as the terminal encrypted it (docs/terminal-protocol.md).
 *
 * @param ksn 24 hexadecimal digits
 * @param iv base64
 * @param data base64
 * @param pinBlock 32 hexadecimal digits, or null without a PIN
 */
public record SealedCard(String ksn, String iv, String data, @Nullable String pinBlock) {
  @Override
  public String toString() {
    return "SealedCard[" + ksn + ", ***]";
  }
}
