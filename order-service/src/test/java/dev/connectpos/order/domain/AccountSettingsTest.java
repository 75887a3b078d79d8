package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connectpos.money.Money;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class AccountSettingsTest {

  @Test
  void refusesWhatIsBelowTheMinimumAndNotWhatIsNothing() {
    AccountSettings settings = settings(500);
    assertThat(settings.refuses(Money.brl(499))).isTrue();
    assertThat(settings.refuses(Money.brl(500))).isFalse();
    assertThat(settings.refuses(Money.brl(0))).isFalse();
  }

  @Test
  void minimumIsOneCentavoOrMore() {
    assertThat(settings(1).minimumMinor()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> settings(0));
  }

  private static AccountSettings settings(long minimumMinor) {
    return new AccountSettings(
        "Loja", ZoneId.of("America/Sao_Paulo"), false, false, null, minimumMinor);
  }
}
