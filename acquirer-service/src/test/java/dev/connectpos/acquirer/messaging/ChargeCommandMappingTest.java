package dev.connectpos.acquirer.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.charge.commands.v1.AuthorizeOnlinePayment;
import dev.connectpos.charge.commands.v1.InstallmentType;
import dev.connectpos.charge.commands.v1.OperationType;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.PermanentFailureException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChargeCommandMappingTest {
  @Test
  void readsTheTermsOfAPaymentOnline() {
    var terms =
        ChargeCommandMapping.terms(
            command()
                .setInstallments(12)
                .setInstallmentType(InstallmentType.ISSUER)
                .setOperationType(OperationType.PRE_AUTH)
                .setSoftDescriptor("x".repeat(22))
                .build());
    assertThat(terms.channel()).isEqualTo(new Channel.Online());
    assertThat(terms.attemptId().value()).isEqualTo(terms.id().value());
    assertThat(terms.amount()).isEqualTo(Money.brl(19_90));
    assertThat(terms.plan().installments()).isEqualTo(12);
    assertThat(terms.plan().installmentType().name()).isEqualTo("ISSUER");
    assertThat(terms.operation().name()).isEqualTo("PRE_AUTH");
    assertThat(terms.softDescriptor()).hasSize(22);
  }

  @Test
  void nobodyNeedsToFinanceASingleInstalment() {
    var terms =
        ChargeCommandMapping.terms(command().setInstallmentType(InstallmentType.UNKNOWN).build());
    assertThat(terms.plan().installmentType().name()).isEqualTo("MERCHANT");
  }

  static Stream<UnaryOperator<AuthorizeOnlinePayment.Builder>> nonsense() {
    return Stream.of(
        b -> b.setAmountMinor(0),
        b -> b.setCurrency("XAU"),
        b -> b.setOperationType(OperationType.UNKNOWN),
        b -> b.setInstallments(25),
        b -> b.setInstallments(2).setInstallmentType(InstallmentType.UNKNOWN),
        b -> b.setSoftDescriptor("x".repeat(23)),
        b -> b.setPaymentId(" "));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void parksWhatMakesNoSense(UnaryOperator<AuthorizeOnlinePayment.Builder> change) {
    var command = change.apply(command()).build();
    assertThatThrownBy(() -> ChargeCommandMapping.terms(command))
        .isInstanceOf(PermanentFailureException.class);
  }

  private static AuthorizeOnlinePayment.Builder command() {
    return AuthorizeOnlinePayment.newBuilder()
        .setPaymentId("pay_1")
        .setOrderId("or_1")
        .setAccountId("acc_1")
        .setCardReference("pres_1")
        .setAmountMinor(19_90)
        .setCurrency("BRL");
  }
}
