package dev.connectpos.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.emulator.state.MemoryTerminalStore;
import dev.connectpos.emulator.state.PendingPairing;
import dev.connectpos.emulator.state.TerminalState;
import io.vertx.core.http.HttpMethod;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pairing (T1), from the terminal's side. */
@Timeout(30)
final class PairingTest {

  private static final String BEGUN =
      "{'pairing_id':'pair_%d','code':'K7Q2MZ%d','pairing_secret':'secret_%d',"
          + "'expires_at':'2026-11-23T15:25:45Z'}";
  private static final String PAIRED =
      "{'status':'paired','terminal_id':'term_1','device_credential':'term_1.abc'}";

  private final ScriptedServer server = new ScriptedServer();
  private final Emulator emulator = new Emulator(Clock.systemUTC());
  private final MemoryTerminalStore store =
      new MemoryTerminalStore(
          TerminalState.injected(
              TerminalFixture.SERIAL, "EMULATOR", TerminalFixture.BDK, new SecureRandom()));
  private final List<PairingStep> steps = new ArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void closeAll() {
    emulator.close();
    server.close();
  }

  private void pair() throws InterruptedException {
    emulator.pair(TerminalSettings.of(server.uri()), store, steps::add);
  }

  @Test
  void showsTheCodeAndWaitsForTheOperator() throws Exception {
    server.onPairing(
        (request, answer) -> {
          if (HttpMethod.POST.equals(request.method())) {
            answer.send(201, BEGUN.formatted(1, 1, 1));
          } else if (!"Bearer secret_1".equals(request.getHeader("Authorization"))
              || !"/terminal/v1/pairings/pair_1".equals(request.path())) {
            answer.send(404, "{}");
          } else {
            answer.send(200, asked.incrementAndGet() < 2 ? "{'status':'waiting'}" : PAIRED);
          }
        });
    pair();
    assertThat(server.request().toString())
        .contains("\"serial_number\":\"EMU0000001\"")
        .contains("\"model\":\"EMULATOR\"")
        .contains("\"app_version\":\"1.0.0\"");
    assertThat(steps)
        .containsExactly(new PairingStep.ShowCode("K7Q2MZ1"), new PairingStep.Paired("term_1"));
    assertThat(store.state().terminalId()).isEqualTo("term_1");
    assertThat(store.state().credential()).isEqualTo("term_1.abc");
    assertThat(store.state().pairing()).isNull();
  }

  @Test
  void asksForANewCodeWhenTheOldOneHasExpired() throws Exception {
    server.onPairing(
        (request, answer) -> {
          if (HttpMethod.POST.equals(request.method())) {
            int n = begun.incrementAndGet();
            answer.send(201, BEGUN.formatted(n, n, n));
          } else if (Objects.requireNonNull(request.path()).endsWith("pair_1")) {
            answer.send(404, "{}");
          } else {
            answer.send(200, PAIRED);
          }
        });
    pair();
    assertThat(steps)
        .containsExactly(
            new PairingStep.ShowCode("K7Q2MZ1"),
            new PairingStep.ShowCode("K7Q2MZ2"),
            new PairingStep.Paired("term_1"));
  }

  @Test
  void collectsTheCredentialOfAPairingBegunBeforeAPowerCut() throws Exception {
    store.update(state -> state.pairing(new PendingPairing("pair_1", "K7Q2MZ1", "secret_1")));
    server.onPairing(
        (request, answer) ->
            answer.send(HttpMethod.GET.equals(request.method()) ? 200 : 500, PAIRED));
    pair();
    assertThat(store.state().credential()).isEqualTo("term_1.abc");
  }

  @Test
  void doesNothingWhenItIsPairedAlready() throws Exception {
    store.update(state -> state.paired("term_1", "term_1.abc"));
    pair();
    assertThat(steps).isEmpty();
  }

  @Test
  void keepsTryingWhileTheServerIsOutOfOrderAndSaysSoOnce() throws Exception {
    server.onPairing(
        (request, answer) -> {
          if (asked.incrementAndGet() < 3) {
            answer.send(503, "{}");
          } else if (HttpMethod.POST.equals(request.method())) {
            answer.send(201, BEGUN.formatted(1, 1, 1));
          } else {
            answer.send(200, PAIRED);
          }
        });
    pair();
    assertThat(steps)
        .containsExactly(
            new PairingStep.ServerUnreachable("HTTP 503"),
            new PairingStep.ShowCode("K7Q2MZ1"),
            new PairingStep.Paired("term_1"));
  }

  @Test
  void saysInOneLineWhyTheServerRefuses() {
    server.onPairing(
        (_, answer) ->
            answer.send(422, "{'code':'model_not_supported','detail':'model is not supported'}"));
    assertThatThrownBy(this::pair)
        .isInstanceOf(PairingException.class)
        .hasMessage(
            "the server refuses to pair this terminal: model_not_supported, model is not supported");
  }

  @Test
  void takesAnAnswerWithoutItsFieldsForARefusal() {
    server.onPairing((_, answer) -> answer.send(201, "{'pairing_id':'pair_1'}"));
    assertThatThrownBy(this::pair)
        .isInstanceOf(PairingException.class)
        .hasMessage("the server's answer has no code");
  }
}
