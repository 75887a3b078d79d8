package dev.connectpos.emulator.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.emulator.state.OpenAttempt;
import dev.connectpos.emulator.wire.ServerFrame.PaymentResult;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlipTest {

  private static final OpenAttempt ATTEMPT =
      new OpenAttempt(
          "EMU0000001-1.0.0-ABCDEF-0001",
          1,
          new OpenAttempt.Sale("or_1", "PED-1", 123456, "BRL", "credit", 3, "merchant", null));

  @Test
  void printsTheCustomersCopy() {
    assertThat(slip(Slip.Copy.CUSTOMER, "Padaria Pão Quente", "captured").text())
        .isEqualTo(
            """
            --------------------------------------
                      Padaria Pão Quente
                        VIA DO CLIENTE

                  VISA CRÉDITO 3X SEM JUROS
                     **** **** **** 0010

            VALOR                      R$ 1.234,56
            NSU                     12345678901234
            AUT                             A1B2C3
            PEDIDO                           PED-1
            TERMINAL                    EMU0000001
            DATA               23/11/2026 12:20:45

                      TRANSAÇÃO APROVADA
            --------------------------------------\
            """);
  }

  @Test
  void leavesOutAMerchantItDoesNotKnow() {
    assertThat(slip(Slip.Copy.MERCHANT, null, "captured").text().lines().limit(2))
        .containsExactly("-".repeat(38), "        VIA DO ESTABELECIMENTO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"approved", "authorizing", "verifying", "declined", "reversed"})
  void isNeverPrintedBeforeTheMoneyWasTaken(String status) {
    assertThatThrownBy(() -> slip(Slip.Copy.CUSTOMER, null, status))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no slip of a payment that is " + status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | BRL | R$ 0,00",
        "5 | BRL | R$ 0,05",
        "1990 | BRL | R$ 19,90",
        "123456789 | BRL | R$ 1.234.567,89",
        "9223372036854775807 | BRL | R$ 92.233.720.368.547.758,07",
        "1990 | JPY | JPY 1.990"
      })
  void writesAmountsAsABrazilianReadsThem(long minor, String currency, String text) {
    assertThat(Reais.text(minor, currency)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "credit, 1, merchant, Crédito à vista",
    "credit, 12, issuer, Crédito 12x com juros",
    "credit, 3, , Crédito 3x",
    "debit, 1, , Débito à vista",
    "voucher, 1, , Voucher",
    "pix, 1, , PIX",
    ", 1, , Escolha a forma de pagamento"
  })
  void namesThePayment(
      @Nullable String type, int installments, @Nullable String installmentType, String name) {
    assertThat(PaymentName.text(type, installments, installmentType)).isEqualTo(name);
  }

  @Test
  void framesAScreenAndBreaksLongLines() {
    String message = "Oriente o portador a entrar em contato com o banco emissor do cartão.";
    assertThat(Screen.refused(message).framed())
        .isEqualTo(
            """
            ┌──────────────────────────────────────┐
            │            Não realizado             │
            │    Oriente o portador a entrar em    │
            │    contato com o banco emissor do    │
            │               cartão.                │
            └──────────────────────────────────────┘\
            """);
    assertThat(Text.wrap("x".repeat(10), 4)).containsExactly("xxxx", "xxxx", "xx");
  }

  @Test
  void holdSaysThatItIsOne() {
    assertThat(slip(Slip.Copy.CUSTOMER, null, "held").text())
        .contains("PRÉ-AUTORIZAÇÃO")
        .doesNotContain("TRANSAÇÃO APROVADA");
  }

  private static Slip slip(Slip.Copy copy, @Nullable String merchant, String status) {
    return new Slip(
        copy,
        merchant,
        "EMU0000001",
        ATTEMPT,
        new PaymentResult(
            7,
            "or_1",
            ATTEMPT.attemptId(),
            "pay_1",
            status,
            123456L,
            "BRL",
            "12345678901234",
            "A1B2C3",
            "visa",
            "0010",
            "0",
            "Transação autorizada",
            null,
            null,
            null,
            "pre_auth",
            "2026-11-30T15:20:45Z",
            null),
        ZonedDateTime.parse("2026-11-23T12:20:45-03:00[America/Sao_Paulo]"));
  }
}
