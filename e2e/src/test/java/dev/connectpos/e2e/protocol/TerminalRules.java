package dev.connectpos.e2e.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.TestCards;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/** All that the protocol asks of a terminal and that can be tried from outside. */
final class TerminalRules {
  private static final String PAIRING = "Before the first connection: pairing";
  private static final String CONNECTING = "Connecting";
  private static final String RESULTS = "From the server";
  private static final String SENDS = "From the terminal";
  private static final String KEYS = "Changes of an order";
  private static final String CUT = "What a terminal must keep through a power cut";
  private static final String DOCUMENTS = "Documents";
  private static final String ERRORS = "Errors";
  private static final String ORDER = "or_00000000000000A1";
  private static final Duration BACK = Duration.ofSeconds(2);
  private static final byte[] PICTURE = picture();

  private TerminalRules() {}

  /** A terminal and the server that it has connected to. */
  private record Scene(Device device, Stage stage, Stage.Session session) {

    /** Shows an order and has its card presented; the start. */
    JsonNode started(String order) {
      show(order, 1990);
      session.expect("order.shown");
      device.presentCard();
      return session.expect("payment.start");
    }

    void show(String order, long amount) {
      session.say("{'type':'order.show','order':" + TerminalRules.order(order, amount) + "}");
    }

    void result(JsonNode start, String status, String more) {
      TerminalRules.result(session, start, status, more);
    }

    void approve(JsonNode start) {
      result(start, "approved", APPROVAL + ",'confirm_within_ms':60000");
    }

    /** A started payment is approved, confirmed and captured. */
    void capture(JsonNode start) {
      approve(start);
      session.expect("payment.confirm");
      result(start, "captured", APPROVAL);
    }

    /** The screen says so, soon. */
    void screenSays(String text) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(device.screen()).containsIgnoringCase(text));
    }

    Stage.Session again(String more) {
      return welcomed(stage.socket(), 15_000, more);
    }
  }

  private static final String APPROVAL =
      ",'amount_minor':1990,'currency':'BRL','nsu':'12345678901234','authorization_code':'A1B2C3',"
          + "'brand':'Visa','last_four':'0010','return_code':'0','message':'Transação autorizada'";

  private static String order(String id, long amount) {
    return "{'order_id':'"
        + id
        + "','code':'PED-1','display_name':'Mesa 3','mode':'direct','amount_minor':"
        + amount
        + ",'owed_minor':"
        + amount
        + ",'currency':'BRL','payment':{'type':'credit','installments':3,"
        + "'installment_type':'merchant'},'operation_type':'auth_and_capture',"
        + "'print_order_receipt':false}";
  }

  /** Comes back after its payment has ended so, to an order that owes so much of its amount. */
  private static void paysWhatIsLeft(Scene s, String status, long amount, long owed)
      throws Exception {
    JsonNode start = s.started(ORDER);
    s.session.drop();
    Stage.Session again =
        s.again(
            ",'order':"
                + order(ORDER, amount).replace("'owed_minor':" + amount, "'owed_minor':" + owed)
                + ",'payment':{"
                + resultOf(start, status, APPROVAL)
                + "}");
    again.expect("payment.query");
    result(again, start, status, APPROVAL);
    again.expect("order.shown");
    s.device.presentCard();
    JsonNode paid = again.nextBut("order.shown");
    assertThat(paid.path("attempt_id")).isNotEqualTo(start.path("attempt_id"));
    assertThat(paid.path("amount_minor").asLong()).isEqualTo(owed);
  }

  private static String resultOf(JsonNode start, String status, String more) {
    String order = start.path("order_id").asText("or_00000000000000S1");
    return "'type':'payment.result','order_id':'"
        + order
        + "','attempt_id':'"
        + start.path("attempt_id").asText()
        + "','payment_id':'pay_0000000000000001','status':'"
        + status
        + "'"
        + more;
  }

  private static void result(Stage.Session session, JsonNode start, String status, String more) {
    session.say("{" + resultOf(start, status, more) + "}");
  }

  private static Stage.Session welcomed(Stage.Session session, long heartbeat, String more) {
    session.expect("hello");
    session.say(
        "{'type':'welcome','epoch':1,'terminal_id':'term_stage0000000000','active':true,"
            + "'mode':'direct','heartbeat_ms':"
            + heartbeat
            + more
            + "}");
    return session;
  }

  private interface Play {
    void with(Scene scene) throws Exception;
  }

  /** A fresh terminal in a session. */
  private static Rule<Device.Maker> rule(String id, String section, String sentence, Play play) {
    return cold(
        id,
        section,
        sentence,
        (device, stage) -> {
          device.on(stage.address());
          play.with(new Scene(device, stage, welcomed(stage.socket(), 15_000, "")));
        });
  }

  private interface Cold {
    void with(Device device, Stage stage) throws Exception;
  }

  /** A fresh terminal that is off. */
  private static Rule<Device.Maker> cold(String id, String section, String sentence, Cold play) {
    return new Rule<>(
        "terminal/" + id,
        sentence,
        section,
        maker -> {
          try (var stage = new Stage(Integer.getInteger("connect.protocol.port", 0));
              Device device = maker.make()) {
            play.with(device, stage);
          }
        });
  }

  static List<Rule<Device.Maker>> all() {
    return Stream.of(session(), orders(), payments(), lines(), documents())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule<Device.Maker>> session() {
    return List.of(
        rule(
            "pairs",
            PAIRING,
            "It begins a pairing with its serial number, model and version, and asks for the credential with the secret.",
            s -> {
              JsonNode begun = s.stage.pairings().getFirst();
              for (String field : List.of("serial_number", "model", "app_version")) {
                assertThat(begun.path(field).asText()).as(field).isNotEmpty();
              }
              assertThat(s.stage.pairings().getLast().path("secret").asText())
                  .isEqualTo("Bearer secret_1");
            }),
        rule(
            "handshake",
            CONNECTING,
            "It offers the subprotocol, and its credential as bearer and never in the address.",
            s -> {
              Stage.Asked asked = s.stage.asked().getFirst();
              assertThat(asked.path()).isEqualTo("/terminal/v1/connect");
              assertThat(asked.protocol()).isEqualTo(Probe.PROTOCOL);
              assertThat(asked.authorization()).isEqualTo("Bearer " + Stage.CREDENTIAL);
            }),
        cold(
            "hello-first",
            CONNECTING,
            "Its first frame is hello with its version, and no other comes before the welcome.",
            (device, stage) -> {
              device.on(stage.address());
              Stage.Session session = stage.socket();
              assertThat(session.expect("hello").path("app_version").asText()).isNotEmpty();
              session.say(
                  "{'type':'welcome','epoch':1,'terminal_id':'term_stage0000000000','active':true,'mode':'direct','heartbeat_ms':15000}");
              session.never("hello", "payment.query", "payment.start");
            }),
        rule(
            "pong",
            RESULTS,
            "It answers each ping with its seq.",
            s -> {
              for (int i = 0; i < 3; i++) {
                s.session.never("");
              }
            }),
        rule(
            "unknown-type",
            "Versions",
            "It ignores a type of frame that it does not know.",
            s -> {
              s.session.say("{'type':'weather.told','rain':true}");
              s.started(ORDER);
            }),
        rule(
            "unknown-field",
            "Versions",
            "It ignores fields that it does not know.",
            s -> {
              s.session.say(
                  "{'type':'order.show','colour':{'red':[1]},'order':"
                      + order(ORDER, 1990).replace("'code'", "'x':{'y':1},'code'")
                      + "}");
              s.session.expect("order.shown");
            }),
        rule(
            "keeps-its-credential",
            CUT,
            "Its credential survives a power cut: it does not pair again.",
            s -> {
              int before = s.stage.pairings().size();
              s.device.off();
              s.device.on(s.stage.address());
              s.again("").never("payment.query");
              assertThat(s.stage.pairings()).hasSize(before);
            }));
  }

  private static List<Rule<Device.Maker>> orders() {
    return List.of(
        rule(
            "order-shown",
            SENDS,
            "It says when an order is on its screen.",
            s -> {
              s.show(ORDER, 1990);
              assertThat(s.session.expect("order.shown").path("order_id").asText())
                  .isEqualTo(ORDER);
            }),
        rule(
            "order-in-the-welcome",
            CONNECTING,
            "It shows the order that its welcome brings.",
            s -> {
              s.session.drop();
              Stage.Session again = s.again(",'order':" + order(ORDER, 1990));
              assertThat(again.expect("order.shown").path("order_id").asText()).isEqualTo(ORDER);
            }),
        rule(
            "order-withdrawn",
            RESULTS,
            "It takes an order off its screen; a card presented then pays nothing.",
            s -> {
              s.show(ORDER, 1990);
              s.session.expect("order.shown");
              s.session.say(
                  "{'type':'order.withdraw','order_id':'" + ORDER + "','reason':'canceled'}");
              s.session.never("payment.start");
              s.device.presentCard();
              s.session.never("payment.start");
            }),
        rule(
            "order-withdrawn-unknown",
            RESULTS,
            "It ignores that an order is withdrawn which it does not show.",
            s -> {
              s.show(ORDER, 1990);
              s.session.expect("order.shown");
              s.session.say(
                  "{'type':'order.withdraw','order_id':'or_00000000000000ZZ','reason':'canceled'}");
              s.session.never("payment.start");
              s.device.presentCard();
              s.session.expect("payment.start");
            }),
        rule(
            "order-of-another-amount",
            KEYS,
            "Shown again with another amount, an order is paid with that.",
            s -> {
              s.show(ORDER, 1990);
              s.session.expect("order.shown");
              s.show(ORDER, 990);
              s.session.expect("order.shown");
              s.device.presentCard();
              assertThat(s.session.expect("payment.start").path("amount_minor").asLong())
                  .isEqualTo(990);
            }));
  }

  private static List<Rule<Device.Maker>> payments() {
    return List.of(
        rule(
            "start",
            SENDS,
            "A start has the order's amount and terms, a key of the terminal's own, and a card that is sealed.",
            s -> {
              JsonNode start = s.started(ORDER);
              assertThat(start.path("order_id").asText()).isEqualTo(ORDER);
              assertThat(start.path("amount_minor").asLong()).isEqualTo(1990);
              assertThat(start.path("currency").asText()).isEqualTo("BRL");
              assertThat(start.path("payment_type").asText()).isEqualTo("credit");
              assertThat(start.path("installments").asInt()).isEqualTo(3);
              assertThat(start.path("installment_type").asText()).isEqualTo("merchant");
              assertThat(start.path("entry_mode").asText())
                  .isIn("chip", "contactless", "magstripe_fallback", "typed");
              String serial = s.stage.pairings().getFirst().path("serial_number").asText();
              assertThat(start.path("attempt_id").asText())
                  .matches("\\Q" + serial + "\\E-[0-9A-Za-z._+-]+-[0-9A-Za-z]{6}-[0-9]{4}");
              JsonNode card = start.path("card");
              assertThat(card.path("ksn").asText()).matches("[0-9A-Fa-f]{24}");
              assertThat(card.path("iv").asText()).matches("[0-9A-Za-z+/]{16}");
              assertThat(card.path("data").asText()).matches("[0-9A-Za-z+/]{24,1024}={0,2}");
            }),
        rule(
            "no-card-number",
            KEYS,
            "No card number leaves the terminal in the clear.",
            s -> {
              s.capture(s.started(ORDER));
              s.session.never("payment.start");
              for (String frame : s.stage.everything()) {
                assertThat(frame)
                    .doesNotContain(TestCards.APPROVED.pan())
                    .doesNotContainPattern("\\b[3-6]\\d{15}\\b");
              }
            }),
        rule(
            "keys-never-twice",
            KEYS,
            "Neither a key of the terminal's nor a counter of its card key is used twice.",
            s -> {
              JsonNode first = s.started(ORDER);
              s.result(
                  first,
                  "declined",
                  ",'return_code':'1016','message':'Saldo insuficiente','guidance':'','retryable':true");
              s.screenSays("Recusad");
              s.device.presentCard();
              JsonNode second = s.session.expect("payment.start");
              assertThat(second.path("attempt_id")).isNotEqualTo(first.path("attempt_id"));
              assertThat(second.path("card").path("ksn"))
                  .isNotEqualTo(first.path("card").path("ksn"));
            }),
        rule(
            "counter-survives",
            CUT,
            "After a power cut no key and no counter is used again.",
            s -> {
              JsonNode first = s.started(ORDER);
              s.device.off();
              s.device.on(s.stage.address());
              Stage.Session again = s.again(",'order':" + order(ORDER, 1990));
              again.nextBut("order.shown");
              result(again, first, "reversed", ",'reason':'confirm_timeout'");
              again.say("{'type':'order.withdraw','order_id':'" + ORDER + "','reason':'canceled'}");
              again.say("{'type':'order.show','order':" + order("or_00000000000000A2", 1990) + "}");
              JsonNode shown = again.nextBut("payment.query");
              while (!shown.path("order_id").asText().equals("or_00000000000000A2")) {
                shown = again.nextBut("payment.query");
              }
              s.device.presentCard();
              JsonNode second = again.nextBut("payment.query", "order.shown");
              assertThat(second.path("type").asText()).isEqualTo("payment.start");
              assertThat(second.path("attempt_id")).isNotEqualTo(first.path("attempt_id"));
              assertThat(second.path("card").path("ksn"))
                  .isNotEqualTo(first.path("card").path("ksn"));
            }),
        rule(
            "attempt-stored-before-it-is-sent",
            CUT,
            "Its power cut right after a start, it asks for that attempt first, and starts nothing.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.device.off();
              s.device.on(s.stage.address());
              Stage.Session again =
                  s.again(
                      ",'order':"
                          + order(ORDER, 1990)
                          + ",'payment':{"
                          + resultOf(start, "authorizing", "")
                          + "}");
              JsonNode asked = again.nextBut("order.shown");
              assertThat(asked.path("type").asText()).isEqualTo("payment.query");
              assertThat(asked.path("attempt_id")).isEqualTo(start.path("attempt_id"));
              again.never("payment.start", "payment.confirm");
            }),
        rule(
            "asks-after-a-lost-line",
            CUT,
            "After a lost connection it asks for its open attempt before it shows anything final.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.session.drop();
              Stage.Session again = s.again("");
              JsonNode asked = again.nextBut("order.shown");
              assertThat(asked.path("type").asText()).isEqualTo("payment.query");
              assertThat(asked.path("attempt_id")).isEqualTo(start.path("attempt_id"));
              assertThat(s.device.screen()).containsIgnoringCase("Verificando");
            }),
        rule(
            "one-open-attempt",
            SENDS,
            "While its payment is undecided, a card presented again starts nothing.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.device.presentCard();
              s.session.never("payment.start");
              s.result(start, "authorizing", "");
              s.device.presentCard();
              s.session.never("payment.start");
              s.result(start, "verifying", "");
              s.device.presentCard();
              s.session.never("payment.start");
            }),
        rule(
            "verifying-is-shown",
            RESULTS,
            "In doubt it shows Verificando, never Recusado, and repeats nothing by itself.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.result(start, "verifying", "");
              s.screenSays("Verificando");
              s.session.never("payment.start", "payment.confirm");
              assertThat(s.device.screen()).doesNotContainIgnoringCase("Recusad");
            }),
        rule(
            "unknown-status-is-doubt",
            "Versions",
            "An outcome that it does not know it takes for verifying.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.result(start, "pondering", "");
              s.screenSays("Verificando");
              s.device.presentCard();
              s.session.never("payment.start", "payment.confirm");
            }),
        rule(
            "confirms-once",
            SENDS,
            "It confirms an approval once, and names order and attempt.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.approve(start);
              JsonNode confirm = s.session.expect("payment.confirm");
              assertThat(confirm.path("order_id").asText()).isEqualTo(ORDER);
              assertThat(confirm.path("attempt_id")).isEqualTo(start.path("attempt_id"));
              s.approve(start);
              s.approve(start);
              s.session.never("payment.confirm", "payment.start");
            }),
        rule(
            "confirms-after-asking",
            SENDS,
            "Asked again and still told approved, it confirms again.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.approve(start);
              s.session.expect("payment.confirm");
              s.session.drop();
              Stage.Session again = s.again("");
              assertThat(again.nextBut("order.shown").path("type").asText())
                  .isEqualTo("payment.query");
              result(again, start, "approved", APPROVAL + ",'confirm_within_ms':50000");
              assertThat(again.nextBut("payment.query").path("type").asText())
                  .isEqualTo("payment.confirm");
            }),
        rule(
            "approval-of-another-attempt",
            SENDS,
            "It confirms no attempt but its open one.",
            s -> {
              s.show(ORDER, 1990);
              JsonNode shown = s.session.expect("order.shown");
              result(s.session, shown, "approved", APPROVAL + ",'confirm_within_ms':60000");
              s.session.never("payment.confirm");
            }),
        rule(
            "declined-is-shown",
            RESULTS,
            "Declined, it shows so with the message.",
            s -> {
              s.result(
                  s.started(ORDER),
                  "declined",
                  ",'return_code':'1016','message':'Saldo insuficiente','guidance':'','retryable':true");
              s.screenSays("Recusad");
              s.screenSays("Saldo insuficiente");
            }),
        rule(
            "captured-ends-the-sale",
            SENDS,
            "Captured, the sale is done: a card presented then pays nothing.",
            s -> {
              s.capture(s.started(ORDER));
              s.session.never("payment.start");
              assertThat(s.device.screen()).doesNotContainIgnoringCase("Verificando");
              s.device.presentCard();
              s.session.never("payment.start", "payment.confirm");
            }),
        rule(
            "reversed-may-be-paid-again",
            SENDS,
            "Undone, the order may be paid with a new attempt.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.result(start, "reversed", ",'reason':'confirm_timeout'");
              s.session.never("payment.start", "payment.confirm");
              Awaitility.await()
                  .pollInterval(Duration.ofMillis(100))
                  .until(() -> s.device.screen().contains("cartão"));
              s.device.presentCard();
              assertThat(s.session.nextBut("order.shown").path("attempt_id"))
                  .isNotEqualTo(start.path("attempt_id"));
            }),
        rule(
            "unavailable-repeats-the-same",
            ERRORS,
            "Told temporarily_unavailable, it sends the same start again and no other.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.session.say(
                  "{'type':'error','code':'temporarily_unavailable','message':'Nothing was done; try again','in_reply_to':'payment.start'}");
              JsonNode again = s.session.nextBut("pong");
              assertThat(again.path("type").asText()).isIn("payment.start", "payment.query");
              assertThat(again.path("attempt_id")).isEqualTo(start.path("attempt_id"));
            }),
        rule(
            "paid-in-the-welcome",
            CONNECTING,
            "An order that its welcome says to be captured is not paid again.",
            s -> {
              JsonNode start = s.started(ORDER);
              s.capture(start);
              s.session.never("payment.start");
              s.session.drop();
              Stage.Session again =
                  s.again(
                      ",'order':"
                          + order(ORDER, 1990)
                          + ",'payment':{"
                          + resultOf(start, "captured", APPROVAL)
                          + "}");
              again.never("payment.start", "payment.confirm");
              s.device.presentCard();
              again.never("payment.start", "payment.confirm");
            }),
        rule(
            "given-back-in-the-welcome",
            "Changes of an order",
            "An order that owes again, as its welcome says, is shown once its attempt is closed, and may be paid.",
            s -> paysWhatIsLeft(s, "refunded", 1990, 1990)),
        rule(
            "left-in-the-welcome",
            "Changes of an order",
            "What is left of an order after a sale that its welcome tells of is shown once that attempt is closed, and may be paid.",
            s -> paysWhatIsLeft(s, "captured", 2500, 510)),
        rule(
            "sells-standalone",
            "Standalone sales",
            "A typed amount is a sale.start, and its confirm repeats the order that the server named.",
            s -> {
              s.session.never("sale.start"); // It has read its welcome.
              s.device.sell(700);
              JsonNode start = s.session.expect("sale.start");
              assertThat(start.has("order_id")).isFalse();
              assertThat(start.path("amount_minor").asLong()).isEqualTo(700);
              s.approve(start);
              assertThat(s.session.expect("payment.confirm").path("order_id").asText())
                  .isEqualTo("or_00000000000000S1");
            }));
  }

  private static List<Rule<Device.Maker>> lines() {
    return List.of(
        rule(
            "comes-back",
            CONNECTING,
            "When the line is lost it connects again by itself.",
            s -> {
              s.session.drop();
              s.again("").never("payment.query");
            }),
        cold(
            "notices-silence",
            CONNECTING,
            "A server that is silent for three heartbeats is left, and connected to again.",
            (device, stage) -> {
              device.on(stage.address());
              welcomed(stage.socket(), 200, "");
              welcomed(stage.socket(), 15_000, "").never("payment.query");
            }),
        rule(
            "fenced-stays-away",
            ERRORS,
            "Fenced by a newer session (4001) it does not come back by itself.",
            s -> {
              s.session.close(4001);
              staysAway(s.stage);
            }),
        rule(
            "refused-stays-away",
            CONNECTING,
            "Refused with 401 it does not knock again.",
            s -> {
              s.stage.refuse(401);
              int before = s.stage.asked().size();
              s.session.drop();
              Awaitility.await().until(() -> s.stage.asked().size() > before);
              s.stage.refuse(0);
              staysAway(s.stage);
            }),
        rule(
            "replaced-stays-away",
            ERRORS,
            "Its credential replaced (1008), it comes at most once more and stops at 401.",
            s -> {
              int before = s.stage.asked().size();
              s.stage.refuse(401);
              s.session.close(1008);
              staysAway(s.stage);
              assertThat(s.stage.asked().size() - before).isLessThanOrEqualTo(1);
            }),
        rule(
            "restarting-comes-back-at-once",
            ERRORS,
            "Told that the server is restarting (1012) it comes back at once.",
            s -> {
              long closed = System.nanoTime();
              s.session.close(1012);
              s.again("").never("payment.query");
              assertThat(Duration.ofNanos(System.nanoTime() - closed))
                  .isLessThan(Duration.ofSeconds(5));
            }),
        rule(
            "backs-off",
            CONNECTING,
            "While it is not let in, its waits grow.",
            s -> {
              s.stage.refuse(503);
              s.session.drop();
              int before = s.stage.asked().size();
              Awaitility.await()
                  .atMost(Duration.ofSeconds(30))
                  .until(() -> s.stage.asked().size() >= before + 6);
              List<Stage.Asked> asked = s.stage.asked().subList(before, before + 6);
              assertThat(asked.get(5).at() - asked.get(4).at())
                  .isGreaterThan(asked.get(1).at() - asked.get(0).at());
              s.stage.refuse(0);
              s.again("").never("payment.query");
            }));
  }

  /** Nothing comes within a time in which one that wanted would have come back. */
  private static void staysAway(Stage stage) {
    Awaitility.await().during(BACK).atMost(BACK.multipliedBy(2)).until(() -> !stage.hasSocket());
  }

  private static List<Rule<Device.Maker>> documents() {
    return List.of(
        rule(
            "prints",
            DOCUMENTS,
            "It prints a document and says so.",
            s -> {
              document(s.session, "prt_1", sha256());
              answered(s.session, "prt_1", "printed", "");
              assertThat(s.device.printed()).isEqualTo(1);
            }),
        rule(
            "prints-at-most-once",
            DOCUMENTS,
            "A document that comes again is answered for and not printed again.",
            s -> {
              document(s.session, "prt_1", sha256());
              answered(s.session, "prt_1", "printed", "");
              s.session.drop();
              Stage.Session again = s.again("");
              document(again, "prt_1", sha256());
              answered(again, "prt_1", "printed", "");
              assertThat(s.device.printed()).isEqualTo(1);
            }),
        rule(
            "prints-at-most-once-after-a-power-cut",
            DOCUMENTS,
            "Nor after a power cut.",
            s -> {
              document(s.session, "prt_1", sha256());
              answered(s.session, "prt_1", "printed", "");
              s.device.off();
              s.device.on(s.stage.address());
              Stage.Session again = s.again("");
              document(again, "prt_1", sha256());
              answered(again, "prt_1", "printed", "");
              assertThat(s.device.printed()).isEqualTo(1);
            }),
        rule(
            "checks-the-image",
            DOCUMENTS,
            "An image that is not what was announced is not printed: image_error.",
            s -> {
              document(s.session, "prt_1", "0".repeat(64));
              answered(s.session, "prt_1", "failed", "image_error");
              assertThat(s.device.printed()).isZero();
            }));
  }

  private static byte[] picture() {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(384, 8, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String sha256() throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PICTURE));
  }

  private static void document(Stage.Session session, String id, String sha256) {
    session.say(
        "{'type':'print.start','print_id':'"
            + id
            + "','order_id':'"
            + ORDER
            + "','document':'nfe','format':'png','width':384,'height':8,'bytes':"
            + PICTURE.length
            + ",'sha256':'"
            + sha256
            + "','chunks':1}");
    session.say(
        "{'type':'print.data','print_id':'"
            + id
            + "','index':0,'data':'"
            + Base64.getEncoder().encodeToString(PICTURE)
            + "'}");
  }

  private static void answered(Stage.Session session, String id, String status, String reason) {
    JsonNode frame = session.expect("print.result");
    assertThat(frame.path("print_id").asText()).isEqualTo(id);
    assertThat(frame.path("status").asText()).as("%s", frame).isEqualTo(status);
    assertThat(frame.path("reason").asText("")).isEqualTo(reason);
  }
}
