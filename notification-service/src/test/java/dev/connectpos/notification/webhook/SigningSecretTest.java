package dev.connectpos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Judged by the official library, which shares no line with ours. */
class SigningSecretTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"type\":\"charge.paid\",\"name\":\"Pão & Cia\"}";

  @Test
  void signsWhatTheOfficialLibraryVerifies() {
    long now = Instant.now().getEpochSecond();

    assertThatCode(() -> verifier().verify(BODY, signed(BODY, now))).doesNotThrowAnyException();
  }

  @Test
  void officialLibraryRefusesATamperedBody() {
    var headers = signed(BODY, Instant.now().getEpochSecond());

    assertThatThrownBy(() -> verifier().verify(BODY.replace("paid", "free"), headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void officialLibraryRefusesAnOldTimestamp() {
    var headers = signed(BODY, Instant.now().getEpochSecond() - 3600);

    assertThatThrownBy(() -> verifier().verify(BODY, headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  /** The vector of the specification. */
  @Test
  void signsTheSpecificationsExample() {
    var body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    assertThat(SigningSecret.parse(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void refusesWhatIsNoSecret() {
    for (String text : List.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=", "whsec_%")) {
      assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.parse(text));
    }
    var tooLong = "whsec_" + Base64.getEncoder().encodeToString(new byte[65]);
    assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.parse(tooLong));
  }

  private static Webhook verifier() throws EmptyWebhookSecretException {
    return new Webhook(SECRET);
  }

  private static HttpHeaders signed(String body, long timestamp) {
    String signature =
        SigningSecret.parse(SECRET)
            .sign("hook_1", timestamp, body.getBytes(StandardCharsets.UTF_8));
    return HttpHeaders.of(
        Map.of(
            "webhook-id", List.of("hook_1"),
            "webhook-timestamp", List.of(Long.toString(timestamp)),
            "webhook-signature", List.of(signature)),
        (_, _) -> true);
  }
}
