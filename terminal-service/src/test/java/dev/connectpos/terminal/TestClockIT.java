package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.clock.ShiftableClock;
import dev.connectpos.terminal.Shop.Pairing;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clock that acquirer-service puts forward. In an application of its own: it stays so. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
@TestProfile(TestClockIT.Apart.class)
class TestClockIT {
  /** Another application than the other tests have. */
  public static class Apart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("connect.pairing.per-address-and-minute", "3");
    }
  }

  @Inject EventLog log;
  @Inject ShiftableClock clock;

  @Test
  void pairingsExpireAndNoSessionFallsSilent() {
    Shop shop = Shop.open(log);
    Pairing pairing = Shop.requestPairing(Shop.newSerial());
    try (TestTerminal terminal = shop.connectIdle()) {
      Duration ahead = Duration.ofDays(180);
      log.putForward(ahead);
      await().atMost(Duration.ofSeconds(30)).until(() -> clock.ahead().equals(ahead));

      Shop.register(shop.account, pairing.code())
          .statusCode(422)
          .body("code", equalTo("unknown_pairing_code"));

      // The session goes on as if nothing had happened: it is shown the next order.
      shop.placeOrder();
      terminal.next("order.show");
      shop.shown().body("online", equalTo(true));
      String lastSeen = shop.shown().extract().path("last_seen_at");
      assertThat(Instant.parse(lastSeen)).isBefore(Instant.now().plusSeconds(60));
    }
    await().untilAsserted(() -> shop.shown().body("online", equalTo(false)));
  }
}
