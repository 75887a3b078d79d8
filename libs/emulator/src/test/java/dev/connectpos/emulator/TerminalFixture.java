package dev.connectpos.emulator;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.emulator.ScriptedServer.Session;
import dev.connectpos.emulator.screen.Screen;
import dev.connectpos.emulator.state.MemoryTerminalStore;
import dev.connectpos.emulator.state.TerminalState;
import dev.connectpos.emulator.state.TerminalStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** A scripted server, an emulator, and the sentences both know. */
final class TerminalFixture implements AutoCloseable {

  static final BaseDerivationKey BDK = BaseDerivationKey.ofHex("FEDCBA9876543210F1F1F1F1F1F1F1F1");
  static final String SERIAL = "EMU0000001";
  static final String ORDER =
      "{'order_id':'or_1','code':'PED-1','display_name':'Mesa 3','amount_minor':1990,"
          + "'currency':'BRL','payment':{'type':'credit','installments':1,"
          + "'installment_type':'merchant'},'print_order_receipt':false}";
  static final String OTHER_ORDER = ORDER.replace("or_1", "or_2").replace("1990", "500");
  static final String LISTED =
      ORDER.replace("'amount_minor':1990", "'mode':'listed','amount_minor':1990,'owed_minor':1990");
  static final Instant NOW = Instant.parse("2026-11-23T15:20:45Z");

  final ScriptedServer server = new ScriptedServer();
  final Emulator emulator = new Emulator(Clock.fixed(NOW, ZoneOffset.UTC));
  final Recorder recorder = new Recorder();
  final TerminalStore store = new MemoryTerminalStore(paired());

  static TerminalState paired() {
    return TerminalState.injected(SERIAL, "EMULATOR", BDK, new SecureRandom())
        .paired("term_1", ScriptedServer.CREDENTIAL);
  }

  TerminalSettings settings() {
    return TerminalSettings.of(server.uri())
        .withReconnect(Duration.ofMillis(10), Duration.ofMillis(50))
        .withAskAgainAfter(Duration.ofMinutes(1))
        .withShowAgainAfter(Duration.ofMinutes(1));
  }

  Terminal automatic() {
    return start(ShopperScript.automatic(TestCards.APPROVED), store);
  }

  Terminal manual() {
    return start(ShopperScript.manual(TestCards.APPROVED), store);
  }

  Terminal start(ShopperScript shopper, TerminalStore from) {
    return emulator.start(settings(), from, shopper, recorder);
  }

  /** A session welcomed with an order, whose payment was started. */
  JsonNode startedPayment(Session session) {
    session.say(welcomeWith(ORDER));
    session.expect("order.shown");
    return session.expect("payment.start");
  }

  static String welcome() {
    return "{'type':'welcome','seq':1,'epoch':1,'terminal_id':'term_1','mode':'direct',"
        + "'heartbeat_ms':15000}";
  }

  static String welcomeWith(String order) {
    return welcome().replace("15000}", "15000,'order':" + order + "}");
  }

  static String show(String order) {
    return "{'type':'order.show','seq':2,'order':" + order + "}";
  }

  static String withdraw(String orderId, String reason) {
    return "{'type':'order.withdraw','seq':9,'order_id':'%s','reason':'%s'}"
        .formatted(orderId, reason);
  }

  static String result(JsonNode start, String status) {
    String fields =
        switch (status) {
          case "approved" -> MONEY + ",'confirm_within_ms':60000";
          case "captured", "voided", "refunded", "expired" -> MONEY;
          case "held" -> MONEY + ",'operation_type':'pre_auth','capture_by':'2026-11-30T15:20:45Z'";
          case "declined" ->
              ",'return_code':'1000','message':'Transação não autorizada',"
                  + "'guidance':'Use outro cartão','retryable':false";
          case "reversed" -> ",'reason':'confirm_timeout'";
          default -> "";
        };
    return "{'type':'payment.result','seq':3,'order_id':'%s','attempt_id':'%s','payment_id':'pay_1','status':'%s'%s}"
        .formatted(
            start.path("order_id").asText(), start.path("attempt_id").asText(), status, fields);
  }

  static String error(String code, String inReplyTo) {
    return "{'type':'error','seq':4,'code':'%s','message':'recusado','in_reply_to':'%s'}"
        .formatted(code, inReplyTo);
  }

  void awaitScreen(Terminal terminal, Screen.Kind kind) {
    await()
        .until(
            () -> {
              Screen screen = terminal.screen();
              return screen != null && screen.kind() == kind;
            });
  }

  @Override
  public void close() {
    emulator.close();
    server.close();
  }

  private static final String MONEY =
      ",'amount_minor':1990,'currency':'BRL','nsu':'12345678901234',"
          + "'authorization_code':'A1B2C3','brand':'visa','last_four':'0010',"
          + "'return_code':'0','message':'Transação autorizada'";
}
