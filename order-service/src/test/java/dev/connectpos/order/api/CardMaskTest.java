package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    var mask =
        CardMask.of(
            body(
                """
                {"payments":[{"credit_card":{"installments":1,"card":{
                  "number":"1234567812345678","cvv":"737","holder_name":"Ana"}}},
                  {"voucher":{"Card":{"Number":1234567812345678,"CVV":737}}}]}\
                """));
    assertThat(mask.body().toString())
        .doesNotContain(DIGITS, "737")
        .contains("\"number\":\"123456******5678\"", "\"cvv\":\"****\"", "\"holder_name\":\"Ana\"");
    var first = mask.body().at("/payments/0/credit_card/card");
    var second = mask.body().at("/payments/1/voucher/Card");
    assertThat(mask.secretOf(first)).contains(new CardMask.Secret(DIGITS, "737"));
    assertThat(mask.secretOf(second)).contains(new CardMask.Secret(DIGITS, "737"));
    assertThat(mask.secretOf(mask.body())).isEmpty();
  }

  @Test
  void takesThemOutOfBodyThatIsCard() {
    var mask = CardMask.ofCard(body("{\"number\":\"1234 5678-1234 5678\"}"));
    assertThat(mask.body()).isEqualTo(body("{\"number\":\"123456******5678\"}"));
    assertThat(mask.secretOf(mask.body())).contains(new CardMask.Secret(DIGITS, null));
  }

  @Test
  void knowsCardUnderAnotherNameByItsExpiryOrCvv() {
    var mask =
        CardMask.of(
            body(
                """
                {"kard":{"number":"1234567812345678","exp_month":1},
                 "other":{"number":"1234567812345678","cvv":"1"}}\
                """));
    assertThat(mask.body().toString()).doesNotContain(DIGITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"123456781234\"",
        "\"1234 5678 abcd 5678\"",
        "{\"a\":\"1234567812345678\"}",
        "7"
      })
  void showsNothingOfWhatIsNoCardNumber(String number) {
    var mask = CardMask.of(body("{\"card\":{\"number\":" + number + "}}"));
    assertThat(mask.body()).isEqualTo(body("{\"card\":{\"number\":\"****\"}}"));
  }

  @Test
  void leavesPhonesAndAddressesAlone() {
    var body =
        body(
            """
            {"customer":{"phones":{"mobile_phone":{"country_code":"55","area_code":"21",
              "number":"000000000"}},"address":{"number":"1500"}},"card":{"number":null}}\
            """);
    var mask = CardMask.of(body);
    assertThat(mask.body()).isEqualTo(body);
    assertThat(mask.secretOf(mask.body().get("card"))).isEmpty();
  }

  @Test
  void leavesOriginalAsItIsAndHidesSecretsInText() {
    var body = body("{\"card\":{\"number\":\"1234567812345678\"}}");
    var mask = CardMask.of(body);
    assertThat(body.at("/card/number").asText()).isEqualTo(DIGITS);
    assertThat(mask.secretOf(mask.body().get("card")).orElseThrow()).hasToString("****");
  }

  private static ObjectNode body(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return (ObjectNode) node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
