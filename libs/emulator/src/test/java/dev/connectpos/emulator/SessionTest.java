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
import dev.connectpos.emulator.screen.Screen.Kind;
import dev.connectpos.emulator.state.FileTerminalStore;
import dev.connectpos.emulator.state.StateNotStoredException;
import dev.connectpos.emulator.state.TerminalState;
import dev.connectpos.emulator.state.TerminalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that end, power that goes, and what is left of it all (T10). */
final class SessionTest {

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;
  private final Recorder recorder = fixture.recorder;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void asksAfterAReconnectBeforeItShowsAnythingFinal() {
    var terminal = fixture.automatic();
    Session before = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(before);
    before.close(1011);
    fixture.awaitScreen(terminal, Kind.VERIFYING);

    Session after = server.sessionAfterHello();
    String payment = result(start, "approved");
    after.say(welcomeWith(ORDER + ",'payment':" + payment));
    assertThat(after.expect("payment.query").path("attempt_id"))
        .isEqualTo(start.path("attempt_id"));
    after.expectNothingBut();
    assertThat(recorder.screens()).doesNotContain(Kind.APPROVED);

    after.say(payment);
    after.expect("payment.confirm");
    after.say(result(start, "captured"));
    await().until(() -> recorder.slips().size() == 2);
    after.expectNothingBut();
  }

  @Test
  void confirmsAfterThePowerWentBetweenApprovalAndConfirmation() {
    var terminal = fixture.automatic();
    terminal.arm(Fault.DROP_AFTER_APPROVED);
    Session before = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(before);
    before.say(result(start, "approved"));

    Session after = server.sessionAfterHello();
    after.say(welcomeWith(ORDER));
    after.expect("payment.query");
    after.say(result(start, "approved"));
    assertThat(after.expect("payment.confirm").path("attempt_id"))
        .isEqualTo(start.path("attempt_id"));
  }

  @Test
  void sendsALostStartAgainAsItWas() {
    var terminal = fixture.automatic();
    terminal.arm(Fault.DROP_AFTER_START);
    Session before = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(before);

    Session after = server.sessionAfterHello();
    after.say(welcomeWith(ORDER));
    after.expect("payment.query");
    after.say(error("unknown_attempt", "payment.query"));
    assertThat(after.expect("payment.start")).isEqualTo(start);
    after.say(result(start, "declined"));
    fixture.awaitScreen(terminal, Kind.DECLINED);
  }

  @Test
  void neverUsesAnAttemptIdOrACounterAgainAfterBeingKilledBetweenStoreAndSend(
      @TempDir Path directory) throws Exception {
    Path file = directory.resolve("terminal.json");
    TerminalState stored;
    try (var disk = FileTerminalStore.create(file, TerminalFixture.paired())) {
      var terminal =
          fixture.start(ShopperScript.automatic(TestCards.APPROVED), new KilledAfterStoring(disk));
      Session session = server.sessionAfterHello();
      session.say(welcomeWith(ORDER));
      session.expect("order.shown");
      assertThat(terminal.ended())
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableThat()
          .withMessageContaining("killed");
      stored = disk.state();
    }

    try (var disk = FileTerminalStore.open(file)) {
      assertThat(disk.state()).isEqualTo(stored);
      var lost = Objects.requireNonNull(disk.state().openAttempt());
      fixture.start(ShopperScript.automatic(TestCards.APPROVED), disk);
      Session session = server.sessionAfterHello();
      session.say(welcomeWith(ORDER));
      assertThat(session.expect("payment.query").path("attempt_id").asText())
          .isEqualTo(lost.attemptId());
      session.say(error("unknown_attempt", "payment.query"));
      session.expect("order.shown");
      JsonNode start = session.expect("payment.start");
      assertThat(start.path("attempt_id").asText()).isNotEqualTo(lost.attemptId());
      assertThat(start.path("card").path("ksn").asText())
          .isEqualTo(stored.initialKeyId() + "00000002");
      assertThat(lost.keyCounter()).isEqualTo(1);
    }
  }

  /** Stores the opening of an attempt, and dies before anything can be done with it. */
  private record KilledAfterStoring(TerminalStore disk) implements TerminalStore {

    @Override
    public TerminalState state() {
      return disk.state();
    }

    @Override
    public TerminalState update(UnaryOperator<TerminalState> step) {
      disk.update(step);
      throw new IllegalStateException("killed");
    }
  }

  @Test
  void stopsWhenItsStateCannotBeStored() {
    var terminal =
        fixture.start(
            ShopperScript.automatic(TestCards.APPROVED),
            new TerminalStore() {
              @Override
              public TerminalState state() {
                return fixture.store.state();
              }

              @Override
              public TerminalState update(UnaryOperator<TerminalState> step) {
                throw new StateNotStoredException("disk full");
              }
            });
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    assertThat(terminal.ended())
        .succeedsWithin(10, TimeUnit.SECONDS)
        .isEqualTo(Ending.STATE_NOT_STORED);
    assertThat(recorder.events().toString()).doesNotContain("payment.start");
  }

  @Test
  void stopsWhenItsKeysAreUsedUp() {
    fixture.store.update(
        s ->
            new TerminalState(
                s.serialNumber(),
                s.model(),
                s.initialKeyId(),
                s.initialKey(),
                0xFFFF_0000L,
                s.attemptCounter(),
                null,
                s.terminalId(),
                s.credential(),
                null,
                null,
                null,
                null));
    var terminal = fixture.automatic();
    server.sessionAfterHello().say(welcomeWith(ORDER));
    assertThat(terminal.ended())
        .succeedsWithin(10, TimeUnit.SECONDS)
        .isEqualTo(Ending.KEYS_EXHAUSTED);
  }

  @Test
  void stopsWhenAnotherSessionOfTheTerminalTookOver() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcome());
    session.close(4001);
    assertThat(terminal.ended()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Ending.FENCED);
    fixture.awaitScreen(terminal, Kind.STOPPED);
    assertThat(String.valueOf(terminal.screen())).contains("outra sessão");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void stopsWhenItsCredentialIsRefused() {
    server.accept("another credential");
    var terminal = fixture.automatic();
    assertThat(terminal.ended())
        .succeedsWithin(10, TimeUnit.SECONDS)
        .isEqualTo(Ending.CREDENTIAL_REFUSED);
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1009, 1012, 4002, 4003, 4004})
  void connectsAgainAfterAnyOtherEnd(int code) {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcome());
    session.close(code);
    server.session().expect("hello");
  }

  @Test
  void connectsAgainWhenTheServerFallsSilent() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcome().replace("15000", "20"));
    server.sessionAfterHello();
  }

  @Test
  void keepsTryingWhileTheServerIsDownAndSaysSo() {
    int port = server.port();
    server.close();
    fixture.automatic();
    await()
        .until(
            () ->
                recorder.events().stream()
                        .filter(TerminalEvent.Disconnected.class::isInstance)
                        .count()
                    >= 3);
    try (var again = new ScriptedServer(port)) {
      again.sessionAfterHello();
    }
  }

  @Test
  void forgetsACardThatWasPresentedWhenTheLineDrops() {
    var terminal =
        fixture.start(
            ShopperScript.manual(TestCards.APPROVED)
                .withDelays(Duration.ZERO, Duration.ofMinutes(1)),
            fixture.store);
    Session before = server.sessionAfterHello();
    before.say(welcomeWith(ORDER));
    before.expect("order.shown");
    terminal.presentCard();
    fixture.awaitScreen(terminal, Kind.PIN);
    terminal.cutPower();
    Session after = server.sessionAfterHello();
    after.say(welcomeWith(ORDER));
    after.expectNothingBut("order.shown");
    fixture.awaitScreen(terminal, Kind.PRESENT_CARD);
  }

  @Test
  void startsNothingForAnOrderThatTheWelcomeSaysIsBeingPaidOrPaid() {
    fixture.automatic();
    JsonNode foreign =
        ScriptedServer.parse("{\"order_id\":\"or_1\",\"attempt_id\":\"EMU-1.0.0-ABCDEF-0001\"}");
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER + ",'payment':" + result(foreign, "verifying")));
    session.expectNothingBut();
    session.close(1012);
    session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER + ",'payment':" + result(foreign, "captured")));
    session.expectNothingBut();
    session.close(1012);
    session = server.sessionAfterHello();
    session.say(
        welcomeWith(ORDER.replace("or_1", "or_3") + ",'payment':" + result(foreign, "declined")));
    session.expectNothingBut("order.shown");
    session.close(1012);
    session = server.sessionAfterHello();
    session.say(
        welcomeWith(ORDER.replace("or_1", "or_4") + ",'payment':" + result(foreign, "reversed")));
    session.expect("order.shown");
    session.expect("payment.start");
  }

  /** Captured, given back and owed again while the terminal was away. */
  @ParameterizedTest
  @ValueSource(strings = {"voided", "refunded", "expired"})
  void offersAnOrderWhoseMoneyWasGivenBackBeforeTheWelcome(String status) {
    fixture.automatic();
    Session before = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(before);
    before.close(1011);
    Session after = server.sessionAfterHello();
    String owing = ORDER.replace("'amount_minor'", "'owed_minor':1990,'amount_minor'");
    after.say(welcomeWith(owing + ",'payment':" + result(start, status)));
    after.expect("payment.query");
    after.say(show(owing)); // Told twice, and brought once.
    after.say(result(start, status));
    after.expect("order.shown");
    assertThat(after.expect("payment.start").path("attempt_id"))
        .isNotEqualTo(start.path("attempt_id"));
    assertThat(recorder.slips()).isEmpty();
  }

  /** Paid, and the PDV added something to the order, while the terminal was away. */
  @Test
  void offersWhatIsLeftOfAnOrderAfterTheSaleThatTheWelcomeTells() {
    fixture.automatic();
    Session before = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(before);
    before.close(1011);
    Session after = server.sessionAfterHello();
    String owing = ORDER.replace("'amount_minor':1990", "'owed_minor':510,'amount_minor':2500");
    after.say(welcomeWith(owing + ",'payment':" + result(start, "captured")));
    after.expect("payment.query");
    after.say(result(start, "captured"));
    after.expect("order.shown");
    assertThat(after.expect("payment.start").path("amount_minor").asLong()).isEqualTo(510);
    assertThat(recorder.slips()).hasSize(2);

    after.close(1011);
    fixture.store.update(state -> state.closing());
    Session again = server.sessionAfterHello();
    again.say(welcomeWith(owing + ",'payment':" + result(start, "captured")));
    again.expect("order.shown");
  }

  @Test
  void switchesOff() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcome());
    fixture.awaitScreen(terminal, Kind.IDLE);
    terminal.close();
    assertThat(terminal.ended()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Ending.CLOSED);
    await().until(session::closed);
    terminal.close();
  }
}
