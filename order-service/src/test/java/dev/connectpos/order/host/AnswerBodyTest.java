package dev.connectpos.order.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.connectpos.order.application.PeerUnreachableException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerBodyTest {

  @Test
  void readsWhatIsSaid() {
    var body =
        body(
            """
            {"id": "pay_1", "amount": -7, "at": "2026-11-23T14:03:31Z", "on": "2026-11-23",
             "card": {"brand": "Visa"}, "data": [{"id": "a"}, {"id": "b"}], "notes": {"x": 1}}
            """);
    assertThat(body.text("id")).isEqualTo("pay_1");
    assertThat(body.textIfSaid("label")).isNull();
    assertThat(body.number("amount")).isEqualTo(-7);
    assertThat(body.count("amount")).isEqualTo(-7);
    assertThat(body.instant("at")).isEqualTo(Instant.parse("2026-11-23T14:03:31Z"));
    assertThat(body.day("on")).isEqualTo(LocalDate.of(2026, 11, 23));
    assertThat(body.object("card").text("brand")).isEqualTo("Visa");
    assertThat(body.each("data", card -> card.text("id"))).containsExactly("a", "b");
    assertThat(body.texts("notes")).isEqualTo(Map.of("x", "1"));
    assertThat(body.texts("metadata")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"x\": null}", "{\"x\": \"\"}", "{\"x\": 1.5}", "{\"x\": true}"})
  void makesNothingUp(String json) {
    var body = body(json);
    cannotTell(body, it -> it.number("x"));
    cannotTell(body, it -> it.count("x"));
    cannotTell(body, it -> it.instant("x"));
    cannotTell(body, it -> it.day("x"));
    cannotTell(body, it -> it.object("x"));
    cannotTell(body, it -> it.each("x", element -> element));
  }

  @Test
  void saysNoTextThatIsNone() {
    cannotTell(body("{}"), it -> it.text("x"));
    cannotTell(body("{\"x\": null}"), it -> it.text("x"));
    cannotTell(body("{\"x\": \"\"}"), it -> it.text("x"));
    cannotTell(body("{\"x\": {}}"), it -> it.textIfSaid("x"));
    cannotTell(body("{\"x\": 4294967296}"), it -> it.count("x"));
    cannotTell(new AnswerBody("other-service", MissingNode.getInstance()), it -> it.text("x"));
  }

  private static void cannotTell(AnswerBody body, Consumer<AnswerBody> read) {
    assertThatThrownBy(() -> read.accept(body)).isInstanceOf(PeerUnreachableException.class);
  }

  private static AnswerBody body(String json) {
    try {
      return new AnswerBody("other-service", new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
