package dev.connectpos.order;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.connectpos.terminal.events.v1.TerminalMode;
import dev.connectpos.terminal.events.v1.TerminalRegistered;
import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which terminals an order may be addressed to (T3, T4), as terminal-service states them. */
@QuarkusTest
@WithTestResource(Backends.class)
class AddressedTerminalsIT {
  private static final String ERRORS =
      "errors['order.poi_payment_settings.devices_serial_number[%d]']";

  private EventLog log;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void aDeactivatedTerminalTakesNoOrdersUntilItIsActiveAgain() {
    var open = merchant.placed(1000);
    state(2, false, null);
    refused("terminal_inactive", "The terminal " + merchant.serial() + " is deactivated.");
    // What it was sent before stays: the PDV closes it, or the terminal takes it once more.
    merchant.get(open).then().body("status", equalTo("pending"));
    merchant.close(open, "canceled").then().statusCode(200);
    state(3, true, null);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> merchant.place(merchant.order(1000)).then().statusCode(200));
  }

  @Test
  void aReplacedTerminalNamesItsSuccessor() {
    state(2, false, "NEW-0001");
    var rule = "The terminal " + merchant.serial() + " was replaced by NEW-0001.";
    refused("terminal_replaced", rule);
    var listed =
        merchant
            .order(1000)
            .replaceAll("\"payment_setup\": \\{[^}]*}", "\"payment_setup\": null")
            .replace("[\"", "[\"unknown\", \"");
    merchant
        .place(listed)
        .then()
        .statusCode(422)
        .body("code", equalTo("terminal_replaced"))
        .body(ERRORS.formatted(1), contains(rule));
  }

  private void state(long version, boolean active, @Nullable String replacedBy) {
    var registered =
        new TerminalRegistered(
            merchant.terminal(),
            merchant.account(),
            merchant.serial(),
            "EMULATOR",
            TerminalMode.DIRECT,
            active,
            replacedBy);
    log.publish(
        merchant.terminal(), EventLog.terminalEvent("terminal.registered", version, registered));
  }

  private void refused(String code, String rule) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                merchant
                    .place(merchant.order(1000))
                    .then()
                    .statusCode(422)
                    .body("code", equalTo(code))
                    .body(ERRORS.formatted(0), contains(rule)));
  }
}
