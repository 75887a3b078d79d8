package dev.connectpos.dukpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published vectors of the ANSI X9.24-3:2017 supplement. */
final class AnsiVectorsTest {

  private static final String BDK_128 = "FEDCBA9876543210F1F1F1F1F1F1F1F1";
  private static final String IK_128 = "1273671EA26AC29AFA4D1084127652A1";
  private static final String BDK_256 = BDK_128 + BDK_128;
  private static final String IK_256 =
      "CE9CE0C101D1138F97FB6CAD4DF045A7083D4EAE2D35A31789D01CCF0949550F";
  private static final InitialKeyId IKID = new InitialKeyId("1234567890123456");

  @Test
  void derivesTheInitialKeyOfAnAes128Bdk() {
    assertThat(InitialKey.derive(BaseDerivationKey.ofHex(BDK_128), IKID).exportHex())
        .isEqualTo(IK_128);
  }

  @Test
  void derivesTheInitialKeyOfAnAes256Bdk() {
    assertThat(InitialKey.derive(BaseDerivationKey.ofHex(BDK_256), IKID).exportHex())
        .isEqualTo(IK_256);
  }

  @ParameterizedTest
  @CsvSource({
    "00000001, 4F21B565BAD9835E112B6465635EAE44",
    "00000008, 718EE6CF0B27E53D5F7AF99C4D8146A2",
    "0001FFFE, E21E8C8D347F8561A2BE752DAA85A111",
    "00020000, F7AE9025468A25D37B7249CFFED224C8",
    "FFFF0000, F6BA59389BD14A9855BE9727E7C52E3C"
  })
  void walksTheCounterBitsUnderAes128(String counter, String derivationKey) {
    assertThat(hex(terminal(IK_128, counter).derivationKey())).isEqualTo(derivationKey);
    assertThat(hex(host(BDK_128, counter).derivationKey())).isEqualTo(derivationKey);
  }

  @ParameterizedTest
  @CsvSource({
    "00000001, 54AC2B32B145EA4A554CB8BC44B17467063A799856B1CCC2A138D36E8DBF78B3",
    "00000008, 20A796D5077D51B8E7613893A4F095B134E02917DC84BD391F3661D0873FF308",
    "0001FFFE, A289508CBF1228452CD86AB77B15CB35577AC828C18BB66681E5A16D6C9CCED3",
    "00020000, D62DDA94A47D7DA5D763443B4ECB15EA8DD62E0E4F915958BA459591F8312E37",
    "FFFF0000, 6D6DB7AAAE8B3EA90E57A39E4BBA71E173B21B446B30A78D64BFC6A8806C55EE"
  })
  void walksTheCounterBitsUnderAes256(String counter, String derivationKey) {
    assertThat(hex(terminal(IK_256, counter).derivationKey())).isEqualTo(derivationKey);
    assertThat(hex(host(BDK_256, counter).derivationKey())).isEqualTo(derivationKey);
  }

  @Test
  void derivesOneWorkingKeyForEachUse() {
    var first = host(BDK_128, "00000001");
    assertThat(hex(first.pin())).isEqualTo("AF8CB133A78F8DC2D1359F18527593FB");
    assertThat(hex(first.macGeneration())).isEqualTo("A2DC23DE6FDE0824A2BC321E08E4B8B7");
    assertThat(hex(first.data())).isEqualTo("A35C412EFD41FDB98B69797C02DCD08F");
    assertThat(hex(host(BDK_128, "00000008").pin())).isEqualTo("4D9DF3FBEE3448FC3E676D04320A90F5");
  }

  @Test
  void enciphersTheFormat4PinBlockOfTheVector() {
    byte[] pinField = PinBlock.pinField("1234".toCharArray(), bytes("2F69ADDE2E9E7ACE"));
    byte[] panField = PinBlock.panField("4111111111111111");
    assertThat(hex(pinField)).isEqualTo("441234AAAAAAAAAA2F69ADDE2E9E7ACE");
    assertThat(hex(panField)).isEqualTo("44111111111111111000000000000000");

    byte[] block = bytes("A912150391AB65A67E52883D81CE2D15");
    var aes = new AesBlock(host(BDK_128, "00000001").pin());
    assertThat(aes.encrypt(AesBlock.xor(aes.encrypt(pinField), panField))).isEqualTo(block);
    assertThat(PinBlock.decipher(block, "4111111111111111", host(BDK_128, "00000001").pin()))
        .containsExactly('1', '2', '3', '4');
  }

  private static WorkingKeys terminal(String initialKey, String counter) {
    return InitialKey.ofHex(IKID, initialKey).workingKeys(ksn(counter).counter());
  }

  private static WorkingKeys host(String bdk, String counter) {
    return BaseDerivationKey.ofHex(bdk).workingKeys(ksn(counter));
  }

  private static KeySerialNumber ksn(String counter) {
    return KeySerialNumber.parse(IKID.hex() + counter);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
  }
}
