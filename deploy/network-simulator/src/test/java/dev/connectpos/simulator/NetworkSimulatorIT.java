package dev.connectpos.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.connectpos.iso8583.Field;
import dev.connectpos.iso8583.Message;
import dev.connectpos.iso8583.MessageType;
import dev.connectpos.iso8583.NotSentException;
import dev.connectpos.testkit.Backends;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The simulator over its socket, and what its admin port does to it. */
class NetworkSimulatorIT {
  private static final Duration SHORT = Duration.ofMillis(300);

  @SuppressWarnings("NullAway.Init") // set before all
  private static NetworkSimulator simulator;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Acquirer acquirer;

  @BeforeAll
  static void start() {
    var backends = new Backends();
    var book =
        new SimulatorSettings.Book(
            backends.freshDatabase(), backends.databaseUser(), backends.databasePassword());
    simulator =
        NetworkSimulator.start(
            new SimulatorSettings(
                "127.0.0.1",
                0,
                0,
                book,
                Duration.ZERO,
                Duration.ofMillis(100),
                Duration.ofSeconds(60)));
    acquirer = new Acquirer(simulator.port());
  }

  @AfterAll
  static void stop() {
    acquirer.close();
    simulator.close();
  }

  @AfterEach
  void behave() throws Exception {
    put("{\"latency_ms\":0,\"drop_answers\":0,\"down\":false}");
  }

  private static HttpResponse<String> put(String json) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + simulator.adminPort() + "/settings"))
              .PUT(HttpRequest.BodyPublishers.ofString(json))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void decidesOnceAndTellsWhoAsks() throws Exception {
    assertThat(acquirer.authorize("once", 19_90)).isEqualTo("000");
    assertThat(acquirer.authorize("once", 19_02)).as("the first decision").isEqualTo("000");
    Message found = acquirer.enquire("once");
    assertThat(found.text(Field.ACTION)).isEqualTo("600");
    assertThat(found.text(Field.FOUND_ACTION)).isEqualTo("000");
    assertThat(found.text(Field.APPROVAL)).hasSize(6);
    assertThat(acquirer.enquire("never").text(Field.ACTION)).isEqualTo("914");
  }

  @Test
  void whatWasReversedBeforeItCameIsRefused() throws Exception {
    assertThat(acquirer.reverse(MessageType.REVERSAL_ADVICE, "early")).isEqualTo("400");
    assertThat(acquirer.authorize("early", 19_90)).isEqualTo("902");
  }

  @Test
  void advicesMayHaveToBeRepeated() throws Exception {
    acquirer.authorize("stubborn", 19_50);
    assertThat(acquirer.reverse(MessageType.REVERSAL_ADVICE, "stubborn")).isEqualTo("923");
    assertThat(acquirer.reverse(MessageType.REVERSAL_REPEAT, "stubborn")).isEqualTo("923");
    assertThat(acquirer.reverse(MessageType.REVERSAL_REPEAT, "stubborn")).isEqualTo("400");
  }

  @Test
  void aRefundIsDoneOnceAndNeverBeyondWhatWasPaid() throws Exception {
    acquirer.authorize("paid", 20_00);
    assertThat(acquirer.refund("paid", "req_1", 15_00)).isEqualTo("000");
    assertThat(acquirer.refund("paid", "req_1", 15_00)).isEqualTo("000");
    assertThat(acquirer.refund("paid", "req_2", 5_01)).isEqualTo("902");
    assertThat(acquirer.refund("paid", "req_3", 5_00)).isEqualTo("000");
  }

  @Test
  void whatCannotBeReadAsARequestIsAFormatError() throws Exception {
    var half = Message.of(MessageType.AUTHORIZATION_REQUEST).with(Field.REFERENCE, "half");
    assertThat(acquirer.action(half, Duration.ofSeconds(10))).isEqualTo("904");
    assertThat(acquirer.enquire("half").text(Field.ACTION)).isEqualTo("914");
  }

  @Test
  void losesAsManyAnswersAsItIsTold() throws Exception {
    put("{\"drop_answers\":1}");
    // Time enough to decide, or the enquiry finds nothing.
    var patience = Duration.ofSeconds(3);
    assertThat(acquirer.authorize("dropped", "4111111111111111", 19_90, patience))
        .isEqualTo(Acquirer.LOST);
    assertThat(acquirer.enquire("dropped").text(Field.ACTION)).isEqualTo("600");
  }

  @Test
  void isAsSlowAsItIsTold() throws Exception {
    put("{\"latency_ms\":600}");
    assertThat(acquirer.authorize("slow", "4111111111111111", 19_90, SHORT))
        .isEqualTo(Acquirer.LOST);
    assertThat(acquirer.authorize("slower", 19_90)).isEqualTo("000");
  }

  @Test
  void isAwayForAsLongAsItIsTold() throws Exception {
    acquirer.authorize("before", 19_90);
    put("{\"down\":true}");
    await().until(() -> !acquirer.isUp());
    assertThatThrownBy(() -> acquirer.authorize("away", "4111111111111111", 19_90, SHORT))
        .isInstanceOf(NotSentException.class);
    put("{\"down\":false}");
    assertThat(acquirer.enquire("away").text(Field.ACTION)).isEqualTo("914");
    assertThat(acquirer.enquire("before").text(Field.ACTION)).isEqualTo("600");
  }

  @Test
  void aSettingThatIsNoneChangesNothing() throws Exception {
    for (String wrong :
        new String[] {
          "{\"latency_ms\":100,\"latancy\":1}",
          "{\"latency_ms\":-1}",
          "{\"down\":1}",
          "[1]",
          "{\"latency_ms\":100"
        }) {
      assertThat(put(wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    assertThat(put("{\"drop_answers\":0}").body())
        .isEqualTo(
            "{\"latency_ms\":0,\"slow_ms\":100,\"processing_ms\":60000,"
                + "\"drop_answers\":0,\"down\":false}");
  }
}
