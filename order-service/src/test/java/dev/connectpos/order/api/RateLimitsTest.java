package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.order.application.KeyHolder;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.AccountSettings;
import dev.connectpos.order.domain.AcquirerServices;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.ApiKeyId;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.KeyKind;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
  private long now;
  private final TimeMeter time =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return now;
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };
  private final RateLimits limits = new RateLimits(new RateLimits.Settings(200, 10, 100), time);

  @Test
  void aLiveKeyReads200TimesAMinuteAndWritesAsOftenAsItLikes() {
    var key = key("1", Environment.LIVE);
    assertThat(allowed(key, true, 300)).isEqualTo(200);
    assertThat(allowed(key, false, 300)).isEqualTo(300);
    // One more for every 300 ms that pass.
    assertThat(limits.count(key, true)).isEqualTo(Duration.ofMillis(300));
    pass(Duration.ofMillis(300));
    assertThat(allowed(key, true, 2)).isEqualTo(1);
    pass(Duration.ofMinutes(5));
    assertThat(allowed(key, true, 300)).isEqualTo(200);
  }

  @Test
  void aTestKeyCallsTenTimesASecondWhateverTheCall() {
    var key = key("1", Environment.TEST);
    assertThat(allowed(key, true, 5) + allowed(key, false, 20)).isEqualTo(10);
    assertThat(limits.count(key, true)).isEqualTo(Duration.ofMillis(100));
    pass(Duration.ofSeconds(1));
    assertThat(allowed(key, true, 20)).isEqualTo(10);
  }

  @Test
  void keysAreCountedApart() {
    allowed(key("1", Environment.LIVE), true, 200);
    assertThat(allowed(key("2", Environment.LIVE), true, 1)).isEqualTo(1);
  }

  @Test
  void onlyTheKeysThatCalledLastAreRemembered() {
    var first = key("1", Environment.LIVE);
    allowed(first, true, 200);
    for (int i = 2; i < 500; i++) {
      limits.count(key("" + i, Environment.LIVE), true);
      assertThat(limits.remembered()).isLessThanOrEqualTo(100);
    }
    assertThat(allowed(first, true, 1)).isEqualTo(1);
  }

  private int allowed(KeyHolder key, boolean read, int calls) {
    return (int) IntStream.range(0, calls).filter(_ -> limits.count(key, read).isZero()).count();
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }

  private static KeyHolder key(String id, Environment environment) {
    var account =
        new Account(
            new AccountId("acc_0000000000000001"),
            environment,
            new AccountSettings("Aurora", ZoneOffset.UTC, false, false, null, 1),
            null,
            AcquirerServices.USUAL,
            Instant.EPOCH);
    var key =
        new ApiKey(
            new ApiKeyId("key_" + id),
            account.id(),
            KeyKind.SECRET,
            ApiKey.sha256(id),
            Instant.EPOCH,
            null);
    return new KeyHolder(account, key);
  }
}
