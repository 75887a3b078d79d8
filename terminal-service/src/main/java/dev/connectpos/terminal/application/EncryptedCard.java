package dev.connectpos.terminal.application;

import org.jspecify.annotations.Nullable;

/**
 * Card data as the terminal encrypted it. Passes through; never stored, never logged.
 *
 * @param ksn key serial number, 24 hex digits
 * @param iv base 64
 * @param data base 64
 * @param pinBlock 32 hex digits, absent without a PIN
 */
public record EncryptedCard(String ksn, String iv, String data, @Nullable String pinBlock) {
  /** Says nothing: even the ciphertext belongs in no log. */
  @Override
  public String toString() {
    return "EncryptedCard[***]";
  }
}
