package dev.connectpos.notification;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The same service in a hurry: four attempts within a second or so, and three streams. */
public final class TestSpeed implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "connect.delivery.retry-waits", "0.2S,0.2S,0.2S",
        "connect.delivery.unsent-wait", "0.2S",
        "connect.delivery.scan-interval", "0.5S",
        "connect.delivery.lease", "12S",
        "connect.signing.refresh", "0S",
        "connect.stream.heartbeat", "1S",
        "connect.stream.patience", "1S",
        "connect.stream.per-account", "3",
        "connect.webhook.private-targets", "true",
        "connect.webhook.timeout", "6S");
  }
}
