package dev.connectpos.acquirer.vault;

import dev.connectpos.acquirer.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for a card without telling its number: a keyed hash (PCI DSS 3.5.1.1), different in every
 * account, so that merchants cannot compare their shoppers.
 */
@ApplicationScoped
class CardFingerprints {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HEX_DIGITS = 32;

  private final SecretKeySpec key;

  CardFingerprints(VaultKeys keys) {
    this.key = new SecretKeySpec(keys.tokenKey().getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** That of a card within an account, the same every time: the token that payments carry. */
  String of(AccountId accountId, String cardNumber) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(accountId.value().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      byte[] hash = mac.doFinal(cardNumber.getBytes(StandardCharsets.UTF_8));
      return "tok_" + HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM + " in this JDK", e);
    }
  }
}
