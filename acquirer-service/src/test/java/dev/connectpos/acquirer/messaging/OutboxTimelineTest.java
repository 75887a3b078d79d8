package dev.connectpos.acquirer.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.payment.events.v1.PaymentCaptured;
import dev.connectpos.payment.events.v1.PaymentEvent;
import dev.connectpos.payment.events.v1.PaymentOrigin;
import dev.connectpos.payment.events.v1.PaymentReversing;
import dev.connectpos.payment.events.v1.PaymentVoided;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxTimelineTest {

  @Test
  void everyEventOfTheContractHasACause() throws ReflectiveOperationException {
    List<Schema> payloads = PaymentEvent.getClassSchema().getField("payload").schema().getTypes();
    assertThat(payloads).hasSizeGreaterThan(10);
    for (Schema payload : payloads) {
      var event = Class.forName(payload.getFullName()).getDeclaredConstructor().newInstance();
      assertThat(OutboxTimeline.asked(event).by())
          .as(payload.getName())
          .isIn("terminal", "merchant", "network", "clock");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "confirm_timeout, , clock",
    "authorization_undecidable, , clock",
    "authorization_not_found, , network",
    "order_withdrawn, payment.undo, terminal"
  })
  void anUndoingIsTheTerminalsUnlessItsReasonSaysOtherwise(
      String reason, String command, String by) {
    var event = new PaymentReversing();
    put(event, "reason", reason);
    assertThat(OutboxTimeline.asked(event)).isEqualTo(new OutboxTimeline.Asked(command, by));
  }

  @Test
  void whoAskedIsToldByTheRequestAndTheOrigin() {
    var captured = new PaymentCaptured();
    put(captured, "origin", PaymentOrigin.ORDER);
    assertThat(OutboxTimeline.asked(captured).command()).isEqualTo("payment.confirm");
    put(captured, "origin", PaymentOrigin.ONLINE);
    assertThat(OutboxTimeline.asked(captured).command()).isEqualTo("charge.authorize_online");
    put(captured, "request_id", "capture_1");
    assertThat(OutboxTimeline.asked(captured).command()).isEqualTo("charge.capture");
    var voided = new PaymentVoided();
    assertThat(OutboxTimeline.asked(voided).command()).isEqualTo("charge.cancel");
    put(voided, "retry_request_id", "retry_1");
    assertThat(OutboxTimeline.asked(voided).command()).isEqualTo("charge.retry_cancellation");
  }

  private static void put(SpecificRecord event, String field, Object value) {
    event.put(event.getSchema().getField(field).pos(), value);
  }
}
