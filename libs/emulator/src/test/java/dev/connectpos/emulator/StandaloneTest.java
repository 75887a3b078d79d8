package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.ORDER;
import static dev.connectpos.emulator.TerminalFixture.error;
import static dev.connectpos.emulator.TerminalFixture.result;
import static dev.connectpos.emulator.TerminalFixture.show;
import static dev.connectpos.emulator.TerminalFixture.welcome;
import static dev.connectpos.emulator.TerminalFixture.welcomeWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.screen.Screen.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Amounts typed on the terminal (T5). */
final class StandaloneTest {

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;
  private final Recorder recorder = fixture.recorder;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void sellsWithExactlyTheFramesOfTheProtocol() {
    Terminal terminal = fixture.automatic();
    Session session = idle(terminal);
    terminal.sell(new StandaloneSale(1, "credit", 3, "issuer"));
    JsonNode start = session.expect("sale.start");
    assertThat(start.has("order_id")).isFalse();
    assertThat(start.path("amount_minor").asLong()).isOne();
    assertThat(start.path("currency").asText()).isEqualTo("BRL");
    assertThat(start.path("installments").asInt()).isEqualTo(3);
    assertThat(start.path("installment_type").asText()).isEqualTo("issuer");
    session.say(result(named(start), "authorizing"));
    session.say(result(named(start), "approved"));
    JsonNode confirm = session.expect("payment.confirm");
    assertThat(confirm.path("order_id").asText()).isEqualTo("or_mine");
    assertThat(confirm.path("attempt_id")).isEqualTo(start.path("attempt_id"));
    session.say(result(named(start), "captured"));
    fixture.awaitScreen(terminal, Kind.IDLE);
    session.expectNothingBut();
    assertThat(recorder.slips()).hasSize(2);
    assertThat(recorder.slips().getFirst().text()).doesNotContain("PEDIDO");
    assertThat(fixture.store.state().openAttempt()).isNull();
  }

  @Test
  void powerCutAfterTheApprovalIsHealed() {
    Terminal terminal = fixture.automatic();
    Session session = idle(terminal);
    terminal.arm(Fault.DROP_AFTER_APPROVED);
    terminal.sell(StandaloneSale.credit(1990));
    JsonNode start = session.expect("sale.start");
    session.say(result(named(start), "approved"));
    Session again = server.sessionAfterHello();
    again.say(welcomeWith(ORDER));
    JsonNode query = again.expect("payment.query");
    assertThat(query.path("attempt_id")).isEqualTo(start.path("attempt_id"));
    again.say(result(named(start), "approved"));
    assertThat(again.expect("payment.confirm").path("order_id").asText()).isEqualTo("or_mine");
    again.say(result(named(start), "captured"));
    assertThat(again.expect("order.shown").path("order_id").asText()).isEqualTo("or_1");
    assertThat(recorder.slips()).hasSize(2);
  }

  @Test
  void startThatWasLostIsSentAgainUnderItsOwnId() {
    Terminal terminal = fixture.automatic();
    Session session = idle(terminal);
    terminal.arm(Fault.DROP_AFTER_START);
    terminal.sell(StandaloneSale.credit(1990));
    JsonNode start = session.expect("sale.start");
    Session again = server.sessionAfterHello();
    terminal.disarm(Fault.DROP_AFTER_START);
    again.say(welcome());
    again.expect("payment.query");
    again.say(error("unknown_attempt", "payment.query"));
    assertThat(again.expect("sale.start").path("attempt_id")).isEqualTo(start.path("attempt_id"));
  }

  @Test
  void orderComesBeforeAnAmountThatIsOnlyTyped() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.sell(StandaloneSale.credit(1990));
    fixture.awaitScreen(terminal, Kind.PRESENT_CARD);
    session.say(show(ORDER));
    session.expect("order.shown");
    terminal.presentCard();
    assertThat(session.expect("payment.start").path("order_id").asText()).isEqualTo("or_1");
  }

  @Test
  void nothingIsTypedWhileAnOrderIsOnTheScreen() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    session.say(show(ORDER));
    session.expect("order.shown");
    terminal.sell(StandaloneSale.credit(500));
    terminal.presentCard();
    assertThat(session.expect("payment.start").path("amount_minor").asLong()).isEqualTo(1990);
  }

  @Test
  void redKeyForgetsTheAmountAndRefusalsAreShown() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.sell(StandaloneSale.credit(500));
    fixture.awaitScreen(terminal, Kind.PRESENT_CARD);
    terminal.putAway();
    fixture.awaitScreen(terminal, Kind.IDLE);
    terminal.presentCard();
    session.expectNothingBut();
    terminal.sell(StandaloneSale.credit(500));
    terminal.presentCard();
    session.expect("sale.start");
    session.say(error("screen_taken", "sale.start"));
    fixture.awaitScreen(terminal, Kind.REFUSED);
    assertThat(fixture.store.state().openAttempt()).isNull();
    terminal.sell(StandaloneSale.credit(500));
    terminal.presentCard();
    JsonNode start = session.expect("sale.start");
    session.say(result(named(start), "declined"));
    fixture.awaitScreen(terminal, Kind.DECLINED);
    session.say(show(ORDER));
    session.expect("order.shown");
  }

  @Test
  void deactivatedTerminalSaysSoAndSellsNevertheless() {
    Terminal terminal = fixture.automatic();
    Session session = idle(terminal);
    session.say("{'type':'activation','seq':2,'active':false,'mode':'direct'}");
    session.expectNothingBut();
    assertThat(terminal.screen()).isEqualTo(Screen.deactivated());
    terminal.sell(StandaloneSale.credit(1990));
    session.say(result(named(session.expect("sale.start")), "captured"));
    session.expectNothingBut();
    assertThat(terminal.screen()).isEqualTo(Screen.deactivated());
    session.say("{'type':'activation','seq':3,'active':true,'mode':'listed'}");
    session.expect("order.list");
    session.close(1012);
    Session again = server.sessionAfterHello();
    again.say(welcome().replace("'mode'", "'active':false,'mode'"));
    again.expectNothingBut();
    assertThat(terminal.screen()).isEqualTo(Screen.deactivated());
  }

  @Test
  void refusesLessThanOneCentavo() {
    assertThatThrownBy(() -> StandaloneSale.credit(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private Session idle(Terminal terminal) {
    Session session = server.sessionAfterHello();
    session.say(welcome());
    fixture.awaitScreen(terminal, Kind.IDLE);
    return session;
  }

  /** The start, with the order that the server makes of it. */
  private static JsonNode named(JsonNode start) {
    return ((ObjectNode) start.deepCopy()).put("order_id", "or_mine");
  }
}
