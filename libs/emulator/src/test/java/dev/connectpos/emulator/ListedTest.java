package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.LISTED;
import static dev.connectpos.emulator.TerminalFixture.ORDER;
import static dev.connectpos.emulator.TerminalFixture.error;
import static dev.connectpos.emulator.TerminalFixture.result;
import static dev.connectpos.emulator.TerminalFixture.show;
import static dev.connectpos.emulator.TerminalFixture.welcome;
import static dev.connectpos.emulator.TerminalFixture.welcomeWith;
import static dev.connectpos.emulator.TerminalFixture.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.screen.Screen.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listed orders, parts, and what the red key does (O3). */
final class ListedTest {

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;
  private final Recorder recorder = fixture.recorder;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void paysWhateverIsListedWhenUnattended() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcomeListed());
    session.expect("order.list");
    session.say(listed(LISTED, other()));
    assertThat(session.expect("order.pick").path("order_id").asText()).isEqualTo("or_1");
    session.say(show(LISTED));
    session.expect("order.shown");
    JsonNode first = session.expect("payment.start");
    assertThat(first.path("amount_minor").asLong()).isEqualTo(1990);
    session.say(result(first, "captured"));
    session.expectNothingBut();
    session.say(withdraw("or_1", "paid"));
    session.expect("order.list");
    session.say(listed(other()));
    assertThat(session.expect("order.pick").path("order_id").asText()).isEqualTo("or_2");
  }

  @Test
  void paysInPartsAndThenTheRest() {
    fixture.start(
        ShopperScript.automatic(TestCards.APPROVED).withParts(List.of(1000L)), fixture.store);
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(LISTED));
    session.expect("order.shown");
    JsonNode first = session.expect("payment.start");
    assertThat(first.path("amount_minor").asLong()).isEqualTo(1000);
    session.say(result(first, "captured"));
    session.say(show(owing(990)));
    session.expect("order.shown");
    JsonNode rest = session.expect("payment.start");
    assertThat(rest.path("amount_minor").asLong()).isEqualTo(990);
    session.say(result(rest, "captured"));
    session.say(withdraw("or_1", "paid"));
    session.expectNothingBut();
    assertThat(recorder.slips()).hasSize(4);
  }

  @Test
  void goesOnWithTheRestAfterTheWelcomeSaysThatAPartIsPaid() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode foreign =
        ScriptedServer.parse("{\"order_id\":\"or_1\",\"attempt_id\":\"EMU-1.0.0-ABCDEF-0001\"}");
    session.say(welcomeWith(owing(990) + ",'payment':" + result(foreign, "captured")));
    session.expect("order.shown");
    assertThat(session.expect("payment.start").path("amount_minor").asLong()).isEqualTo(990);
  }

  @Test
  void putsBackWhatCannotBePaidAndLeavesItUntilTheListChanges() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcomeListed());
    session.expect("order.list");
    session.say(listed(LISTED));
    session.expect("order.pick");
    session.say(show(LISTED));
    session.expect("order.shown");
    session.say(result(session.expect("payment.start"), "declined"));
    assertThat(session.expect("order.release").path("order_id").asText()).isEqualTo("or_1");
    session.say(withdraw("or_1", "released"));
    session.expect("order.list");
    session.say(listed(LISTED));
    session.expectNothingBut();
    session.say("{'type':'order.list_changed','seq':5}");
    session.expect("order.list");
    session.say(listed(LISTED, other()));
    session.expect("order.pick");
  }

  @Test
  void waitsWhileOtherTerminalsPayTheRest() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(owing(0)));
    session.expect("order.shown");
    terminal.presentCard();
    session.expectNothingBut();
    session.say(show(owing(990)));
    session.expect("order.shown");
    assertThat(session.expect("payment.start").path("amount_minor").asLong()).isEqualTo(990);
  }

  @Test
  void refusalOfAPickLeavesAnOpenPaymentAlone() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(result(start, "authorizing"));
    session.say(error("screen_taken", "order.pick"));
    session.expectNothingBut();
    fixture.awaitScreen(terminal, Kind.AUTHORIZING);
  }

  @Test
  void redKeyRefusesADirectOrder() {
    var terminal = fixture.manual();
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    terminal.putAway();
    assertThat(session.expect("order.reject").path("order_id").asText()).isEqualTo("or_1");
    session.say(withdraw("or_1", "rejected"));
    fixture.awaitScreen(terminal, Kind.IDLE);
    terminal.putAway();
    session.expectNothingBut();
  }

  @Test
  void heldPaymentEndsTheSaleWithASlipThatSaysSo() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(result(start, "approved"));
    session.expect("payment.confirm");
    session.say(result(start, "held"));
    fixture.awaitScreen(terminal, Kind.IDLE);
    assertThat(recorder.slips()).hasSize(2);
    assertThat(recorder.slips().getFirst().text()).contains("PRÉ-AUTORIZAÇÃO");
    assertThat(fixture.store.state().openAttempt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"voided", "refunded", "expired"})
  void closesAnAttemptWhoseMoneyWasGivenBackMeanwhile(String status) {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(result(start, status));
    await().until(() -> fixture.store.state().openAttempt() == null);
    assertThat(recorder.slips()).isEmpty();
    session.say(show(ORDER.replace("'amount_minor'", "'owed_minor':1990,'amount_minor'")));
    session.expect("order.shown");
    assertThat(session.expect("payment.start").path("attempt_id"))
        .isNotEqualTo(start.path("attempt_id"));
  }

  private static String welcomeListed() {
    return welcome().replace("'direct'", "'listed'");
  }

  private static String owing(long owed) {
    return LISTED.replace("'owed_minor':1990", "'owed_minor':" + owed);
  }

  private static String other() {
    return LISTED.replace("or_1", "or_2").replace("PED-1", "PED-2");
  }

  private static String listed(String... orders) {
    return "{'type':'order.listed','seq':2,'orders':[%s],'more':false}"
        .formatted(String.join(",", orders));
  }
}
