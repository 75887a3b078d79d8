package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void isAcceptedBeforeItsEndAndNotAtIt() {
    ApiKey key = key(NOON);
    assertThat(key.isOverAt(NOON.minusNanos(1))).isFalse();
    assertThat(key.isOverAt(NOON)).isTrue();
    assertThat(key(null).isOverAt(Instant.MAX)).isFalse();
  }

  @Test
  void isNeverPutOff() {
    Instant later = NOON.plusSeconds(1);
    assertThat(key(NOON).until(later).validUntil()).isEqualTo(NOON);
    assertThat(key(later).until(NOON).validUntil()).isEqualTo(NOON);
    assertThat(key(null).until(NOON).validUntil()).isEqualTo(NOON);
  }

  @Test
  void isWrittenAsTheIncumbentWritesIt() {
    String secret = "abcdefgh12345678";
    assertThat(ApiKey.text(KeyKind.SECRET, Environment.LIVE, secret)).isEqualTo("sk_" + secret);
    assertThat(ApiKey.text(KeyKind.SECRET, Environment.TEST, secret))
        .isEqualTo("sk_test_" + secret);
    assertThat(ApiKey.text(KeyKind.PUBLIC, Environment.LIVE, secret)).isEqualTo("pk_" + secret);
    assertThat(ApiKey.text(KeyKind.PUBLIC, Environment.TEST, secret))
        .isEqualTo("pk_test_" + secret);
  }

  /** The first of the examples of FIPS 180-2, "abc". */
  @Test
  void isHashedBySha256() {
    assertThat(ApiKey.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static ApiKey key(@Nullable Instant validUntil) {
    return new ApiKey(
        new ApiKeyId("key_1"),
        new AccountId("acc_1"),
        KeyKind.SECRET,
        "00",
        Instant.EPOCH,
        validUntil);
  }
}
