package dev.connectpos.acquirer.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.acquirer.domain.Channel;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.money.Money;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.payment.commands.v1.AuthorizePayment;
import dev.connectpos.payment.commands.v1.EntryMode;
import dev.connectpos.payment.commands.v1.InstallmentType;
import dev.connectpos.payment.commands.v1.OperationType;
import dev.connectpos.payment.commands.v1.PaymentType;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentCommandMappingTest {
  @Test
  void readsTheTerms() {
    var terms =
        PaymentCommandMapping.terms(
            command().setInstallments(12).setInstallmentType(InstallmentType.ISSUER).build());
    assertThat(terms.amount()).isEqualTo(Money.brl(19_90));
    assertThat(terms.plan().installments()).isEqualTo(12);
    assertThat(terms.plan().installmentType().name()).isEqualTo("ISSUER");
    assertThat(terms.channel())
        .isEqualTo(new Channel.Terminal("term_1", "6C568971", "contactless", PaymentOrigin.ORDER));
    assertThat(terms.attemptId().value()).isEqualTo("itk_1");
  }

  @Test
  void readsWhatHappensAfterTheConfirmation() {
    assertThat(PaymentCommandMapping.terms(command().build()).operation().name())
        .isEqualTo("AUTH_AND_CAPTURE");
    var held =
        PaymentCommandMapping.terms(
            command().setOperationType(OperationType.PRE_AUTH).setSoftDescriptor("LOJA").build());
    assertThat(held.operation().name()).isEqualTo("PRE_AUTH");
    assertThat(held.softDescriptor()).isEqualTo("LOJA");
  }

  @Test
  void readsThatThereIsNoOrder() {
    var terms =
        PaymentCommandMapping.terms(
            command()
                .setOrigin(dev.connectpos.payment.commands.v1.PaymentOrigin.STANDALONE)
                .build());
    assertThat(terms.channel().origin()).isEqualTo(PaymentOrigin.STANDALONE);
  }

  @Test
  void nobodyNeedsToFinanceASingleInstalment() {
    var terms =
        PaymentCommandMapping.terms(command().setInstallmentType(InstallmentType.UNKNOWN).build());
    assertThat(terms.plan().installmentType().name()).isEqualTo("MERCHANT");
  }

  static Stream<UnaryOperator<AuthorizePayment.Builder>> nonsense() {
    return Stream.of(
        b -> b.setAmountMinor(0),
        b -> b.setAmountMinor(-1),
        b -> b.setCurrency("XAU"),
        b -> b.setPaymentType(PaymentType.UNKNOWN),
        b -> b.setOperationType(OperationType.UNKNOWN),
        b -> b.setOrigin(dev.connectpos.payment.commands.v1.PaymentOrigin.UNKNOWN),
        b -> b.setInstallments(25),
        b -> b.setInstallments(2).setPaymentType(PaymentType.DEBIT),
        b -> b.setInstallments(2).setInstallmentType(InstallmentType.UNKNOWN),
        b -> b.setPaymentId(" "));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void parksWhatMakesNoSense(UnaryOperator<AuthorizePayment.Builder> change) {
    var command = change.apply(command()).build();
    assertThatThrownBy(() -> PaymentCommandMapping.terms(command))
        .isInstanceOf(PermanentFailureException.class);
  }

  private static AuthorizePayment.Builder command() {
    return AuthorizePayment.newBuilder()
        .setPaymentId("pay_1")
        .setOrderId("or_1")
        .setAccountId("acc_1")
        .setTerminalId("term_1")
        .setTerminalSerial("6C568971")
        .setAttemptId("itk_1")
        .setPresentmentReference("pres_1")
        .setAmountMinor(19_90)
        .setCurrency("BRL")
        .setPaymentType(PaymentType.CREDIT)
        .setInstallments(1)
        .setInstallmentType(InstallmentType.MERCHANT)
        .setEntryMode(EntryMode.CONTACTLESS);
  }
}
