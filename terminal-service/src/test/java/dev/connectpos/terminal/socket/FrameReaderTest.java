package dev.connectpos.terminal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.EncryptedCard;
import dev.connectpos.terminal.application.StartPayment.Start;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
  private static final String KSN = "123456789012345600000001";
  private static final String DATA = "c2VjcmV0LWNhcmQtZGF0YS1vZi10aGUtc2hvcHBlcg==";
  private static final String START =
      """
      {"type":"payment.start","order_id":"or_1","attempt_id":"EMU1-1.0.0-Ab12Cd-0001","amount_minor":1990,
       "currency":"BRL","payment_type":"credit","installments":1,"installment_type":"merchant",
       "entry_mode":"chip","card":{"ksn":"%s","iv":"AAAAAAAAAAAAAAAA","data":"%s"},"later":true}
      """
          .formatted(KSN, DATA);

  @Test
  void readsAStartAndIgnoresWhatItDoesNotKnow() throws Exception {
    var frame = (ClientFrame.PaymentStart) FrameReader.read(START);
    Start start = frame.start();
    assertThat(start.sale().amount()).isEqualTo(Money.brl(1990));
    assertThat(start.card()).isEqualTo(new EncryptedCard(KSN, "AAAAAAAAAAAAAAAA", DATA, null));
  }

  @Test
  void cardDataIsInNoTextForm() throws Exception {
    ClientFrame frame = FrameReader.read(START);
    assertThat(frame.toString()).doesNotContain(DATA).doesNotContain(KSN);
    var failure =
        catchThrowableOfType(
            BadFrameException.class, () -> FrameReader.read(START.replace(",\"later\"", "\"l\"")));
    assertThat(failure).hasNoCause().hasMessage("malformed_frame");
    assertThat(failure.error().toString()).doesNotContain(DATA);
  }

  @Test
  void cancellationIsReadAndItsCardAndThePasswordAreInNoTextForm() throws Exception {
    String text =
        START
            .replace("payment.start", "sale.cancel")
            .replace("attempt_id", "cancel_id")
            .replace("order_id", "payment_id");
    var frame = (ClientFrame.SaleCancel) FrameReader.read(text);
    assertThat(frame.ask().sale()).isEqualTo(new PaymentId("or_1"));
    assertThat(frame.ask().amount()).isEqualTo(Money.brl(1990));
    assertThat(frame.ask().card())
        .isEqualTo(new EncryptedCard(KSN, "AAAAAAAAAAAAAAAA", DATA, null));
    assertThat(frame.toString()).doesNotContain(DATA).doesNotContain(KSN);
    var failure =
        catchThrowableOfType(
            BadFrameException.class,
            () -> FrameReader.read(text.replace("\"or_1\"", "\"../or_1\"")));
    assertThat(failure.error().field()).isEqualTo("payment_id");
    ClientFrame unlock = FrameReader.read("{\"type\":\"admin.unlock\",\"password\":\"98765\"}");
    assertThat(unlock.toString()).doesNotContain("98765");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                             | malformed_frame |          ",
        "[]                                             | malformed_frame |          ",
        "{}                                             | malformed_frame |          ",
        "'{\"type\":5}'                                 | malformed_frame |          ",
        "'{\"type\":\"hello\"} x'                       | malformed_frame |          ",
        "'{\"type\":\"pong\",\"seq\":1,\"seq\":2}'      | malformed_frame |          ",
        "'{\"type\":\"dance\"}'                         | unknown_type    | type     ",
        "'{\"type\":\"hello\"}'                         | missing_field   | app_version",
        "'{\"type\":\"pong\"}'                          | missing_field   | seq      ",
        "'{\"type\":\"pong\",\"seq\":\"1\"}'            | invalid_field   | seq      ",
        "'{\"type\":\"pong\",\"seq\":1.5}'              | invalid_field   | seq      ",
        "'{\"type\":\"pong\",\"seq\":0}'                | invalid_field   | seq      ",
        "'{\"type\":\"admin.unlock\",\"password\":\"123\"}' | invalid_field | password ",
        "'{\"type\":\"admin.unlock\",\"password\":12345}' | invalid_field | password ",
        "'{\"type\":\"sales.list\",\"date\":\"2026-13-01\"}' | invalid_field | date ",
        "'{\"type\":\"sales.list\",\"amount_minor\":0}' | invalid_field | amount_minor ",
        "'{\"type\":\"report.get\",\"date\":20260101}' | invalid_field | date ",
        "'{\"type\":\"cancel.query\"}'                  | missing_field   | cancel_id",
        "'{\"type\":\"print.result\",\"print_id\":\"p\"}' | missing_field   | status   ",
        "'{\"type\":\"print.result\",\"print_id\":\"p\",\"status\":\"x\"}' | invalid_field |"
            + " status",
        "'{\"type\":\"print.result\",\"print_id\":\"p\",\"status\":\"failed\"}' | missing_field |"
            + " reason",
        "'{\"type\":\"print.result\",\"print_id\":\"p\",\"status\":\"failed\",\"reason\":\"unanswered\"}'"
            + " | invalid_field | reason",
        "'{\"type\":\"payment.query\",\"attempt_id\":\"x\"}' | invalid_field | attempt_id"
      })
  void namesWhatIsWrong(String text, String code, String field) {
    assertError(text, code, field);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"amount_minor\":1990', '\"amount_minor\":-1990',       amount_minor",
    "'\"amount_minor\":1990', '\"amount_minor\":0',           amount_minor",
    "'\"amount_minor\":1990', '\"amount_minor\":1e99',        amount_minor",
    "'\"currency\":\"BRL\"', '\"currency\":\"XAU\"',          currency",
    "'\"installments\":1', '\"installments\":25',             installments",
    "'\"credit\"', '\"CREDIT\"',                              payment_type",
    "'\"chip\"', '\"telepathy\"',                             entry_mode",
    "'\"ksn\":\"1', '\"ksn\":\"x',                            card.ksn",
    "'\"card\":{', '\"card\":7,\"other\":{',                  card"
  })
  void refusesBadContentsOfAStart(String part, String replacement, String field) {
    assertThat(START).contains(part);
    assertError(START.replace(part, replacement), "invalid_field", field);
  }

  @Test
  void readsWhatAnOperatorDoes() throws Exception {
    var order = new OrderId("or_1");
    assertThat(FrameReader.read("{\"type\":\"order.list\"}"))
        .isEqualTo(new ClientFrame.OrderList("", null));
    assertThat(
            FrameReader.read(
                "{\"type\":\"order.list\",\"filter\":\"Mesa é 3\",\"after\":\"or_1\"}"))
        .isEqualTo(new ClientFrame.OrderList("Mesa é 3", order));
    assertThat(FrameReader.read("{\"type\":\"order.pick\",\"order_id\":\"or_1\"}"))
        .isEqualTo(new ClientFrame.OrderPick(order));
    assertThat(FrameReader.read("{\"type\":\"order.release\",\"order_id\":\"or_1\"}"))
        .isEqualTo(new ClientFrame.OrderRelease(order));
    assertThat(FrameReader.read("{\"type\":\"order.reject\",\"order_id\":\"or_1\"}"))
        .isEqualTo(new ClientFrame.OrderReject(order));
    assertError("{\"type\":\"order.list\",\"filter\":7}", "invalid_field", "filter");
    assertError("{\"type\":\"order.pick\"}", "missing_field", "order_id");
  }

  private static void assertError(String text, String code, String field) {
    var failure = catchThrowableOfType(BadFrameException.class, () -> FrameReader.read(text));
    assertThat(failure.error().code().wire()).isEqualTo(code);
    assertThat(failure.error().field()).isEqualTo(field);
  }
}
