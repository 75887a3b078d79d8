package dev.connectpos.e2e.leak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a leak, and what only looks like one. */
final class CardDataTest {
  private static final String NUMBER = "4000000000000010";
  private static final CardData CARD_DATA =
      new CardData(
          List.of(NUMBER, "5300000000000010"), List.of("739", "740"), List.of("4839", "73519264"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "paid by 4000000000000010",
        "4000 0000 0000 0010",
        "4000-0000-0000-0010",
        "x999400000000000001099",
        "34303030303030303030303030303130",
        "another of the issuer: 4000000000000028",
        ";4000000000000010=35122010000000000?",
        "{\"cvv\":\"739\"}",
        "security_code=739",
        "cvc 740",
        "pin: 4839",
        "password=73519264",
        "\\x0834383339",
        "paid by 5300000000000010",
        "444839aaaaaaaaaa0102030405060708",
        "444839AAAAAAAAAA0102030405060708"
      })
  void isFound(String text) {
    assertThat(found(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400000******0010",
        "\"first_six\":\"400000\",\"last_four\":\"0010\"",
        "nsu 42940000000739",
        "amount 739, order 4839",
        "4000000000000011",
        "1764115200000000",
        "spin 48391",
        "0739"
      })
  void isNone(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void isFoundInAnyEncoding() throws IOException {
    for (String before : List.of("", "a", "ab", "abc")) {
      byte[] text = (before + NUMBER + "rest").getBytes(UTF_8);
      assertThat(found(Base64.getEncoder().encodeToString(text))).as(before).isNotEmpty();
      var zipped = new ByteArrayOutputStream();
      try (var zip = new GZIPOutputStream(zipped)) {
        zip.write(text);
      }
      assertThat(CARD_DATA.in("zip", zipped.toByteArray())).as(before).isNotEmpty();
    }
    assertThat(CARD_DATA.in("packed", HexFormat.of().parseHex("ff" + NUMBER + "ff"))).isNotEmpty();
    byte[] field = HexFormat.of().parseHex("444839aaaaaaaaaa0102030405060708");
    assertThat(CARD_DATA.in("block", field)).isNotEmpty();
    assertThat(found(Base64.getEncoder().encodeToString(field))).isNotEmpty();
  }

  @Test
  void saysWhereAndNotWhat() {
    assertThat(found("at " + NUMBER).toString()).contains("here").doesNotContain(NUMBER);
  }

  private static List<CardData.Leak> found(String text) {
    return CARD_DATA.in("here", text.getBytes(UTF_8));
  }
}
