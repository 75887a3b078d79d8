package dev.connectpos.dukpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PinBlockTest {

  private static final String PAN = "4000000000000010";
  private static final byte[] KEY = new byte[16];
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @CsvSource({
    "400000000001, 04000000000010000000000000000000",
    "4000000000001000003, 74000000000001000003000000000000"
  })
  void placesTheCardNumberAfterItsExtraLength(String pan, String field) {
    assertThat(PinBlock.panField(pan)).asHexString().isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "1234567890123", "12a4", ""})
  void refusesToEncipherWhatIsNoPin(String pin) {
    assertThatThrownBy(() -> PinBlock.encipher(pin.toCharArray(), PAN, KEY, RANDOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a PIN has");
  }

  @ParameterizedTest
  @ValueSource(strings = {"40000000001", "40000000000010000034", "4000-00000000010"})
  void refusesToEncipherForWhatIsNoCardNumber(String pan) {
    assertThatThrownBy(() -> PinBlock.encipher("1234".toCharArray(), pan, KEY, RANDOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a card number has");
  }

  @Test
  void givesEqualPinsDifferentBlocks() {
    assertThat(PinBlock.encipher("1234".toCharArray(), PAN, KEY, RANDOM))
        .isNotEqualTo(PinBlock.encipher("1234".toCharArray(), PAN, KEY, RANDOM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "341234AAAAAAAAAA0000000000000000",
        "431234AAAAAAAAAA0000000000000000",
        "4D1234567890123A0000000000000000",
        "44123AAAAAAAAAAA0000000000000000",
        "441234AAAAAAAAAB0000000000000000",
        "4412345AAAAAAAAA0000000000000000"
      })
  void refusesAFieldThatIsNotFormat4(String pinField) {
    var aes = new AesBlock(KEY);
    byte[] plain = HexFormat.of().parseHex(pinField);
    byte[] block = aes.encrypt(AesBlock.xor(aes.encrypt(plain), PinBlock.panField(PAN)));
    assertThatThrownBy(() -> PinBlock.decipher(block, PAN, KEY))
        .isInstanceOf(CardDataException.class)
        .hasMessage("the PIN block cannot be read");
  }

  @Test
  void refusesABlockOfAnotherLength() {
    assertThatThrownBy(() -> PinBlock.decipher(new byte[8], PAN, KEY))
        .isInstanceOf(CardDataException.class);
  }

  @Test
  void blamesTheCardDataForANumberThatIsNone() {
    assertThatThrownBy(() -> PinBlock.decipher(new byte[16], "not a card number", KEY))
        .isInstanceOf(CardDataException.class)
        .hasMessageNotContaining("not a card");
  }
}
