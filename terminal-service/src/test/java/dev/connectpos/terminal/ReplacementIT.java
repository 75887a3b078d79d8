package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Terminals whose place another takes (T3). */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class ReplacementIT {
  @Inject EventLog log;
  @Inject Tables tables;

  private Shop old;

  @BeforeEach
  void openShop() {
    old = Shop.open(log);
  }

  @Test
  void ordersFollowInTheirPlacesAndTheOldOneIsRevoked() {
    try (TestTerminal gone = old.connectIdle()) {
      String shown = old.placeOrder();
      gone.nextOrder();
      String waiting = old.placeOrder();
      await().until(() -> tables.order(waiting).equals("QUEUED"));
      Shop next = old.replacement();
      assertThat(gone.next("activation").path("active").asBoolean()).isFalse();
      assertThat(gone.next("order.withdraw").path("reason").asText()).isEqualTo("released");
      assertThat(gone.closeCode()).isEqualTo(1008);
      old.shown().body("active", equalTo(false)).body("replaced_by", equalTo(next.serial));
      next.shown().body("active", equalTo(true)).body("mode", equalTo("direct"));
      try (TestTerminal terminal = next.connect()) {
        JsonNode welcome = terminal.next("welcome");
        assertThat(welcome.path("order").path("order_id").asText()).isEqualTo(shown);
        next.pay(terminal, shown, 1990);
        assertThat(terminal.nextOrder()).isEqualTo(waiting);
        // One that was on its way when the terminal was replaced.
        String late = old.placeOrder();
        await().until(() -> tables.order(late).equals("QUEUED"));
        next.pay(terminal, waiting, 1990);
        assertThat(terminal.nextOrder()).isEqualTo(late);
      }
    }
    Assertions.assertThatThrownBy(() -> TestTerminal.open(RestAssured.port, old.credential))
        .isInstanceOf(CompletionException.class);
    assertThat(registered(old.terminal))
        .extracting(TerminalRegistered::getActive)
        .containsExactly(true, false);
    TerminalRegistered last = registered(old.terminal).getLast();
    assertThat(last.getReplacedBySerial()).isNotNull();
    assertThat(last.getSerialNumber()).isEqualTo(old.serial);
  }

  @Test
  void unconfirmedPaymentIsUndoneAndItsOrderFollowsThen() {
    EventLog.Attempt attempt;
    String order;
    try (TestTerminal gone = old.connectIdle()) {
      order = old.placeOrder();
      gone.nextOrder();
      attempt = old.start(gone, order);
      log.authorized(attempt);
      gone.nextResult("approved");
    }
    Shop next = old.replacement();
    assertThat(log.commandsOf(attempt.attempt(), 2).getLast().getPayload().toString())
        .contains("terminal_replaced");
    assertThat(tables.order(order)).isEqualTo("PAYING");
    try (TestTerminal terminal = next.connectIdle()) {
      log.reversed(attempt, "terminal_replaced");
      assertThat(terminal.nextOrder()).isEqualTo(order);
      next.pay(terminal, order, 1990);
    }
  }

  @Test
  void confirmedPaymentIsSeenToItsEnd() {
    EventLog.Attempt attempt;
    try (TestTerminal gone = old.connectIdle()) {
      String order = old.placeOrder();
      gone.nextOrder();
      attempt = old.approve(gone, order, 1990);
    }
    old.replacement();
    log.captured(attempt);
    await().until(() -> tables.order(attempt.order()).equals("PAID"));
    assertThat(tables.commands(attempt.payment())).isEqualTo(2);
  }

  @Test
  void listedOrdersNameTheSuccessor() {
    Shop listed = Shop.openListed(log);
    String order = listed.newOrder();
    log.orderPlaced(
        EventLog.listed(order, listed.account).setTerminalSerials(List.of(listed.serial)));
    await().until(() -> tables.order(order).equals("LISTED"));
    Shop next = listed.replacement();
    String later = listed.newOrder();
    log.orderPlaced(
        EventLog.listed(later, listed.account).setTerminalSerials(List.of(listed.serial)));
    await().until(() -> tables.order(later).equals("LISTED"));
    try (TestTerminal terminal = next.connectIdle()) {
      terminal.send(Shop.list(""));
      assertThat(terminal.next("order.listed").path("orders")).hasSize(2);
    }
  }

  @Test
  void repeatAnswersTheSameAndASecondSuccessorIsRefused() {
    Shop.Pairing pairing = Shop.requestPairing(Shop.newSerial());
    String id = old.replace(pairing.code()).statusCode(201).extract().path("id");
    old.replace(pairing.code()).statusCode(201).body("id", equalTo(id));
    Shop.Pairing other = Shop.requestPairing(Shop.newSerial());
    old.replace(other.code()).statusCode(409).body("code", equalTo("terminal_replaced"));
    old.replace("ZZZZZZ").statusCode(409);
    Shop.open(log).replace("ZZZZZZ").statusCode(422).body("code", equalTo("unknown_pairing_code"));
  }

  @Test
  void replacedTerminalIsPairedAnewAndIsOneAgain() {
    old.replacement();
    Shop.Pairing pairing = Shop.requestPairing(old.serial);
    Shop.register(old.account, pairing.code(), "listed").statusCode(201);
    old.shown()
        .body("active", equalTo(true))
        .body("mode", equalTo("listed"))
        .body("replaced_by", equalTo(null));
    String credential = Shop.progress(pairing).statusCode(200).extract().path("device_credential");
    try (TestTerminal terminal = TestTerminal.connect(RestAssured.port, credential)) {
      assertThat(terminal.next("welcome").path("active").asBoolean()).isTrue();
    }
  }

  private List<TerminalRegistered> registered(String terminal) {
    await()
        .until(
            () ->
                log.eventsOf(terminal).stream()
                        .filter(e -> e.getPayload() instanceof TerminalRegistered)
                        .count()
                    >= 2);
    return log.eventsOf(terminal).stream()
        .map(event -> event.getPayload())
        .filter(TerminalRegistered.class::isInstance)
        .map(TerminalRegistered.class::cast)
        .toList();
  }
}
