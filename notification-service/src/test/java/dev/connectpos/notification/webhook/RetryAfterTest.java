package dev.connectpos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void readsSecondsAndDates() {
    assertThat(parse("120")).contains(Duration.ofMinutes(2));
    assertThat(parse("Thu, 01 Jan 2026 00:01:00 GMT")).contains(Duration.ofMinutes(1));
  }

  @Test
  void ignoresWhatMakesNoSense() {
    for (String text : List.of("", "-1", "soon", "1e9", "99999999999")) {
      assertThat(parse(text)).as(text).isEmpty();
    }
    assertThat(parse("Wed, 31 Dec 2025 23:59:00 GMT")).isEmpty();
    assertThat(RetryAfter.parse(Optional.empty(), NOW)).isEmpty();
  }

  private static Optional<Duration> parse(String text) {
    return RetryAfter.parse(Optional.of(text), NOW);
  }
}
