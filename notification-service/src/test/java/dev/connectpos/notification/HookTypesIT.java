package dev.connectpos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.notification.Receiver.Received;
import dev.connectpos.order.events.v1.ChargePartiallyCanceled;
import dev.connectpos.order.events.v1.CloseCause;
import dev.connectpos.order.events.v1.ClosedStatus;
import dev.connectpos.order.events.v1.OrderClosed;
import dev.connectpos.terminal.events.v1.OrderShown;
import dev.connectpos.terminal.events.v1.PrintJobChanged;
import dev.connectpos.terminal.events.v1.PrintStatus;
import dev.connectpos.terminal.events.v1.TerminalConnected;
import dev.connectpos.terminal.events.v1.TerminalDisconnected;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One fact, told as what a PDV waits for. */
@QuarkusTest
@TestProfile(TestSpeed.class)
@WithTestResource(Backends.class)
class HookTypesIT {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "connect.schema-registry.url")
  String registry;

  private Facts facts;
  private Receiver receiver;

  @BeforeEach
  void begin() {
    facts = new Facts(kafka, registry);
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    receiver.close();
    facts.close();
  }

  @Test
  void tellsAnExpiredOrderThreeTimesUnderThreeIdsHoweverOftenItComes() {
    var pdv = Pdv.known(facts, "Loja");
    pdv.register(receiver.url());
    UUID eventId = UUID.randomUUID();
    var closed =
        new OrderClosed(
            "or_closed",
            pdv.account(),
            ClosedStatus.CANCELED,
            CloseCause.EXPIRED,
            "{\"id\":\"or_closed\"}");

    facts.order(eventId, "or_closed", 3, "order.closed", closed);
    facts.order(eventId, "or_closed", 3, "order.closed", closed);
    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_closed", 4);

    soon().until(() -> receiver.received().size() >= 4);
    assertThat(pdv.deliveries("event"))
        .containsExactlyInAnyOrder(
            "charge.paid", "order.expired", "order.canceled", "order.closed");
    assertThat(receiver.received().stream().map(Received::id).distinct()).hasSize(4);
  }

  @Test
  void filtersByTheNewNames() {
    var pdv = Pdv.known(facts, "Loja");
    pdv.register(receiver.url(), "charge.partial_canceled", "charge.expired", "order.paid");

    facts.chargePaid(UUID.randomUUID(), pdv.account(), "or_part", 1);
    facts.order(
        UUID.randomUUID(),
        "or_part",
        2,
        "charge.partial_canceled",
        new ChargePartiallyCanceled(
            "or_part", pdv.account(), "ch_1", "pay_1", 10L, "BRL", "{\"id\":\"ch_1\"}"));

    soon().until(() -> !receiver.received().isEmpty());
    assertThat(pdv.deliveries("event")).containsExactly("charge.partial_canceled");
  }

  @Test
  void tellsOfTerminalsAndPrintsAndOfNothingTheyShow() {
    var pdv = Pdv.known(facts, "Loja");
    String account = pdv.account();
    String terminal = "term_" + account;
    pdv.register(receiver.url());

    tell(terminal, 1, new TerminalConnected(terminal, account, "6C1", 1L, "1.2"));
    tell(terminal, 2, new OrderShown(terminal, account, "6C1", "or_print"));
    tell(
        terminal,
        3,
        new PrintJobChanged(
            "print_1", terminal, account, "6C1", "or_print", PrintStatus.FAILED, "paper_out"));
    tell(terminal, 4, new TerminalDisconnected(terminal, account, "6C1", 1L, "silence"));

    soon().until(() -> receiver.received().size() == 3);
    assertThat(pdv.deliveries("event"))
        .containsExactlyInAnyOrder("terminal.offline", "print.failed", "terminal.online");
    assertThat(receiver.received().stream().map(Received::body))
        .anyMatch(
            body ->
                body.contains("\"sequence\":3,")
                    && body.contains("\"id\":\"print_1\",\"order_id\":\"or_print\"")
                    && body.contains("\"status\":\"failed\",\"reason\":\"paper_out\""));
  }

  private void tell(String terminal, long version, Object payload) {
    facts.terminal(UUID.randomUUID(), terminal, version, "terminal.x", payload);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }
}
