package dev.connectpos.terminal.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomIdsTest {
  private static RandomIds at(String instant) {
    return new RandomIds(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  @Test
  void idsSortByAge() {
    String older = at("2026-11-23T12:00:00.000Z").payment().value();
    String newer = at("2026-11-23T12:00:00.001Z").payment().value();
    assertThat(older).matches("pay_[0-9A-Za-z]{16}").isLessThan(newer);
  }

  @Test
  void eventIdsAreOfVersion7AndSortByAge() {
    var older = at("2026-11-23T12:00:00.000Z").event();
    var newer = at("2026-11-23T12:00:00.001Z").event();
    assertThat(older.version()).isEqualTo(7);
    assertThat(older.variant()).isEqualTo(2);
    assertThat(older.getMostSignificantBits() >>> 16)
        .isEqualTo(Instant.parse("2026-11-23T12:00:00Z").toEpochMilli());
    assertThat(older.toString()).isLessThan(newer.toString());
  }

  @Test
  void codesHaveNoCharacterThatPeopleConfuse() {
    RandomIds ids = at("2026-11-23T12:00:00Z");
    assertThat(Stream.generate(ids::pairingCode).limit(1000))
        .allSatisfy(code -> assertThat(code).matches("[2-9A-HJKMNP-Z]{6}"));
  }

  @Test
  void secretsHave256Bits() {
    assertThat(at("2026-11-23T12:00:00Z").secret()).hasSize(43);
  }
}
