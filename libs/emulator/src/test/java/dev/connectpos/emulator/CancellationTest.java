package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.ORDER;
import static dev.connectpos.emulator.TerminalFixture.error;
import static dev.connectpos.emulator.TerminalFixture.show;
import static dev.connectpos.emulator.TerminalFixture.welcome;
import static dev.connectpos.emulator.TerminalFixture.welcomeWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.screen.CancellationSlip;
import dev.connectpos.emulator.screen.Printout;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.screen.Screen.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sales cancelled on the terminal (T6). */
final class CancellationTest {

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void cancelsWithExactlyTheFramesOfTheProtocol() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.unlock("4321");
    assertThat(session.expect("admin.unlock").path("password").asText()).isEqualTo("4321");
    session.say("{'type':'admin.unlocked','seq':2,'expires_in_ms':300000}");
    JsonNode list = session.expect("sales.list");
    assertThat(list).hasToString("{\"type\":\"sales.list\"}");
    session.say(sales(SALE));
    fixture.awaitScreen(terminal, Kind.SALES);
    terminal.cancel("12345678901234");
    fixture.awaitScreen(terminal, Kind.PRESENT_CARD);
    terminal.presentCard();
    JsonNode cancel = session.expect("sale.cancel");
    assertThat(cancel.path("payment_id").asText()).isEqualTo("pay_1");
    assertThat(cancel.path("amount_minor").asLong()).isEqualTo(1990 - 490);
    assertThat(cancel.path("currency").asText()).isEqualTo("BRL");
    assertThat(cancel.path("entry_mode").asText()).isEqualTo("chip");
    assertThat(cancel.path("cancel_id").asText())
        .matches("EMU0000001-1\\.0\\.0-[0-9A-Z]{6}-\\d{4}");
    assertThat(cancel.path("card").has("pin_block")).isFalse();
    assertThat(opened(cancel)).contains("4000000000000010");
    session.say(outcome(cancel, "processing", ""));
    fixture.awaitScreen(terminal, Kind.VERIFYING);
    session.say(outcome(cancel, "canceled", ",'kind':'refund'"));
    fixture.awaitScreen(terminal, Kind.CANCELED);
    session.expectNothingBut();
    assertThat(printed())
        .hasSize(2)
        .allSatisfy(
            slip -> {
              assertThat(slip).isInstanceOf(CancellationSlip.class);
              assertThat(slip.text())
                  .contains("VISA CRÉDITO 3X", "VENDA ESTORNADA", "R$ 15,00", "12345678901234")
                  .as("the list does not say who finances it")
                  .doesNotContain("JUROS");
            });
    assertThat(fixture.store.state().openCancellation()).isNull();
    assertThat(fixture.recorder.events().toString()).doesNotContain("4321");
  }

  @Test
  void isStoredBeforeItIsSentAndNeverUsesAnIdOrACounterAgain() {
    Terminal terminal = fixture.manual();
    Session session = picked(terminal);
    long attempts = fixture.store.state().attemptCounter();
    long keys = fixture.store.state().keyCounter();
    terminal.cutPowerAt(Step.CANCELLATION_STORED);
    terminal.presentCard();
    Session again = server.sessionAfterHello();
    await().until(session::closed);
    var lost = Objects.requireNonNull(fixture.store.state().openCancellation());
    again.say(welcome());
    assertThat(again.expect("cancel.query").path("cancel_id").asText()).isEqualTo(lost.cancelId());
    again.say(error("unknown_cancel", "cancel.query"));
    fixture.awaitScreen(terminal, Kind.REFUSED);
    assertThat(fixture.store.state().openCancellation()).isNull();
    pick(terminal, again);
    terminal.presentCard();
    assertThat(again.expect("sale.cancel").path("cancel_id").asText())
        .isNotEqualTo(lost.cancelId());
    assertThat(fixture.store.state().attemptCounter()).isEqualTo(attempts + 2);
    assertThat(fixture.store.state().keyCounter()).isEqualTo(keys + 2);
  }

  @Test
  void requestThatTheServerNeverTookIsSentAgainAsItWas() {
    Terminal terminal = fixture.manual();
    Session session = picked(terminal);
    terminal.presentCard();
    JsonNode cancel = session.expect("sale.cancel");
    session.close(1012);
    Session again = server.sessionAfterHello();
    again.say(welcome());
    again.expect("cancel.query");
    again.say(error("unknown_cancel", "cancel.query"));
    assertThat(again.expect("sale.cancel")).isEqualTo(cancel);
    again.say(error("temporarily_unavailable", "sale.cancel"));
    assertThat(again.expect("sale.cancel")).isEqualTo(cancel);
    again.say(error("admin_required", "sale.cancel"));
    fixture.awaitScreen(terminal, Kind.REFUSED);
    assertThat(lines(terminal)).contains("Digite a senha administrativa");
    assertThat(fixture.store.state().openCancellation()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"CANCEL_SENT", "CANCELED_HEARD", "CANCELED_PRINTED"})
  void outcomeIsAskedForAfterAPowerCut(Step step) {
    Terminal terminal = fixture.manual();
    Session session = picked(terminal);
    terminal.cutPowerAt(step);
    terminal.presentCard();
    JsonNode cancel = session.expect("sale.cancel");
    if (step != Step.CANCEL_SENT) {
      session.say(outcome(cancel, "canceled", ",'kind':'void'"));
    }
    Session again = server.sessionAfterHello();
    again.say(welcome());
    assertThat(again.expect("cancel.query").path("cancel_id")).isEqualTo(cancel.path("cancel_id"));
    again.say(outcome(cancel, "canceled", ",'kind':'void'"));
    fixture.awaitScreen(terminal, Kind.CANCELED);
    assertThat(printed()).hasSize(step == Step.CANCELED_PRINTED ? 4 : 2);
    assertThat(fixture.store.state().openCancellation()).isNull();
  }

  @Test
  void pdvsOrderComesBeforeOneThatWasNotSentAndIsNotKeptWaitingByOneThatWas() {
    Terminal terminal = fixture.manual();
    Session session = picked(terminal);
    session.say(show(ORDER));
    session.expect("order.shown");
    terminal.presentCard();
    JsonNode start = session.expect("payment.start");
    session.say(TerminalFixture.result(start, "captured"));
    fixture.awaitScreen(terminal, Kind.IDLE);
    pick(terminal, session);
    terminal.presentCard();
    JsonNode cancel = session.expect("sale.cancel");
    session.say(show(ORDER.replace("or_1", "or_2")));
    session.expect("order.shown");
    session.say(outcome(cancel, "canceled", ",'kind':'void'"));
    await().until(() -> printed().size() == 2);
    fixture.awaitScreen(terminal, Kind.PRESENT_CARD);
    terminal.presentCard();
    assertThat(session.expect("payment.start").path("order_id").asText()).isEqualTo("or_2");
  }

  @Test
  void openOneIsAskedAboutWhileAnOrderIsOnTheScreen() {
    Terminal terminal = fixture.manual();
    Session session = picked(terminal);
    terminal.presentCard();
    JsonNode cancel = session.expect("sale.cancel");
    session.close(1012);
    Session again = server.sessionAfterHello();
    again.say(welcomeWith(ORDER));
    again.expect("order.shown");
    again.expect("cancel.query");
    again.say(outcome(cancel, "refused", ",'code':'x','message':'Venda já liquidada'"));
    again.expectNothingBut();
    fixture.awaitScreen(terminal, Kind.PRESENT_CARD);
    assertThat(fixture.store.state().openCancellation()).isNull();
    assertThat(printed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          wrong_password    | 'tries_left':2                          | Senha incorreta, tentativas: 2
          admin_locked      | 'locked_until':'2026-11-23T15:35:00Z'   | Senha bloqueada até 12:35
          no_admin_password | 'field':'password'                      | A loja não tem senha administrativa
          """)
  void saysWhyThePasswordWasRefused(String code, String field, String line) {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.unlock("0000");
    session.expect("admin.unlock");
    session.say(error(code, "admin.unlock").replace("'message'", field + ",'message'"));
    fixture.awaitScreen(terminal, Kind.REFUSED);
    assertThat(lines(terminal)).contains(line);
    terminal.putAway();
    fixture.awaitScreen(terminal, Kind.IDLE);
  }

  @Test
  void refusalLeavesNothingOpenAndDoubtStaysOpen() {
    Terminal terminal = fixture.manual();
    Session session = picked(terminal);
    terminal.presentCard();
    session.expect("sale.cancel");
    session.say(error("cancel_with_different_contents", "sale.cancel"));
    fixture.awaitScreen(terminal, Kind.VERIFYING);
    session.expectNothingBut();
    assertThat(fixture.store.state().openCancellation()).isNotNull();
    session.say(error("card_mismatch", "sale.cancel"));
    fixture.awaitScreen(terminal, Kind.REFUSED);
    assertThat(lines(terminal)).contains("Não é o cartão da venda");
    assertThat(fixture.store.state().openCancellation()).isNull();
  }

  @Test
  void asksForNoCardOfASaleThatIsNotListedOrNotCancelable() {
    Terminal terminal = fixture.manual();
    Session session = idle(terminal);
    terminal.cancel("12345678901234");
    fixture.awaitScreen(terminal, Kind.REFUSED);
    terminal.sales(SalesFilter.TODAY);
    session.expect("sales.list");
    session.say(sales(SALE.replace("'cancelable':true", "'cancelable':false")));
    fixture.awaitScreen(terminal, Kind.SALES);
    terminal.cancel("pay_1");
    fixture.awaitScreen(terminal, Kind.REFUSED);
    assertThat(lines(terminal)).contains("Esta venda não pode ser cancelada");
    terminal.presentCard();
    session.expectNothingBut();
  }

  private static final String SALE =
      "{'payment_id':'pay_1','order_id':'or_1','nsu':'12345678901234','authorization_code':'A1B2C3',"
          + "'amount_minor':1990,'refunded_minor':490,'currency':'BRL','payment_type':'credit',"
          + "'installments':3,'brand':'Visa','last_four':'0010','status':'partially_refunded',"
          + "'at':'2026-11-23T15:20:45Z','standalone':false,'cancelable':true}";

  private static String sales(String sale) {
    return "{'type':'sales.listed','seq':3,'date':'2026-11-23','sales':["
        + sale
        + "],'more':false}";
  }

  private static String outcome(JsonNode cancel, String status, String further) {
    return "{'type':'cancel.result','seq':4,'cancel_id':'%s','payment_id':'pay_1','status':'%s',"
            .formatted(cancel.path("cancel_id").asText(), status)
        + "'amount_minor':1500,'currency':'BRL','nsu':'12345678901234'"
        + further
        + "}";
  }

  private Session idle(Terminal terminal) {
    Session session = server.sessionAfterHello();
    session.say(welcome());
    fixture.awaitScreen(terminal, Kind.IDLE);
    return session;
  }

  private Session picked(Terminal terminal) {
    Session session = idle(terminal);
    pick(terminal, session);
    return session;
  }

  private void pick(Terminal terminal, Session session) {
    terminal.sales(SalesFilter.TODAY);
    session.expect("sales.list");
    session.say(sales(SALE));
    fixture.awaitScreen(terminal, Kind.SALES);
    terminal.cancel("12345678901234");
    fixture.awaitScreen(terminal, Kind.PRESENT_CARD);
  }

  private static List<String> lines(Terminal terminal) {
    Screen screen = terminal.screen();
    return screen == null ? List.of() : screen.lines();
  }

  private List<Printout> printed() {
    return fixture.recorder.printouts();
  }

  /** The card, as whoever has the key and the cancellation's id reads it. */
  private static String opened(JsonNode cancel) {
    JsonNode card = cancel.path("card");
    var sealed =
        new EncryptedCard(
            card.path("ksn").asText(), card.path("iv").asText(), card.path("data").asText(), null);
    try (var keys = TerminalFixture.BDK.workingKeys(sealed.keySerialNumber())) {
      return new String(
          sealed.open(keys, cancel.path("cancel_id").asText()), StandardCharsets.UTF_8);
    }
  }
}
