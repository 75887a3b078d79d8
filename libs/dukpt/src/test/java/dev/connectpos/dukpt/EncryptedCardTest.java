package dev.connectpos.dukpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncryptedCardTest {

  private static final BaseDerivationKey BDK =
      BaseDerivationKey.ofHex("FEDCBA9876543210F1F1F1F1F1F1F1F1");
  private static final InitialKeyId IKID = new InitialKeyId("1234567890123456");
  private static final InitialKey TERMINAL = InitialKey.derive(BDK, IKID);
  private static final String ATTEMPT = "EMU0000001-1.0.0-ABC123-0001";
  private static final String PAN = "4000000000000010";
  private static final byte[] CONTENTS =
      ("{\"pan\":\"" + PAN + "\"}").getBytes(StandardCharsets.UTF_8);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final WorkingKeys keys = TERMINAL.workingKeys(new TransactionCounter(7));
  private final EncryptedCard card =
      EncryptedCard.seal(keys, CONTENTS, ATTEMPT, RANDOM)
          .withPin(keys, "1234".toCharArray(), PAN, RANDOM);

  @Test
  void opensAtTheHostWhichHoldsOnlyTheBdk() {
    try (var host = BDK.workingKeys(card.keySerialNumber())) {
      assertThat(card.open(host, ATTEMPT)).isEqualTo(CONTENTS);
      assertThat(card.pin(host, PAN)).containsExactly('1', '2', '3', '4');
    }
  }

  @Test
  void isOnTheWireAsTheProtocolSays() {
    assertThat(card.ksn()).isEqualTo("123456789012345600000007");
    assertThat(Base64.getDecoder().decode(card.iv())).hasSize(12);
    assertThat(Base64.getDecoder().decode(card.data())).hasSize(CONTENTS.length + 16);
    assertThat(card.pinBlock()).matches("[0-9A-F]{32}");
  }

  @Test
  void hasNoPinWhenNoneWasTyped() {
    assertThat(EncryptedCard.seal(keys, CONTENTS, ATTEMPT, RANDOM).pin(keys, PAN)).isNull();
  }

  @Test
  void doesNotOpenForAnotherAttempt() {
    assertRefused(card, "EMU0000001-1.0.0-ABC123-0002");
  }

  @Test
  void doesNotOpenWithTheKeysOfAnotherCounter() {
    var moved = new EncryptedCard("123456789012345600000008", card.iv(), card.data(), null);
    assertRefused(moved, ATTEMPT);
  }

  @Test
  void doesNotOpenWithTheKeysOfAnotherTerminal() {
    var moved = new EncryptedCard("123456789012345700000007", card.iv(), card.data(), null);
    assertRefused(moved, ATTEMPT);
  }

  @Test
  void doesNotOpenWhenAnyOneBitWasChanged() {
    byte[] sealed = Base64.getDecoder().decode(card.data());
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] altered = sealed.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(withData(Base64.getEncoder().encodeToString(altered)), ATTEMPT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!"})
  void refusesDataThatCannotBeSealedData(String data) {
    assertRefused(withData(data), ATTEMPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAA="})
  void refusesAnInitializationVectorOfAnotherLength(String iv) {
    assertRefused(new EncryptedCard(card.ksn(), iv, card.data(), null), ATTEMPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00", "no hexadecimal digits at all, no!", "00000000000000000000000000000000"})
  void refusesAPinBlockThatIsNone(String block) {
    var altered = new EncryptedCard(card.ksn(), card.iv(), card.data(), block);
    assertThatThrownBy(() -> altered.pin(keys, PAN)).isInstanceOf(CardDataException.class);
  }

  @Test
  void readsThePinWithTheCardItWasTypedForOnly() {
    assertThatThrownBy(() -> card.pin(keys, "4000000000000028"))
        .isInstanceOf(CardDataException.class);
  }

  @Test
  void takesKeysOfAnotherTransactionForABug() {
    var others = TERMINAL.workingKeys(new TransactionCounter(8));
    assertThatThrownBy(() -> card.open(others, ATTEMPT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsNothingSecretInItsTextForms() {
    assertThat(card.toString()).isEqualTo("EncryptedCard[123456789012345600000007, ***]");
    assertThat(keys.toString()).isEqualTo("WorkingKeys[123456789012345600000007, ***]");
    assertThat(TERMINAL.toString()).isEqualTo("InitialKey[1234567890123456, ***]");
    assertThat(BDK.toString()).isEqualTo("BaseDerivationKey[***]");
  }

  @Test
  void neverRepeatsAMalformedKeyInItsRefusal() {
    Throwable refusal = catchThrowable(() -> BaseDerivationKey.ofHex("FEDCBA98X"));
    assertThat(refusal)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key is 32 or 64 hexadecimal digits")
        .hasNoCause();
    assertThatThrownBy(() -> InitialKey.ofHex(IKID, "FEDC"))
        .hasMessage("a key is 32 or 64 hexadecimal digits");
  }

  @Test
  void forgetsKeysWhenClosed() {
    keys.close();
    assertThat(keys.derivationKey()).containsOnly(0);
    var bdk = BaseDerivationKey.of(filled(32));
    bdk.close();
    assertThat(bdk.bytes()).containsOnly(0);
    var initialKey = InitialKey.ofHex(IKID, "FEDCBA9876543210F1F1F1F1F1F1F1F1");
    initialKey.close();
    assertThat(initialKey.exportHex()).isEqualTo("00".repeat(16));
  }

  @Test
  void copiesTheKeyItIsGiven() {
    byte[] given = filled(16);
    var bdk = BaseDerivationKey.of(given);
    Arrays.fill(given, (byte) 0);
    assertThat(bdk.bytes()).isEqualTo(filled(16));
    assertThatThrownBy(() -> BaseDerivationKey.of(new byte[24]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private EncryptedCard withData(String data) {
    return new EncryptedCard(card.ksn(), card.iv(), data, null);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0x5A);
    return bytes;
  }

  private static void assertRefused(EncryptedCard card, String attemptId) {
    try (var host = BDK.workingKeys(card.keySerialNumber())) {
      assertThatThrownBy(() -> card.open(host, attemptId)).isInstanceOf(CardDataException.class);
    }
  }
}
