package dev.connectpos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class AesGcmVaultTest {
  private static final byte[] SECRET = "whsec_abc".getBytes(StandardCharsets.UTF_8);
  private final AesGcmVault vault = new AesGcmVault("0123456789abcdef0123456789abcdef");

  @Test
  void opensWhatItSealed() {
    assertThat(vault.open(vault.seal(SECRET, "we_1"), "we_1")).isEqualTo(SECRET);
  }

  @Test
  void sealsTheSameSecretDifferentlyEachTime() {
    assertThat(vault.seal(SECRET, "we_1")).isNotEqualTo(vault.seal(SECRET, "we_1"));
  }

  @Test
  void refusesASecretMovedToAnotherRow() {
    byte[] sealed = vault.seal(SECRET, "we_1");

    assertThatIllegalStateException().isThrownBy(() -> vault.open(sealed, "we_2"));
  }

  @Test
  void refusesAChangedByteAndAnotherKey() {
    byte[] sealed = vault.seal(SECRET, "we_1");
    var other = new AesGcmVault("f".repeat(64));
    assertThatIllegalStateException().isThrownBy(() -> other.open(sealed, "we_1"));

    sealed[sealed.length - 1] ^= 1;
    assertThatIllegalStateException().isThrownBy(() -> vault.open(sealed, "we_1"));
  }

  @Test
  void takesKeysInHexAndBase64AndNothingElse() {
    for (int bytes : new int[] {16, 32}) {
      var base64 = Base64.getEncoder().encodeToString(new byte[bytes]);
      assertThat(SealingKey.parse(base64).getEncoded()).hasSize(bytes);
    }
    assertThat(SealingKey.parse("a".repeat(32)).getEncoded()).hasSize(16);
    for (String text : List.of("", "abc", "a".repeat(33), "c2hvcnQ=")) {
      assertThatIllegalArgumentException().isThrownBy(() -> SealingKey.parse(text));
    }
  }

  @Test
  void makesSecretsThatSign() {
    String secret = vault.newSigningSecret();

    assertThat(SigningSecret.parse(secret).sign("hook_1", 1, SECRET)).startsWith("v1,");
    assertThat(secret).isNotEqualTo(vault.newSigningSecret());
  }
}
