package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.ORDER;
import static dev.connectpos.emulator.TerminalFixture.OTHER_ORDER;
import static dev.connectpos.emulator.TerminalFixture.error;
import static dev.connectpos.emulator.TerminalFixture.result;
import static dev.connectpos.emulator.TerminalFixture.show;
import static dev.connectpos.emulator.TerminalFixture.welcome;
import static dev.connectpos.emulator.TerminalFixture.welcomeWith;
import static dev.connectpos.emulator.TerminalFixture.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.dukpt.EncryptedCard;
import dev.connectpos.dukpt.WorkingKeys;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.screen.Screen.Kind;
import dev.connectpos.emulator.screen.Slip;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and payments, frame by frame. */
final class TerminalTest {

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;
  private final Recorder recorder = fixture.recorder;

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void paysAnOrderWithExactlyTheFramesOfTheProtocol() {
    var terminal = fixture.automatic();
    Session session = server.session();
    assertThat(session.expect("hello").toString())
        .isEqualTo("{\"type\":\"hello\",\"app_version\":\"1.0.0\"}");
    session.say(welcome());
    fixture.awaitScreen(terminal, Kind.IDLE);

    session.say(show(ORDER));
    assertThat(session.expect("order.shown").toString())
        .isEqualTo("{\"type\":\"order.shown\",\"order_id\":\"or_1\"}");
    JsonNode start = session.expect("payment.start");
    assertStart(start);
    String attempt = start.path("attempt_id").asText();

    session.say(result(start, "authorizing"));
    session.say(result(start, "approved"));
    assertThat(session.expect("payment.confirm").toString())
        .isEqualTo(
            "{\"type\":\"payment.confirm\",\"order_id\":\"or_1\",\"attempt_id\":\"%s\"}"
                .formatted(attempt));
    assertThat(recorder.slips()).isEmpty();
    session.say(result(start, "captured"));
    fixture.awaitScreen(terminal, Kind.IDLE);
    session.say(withdraw("or_1", "paid"));
    session.expectNothingBut();

    assertThat(recorder.slips())
        .extracting(Slip::copy)
        .containsExactly(Slip.Copy.CUSTOMER, Slip.Copy.MERCHANT);
    assertThat(recorder.screens())
        .containsExactly(
            Kind.OFFLINE,
            Kind.IDLE,
            Kind.ORDER,
            Kind.PRESENT_CARD,
            Kind.PIN,
            Kind.AUTHORIZING,
            Kind.APPROVED,
            Kind.IDLE);
    assertThat(fixture.store.state().openAttempt()).isNull();
  }

  private void assertStart(JsonNode start) {
    assertThat(start.fieldNames())
        .toIterable()
        .containsExactly(
            "type",
            "order_id",
            "attempt_id",
            "amount_minor",
            "currency",
            "payment_type",
            "installments",
            "installment_type",
            "entry_mode",
            "card");
    String attempt = start.path("attempt_id").asText();
    assertThat(attempt).matches("EMU0000001-1\\.0\\.0-[0-9A-Z]{6}-[0-9]{4}");
    assertThat(start.path("amount_minor").asLong()).isEqualTo(1990);
    assertThat(start.path("currency").asText()).isEqualTo("BRL");
    assertThat(start.path("payment_type").asText()).isEqualTo("credit");
    assertThat(start.path("installments").asInt()).isEqualTo(1);
    assertThat(start.path("installment_type").asText()).isEqualTo("merchant");
    assertThat(start.path("entry_mode").asText()).isEqualTo("chip");

    JsonNode card = start.path("card");
    assertThat(card.fieldNames()).toIterable().containsExactly("ksn", "iv", "data", "pin_block");
    var encrypted =
        new EncryptedCard(
            card.path("ksn").asText(),
            card.path("iv").asText(),
            card.path("data").asText(),
            card.path("pin_block").asText());
    try (WorkingKeys keys = TerminalFixture.BDK.workingKeys(encrypted.keySerialNumber())) {
      assertThat(new String(encrypted.open(keys, attempt), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"pan\":\"4000000000000010\",\"expiry\":\"3512\","
                  + "\"holder_name\":\"PORTADOR DE TESTE\",\"service_code\":\"201\"}");
      assertThat(encrypted.pin(keys, "4000000000000010")).containsExactly('1', '2', '3', '4');
    }
  }

  @Test
  void sendsNoPinBlockForACardWithoutPin() {
    fixture.start(
        ShopperScript.automatic(TestCards.APPROVED.withPin(null))
            .withEntryMode(EntryMode.CONTACTLESS),
        fixture.store);
    JsonNode start = fixture.startedPayment(server.sessionAfterHello());
    assertThat(start.path("card").has("pin_block")).isFalse();
    assertThat(start.path("entry_mode").asText()).isEqualTo("contactless");
    assertThat(recorder.screens()).doesNotContain(Kind.PIN);
  }

  @Test
  void neverShowsCardDataToTheObserver() {
    fixture.automatic();
    JsonNode start = fixture.startedPayment(server.sessionAfterHello());
    String data = start.path("card").path("data").asText();
    assertThat(recorder.events().toString())
        .contains("\"card\":\"***\"")
        .doesNotContain(data)
        .doesNotContain("4000000000000010");
  }

  @Test
  void doesNothingMoreForADeclinedOrderUntilTheShopperTriesAgain() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode first = fixture.startedPayment(session);
    session.say(result(first, "declined"));
    fixture.awaitScreen(terminal, Kind.DECLINED);
    assertThat(String.valueOf(terminal.screen()))
        .contains("Recusado", "Transação não autorizada", "Use outro cartão");
    session.say(show(ORDER));
    session.expectNothingBut("order.shown");

    terminal.shopper(ShopperScript.automatic(TestCards.APPROVED));
    terminal.presentCard();
    JsonNode second = session.expect("payment.start");
    assertThat(second.path("attempt_id")).isNotEqualTo(first.path("attempt_id"));
    assertThat(second.path("card").path("ksn")).isNotEqualTo(first.path("card").path("ksn"));
  }

  @Test
  void paysAReversedOrderAgainWhenItIsShownAgain() {
    var terminal = fixture.automatic();
    terminal.arm(Fault.SKIP_CONFIRM);
    Session session = server.sessionAfterHello();
    JsonNode first = fixture.startedPayment(session);
    session.say(result(first, "approved"));
    session.expectNothingBut();
    session.say(result(first, "reversed"));
    fixture.awaitScreen(terminal, Kind.REVERSED);
    session.expectNothingBut();

    terminal.disarm(Fault.SKIP_CONFIRM);
    session.say(show(ORDER));
    session.expect("order.shown");
    JsonNode second = session.expect("payment.start");
    assertThat(second.path("attempt_id")).isNotEqualTo(first.path("attempt_id"));
    session.say(result(second, "approved"));
    session.expect("payment.confirm");
    session.say(result(second, "captured"));
    fixture.awaitScreen(terminal, Kind.IDLE);
    session.expectNothingBut();
    assertThat(recorder.slips()).hasSize(2);
  }

  @Test
  void showsAReversedOrderAgainByItselfAndGivesUpWhenItIsUndoneTooOften() {
    var terminal =
        fixture.emulator.start(
            fixture.settings().withShowAgainAfter(Duration.ofMillis(20)),
            fixture.store,
            ShopperScript.automatic(TestCards.NEVER_FOUND),
            recorder);
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER));
    for (int i = 0; i < 3; i++) {
      session.expect("order.shown");
      JsonNode start = session.expect("payment.start");
      session.say(result(start, "verifying"));
      session.say(result(start, "reversed"));
    }
    fixture.awaitScreen(terminal, Kind.REVERSED);
    await().during(Duration.ofMillis(200)).until(() -> shows(terminal, Kind.REVERSED));
    session.expectNothingBut();
    terminal.presentCard();
    session.expect("payment.start");
  }

  private static boolean shows(Terminal terminal, Kind kind) {
    var screen = terminal.screen();
    return screen != null && screen.kind() == kind;
  }

  @Test
  void confirmsOnceHoweverOftenTheApprovalIsTold() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    for (int i = 0; i < 3; i++) {
      session.say(result(start, "approved"));
    }
    session.expectNothingBut("payment.confirm");
  }

  @Test
  void confirmsAgainWhenItHadToAskAndTheApprovalStillStands() {
    fixture.emulator.start(
        fixture.settings().withAskAgainAfter(Duration.ofSeconds(1)),
        fixture.store,
        ShopperScript.automatic(TestCards.APPROVED),
        recorder);
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(result(start, "approved"));
    session.expect("payment.confirm");
    session.expect("payment.query");
    session.say(result(start, "approved"));
    session.expect("payment.confirm");
  }

  @Test
  void paysAnOrderOnceTheForeignAttemptOnItIsUndone() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(error("payment_in_progress", "payment.start"));
    String foreign =
        result(start, "reversed")
            .replace(start.path("attempt_id").asText(), "EMU-1.0.0-AAAAAA-0001");
    session.say(foreign.replace("'reversed'", "'verifying'"));
    session.say(foreign);
    session.expect("order.shown");
    assertThat(session.expect("payment.start").path("attempt_id"))
        .isNotEqualTo(start.path("attempt_id"));
  }

  @Test
  void choosesOneCreditInstalmentWhenTheOrderLeavesItOpen() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcomeWith("{'order_id':'or_1','amount_minor':1990,'currency':'BRL'}"));
    session.expect("order.shown");
    JsonNode start = session.expect("payment.start");
    assertThat(start.path("payment_type").asText()).isEqualTo("credit");
    assertThat(start.path("installments").asInt()).isEqualTo(1);
    assertThat(start.path("installment_type").asText()).isEqualTo("merchant");
  }

  @Test
  void takesADuplicateOrderForTheSameOrder() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(show(ORDER));
    session.expectNothingBut("order.shown");
    session.say(result(start, "approved"));
    session.expect("payment.confirm");
    session.say(result(start, "captured"));
    session.say(result(start, "captured"));
    session.say(show(ORDER));
    session.expectNothingBut();
    assertThat(recorder.slips()).hasSize(2);
  }

  @Test
  void showsAnOrderAgainWhenItsContentsChangeBeforeTheCard() {
    var terminal = fixture.manual();
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    session.say(show(ORDER.replace("1990", "2990")));
    session.expect("order.shown");
    terminal.presentCard();
    assertThat(session.expect("payment.start").path("amount_minor").asLong()).isEqualTo(2990);
  }

  @Test
  void ignoresFramesItDoesNotKnow() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    session.say(welcome());
    session.say("{'type':'order.dance','seq':2}");
    session.say("{'type':'payment.result','seq':3}");
    session.say("{'type':'order.show'}");
    session.say("not json");
    session.say("[]");
    session.say(error("unknown_attempt", "payment.query"));
    session.say(withdraw("or_unknown", "closed"));
    session.expectNothingBut();
    assertThat(terminal.ended()).isNotDone();
    assertThat(recorder.screens()).containsExactly(Kind.OFFLINE, Kind.IDLE);
  }

  @Test
  void neverCallsAnUnknownStatusFinal() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(result(start, "teleported"));
    fixture.awaitScreen(terminal, Kind.VERIFYING);
    assertThat(fixture.store.state().openAttempt()).isNotNull();
  }

  @Test
  void leavesResultsOfOtherAttemptsAlone() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    String other = start.path("attempt_id").asText().replaceAll("....$", "9999");
    session.say(result(start, "approved").replace(start.path("attempt_id").asText(), other));
    session.say(result(start, "captured").replace(start.path("attempt_id").asText(), other));
    session.expectNothingBut();
    assertThat(recorder.slips()).isEmpty();
  }

  @Test
  void takesAWithdrawnOrderOffTheScreen() {
    var terminal = fixture.manual();
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    session.say(withdraw("or_1", "canceled"));
    fixture.awaitScreen(terminal, Kind.IDLE);
    terminal.presentCard();
    session.expectNothingBut();
  }

  @Test
  void showsTheNextOrderOnlyWhenTheOpenAttemptHasEnded() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode first = fixture.startedPayment(session);
    session.say(withdraw("or_1", "closed"));
    session.say(show(OTHER_ORDER));
    session.expectNothingBut();
    session.say(result(first, "declined"));
    assertThat(session.expect("order.shown").path("order_id").asText()).isEqualTo("or_2");
    assertThat(session.expect("payment.start").path("amount_minor").asLong()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"amount_mismatch", "payment_in_progress", "order_already_paid", "invalid_field"})
  void givesUpARefusedStartAndWaitsToBeShownTheOrderAgain(String code) {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode first = fixture.startedPayment(session);
    session.say(error(code, "payment.start"));
    fixture.awaitScreen(terminal, Kind.REFUSED);
    session.expectNothingBut();
    assertThat(fixture.store.state().openAttempt()).isNull();
    session.say(show(ORDER));
    session.expect("order.shown");
    assertThat(session.expect("payment.start").path("attempt_id"))
        .isNotEqualTo(first.path("attempt_id"));
  }

  @Test
  void repeatsTheSameStartWhenTheServerIsTemporarilyUnavailable() {
    fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(error("temporarily_unavailable", "payment.start"));
    assertThat(session.expect("payment.start")).isEqualTo(start);
  }

  @Test
  void keepsTheAttemptOpenWhenAConfirmationIsRefused() {
    var terminal = fixture.automatic();
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    session.say(result(start, "approved"));
    session.expect("payment.confirm");
    session.say(error("not_confirmable", "payment.confirm"));
    fixture.awaitScreen(terminal, Kind.VERIFYING);
    assertThat(fixture.store.state().openAttempt()).isNotNull();
    session.say(result(start, "reversed"));
    fixture.awaitScreen(terminal, Kind.REVERSED);
  }

  @Test
  void asksHowAnAttemptStandsWhenNoNewsComes() {
    fixture.emulator.start(
        fixture.settings().withAskAgainAfter(Duration.ofMillis(50)),
        fixture.store,
        ShopperScript.automatic(TestCards.APPROVED),
        recorder);
    Session session = server.sessionAfterHello();
    JsonNode start = fixture.startedPayment(session);
    for (int i = 0; i < 2; i++) {
      assertThat(session.expect("payment.query").path("attempt_id"))
          .isEqualTo(start.path("attempt_id"));
    }
  }

  @Test
  void sendsTheSameStartTwiceWhenToldTo() {
    var terminal = fixture.manual();
    terminal.arm(Fault.START_TWICE);
    Session session = server.sessionAfterHello();
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    terminal.presentCard();
    assertThat(session.expect("payment.start")).isEqualTo(session.expect("payment.start"));
  }

  @Test
  void presentsTheCardOnlyWhenTheShopperDoes() {
    var terminal = fixture.manual();
    Session session = server.sessionAfterHello();
    session.say(welcome());
    terminal.presentCard();
    session.say(show(ORDER));
    session.expect("order.shown");
    session.expectNothingBut();
    fixture.awaitScreen(terminal, Kind.PRESENT_CARD);
    terminal.presentCard();
    terminal.presentCard();
    session.expect("payment.start");
    session.expectNothingBut();
  }

  @Test
  void takesTheShoppersTime() {
    fixture.start(
        ShopperScript.automatic(TestCards.APPROVED)
            .withDelays(Duration.ofMillis(20), Duration.ofMillis(20)),
        fixture.store);
    fixture.startedPayment(server.sessionAfterHello());
    assertThat(recorder.screens()).contains(Kind.PRESENT_CARD, Kind.PIN, Kind.AUTHORIZING);
  }
}
