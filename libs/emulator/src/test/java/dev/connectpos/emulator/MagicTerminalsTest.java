package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.ORDER;
import static dev.connectpos.emulator.TerminalFixture.result;
import static dev.connectpos.emulator.TerminalFixture.welcomeWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.state.MemoryTerminalStore;
import dev.connectpos.emulator.state.TerminalStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Terminals that always do the same. */
final class MagicTerminalsTest {

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void allAreSwitchedOnButTheOneThatNeverIs() {
    var opened = new HashMap<String, TerminalStore>();
    try (var all =
        MagicTerminals.switchOn(
            Clock.systemUTC(),
            fixture.settings(),
            serial -> {
              var store = new MemoryTerminalStore(TerminalFixture.paired());
              opened.put(serial, store);
              return store;
            })) {
      for (int i = 0; i < 5; i++) {
        server.sessionAfterHello();
      }
      assertThat(all.terminals()).hasSize(5).doesNotContainKey(MagicTerminal.OFFLINE);
      assertThat(opened)
          .containsOnlyKeys(
              "MAGIC-OK", "MAGIC-SLOW", "MAGIC-REJECTS", "MAGIC-LATE", "MAGIC-NO-CONFIRM");
    }
  }

  @Test
  void serialsAreWhatTheServerTakes() {
    assertThat(Arrays.stream(MagicTerminal.values()).map(MagicTerminal::serial))
        .allMatch(serial -> serial.matches("[0-9A-Za-z][0-9A-Za-z-]{3,31}"))
        .allMatch(MagicTerminal::isMagic)
        .doesNotHaveDuplicates();
    assertThat(MagicTerminal.isMagic("EMU0000001")).isFalse();
  }

  @Test
  void okPays() {
    Session session = shown(MagicTerminal.OK);
    session.say(result(session.expect("payment.start"), "approved"));
    session.expect("payment.confirm");
  }

  @Test
  void slowIsThereButSaysNothingYet() {
    Session session = switchedOn(MagicTerminal.SLOW);
    session.say(welcomeWith(ORDER));
    session.expectNothingBut();
  }

  @Test
  void rejectsWithTheRedKey() {
    Session session = shown(MagicTerminal.REJECTS);
    assertThat(session.expect("order.reject").path("order_id").asText()).isEqualTo("or_1");
  }

  @Test
  void lateGoesOfflineOnceThePaymentIsSent() {
    Session session = shown(MagicTerminal.LATE);
    session.expect("payment.start");
    await().until(session::closed);
    assertThat(fixture.store.state().openAttempt()).isNotNull();
  }

  @Test
  void noConfirmNeverConfirmsAndPaysNoSecondTime() {
    Session session = shown(MagicTerminal.NO_CONFIRM);
    JsonNode start = session.expect("payment.start");
    session.say(result(start, "approved"));
    session.expectNothingBut();
    session.say(result(start, "reversed"));
    session.expectNothingBut();
  }

  private Session shown(MagicTerminal magic) {
    Session session = switchedOn(magic);
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    return session;
  }

  private Session switchedOn(MagicTerminal magic) {
    Terminal terminal =
        MagicTerminals.switchOn(fixture.emulator, magic, fixture.settings(), fixture.store);
    assertThat(terminal.ended()).isNotDone();
    return server.sessionAfterHello();
  }
}
