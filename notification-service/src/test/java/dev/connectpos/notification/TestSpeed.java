package dev.connectpos.notification;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The same service in a hurry: four attempts within three seconds or so, and three streams. */
public final class TestSpeed implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        // The last one leaves a test the time to open what was closed.
        Map.entry("connect.delivery.retry-waits", "0.2S,0.2S,2S"),
        Map.entry("connect.delivery.unsent-wait", "0.2S"),
        Map.entry("connect.delivery.scan-interval", "0.5S"),
        Map.entry("connect.delivery.lease", "24S"),
        Map.entry("connect.delivery.breaker-first-rest", "0.5S"),
        Map.entry("connect.delivery.breaker-longest-rest", "1S"),
        Map.entry("connect.signing.refresh", "0S"),
        Map.entry("connect.stream.heartbeat", "1S"),
        Map.entry("connect.stream.patience", "3S"),
        Map.entry("connect.stream.per-account", "3"),
        Map.entry("connect.webhook.private-targets", "true"),
        Map.entry("connect.webhook.timeout", "12S"));
  }
}
