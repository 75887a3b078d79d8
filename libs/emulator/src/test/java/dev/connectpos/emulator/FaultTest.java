package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.ORDER;
import static dev.connectpos.emulator.TerminalFixture.error;
import static dev.connectpos.emulator.TerminalFixture.result;
import static dev.connectpos.emulator.TerminalFixture.show;
import static dev.connectpos.emulator.TerminalFixture.welcome;
import static dev.connectpos.emulator.TerminalFixture.welcomeWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.fault.FaultyLine;
import dev.connectpos.emulator.fault.LineRule;
import dev.connectpos.emulator.screen.Screen.Kind;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Lines and power that fail on purpose, and what the terminal makes of it (T10). */
final class FaultTest {

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void frameThatIsLostWasSentForAllTheTerminalKnows() {
    Terminal terminal = fixture.automatic();
    Session session = idle(terminal);
    terminal.line(line("drop:out:payment.start"));
    session.say(show(ORDER));
    session.expectNothingBut("order.shown");
    assertThat(fixture.recorder.events().toString()).contains("payment.start");
    assertThat(fixture.store.state().openAttempt()).isNotNull();
  }

  @Test
  void framesComeTwiceLateAndSwapped() {
    Terminal terminal = fixture.automatic();
    Session session = idle(terminal);
    terminal.line(line("duplicate:out:order.shown", "delay=2000:out:payment.start"));
    session.say(show(ORDER));
    session.expectNothingBut("order.shown", "order.shown");
    session.expect("payment.start");
    terminal.line(line("reorder:in:ping"));
    session.say("{'type':'ping','seq':1}");
    session.say("{'type':'ping','seq':2}");
    assertThat(session.expect("pong").path("seq").asLong()).isEqualTo(2);
    assertThat(session.expect("pong").path("seq").asLong()).isEqualTo(1);
  }

  @Test
  void whatIsLateDiesWithItsConnection() {
    Terminal terminal = fixture.automatic();
    Session session = idle(terminal);
    terminal.line(line("delay=1500:out:order.shown"));
    session.say(show(ORDER));
    session.expect("payment.start");
    terminal.cutPower();
    Session again = server.sessionAfterHello();
    again.say(welcome());
    again.expect("payment.query");
    terminal.line(line("delay=1600:out:pong"));
    again.say("{'type':'ping','seq':5}");
    assertThat(again.expect("pong").path("seq").asLong()).isEqualTo(5);
  }

  @Test
  void staysAwayForAsLongAsItIsTold() {
    Terminal terminal = fixture.automatic();
    idle(terminal);
    long began = System.nanoTime();
    terminal.offline(Duration.ofMillis(400));
    server.session().expect("hello");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(399));
  }

  @Test
  void printsByItsOwnClock() {
    Terminal terminal = fixture.automatic();
    terminal.clockSkew(Duration.ofHours(-2));
    Session session = server.sessionAfterHello();
    session.say(result(fixture.startedPayment(session), "captured"));
    await().until(() -> fixture.recorder.slips().size() == 2);
    assertThat(fixture.recorder.slips().getFirst().text()).contains("23/11/2026 10:20:45");
  }

  /**
   * Whatever the power interrupts, the payment is taken once and its slip is there at least once.
   */
  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      mode = Mode.EXCLUDE,
      names = {
        "ATTEMPT_STORED",
        "DOCUMENT_BEGUN",
        "DOCUMENT_PRINTED",
        "CANCELLATION_STORED",
        "CANCEL_SENT",
        "CANCELED_HEARD",
        "CANCELED_PRINTED"
      })
  void saleIsHealedAfterAPowerCut(Step step) {
    Terminal terminal = fixture.automatic();
    terminal.cutPowerAt(step);
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    if (step == Step.ORDER_SHOWN) {
      session = server.sessionAfterHello();
      session.say(welcomeWith(ORDER));
      session.expect("order.shown");
    }
    JsonNode start = session.expect("payment.start");
    if (step == Step.START_SENT) {
      session = asked(start);
    }
    session.say(result(start, "approved"));
    if (step == Step.APPROVAL_SHOWN) {
      session = asked(start);
      session.say(result(start, "approved"));
    }
    session.expect("payment.confirm");
    if (step == Step.CONFIRM_SENT) {
      session = asked(start);
    }
    session.say(result(start, "captured"));
    if (step == Step.OUTCOME_HEARD || step == Step.SLIP_PRINTED) {
      session = asked(start);
      session.say(result(start, "captured"));
    } else if (step == Step.ATTEMPT_CLOSED) {
      session = server.sessionAfterHello();
      session.say(welcome());
    }
    session.expectNothingBut();
    fixture.awaitScreen(terminal, Kind.IDLE);
    assertThat(fixture.recorder.slips()).hasSize(step == Step.SLIP_PRINTED ? 4 : 2);
    assertThat(fixture.store.state().openAttempt()).isNull();
  }

  @Test
  void memoryGoesWithThePower() {
    Terminal terminal = fixture.automatic();
    terminal.cutPowerAt(Step.START_SENT);
    Session session = server.sessionAfterHello();
    JsonNode lost = fixture.startedPayment(session);
    Session again = server.sessionAfterHello();
    again.say(welcomeWith(ORDER));
    again.expect("payment.query");
    again.say(error("unknown_attempt", "payment.query"));
    again.expect("order.shown");
    // The card is read anew, with keys and an id of its own: the start was only in memory.
    assertThat(again.expect("payment.start").path("attempt_id"))
        .isNotEqualTo(lost.path("attempt_id"));
  }

  private Session asked(JsonNode start) {
    Session again = server.sessionAfterHello();
    again.say(welcomeWith(ORDER));
    assertThat(again.expect("payment.query").path("attempt_id"))
        .isEqualTo(start.path("attempt_id"));
    return again;
  }

  private Session idle(Terminal terminal) {
    Session session = server.sessionAfterHello();
    session.say(welcome());
    fixture.awaitScreen(terminal, Kind.IDLE);
    return session;
  }

  private static FaultyLine line(String... rules) {
    return new FaultyLine(1, Arrays.stream(rules).map(LineRule::parse).toList());
  }
}
