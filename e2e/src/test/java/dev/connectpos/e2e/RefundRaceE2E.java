package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.TerminalObserver;
import dev.connectpos.emulator.TestCards;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A charge of the day before, and a hundred refunds at once that want twice its amount. */
final class RefundRaceE2E {
  private static final int AT_ONCE = 100;
  private static final int STILL_RUNNING = 409;
  private static final int BUSY = 503;

  private Shop shop;
  private Exchange exchange;

  @BeforeEach
  void open() throws Exception {
    shop = Shop.open("refund race");
    shop.terminal("RACE0001", TestCards.APPROVED, TerminalObserver.NONE);
    exchange = new Exchange(URI.create(shop.value("PDV_URL")));
  }

  @AfterEach
  void close() {
    exchange.close();
    shop.close();
  }

  @Test
  void exactlyWhatWasCapturedIsGivenBack() throws Exception {
    String order = shop.sold("RACE-1", 50_00, "RACE0001");
    String charge = shop.order(order).path("charges").path(0).path("id").asText();
    tomorrow();

    var answers = refundsAtOnce(charge);

    assertThat(answers.stream().collect(Collectors.groupingBy(Exchange.Answer::status)))
        .as("by status: %s", answers.stream().map(Exchange.Answer::status).toList())
        .hasEntrySatisfying(200, given -> assertThat(given).hasSize(50))
        .hasEntrySatisfying(412, refused -> assertThat(refused).hasSize(50))
        .hasSize(2);
    // An answer may have come before its outcome, on a slow machine: 200 says that it is asked for.
    JsonNode after =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> shop.order(order).path("charges").path(0),
                it -> !it.path("pending_cancellation").asBoolean());
    assertThat(after.path("status").asText()).isEqualTo("canceled");
    assertThat(after.path("canceled_amount").asLong()).isEqualTo(50_00);
    JsonNode payment = shop.payments(order).path(0);
    assertThat(payment.path("refunded_minor").asLong()).as("%s", payment).isEqualTo(50_00);
    JsonNode totals = shop.totals();
    assertThat(totals.path("ledger_sum_minor").asLong()).as("%s", totals).isZero();
  }

  private void tomorrow() {
    var clock = shop.api.get("/acquirer/v1/test-clock", shop.admin).body();
    var ahead = Duration.parse(clock.path("offset").asText()).plusDays(1);
    var request =
        new Exchange.Request(
            "PUT",
            "/acquirer/v1/test-clock",
            shop.admin.authorization(),
            null,
            "{\"offset\":\"" + ahead + "\"}");
    var answer = exchange.send(request);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
  }

  /** On a slow machine repeated under its key, when no answer came in time or a lock did not. */
  private Exchange.Answer answered(Exchange.Request request) {
    try {
      var answer = exchange.send(request);
      if (answer.status() != BUSY) {
        return answer;
      }
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isInstanceOf(HttpTimeoutException.class);
    }
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(
            () -> exchange.send(request),
            answer -> answer.status() != BUSY && answer.status() != STILL_RUNNING);
  }

  private List<Exchange.Answer> refundsAtOnce(String charge) throws Exception {
    var sent = new ArrayList<Future<Exchange.Answer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        var request =
            new Exchange.Request(
                "DELETE",
                "/core/v5/charges/" + charge,
                shop.key.authorization(),
                "refund-" + i,
                "{\"amount\":100}");
        sent.add(threads.submit(() -> answered(request)));
      }
    }
    var answers = new ArrayList<Exchange.Answer>();
    for (Future<Exchange.Answer> answer : sent) {
      answers.add(answer.get());
    }
    return answers;
  }
}
