package dev.connectpos.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.money.Money;
import dev.connectpos.order.application.Charges;
import dev.connectpos.order.application.OnlineDesk;
import dev.connectpos.order.application.OnlinePayments;
import dev.connectpos.order.application.PaymentDraft;
import dev.connectpos.order.domain.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ChargeReaderTest {

  @Test
  void readsCapturesAndCancellations() {
    var complaints = new Complaints();
    assertThat(ChargeReader.cancellation(JsonBody.optional(new byte[0]).json(), complaints))
        .isNull();
    assertThat(ChargeReader.cancellation(body("{\"Amount\": \"500\"}").json(), complaints))
        .isEqualTo(Money.brl(500));
    assertThat(
            ChargeReader.capture(body("{\"AMOUNT\": 500, \"Code\": \"C-1\"}").json(), complaints))
        .isEqualTo(new Charges.CaptureDraft(Money.brl(500), true, "C-1"));
    assertThat(ChargeReader.capture(body("{\"final\": \"false\"}").json(), complaints))
        .isEqualTo(new Charges.CaptureDraft(null, false, null));
    assertThat(complaints.none()).isTrue();
    ChargeReader.cancellation(
        body("{\"amount\": 0, \"split\": [{}], \"split_rules\": [{}]}").json(), complaints);
    assertThat(complaints.byPath())
        .containsOnlyKeys("charge.amount", "charge.split", "charge.split_rules");
  }

  @Test
  void readsAChargeThatIsAdded() {
    var complaints = new Complaints();
    var draft = ChargeReader.charge(body(Examples.ADDED).json(), complaints);
    assertThat(complaints.none()).isTrue();
    assertThat(draft)
        .isEqualTo(
            new OnlineDesk.ChargeDraft(
                new OrderId("or_0SjZr6kQx2bW9dLm"),
                new PaymentDraft.InCash(Money.brl(1990), "Balcão", false, new TreeMap<>()),
                null));
    assertThat(
            ChargeReader.confirmation(body("{\"Amount\": 5, \"Code\": \"C\"}").json(), complaints))
        .isEqualTo(new OnlinePayments.CashDraft(null, Money.brl(5), "C"));
    ChargeReader.charge(body("{}").json(), complaints);
    assertThat(complaints.byPath())
        .containsOnlyKeys("charge.order_id", "charge.amount", "charge.payment");
  }

  private static JsonBody body(String json) {
    return JsonBody.required(json.getBytes(StandardCharsets.UTF_8));
  }
}
