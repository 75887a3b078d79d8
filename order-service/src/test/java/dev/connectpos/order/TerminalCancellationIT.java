package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.connectpos.charge.commands.v1.CancelPayment;
import dev.connectpos.order.events.v1.CancellationRefused;
import dev.connectpos.order.events.v1.ChargeRefunded;
import dev.connectpos.order.events.v1.OrderEvent;
import dev.connectpos.payment.events.v1.RefusedBy;
import dev.connectpos.terminal.events.v1.CancellationAsked;
import dev.connectpos.testkit.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sales undone at a terminal (T6), with terminal-service and the acquirer played by the test. */
@QuarkusTest
@WithTestResource(Backends.class)
class TerminalCancellationIT {
  private static final int SALES = 12;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @Inject AgroalDataSource database;

  private final ExecutorService pdv = Executors.newVirtualThreadPerTaskExecutor();
  private EventLog log;
  private Merchant merchant;
  private long terminalVersion;

  @BeforeEach
  void openShop() {
    log = new EventLog();
    merchant = Merchant.open(log);
    terminalVersion = 1;
  }

  @AfterEach
  void closeLog() {
    pdv.shutdownNow();
    log.close();
  }

  @Test
  void aSaleIsUndoneAsOverTheApiAndShowsTheTerminal() {
    var sale = paid();
    var request = request();
    ask(sale, request, 5000);
    var command = (CancelPayment) commands(sale, 1).getFirst().getPayload();
    assertThat(command.getRequestId()).isEqualTo(request);
    assertThat(command.getAmountMinor()).isEqualTo(5000);
    var charge = charge(sale);
    charge(charge)
        .then()
        .body("status", equalTo("paid"))
        .body("pending_cancellation", equalTo(true))
        .body("canceled_by_terminal", equalTo(merchant.serial()));
    log.publish(sale.payment(), sale.voided(2, request, 5000));
    awaitStatus(charge, "canceled");
    charge(charge).then().body("canceled_by_terminal", equalTo(merchant.serial()));
    var told = (ChargeRefunded) events(sale.order(), 3).getLast().getPayload();
    assertThat(told.getResourceJson())
        .contains("\"canceled_by_terminal\":\"" + merchant.serial() + "\"");
    // The operator's terminal was restarted, and its service asks under the same name.
    ask(sale, request, 5000);
    ask(sale, request(), 5000);
    assertThat(refusal(sale.order(), 4).getCode()).isEqualTo("nothing_left");
    assertThat(commands(sale, 1)).hasSize(1);
  }

  @Test
  void whatIsNotAllOfTheRestIsRefused() {
    var sale = paid();
    var charge = charge(sale);
    log.publish(sale.payment(), sale.refunded(2, null, 1000, 1000));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> charge(charge).then().body("canceled_amount", equalTo(1000)));
    charge(charge).then().body("", not(hasKey("canceled_by_terminal")));
    var first = request();
    ask(sale, first, 5000);
    var refused = refusal(sale.order(), 4);
    assertThat(refused)
        .isEqualTo(
            new CancellationRefused(
                sale.order(),
                merchant.account(),
                sale.payment(),
                first,
                "amount_mismatch",
                "O valor não é o que resta da venda"));
    // Once told no, the same request stays refused, whatever it says.
    ask(sale, first, 4000);
    var second = request();
    ask(sale, second, 4000);
    var command = (CancelPayment) commands(sale, 1).getFirst().getPayload();
    assertThat(command.getRequestId()).isEqualTo(second);
    log.publish(sale.payment(), sale.cancelRefused(3, second, 4000, RefusedBy.NETWORK));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> charge(charge).then().body("", not(hasKey("canceled_by_terminal"))));
    assertThat(events(sale.order(), 5)).hasSize(5);
  }

  @Test
  void whatNobodyKnowsIsRefusedAndTheTerminalGoesOn() {
    var sale = paid();
    var unknown = new PaymentMessages("pay_nobodys000000000", sale.order(), merchant.account());
    ask(unknown, request(), 5000);
    assertThat(refusal(sale.order(), 3).getCode()).isEqualTo("not_found");

    var nowhere = request();
    ask(new PaymentMessages(sale.payment(), "or_nowhere000000000", "acc_1"), nowhere, 5000);
    var inItsOwnStream = events(nowhere, 1).getFirst();
    assertThat(inItsOwnStream.getAggregateVersion()).isEqualTo(1);
    assertThat(((CancellationRefused) inItsOwnStream.getPayload()).getCode())
        .isEqualTo("not_found");

    // Of somebody else's order nothing is told, and nothing is said in its stream.
    var other = Merchant.open(log);
    var foreign = request();
    ask(new PaymentMessages(sale.payment(), other.placed(5000), "acc_1"), foreign, 5000);
    assertThat(events(foreign, 1)).hasSize(1);

    var good = request();
    ask(sale, good, 5000);
    assertThat(commands(sale, 1)).hasSize(1);
  }

  /** Whoever is first has it; the other is told no. Many sales at once, both ways at once. */
  @Test
  void cancellationsByThePdvAndAtTheTerminalNeverBothAsk() throws Exception {
    var sales = new ArrayList<PaymentMessages>();
    for (int i = 0; i < SALES; i++) {
      sales.add(paid());
    }
    var requests = sales.stream().map(_ -> request()).toList();
    var charges = sales.stream().map(this::charge).toList();
    var answers = new ArrayList<Future<Response>>();
    for (int i = 0; i < sales.size(); i++) {
      var charge = charges.get(i);
      answers.add(pdv.submit(() -> merchant.pdv().delete("/core/v5/charges/" + charge)));
      ask(sales.get(i), requests.get(i), 5000);
    }
    for (int i = 0; i < sales.size(); i++) {
      var sale = sales.get(i);
      var asked = commands(sale, 1);
      assertThat(asked).hasSize(1);
      var request = ((CancelPayment) asked.getFirst().getPayload()).getRequestId();
      log.publish(sale.payment(), sale.voided(2, request, 5000));
      var answer = answers.get(i).get();
      if (request.equals(requests.get(i))) {
        assertThat(answer.statusCode()).isEqualTo(412);
      } else {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(
                events(sale.order(), 4).stream()
                    .filter(event -> event.getPayload() instanceof CancellationRefused))
            .hasSize(1);
      }
      awaitStatus(charges.get(i), "canceled");
    }
    assertThat(
            new Tables(database)
                .count(
                    "SELECT sum(r.amount_minor) FROM charge_request r JOIN orders o ON o.id = r.order_id"
                        + " WHERE o.account_id = '"
                        + merchant.account()
                        + "'"))
        .isEqualTo(SALES * 5000);
  }

  private PaymentMessages paid() {
    var id = "pay_posback%09d".formatted(NUMBERS.incrementAndGet());
    var sale = new PaymentMessages(id, merchant.placed(5000), merchant.account());
    log.publish(sale.payment(), sale.captured(1, 5000));
    charge(sale);
    return sale;
  }

  private static String request() {
    return "req_undone%010d".formatted(NUMBERS.incrementAndGet());
  }

  private void ask(PaymentMessages sale, String request, long minor) {
    var asked =
        new CancellationAsked(
            merchant.terminal(),
            merchant.account(),
            merchant.serial(),
            sale.order(),
            sale.payment(),
            request,
            minor,
            "BRL");
    log.publish(
        merchant.terminal(),
        EventLog.terminalEvent("terminal.cancellation_asked", ++terminalVersion, asked));
  }

  private String charge(PaymentMessages sale) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> merchant.get(sale.order()).<String>path("charges[0].id"), id -> id != null);
  }

  private Response charge(String id) {
    return merchant.pdv().get("/core/v5/charges/" + id);
  }

  private void awaitStatus(String charge, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> charge(charge).then().body("status", equalTo(status)));
  }

  private CancellationRefused refusal(String stream, int number) {
    return (CancellationRefused) events(stream, number).get(number - 1).getPayload();
  }

  private List<OrderEvent> events(String stream, int number) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.ofOrder(stream), found -> found.size() >= number);
  }

  private List<dev.connectpos.charge.commands.v1.ChargeCommand> commands(
      PaymentMessages sale, int number) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.ofPayment(sale.payment()), found -> found.size() >= number);
  }
}
