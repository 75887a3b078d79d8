package dev.connectpos.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MoneyTest {

  @Test
  void addsAndSubtractsExactly() {
    assertThat(Money.brl(10_00).plus(Money.brl(1)).minus(Money.brl(2))).isEqualTo(Money.brl(9_99));
  }

  @Test
  void throwsOnOverflowInsteadOfWrapping() {
    assertThatThrownBy(() -> Money.brl(Long.MAX_VALUE).plus(Money.brl(1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.brl(Long.MIN_VALUE).minus(Money.brl(1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.brl(Long.MAX_VALUE).times(2))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.brl(Long.MIN_VALUE).negated())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesToMixCurrencies() {
    assertThatThrownBy(() -> Money.brl(1).plus(new Money(1, Currency.USD)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot mix BRL and USD");
    assertThatThrownBy(() -> Money.brl(1).compareTo(new Money(1, Currency.USD)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givesTheRestToTheFirstInstalments() {
    assertThat(Money.brl(10_00).allocate(3))
        .containsExactly(Money.brl(3_34), Money.brl(3_33), Money.brl(3_33));
    assertThat(Money.brl(-2).allocate(3))
        .containsExactly(Money.brl(-1), Money.brl(-1), Money.brl(0));
  }

  @Test
  void rendersWithTheExponentOfTheCurrency() {
    assertThat(Money.brl(-19_90)).hasToString("BRL -19.90");
    assertThat(new Money(1990, Currency.JPY)).hasToString("JPY 1990");
    assertThat(new Money(1990, Currency.KWD)).hasToString("KWD 1.990");
  }

  @Test
  void knowsOnlyListedCurrencies() {
    assertThat(Currency.of("BRL")).isEqualTo(Currency.BRL);
    assertThatThrownBy(() -> Currency.of("XAU")).hasMessage("currency is not supported: XAU");
    assertThatThrownBy(() -> Currency.of("brl")).isInstanceOf(IllegalArgumentException.class);
  }
}
