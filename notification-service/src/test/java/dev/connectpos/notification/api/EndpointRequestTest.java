package dev.connectpos.notification.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectpos.notification.application.Endpoints.NewEndpoint;
import dev.connectpos.notification.application.TargetPolicy;
import dev.connectpos.notification.domain.HookType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pdv.example/webhooks",
        "http://192.168.0.10:8086/inbox?shop=1",
        "http://[::1]:8086/",
        "HTTPS://pdv.example"
      })
  void takesHttpAddresses(String url) {
    assertThat(parse(bytes("{\"url\":\"" + url + "\"}")).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"url\":null}",
        "{\"url\":7}",
        "{\"url\":\" \"}",
        "{\"url\":\"pdv.example\"}",
        "{\"url\":\"/relative\"}",
        "{\"url\":\"ftp://pdv.example\"}",
        "{\"url\":\"file:///etc/passwd\"}",
        "{\"url\":\"http://\"}",
        "{\"url\":\"http:///path\"}",
        "{\"url\":\"http://user:pass@pdv.example\"}",
        "{\"url\":\"http://pdv.example/#there\"}",
        "{\"url\":\"http://pdv.example:99999\"}",
        "{\"url\":\"http://127.1\"}",
        "{\"url\":\"http://pdv.example/a b\"}"
      })
  void refusesOtherAddressesByName(String body) {
    assertThat(refused(body).errors()).containsOnlyKeys("url");
  }

  @Test
  void refusesALongAddress() {
    var body = "{\"url\":\"https://pdv.example/" + "a".repeat(2048) + "\"}";

    assertThat(refused(body).errors()).containsOnlyKeys("url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "7", "{\"url\":", "{} {}", "null"})
  void refusesWhatIsNoJsonObject(String body) {
    assertThat(refused(body).code()).isEqualTo(RefusedException.Code.NOT_JSON);
  }

  @Test
  void readsTheFilterAndNamesUnknownTypesByTheirPath() {
    var asked =
        parse(bytes("{\"url\":\"http://a\",\"events\":[\"order.closed\",\"charge.paid\"]}"));
    assertThat(asked.filter().types()).containsExactly(HookType.ORDER_CLOSED, HookType.CHARGE_PAID);

    assertThat(refused("{\"url\":\"http://a\",\"events\":[\"charge.paid\",\"x\"]}").errors())
        .containsOnlyKeys("events[1]");
    assertThat(refused("{\"url\":\"http://a\",\"events\":\"charge.paid\"}").errors())
        .containsOnlyKeys("events");
  }

  @Test
  void takesSecretsOf24To64BytesAndNeverEchoesOne() {
    for (int size : new int[] {24, 64}) {
      assertThat(parse(bytes(withSecret(size))).secret()).isPresent();
    }
    for (int size : new int[] {23, 65}) {
      RefusedException refused = refused(withSecret(size));
      assertThat(refused.errors()).containsOnlyKeys("secret");
      assertThat(String.valueOf(refused.request())).contains("http://a").doesNotContain("whsec_");
    }
  }

  @Test
  void refusesWhereWebhooksMayNotGoByTheNameOfTheField() {
    TargetPolicy nowhere = url -> Optional.of("not to " + url);

    assertThatThrownBy(() -> EndpointRequest.parse(bytes("{\"url\":\"http://10.0.0.1\"}"), nowhere))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.errors())
                    .isEqualTo(Map.of("url", List.of("not to http://10.0.0.1"))));
  }

  private static NewEndpoint parse(byte[] body) {
    return EndpointRequest.parse(body, _ -> Optional.empty());
  }

  private static String withSecret(int bytes) {
    var secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    return "{\"url\":\"http://a\",\"secret\":\"" + secret + "\"}";
  }

  private static RefusedException refused(String body) {
    var thrown = catchThrowableOfType(RefusedException.class, () -> parse(bytes(body)));
    assertThat(thrown).as(body).isNotNull();
    return thrown;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
