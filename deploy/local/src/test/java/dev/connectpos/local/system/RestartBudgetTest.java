package dev.connectpos.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void allowsFiveDeathsWithinAMinuteAndNoSixth() {
    var budget = new RestartBudget();
    for (int death = 0; death < 5; death++) {
      assertThat(budget.spend(death * 10L * SECOND)).isTrue();
    }
    assertThat(budget.spend(59 * SECOND)).isFalse();
  }

  @Test
  void forgetsDeathsOlderThanAMinute() {
    var budget = new RestartBudget();
    for (int death = 0; death < 20; death++) {
      assertThat(budget.spend(death * 13L * SECOND)).isTrue();
    }
  }

  @Test
  void waitsLongerAfterEachDeathButNotAfterTheFirst() {
    var budget = new RestartBudget();
    budget.spend(0);
    assertThat(budget.backoff()).isZero();
    budget.spend(1);
    assertThat(budget.backoff()).isEqualTo(Duration.ofMillis(250));
    budget.spend(2);
    assertThat(budget.backoff()).isEqualTo(Duration.ofMillis(500));
  }
}
