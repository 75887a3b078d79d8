package dev.connectpos.terminal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdminLockTest {
  private static final Instant NOW = PaymentAttemptFixture.NOW;

  @Test
  void fifthWrongPasswordInARowLocksForAQuarterOfAnHour() {
    AdminLock lock = AdminLock.OPEN;
    for (int wrong = 1; wrong < AdminLock.MAX_WRONG; wrong++) {
      lock = lock.afterWrong(NOW);
      assertThat(lock.lockedAt(NOW)).isNull();
      assertThat(lock.triesLeft()).isEqualTo(AdminLock.MAX_WRONG - wrong);
    }
    lock = lock.afterWrong(NOW);
    Instant until = NOW.plus(AdminLock.LOCKED_FOR);
    assertThat(lock.lockedAt(NOW)).isEqualTo(until);
    assertThat(lock.lockedAt(until.minusMillis(1))).isEqualTo(until);
    assertThat(lock.lockedAt(until)).isNull();
  }

  @Test
  void countBeginsAnewAfterALock() {
    AdminLock lock = new AdminLock(4, null).afterWrong(NOW);
    Instant later = NOW.plus(AdminLock.LOCKED_FOR);
    assertThat(lock.afterWrong(later)).isEqualTo(new AdminLock(1, null));
  }
}
