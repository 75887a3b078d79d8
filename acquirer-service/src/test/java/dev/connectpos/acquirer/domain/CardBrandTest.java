package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardBrandTest {
  @ParameterizedTest
  @CsvSource({
    "4111111111111111, VISA",
    "4000000000000010, VISA",
    "5555555555554444, MASTERCARD",
    "2223003122003222, MASTERCARD",
    "378282246310005, AMEX",
    "6062825624254001, HIPERCARD",
    "3841001111222233334, HIPERCARD",
    "6362970000457013, ELO",
    "4011780000000000, ELO",
    "5067310000000000, ELO"
  })
  void tellsTheBrandByTheFirstSixDigits(String number, CardBrand brand) {
    assertThat(CardBrand.of(number)).contains(brand);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6011111111111117", "3530111333300000", "0000000000000000"})
  void acceptsNoOtherBrand(String number) {
    assertThat(CardBrand.of(number)).isEmpty();
  }
}
