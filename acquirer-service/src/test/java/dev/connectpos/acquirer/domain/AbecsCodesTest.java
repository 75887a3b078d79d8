package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A9: refusals in the words of ABECS, Normativo 21. */
class AbecsCodesTest {
  private static final String HEADER = "return_code,elo,visa,mastercard,hipercard,amex";

  @ParameterizedTest
  @CsvSource({
    "1000, 05, 05, 05, 05, 100",
    "1001, 54, 54, 54, 54, 101",
    "1006, 38, 75, 75, 75, 106",
    "1009, 58, 03, 03, 03, 109",
    "1016, 51, 51, 51, 51, 116",
    "1017, 55, 55, 55, 55, 117",
    "1802, 83, 81, 88, 88, 180",
    "2008, 41, 41, 41, 41, 200",
    "9109, 96, 96, 96, 96, 911",
    "9112, 91, 91, 91, 91, 912"
  })
  void eachBrandHasItsOwn(
      String code, String elo, String visa, String master, String hiper, String amex) {
    assertThat(
            Stream.of(
                    CardBrand.ELO,
                    CardBrand.VISA,
                    CardBrand.MASTERCARD,
                    CardBrand.HIPERCARD,
                    CardBrand.AMEX)
                .map(brand -> AbecsCodes.usual().of(code, brand).orElse("-")))
        .containsExactly(elo, visa, master, hiper, amex);
  }

  @Test
  void everyRefusalHasALineAndNoApprovalHas() {
    for (ReturnCode code : ReturnCodes.all()) {
      boolean named =
          Stream.of(CardBrand.values())
              .anyMatch(brand -> AbecsCodes.usual().of(code.code(), brand).isPresent());
      assertThat(named).as(code.code()).isEqualTo(!code.approves());
    }
  }

  @Test
  void whereTheStandardHasNoneThereIsNone() {
    assertThat(AbecsCodes.usual().of("1003", CardBrand.ELO)).hasValue("06");
    assertThat(AbecsCodes.usual().of("1003", CardBrand.VISA)).isEmpty();
    assertThat(AbecsCodes.usual().of("4711", CardBrand.VISA)).isEmpty();
  }

  @Test
  void anotherTableTakesItsPlaceWhole() {
    var codes = AbecsCodes.parse("own.csv", List.of(HEADER, "", "1016,61,N4,,,121"));
    assertThat(codes.of("1016", CardBrand.VISA)).hasValue("N4");
    assertThat(codes.of("1016", CardBrand.MASTERCARD)).isEmpty();
    assertThat(codes.of("1000", CardBrand.VISA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code,elo                    | own.csv, line 1: the header must be " + HEADER,
        HEADER + ";1016,51           | own.csv, line 2: there must be 6 fields",
        HEADER + ";4711,1,1,1,1,1    | own.csv, line 2: return_code 4711 is none of ours",
        HEADER
            + ";0,00,00,00,00,000 | own.csv, line 2: return_code 0 approves, and ABECS names refusals",
        HEADER + ";1016,,,,,;1016,,,,, | own.csv, line 3: return_code 1016 is there twice",
        HEADER
            + ";1016,51,51,5,51,116 | own.csv, line 2: mastercard must be two or three digits or capitals, or blank"
      })
  void aWrongTableIsToldLineAndRule(String table, String complaint) {
    assertThatThrownBy(() -> AbecsCodes.parse("own.csv", List.of(table.split(";", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(complaint);
    assertThatThrownBy(() -> AbecsCodes.parse("own.csv", List.of())).hasMessageContaining("header");
  }
}
