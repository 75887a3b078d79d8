package dev.connectpos.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class MoneyPropertyTest {

  @Property
  void allocationConservesTheAmountAndIsFair(
      @ForAll long minor, @ForAll @IntRange(min = 1, max = 24) int parts) {
    var shares = Money.brl(minor).allocate(parts);
    assertThat(shares).hasSize(parts);
    assertThat(shares.stream().reduce(Money.brl(0), Money::plus)).isEqualTo(Money.brl(minor));
    long spread = Collections.max(shares).minor() - Collections.min(shares).minor();
    assertThat(spread).isLessThanOrEqualTo(1);
  }
}
