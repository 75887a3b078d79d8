package dev.connectpos.notification.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.notification.application.Fact;
import dev.connectpos.order.events.v1.CancellationRefused;
import dev.connectpos.order.events.v1.ChargeCreated;
import dev.connectpos.order.events.v1.ChargeExpired;
import dev.connectpos.order.events.v1.ChargeFailed;
import dev.connectpos.order.events.v1.ChargeOverpaid;
import dev.connectpos.order.events.v1.ChargePaid;
import dev.connectpos.order.events.v1.ChargePartiallyCanceled;
import dev.connectpos.order.events.v1.ChargePending;
import dev.connectpos.order.events.v1.ChargeProcessing;
import dev.connectpos.order.events.v1.ChargeRefunded;
import dev.connectpos.order.events.v1.ChargeUnderpaid;
import dev.connectpos.order.events.v1.ChargeUpdated;
import dev.connectpos.order.events.v1.CloseCause;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.InstallmentType;
import dev.connectpos.order.events.v1.OperationType;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.order.events.v1.OrderMode;
import dev.connectpos.order.events.v1.OrderPaymentFailed;
import dev.connectpos.order.events.v1.OrderPlaced;
import dev.connectpos.order.events.v1.OrderUpdated;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.PermanentFailureException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Every event of the contract, and the names under which a PDV hears of it. */
class OrderEventMappingTest {
  private static final Instant AT = Instant.parse("2026-01-18T21:22:22Z");
  private static final UUID EVENT = new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0001L);
  private static final String JSON = "{\"id\":\"x\"}";

  private static final Map<SpecificRecord, List<String>> TOLD = told();

  private static Map<SpecificRecord, List<String>> told() {
    var told = new LinkedHashMap<SpecificRecord, List<String>>();
    told.put(placed(OrderMode.DIRECT), List.of("order.created"));
    told.put(
        new OrderUpdated("or_1", "acc_1", 100L, "BRL", List.of(), JSON), List.of("order.updated"));
    told.put(
        new OrderPaymentFailed("or_1", "acc_1", "pay_1", "1016", "Saldo", JSON),
        List.of("order.payment_failed"));
    told.put(
        closed(ClosedStatus.PAID, CloseCause.REQUESTED), List.of("order.closed", "order.paid"));
    told.put(
        closed(ClosedStatus.CANCELED, CloseCause.REQUESTED),
        List.of("order.closed", "order.canceled"));
    told.put(
        closed(ClosedStatus.FAILED, CloseCause.REQUESTED),
        List.of("order.closed", "order.payment_failed"));
    told.put(
        closed(ClosedStatus.CANCELED, CloseCause.EXPIRED),
        List.of("order.closed", "order.canceled", "order.expired"));
    told.put(
        new ChargePending("or_1", "acc_1", "ch_1", "pay_1", 100L, "BRL", AT, JSON),
        List.of("charge.pending"));
    told.put(
        new ChargePaid("or_1", "acc_1", "ch_1", "pay_1", 100L, "BRL", JSON),
        List.of("charge.paid"));
    told.put(
        new ChargeUnderpaid("or_1", "acc_1", "ch_1", "pay_1", 500L, "BRL", JSON),
        List.of("charge.underpaid"));
    told.put(
        new ChargeOverpaid("or_1", "acc_1", "ch_1", "pay_1", 500L, "BRL", JSON),
        List.of("charge.overpaid"));
    told.put(new ChargeUpdated("or_1", "acc_1", "ch_1", "pay_1", JSON), List.of("charge.updated"));
    told.put(
        new ChargePartiallyCanceled("or_1", "acc_1", "ch_1", "pay_1", 10L, "BRL", JSON),
        List.of("charge.partial_canceled"));
    told.put(
        new ChargeRefunded("or_1", "acc_1", "ch_1", "pay_1", 100L, "BRL", JSON),
        List.of("charge.refunded"));
    told.put(new ChargeExpired("or_1", "acc_1", "ch_1", "pay_1", JSON), List.of("charge.expired"));
    told.put(placed(OrderMode.ONLINE), List.of("order.created"));
    told.put(placed(OrderMode.STANDALONE), List.of("order.created"));
    told.put(closed(ClosedStatus.PAID, CloseCause.SETTLED), List.of("order.closed", "order.paid"));
    told.put(
        closed(ClosedStatus.FAILED, CloseCause.SETTLED),
        List.of("order.closed", "order.payment_failed"));
    told.put(
        new ChargeCreated("or_1", "acc_1", "ch_1", "pay_1", 100L, "BRL", JSON),
        List.of("charge.created"));
    told.put(
        new ChargeProcessing("or_1", "acc_1", "ch_1", "pay_1", JSON), List.of("charge.processing"));
    told.put(
        new ChargeFailed("or_1", "acc_1", "ch_1", "pay_1", "1016", "Saldo", JSON),
        List.of("charge.payment_failed"));
    told.put(
        new CancellationRefused("or_1", "acc_1", "pay_1", "req_1", "not_cancelable", "Não"),
        List.of());
    return told;
  }

  @Test
  void everyEventOfTheContractHasAnExample() {
    assertThat(TOLD.keySet().stream().map(SpecificRecord::getSchema).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            OrderEvent.getClassSchema().getField("payload").schema().getTypes());
  }

  @Test
  void everyEventIsToldUnderTheIncumbentsNames() {
    TOLD.forEach(
        (payload, names) -> {
          List<Fact> facts = facts(payload);
          assertThat(facts.stream().map(fact -> fact.type().wireName())).isEqualTo(names);
          assertThat(facts)
              .allSatisfy(
                  fact -> {
                    assertThat(fact.account().value()).isEqualTo("acc_1");
                    assertThat(fact.orderId()).contains("or_1");
                    assertThat(fact.sequence()).isEqualTo(7);
                    assertThat(fact.resourceJson()).isEqualTo(JSON);
                  });
        });
  }

  @Test
  void notificationsOfOneEventHaveIdsOfTheirOwnForEver() {
    var payload = closed(ClosedStatus.PAID, CloseCause.REQUESTED);

    assertThat(facts(payload).stream().map(fact -> fact.hook().value()))
        .containsExactly("hook_0V8gyIKGpnrr2Jq5", "hook_0V8gyIKGaIGQjDnE")
        .isEqualTo(facts(payload).stream().map(fact -> fact.hook().value()).toList());
  }

  @Test
  void whatNobodyHereKnowsIsParked() {
    var unheardOf = Schema.createRecord("OrderSung", null, "dev.connectpos.order.events.v1", false);
    for (Object payload :
        List.of(
            closed(ClosedStatus.UNKNOWN, CloseCause.REQUESTED),
            closed(ClosedStatus.PAID, CloseCause.UNKNOWN),
            unheardOf)) {
      assertThatThrownBy(() -> facts(payload)).isInstanceOf(PermanentFailureException.class);
    }
  }

  private static List<Fact> facts(Object payload) {
    var event = new OrderEvent(EVENT, "some.type", AT, 7L, "corr", null, payload);
    var message =
        new InboundMessage(
            "order.events.v1",
            "or_1",
            EVENT,
            "some.type",
            "order",
            "or_1",
            7,
            AT,
            "corr",
            new byte[0]);
    return OrderEventMapping.facts(message, event, null);
  }

  private static OrderClosed closed(ClosedStatus status, CloseCause cause) {
    return new OrderClosed("or_1", "acc_1", status, cause, JSON);
  }

  private static OrderPlaced placed(OrderMode mode) {
    return OrderPlaced.newBuilder()
        .setOrderId("or_1")
        .setAccountId("acc_1")
        .setCode("PED-1")
        .setAmountMinor(100L)
        .setCurrency("BRL")
        .setMode(mode)
        .setTerminalSerials(List.of("6C582505"))
        .setInstallmentType(InstallmentType.MERCHANT)
        .setOperationType(OperationType.AUTH_AND_CAPTURE)
        .setResourceJson(JSON)
        .build();
  }
}
