package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.Payout.Due;
import dev.connectpos.acquirer.domain.Posting.Entry;
import dev.connectpos.acquirer.domain.Receivable.Kind;
import dev.connectpos.money.Money;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayoutTest {
  private static final Due OLD = credit(1, 100, 3, "2026-11-24");
  private static final Due NEW = credit(2, 50, 1, "2026-11-25");
  private static final Due BACK = new Due(3, receivable(Kind.REFUND, -80, -2, "2026-11-25"));

  @Test
  void paysWhatIsDueNetOfFees() {
    var payout = Payout.of(List.of(NEW, OLD), Money.brl(1_000)).orElseThrow();
    assertThat(payout.settled()).containsExactly(OLD, NEW);
    assertThat(payout.net()).isEqualTo(Money.brl(146));
    assertThat(payout.entries())
        .containsExactly(
            new Entry(LedgerAccount.MERCHANT_RECEIVABLE, Money.brl(150)),
            new Entry(LedgerAccount.MERCHANT_FEE, Money.brl(-4)),
            new Entry(LedgerAccount.MERCHANT_PAYOUT, Money.brl(-146)));
  }

  @Test
  void takesWhatGoesBackFromWhatIsDue() {
    var payout = Payout.of(List.of(OLD, NEW, BACK), Money.brl(1_000)).orElseThrow();
    assertThat(payout.settled()).containsExactly(BACK, OLD, NEW);
    assertThat(payout.net()).isEqualTo(Money.brl(146 - 78));
  }

  @Test
  void paysNobodyWhoOwesMoreThanIsDue() {
    assertThat(Payout.of(List.of(NEW, BACK), Money.brl(1_000))).isEmpty();
    assertThat(Payout.of(List.of(BACK), Money.brl(1_000))).isEmpty();
  }

  @Test
  void leavesWhatIsReserved() {
    assertThat(Payout.of(List.of(OLD, NEW), Money.brl(145)).orElseThrow().settled())
        .containsExactly(OLD);
    assertThat(Payout.of(List.of(OLD, NEW), Money.brl(146)).orElseThrow().settled())
        .containsExactly(OLD, NEW);
    assertThat(Payout.of(List.of(OLD, NEW), Money.brl(96))).isEmpty();
    assertThat(Payout.of(List.of(OLD), Money.brl(-1))).isEmpty();
  }

  @Test
  void aSaleThatWentBackIsSettledAsNothing() {
    var back = new Due(4, receivable(Kind.REFUND, -50, -1, "2026-11-25"));
    var payout = Payout.of(List.of(NEW, back), Money.brl(0)).orElseThrow();
    assertThat(payout.settled()).hasSize(2);
    assertThat(payout.entries()).isEmpty();
  }

  @Test
  void nothingIsDue() {
    assertThat(Payout.of(List.of(), Money.brl(1_000))).isEmpty();
  }

  private static Due credit(long number, long minor, long fee, String dueOn) {
    return new Due(number, receivable(Kind.CREDIT, minor, fee, dueOn));
  }

  private static Receivable receivable(Kind kind, long minor, long fee, String dueOn) {
    return new Receivable(kind, 1, 1, Money.brl(minor), Money.brl(fee), LocalDate.parse(dueOn));
  }
}
