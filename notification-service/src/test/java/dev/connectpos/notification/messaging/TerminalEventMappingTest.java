package dev.connectpos.notification.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.notification.application.Fact;
import dev.connectpos.outbox.InboundMessage;
import dev.connectpos.outbox.PermanentFailureException;
import dev.connectpos.terminal.events.v1.CancellationAsked;
import dev.connectpos.terminal.events.v1.OrderRejected;
import dev.connectpos.terminal.events.v1.OrderShown;
import dev.connectpos.terminal.events.v1.PaymentStarted;
import dev.connectpos.terminal.events.v1.PrintJobChanged;
import dev.connectpos.terminal.events.v1.PrintStatus;
import dev.connectpos.terminal.events.v1.TerminalConnected;
import dev.connectpos.terminal.events.v1.TerminalDisconnected;
import dev.connectpos.terminal.events.v1.TerminalEvent;
import dev.connectpos.terminal.events.v1.TerminalMode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every event of the contract, and what a PDV hears of it; empty: nothing. */
class TerminalEventMappingTest {
  private static final Instant AT = Instant.parse("2026-01-18T21:22:22Z");
  private static final String PRINT =
      "{\"id\":\"print_1\",\"order_id\":\"or_1\",\"terminal_id\":\"term_1\",\"serial_number\":\"6C1\",";

  private static final Map<SpecificRecord, String> TOLD = told();

  private static Map<SpecificRecord, String> told() {
    var told = new LinkedHashMap<SpecificRecord, String>();
    told.put(
        new TerminalRegistered("term_1", "acc_1", "6C1", "S920", TerminalMode.DIRECT, true, null),
        "");
    told.put(
        new TerminalConnected("term_1", "acc_1", "6C1", 3L, "1.2"),
        "terminal.online {\"id\":\"term_1\",\"serial_number\":\"6C1\",\"status\":\"online\","
            + "\"app_version\":\"1.2\"}");
    told.put(
        new TerminalDisconnected("term_1", "acc_1", "6C1", 3L, "silence"),
        "terminal.offline {\"id\":\"term_1\",\"serial_number\":\"6C1\",\"status\":\"offline\","
            + "\"reason\":\"silence\"}");
    told.put(new OrderShown("term_1", "acc_1", "6C1", "or_1"), "");
    told.put(
        new PaymentStarted("term_1", "acc_1", "6C1", "or_1", "att_1", "pay_1", 100L, "BRL"), "");
    told.put(new OrderRejected("term_1", "acc_1", "6C1", "or_1"), "");
    told.put(
        new CancellationAsked("term_1", "acc_1", "6C1", "or_1", "pay_1", "req_1", 100L, "BRL"), "");
    told.put(print(PrintStatus.QUEUED, null), "print.queued " + PRINT + "\"status\":\"queued\"}");
    told.put(
        print(PrintStatus.PRINTING, null), "print.printing " + PRINT + "\"status\":\"printing\"}");
    told.put(
        print(PrintStatus.PRINTED, null), "print.printed " + PRINT + "\"status\":\"printed\"}");
    told.put(
        print(PrintStatus.FAILED, "paper_out"),
        "print.failed " + PRINT + "\"status\":\"failed\",\"reason\":\"paper_out\"}");
    return told;
  }

  @Test
  void everyEventOfTheContractHasAnExample() {
    assertThat(TOLD.keySet().stream().map(SpecificRecord::getSchema).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            TerminalEvent.getClassSchema().getField("payload").schema().getTypes());
  }

  @Test
  void printsAndPresenceAreToldAndNothingElse() {
    TOLD.forEach(
        (payload, told) ->
            assertThat(
                    fact(payload)
                        .map(fact -> fact.type().wireName() + " " + fact.resourceJson())
                        .orElse(""))
                .isEqualTo(told));
  }

  @Test
  void aPrintBelongsToItsOrderAndCountsByItsTerminal() {
    assertThat(fact(print(PrintStatus.QUEUED, null)).orElseThrow())
        .satisfies(
            fact -> {
              assertThat(fact.account().value()).isEqualTo("acc_1");
              assertThat(fact.orderId()).contains("or_1");
              assertThat(fact.sequence()).isEqualTo(7);
            });
    assertThat(
            fact(new TerminalConnected("term_1", "acc_1", "6C1", 3L, "1")).orElseThrow().orderId())
        .isEmpty();
  }

  @Test
  void whatNobodyHereKnowsIsParked() {
    var unheardOf =
        Schema.createRecord("TerminalSang", null, "dev.connectpos.terminal.events.v1", false);

    assertThatThrownBy(() -> fact(print(PrintStatus.UNKNOWN, null)))
        .isInstanceOf(PermanentFailureException.class);
    assertThatThrownBy(() -> fact(unheardOf)).isInstanceOf(PermanentFailureException.class);
  }

  private static PrintJobChanged print(PrintStatus status, @Nullable String reason) {
    return new PrintJobChanged("print_1", "term_1", "acc_1", "6C1", "or_1", status, reason);
  }

  private static Optional<Fact> fact(Object payload) {
    UUID id = new UUID(1, 2);
    var event = new TerminalEvent(id, "some.type", AT, 7L, "corr", null, payload);
    var message =
        new InboundMessage(
            "terminal.events.v1",
            "term_1",
            id,
            "some.type",
            "terminal",
            "term_1",
            7,
            AT,
            "corr",
            new byte[0]);
    return TerminalEventMapping.fact(message, event, null);
  }
}
