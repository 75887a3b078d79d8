package dev.connectpos.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.connectpos.acquirer.Terminals.Sale;
import dev.connectpos.acquirer.host.Iso8583CardNetwork;
import dev.connectpos.payment.events.v1.PaymentDeclined;
import dev.connectpos.payment.events.v1.PaymentReversed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The line to the network breaks at each moment of a sale; nobody is told what is not known. */
@QuarkusTest
@WithTestResource(Outside.class)
class NetworkLossIT {
  @Inject Terminals terminals;
  @Inject Till till;
  @Inject EventLog log;
  @Inject Rows rows;
  @Inject Iso8583CardNetwork network;

  @ConfigProperty(name = Outside.ADMIN_PORT)
  int adminPort;

  @AfterEach
  void behave() throws Exception {
    put("{\"latency_ms\":0,\"drop_answers\":0,\"down\":false}");
    await().until(network::isUp);
  }

  private void put(String json) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/settings"))
              .PUT(HttpRequest.BodyPublishers.ofString(json))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void whatWasDecidedThoughTheLineBrokeIsAdopted() throws Exception {
    // Decided at once, answered in 2 s.
    Sale sale = terminals.sale().of(20_48);
    terminals.pay(sale, Terminals.ORDINARY);
    await().until(() -> till.held(sale));
    put("{\"down\":true}");
    log.awaitTypes(sale, "payment.in_doubt");
    put("{\"down\":false}");
    log.awaitTypes(sale, "payment.in_doubt", "payment.authorized");
    terminals.confirm(sale, 2);
    log.awaitTypes(sale, "payment.in_doubt", "payment.authorized", "payment.captured");
  }

  @Test
  void whatWasNotDecidedBeforeTheLineBrokeIsUndone() throws Exception {
    // The network swallows the request; the line breaks before anybody's patience ends.
    Sale sale = terminals.sale().of(20_47);
    terminals.pay(sale, Terminals.ORDINARY);
    // Stored, and some moments later sent.
    await()
        .during(Duration.ofMillis(300))
        .until(
            () ->
                rows.number("SELECT count(*) FROM payment WHERE payment_id = ?", sale.paymentId())
                    == 1);
    put("{\"down\":true}");
    log.awaitTypes(sale, "payment.in_doubt");
    put("{\"down\":false}");
    var events = log.awaitTypes(sale, "payment.in_doubt", "payment.reversing", "payment.reversed");
    assertThat(((PaymentReversed) events.getLast().getPayload()).getReason())
        .isEqualTo("authorization_not_found");
    assertThat(till.held(sale)).isFalse();
  }

  @Test
  void withoutALineASaleIsDeclinedAndCertainlyNotHeld() throws Exception {
    put("{\"down\":true}");
    await().until(() -> !network.isUp());
    Sale sale = terminals.sale();
    terminals.pay(sale, Terminals.APPROVES);
    var declined =
        (PaymentDeclined) log.awaitTypes(sale, "payment.declined").getFirst().getPayload();
    assertThat(declined.getReturnCode()).isEqualTo("9112");
    put("{\"down\":false}");
    await().until(network::isUp);
    assertThat(till.held(sale)).isFalse();
    Sale next = terminals.sale();
    terminals.pay(next, Terminals.APPROVES);
    log.awaitTypes(next, "payment.authorized");
  }

  @Test
  void anAnswerThatComesAfterOurPatienceIsHeard() throws Exception {
    put("{\"latency_ms\":4000}");
    Sale sale = terminals.sale();
    terminals.pay(sale, Terminals.APPROVES);
    log.awaitTypes(sale, "payment.in_doubt");
    await().until(() -> till.held(sale));
    put("{\"latency_ms\":0}");
    // By the late answer or by the enquiry, whichever is first; never by both.
    log.awaitTypes(sale, "payment.in_doubt", "payment.authorized");
  }

  @Test
  void aCancellationWhoseAnswerIsLostIsDoneOnce() throws Exception {
    Sale sale = till.captured(20_00);
    put("{\"drop_answers\":1}");
    terminals.cancel(sale, 1, "req_lost", null);
    log.awaitTypes(sale, "payment.authorized", "payment.captured", "payment.voided");
    assertThat(till.book(sale)).containsExactly("VOID 2000");
    till.agrees(sale, 0);
  }
}
