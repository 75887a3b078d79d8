package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no payment can be about, to the centavo and to the letter. */
class PaymentTermsTest {
  private static PaymentTerms terms(long minor, Channel channel, String softDescriptor) {
    return new PaymentTerms(
        new PaymentId("pay_1"),
        new OrderId("or_1"),
        new AccountId("acc_1"),
        PaymentFixture.ATTEMPT,
        channel,
        Money.brl(minor),
        new PaymentPlan(PaymentType.CREDIT, 1, InstallmentType.MERCHANT),
        OperationType.AUTH_ONLY,
        softDescriptor);
  }

  @Test
  void isOfOneCentavoAtLeast() {
    assertThat(terms(1, PaymentFixture.ONLINE, "LOJA").amount()).isEqualTo(Money.brl(1));
    for (long none : new long[] {0, -1}) {
      assertThatThrownBy(() -> terms(none, PaymentFixture.ONLINE, "LOJA"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("above zero");
    }
  }

  @Test
  void hasASoftDescriptorOfTwentyTwoLettersAtMostOnline() {
    String longest = "L".repeat(22);
    assertThat(terms(1, PaymentFixture.ONLINE, longest).softDescriptor()).isEqualTo(longest);
    assertThatThrownBy(() -> terms(1, PaymentFixture.ONLINE, longest + "L"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("soft descriptor");
  }

  @Test
  void isNotOnlineAtATerminal() {
    assertThatThrownBy(
            () -> new Channel.Terminal("term_1", "6C568971", "chip", PaymentOrigin.ONLINE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "attempt", "order", "payment", "request"})
  void isNamedByIdsThatAreThere(String which) {
    assertThatThrownBy(
            () -> {
              switch (which) {
                case "account" -> new AccountId(" ");
                case "attempt" -> new AttemptId(" ");
                case "order" -> new OrderId(" ");
                case "payment" -> new PaymentId(" ");
                default -> new RequestId(" ");
              }
            })
        .isInstanceOf(IllegalArgumentException.class);
  }
}
