package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The digits here are made up, of a length that a card has and with a check digit it has not. */
final class CardMaskTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DIGITS = "1234567812345678";

  @Test
  void takesNumberAndCvvOutOfCardsAtAnyDepth() {
    var masked =
        CardMask.masked(
            body(
                """
                {"payments":[{"credit_card":{"installments":1,"card":{
                  "number":"1234567812345678","cvv":"737","holder_name":"Ana"}}},
                  {"voucher":{"Card":{"Number":1234567812345678,"CVV":737}}}]}\
                """));
    assertThat(masked.toString())
        .doesNotContain(DIGITS, "737")
        .contains("\"number\":\"123456****5678\"", "\"holder_name\":\"Ana\"");
    assertThat(masked.at("/payments/0/credit_card/card/cvv").isMissingNode()).isTrue();
  }

  @Test
  void takesThemOutOfBodyThatIsCard() {
    var masked =
        CardMask.masked(body("{\"number\":\"1234 5678-1234 5678\",\"security_code\":\"737\"}"));
    assertThat(masked).isEqualTo(body("{\"number\":\"123456****5678\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"card\":{\"holder_name\":\"1234567812345678\"}}",
        "{\"payments\":[{\"1234567812345678\":1}]}",
        "{\"payments\":\"1234.5678.1234.5678\"}",
        "{\"card\":{\"number\":\"no. 1234567812345678 x\"}}",
        "{\"card\":{\"number\":\"12345678O12345678\"}}"
      })
  void masksNumbersInWrongPlaces(String json) {
    assertThat(CardMask.masked(body(json)).toString())
        .doesNotContain(DIGITS, "12345678", "5678.1234");
  }

  @Test
  void leavesPhonesAndDocumentsAlone() {
    var body =
        body(
            """
            {"customer":{"document":"12345678000195","phones":{"mobile_phone":{
              "country_code":"55","area_code":"21","number":"000000000"}},
              "address":{"number":"1500"}},"card":{"number":null}}\
            """);
    assertThat(CardMask.masked(body)).isEqualTo(body);
  }

  @Test
  void leavesOriginalAsItIs() {
    var body = body("{\"card\":{\"number\":\"1234567812345678\"}}");
    assertThat(CardMask.masked(body)).isNotEqualTo(body);
    assertThat(body.at("/card/number").asText()).isEqualTo(DIGITS);
  }

  private static JsonNode body(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
