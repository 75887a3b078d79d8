package dev.connectpos.e2e.protocol;

import static dev.connectpos.e2e.protocol.SessionRules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.protocol.ServerBench.Device;
import dev.connectpos.e2e.protocol.ServerBench.Sale;
import dev.connectpos.emulator.Card;
import dev.connectpos.emulator.TestCards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the protocol asks of a server about orders and money. */
final class PaymentRules {
  static final Card CARD = TestCards.APPROVED;
  private static final String RESULTS = "From the terminal";
  private static final String ORDERS = "Direct and listed orders";
  private static final String STANDALONE = "Standalone sales";
  private static final String KEYS = "Changes of an order";

  private PaymentRules() {}

  /** A terminal with a direct order of R$ 19,90 on its screen. */
  private record Shown(Device device, Probe probe, String order) {
    String start(String key, long amount, Card card) {
      return device.start(new Sale(order, key, amount), card);
    }

    /** A payment up to its approval, not confirmed; the attempt id. */
    String approved() {
      String key = device.key();
      probe.send(start(key, 1990, CARD));
      probe.result("approved");
      return key;
    }

    void confirm(String key) {
      PaymentRules.confirm(probe, order, key);
    }

    void captured() {
      confirm(approved());
      probe.result("captured");
    }
  }

  private interface Scene {
    void play(Shown shown) throws Exception;
  }

  private static Rule.Check<ServerBench> shown(Scene scene) {
    return b ->
        b.terminal(
            t -> {
              try (Probe probe = t.connect()) {
                String order = t.direct(1990);
                assertThat(probe.next("order.show").path("order").path("order_id").asText())
                    .isEqualTo(order);
                scene.play(new Shown(t, probe, order));
              }
            });
  }

  private static void confirm(Probe probe, String order, String key) {
    probe.send("{'type':'payment.confirm','order_id':'" + order + "','attempt_id':'" + key + "'}");
  }

  private static void query(Probe probe, String key) {
    probe.send("{'type':'payment.query','attempt_id':'" + key + "'}");
  }

  static List<Rule<ServerBench>> orders() {
    return List.of(
        rule(
            "order-shown-at-once",
            ORDERS,
            "A direct order is shown by itself, with what it owes and how it is paid.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        String id = t.direct(1990);
                        JsonNode order = probe.next("order.show").path("order");
                        assertThat(order.path("order_id").asText()).isEqualTo(id);
                        assertThat(order.path("mode").asText()).isEqualTo("direct");
                        assertThat(order.path("amount_minor").asLong()).isEqualTo(1990);
                        assertThat(order.path("owed_minor").asLong()).isEqualTo(1990);
                        assertThat(order.path("currency").asText()).isEqualTo("BRL");
                        assertThat(order.path("payment").path("type").asText()).isEqualTo("credit");
                        probe.send("{'type':'order.shown','order_id':'" + id + "'}");
                        t.quiet(probe);
                      }
                    })),
        rule(
            "order-one-at-a-time",
            ORDERS,
            "The next direct order waits until the former has left the screen.",
            shown(
                s -> {
                  String next = s.device.direct(500);
                  s.device.quiet(s.probe);
                  s.device.closeOrder(s.order, "canceled");
                  assertThat(s.probe.next("order.withdraw").path("reason").asText())
                      .isEqualTo("canceled");
                  assertThat(s.probe.next("order.show").path("order").path("order_id").asText())
                      .isEqualTo(next);
                })),
        rule(
            "order-in-the-welcome",
            "Connecting",
            "A new session is welcomed with the order on the screen.",
            shown(
                s -> {
                  s.probe.close();
                  try (Probe again = s.device.open()) {
                    assertThat(again.hello().path("order").path("order_id").asText())
                        .isEqualTo(s.order);
                  }
                })),
        rule(
            "order-rejected",
            ORDERS,
            "The red key takes a direct order off the screen; it does not come back by itself.",
            shown(
                s -> {
                  s.probe.send("{'type':'order.reject','order_id':'" + s.order + "'}");
                  assertThat(s.probe.next("order.withdraw").path("reason").asText())
                      .isEqualTo("rejected");
                  s.device.quiet(s.probe);
                  s.probe.close();
                  try (Probe again = s.device.open()) {
                    assertThat(again.hello().has("order")).isFalse();
                  }
                })),
        rule(
            "order-of-a-deactivated-terminal",
            "Activation",
            "Deactivated, what is on the screen is withdrawn, released, and comes again when it is active.",
            b ->
                shown(
                        s -> {
                          String path = "/terminal/v1/terminals/" + s.device.id + "/activation";
                          assertThat(b.operator("DELETE", path, null).status()).isBetween(200, 204);
                          assertThat(s.probe.next("activation").path("active").asBoolean(true))
                              .isFalse();
                          assertThat(s.probe.next("order.withdraw").path("reason").asText())
                              .isEqualTo("released");
                          assertThat(b.operator("PUT", path, Map.of("mode", "direct")).status())
                              .isBetween(200, 204);
                          s.probe.next("activation");
                          assertThat(
                                  s.probe
                                      .next("order.show")
                                      .path("order")
                                      .path("order_id")
                                      .asText())
                              .isEqualTo(s.order);
                        })
                    .run(b)),
        rule(
            "order-not-here",
            "Errors",
            "An order that is not this terminal's is neither picked nor released nor rejected.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        for (String act : List.of("order.pick", "order.release", "order.reject")) {
                          probe.send("{'type':'" + act + "','order_id':'or_0000000000000000'}");
                          assertThat(probe.error("order_not_here").path("in_reply_to").asText())
                              .isEqualTo(act);
                        }
                      }
                    })),
        rule(
            "list-and-pick",
            ORDERS,
            "A listed order is found by a part of its code, picked, and put back.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        String code = "LIST" + t.key();
                        String id = t.listed(code, 1990);
                        JsonNode found = find(probe, code.substring(2), id);
                        assertThat(found.path("mode").asText()).isEqualTo("listed");
                        probe.send("{'type':'order.pick','order_id':'" + id + "'}");
                        assertThat(
                                nextBut(probe, "order.list_changed", "order.show")
                                    .path("order")
                                    .path("order_id")
                                    .asText())
                            .isEqualTo(id);
                        probe.send("{'type':'order.release','order_id':'" + id + "'}");
                        assertThat(
                                nextBut(probe, "order.list_changed", "order.withdraw")
                                    .path("reason")
                                    .asText())
                            .isEqualTo("released");
                      }
                    })),
        rule(
            "list-changed-once",
            ORDERS,
            "That a list is out of date is told once, until the terminal asks again.",
            b ->
                b.terminal(
                    t -> {
                      String mark = t.key();
                      try (Probe probe = t.connect()) {
                        probe.send("{'type':'order.list','filter':'" + mark + "'}");
                        assertThat(probe.next("order.listed").path("orders")).isEmpty();
                        t.listed("L1" + mark, 100);
                        probe.next("order.list_changed");
                        t.listed("L2" + mark, 100);
                        t.quiet(probe);
                      }
                    })),
        rule(
            "list-waits-for-the-screen",
            "Errors",
            "While a direct order is on the screen no listed one is picked.",
            shown(
                s -> {
                  String mark = s.device.key();
                  String listed = s.device.listed("TAKEN" + mark, 100);
                  find(s.probe, "TAKEN" + mark, listed);
                  s.probe.send("{'type':'order.pick','order_id':'" + listed + "'}");
                  assertThat(nextBut(s.probe, "order.list_changed", "error").path("code").asText())
                      .isEqualTo("screen_taken");
                })),
        rule(
            "list-paid-in-parts",
            ORDERS,
            "A listed order is paid in parts, at most what is owed, and withdrawn when nothing is.",
            b ->
                b.terminal(
                    t -> {
                      String mark = t.key();
                      try (Probe probe = t.connect()) {
                        String id = t.listed("PARTS" + mark, 1990);
                        find(probe, "PARTS" + mark, id);
                        probe.send("{'type':'order.pick','order_id':'" + id + "'}");
                        nextBut(probe, "order.list_changed", "order.show");
                        probe.send(t.start(new Sale(id, t.key(), 1991), CARD));
                        assertThat(
                                nextBut(probe, "order.list_changed", "error").path("code").asText())
                            .isEqualTo("amount_above_owed");
                        part(t, probe, id, 1000);
                        assertThat(
                                nextBut(probe, "order.list_changed", "order.show")
                                    .path("order")
                                    .path("owed_minor")
                                    .asLong())
                            .isEqualTo(990);
                        part(t, probe, id, 990);
                        assertThat(
                                nextBut(probe, "order.list_changed", "order.withdraw")
                                    .path("reason")
                                    .asText())
                            .isEqualTo("paid");
                      }
                    })));
  }

  private static void part(Device t, Probe probe, String order, long amount) {
    String key = t.key();
    probe.send(t.start(new Sale(order, key, amount), CARD));
    String status = "";
    while (!status.equals("captured")) {
      JsonNode frame = nextBut(probe, "order.list_changed", "payment.result");
      status = frame.path("status").asText();
      assertThat(status).as("%s", frame).isIn("authorizing", "approved", "captured");
      if (status.equals("approved")) {
        confirm(probe, order, key);
      }
    }
  }

  private static JsonNode find(Probe probe, String filter, String id) {
    for (int tries = 0; tries < 100; tries++) {
      probe.send("{'type':'order.list','filter':'" + filter + "'}");
      for (JsonNode order : nextBut(probe, "order.list_changed", "order.listed").path("orders")) {
        if (order.path("order_id").asText().equals(id)) {
          return order;
        }
      }
      // The order is on its way; the list says when it is there.
      probe.next("order.list_changed");
    }
    throw new AssertionError("the order is not listed: " + id);
  }

  private static JsonNode nextBut(Probe probe, String passing, String type) {
    JsonNode frame = probe.next();
    while (frame.path("type").asText().equals(passing)) {
      frame = probe.next();
    }
    assertThat(frame.path("type").asText()).as("%s", frame).isEqualTo(type);
    return frame;
  }

  static List<Rule<ServerBench>> payments() {
    return List.of(
        rule(
            "payment",
            RESULTS,
            "A start is approved with all that a slip needs; confirmed, it is captured.",
            shown(
                s -> {
                  String key = s.device.key();
                  s.probe.send(s.start(key, 1990, CARD));
                  JsonNode approved = s.probe.result("approved");
                  assertThat(approved.path("order_id").asText()).isEqualTo(s.order);
                  assertThat(approved.path("attempt_id").asText()).isEqualTo(key);
                  assertThat(approved.path("amount_minor").asLong()).isEqualTo(1990);
                  assertThat(approved.path("nsu").asText()).matches("\\d{14}");
                  assertThat(approved.path("authorization_code").asText()).hasSize(6);
                  assertThat(approved.path("confirm_within_ms").asLong()).isPositive();
                  s.confirm(key);
                  JsonNode captured = s.probe.result("captured");
                  assertThat(captured.has("confirm_within_ms")).isFalse();
                  assertThat(captured.path("payment_id")).isEqualTo(approved.path("payment_id"));
                })),
        rule(
            "payment-says-no-card-number",
            RESULTS,
            "Of the card a result has its last four digits, and its number never.",
            shown(
                s -> {
                  String key = s.device.key();
                  s.probe.send(s.start(key, 1990, CARD));
                  JsonNode approved = s.probe.result("approved");
                  assertThat(approved.path("last_four").asText())
                      .isEqualTo(CARD.pan().substring(12));
                  assertThat(approved.toString()).doesNotContain(CARD.pan());
                  s.confirm(key);
                  s.probe.result("captured");
                })),
        rule(
            "payment-start-twice",
            KEYS,
            "A start with a key that was used before starts nothing and is answered by that attempt.",
            shown(
                s -> {
                  String key = s.device.key();
                  String start = s.start(key, 1990, CARD);
                  s.probe.send(start);
                  JsonNode first = s.probe.result("approved");
                  s.probe.send(start);
                  assertThat(s.probe.result("approved").path("payment_id"))
                      .isEqualTo(first.path("payment_id"));
                  s.confirm(key);
                  s.probe.result("captured");
                })),
        rule(
            "payment-key-with-other-contents",
            KEYS,
            "The same key for something else is attempt_with_different_contents.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        String key = t.key();
                        probe.send(t.start(new Sale(null, key, 100), CARD));
                        JsonNode approved = probe.result("approved");
                        probe.send(t.start(new Sale(null, key, 101), CARD));
                        probe.error("attempt_with_different_contents");
                        confirm(probe, approved.path("order_id").asText(), key);
                        probe.result("captured");
                      }
                    })),
        rule(
            "payment-amount",
            ORDERS,
            "A direct order is paid with exactly what it owes.",
            shown(
                s -> {
                  s.probe.send(s.start(s.device.key(), 1989, CARD));
                  s.probe.error("amount_mismatch");
                })),
        rule(
            "payment-terms",
            "Errors",
            "A start whose function or instalments are not the order's is an invalid_field of payment_type.",
            shown(
                s -> {
                  s.probe.send(s.start(s.device.key(), 1990, CARD).replace("'credit'", "'debit'"));
                  assertThat(s.probe.error("invalid_field").path("field").asText())
                      .isEqualTo("payment_type");
                })),
        rule(
            "payment-of-another-order",
            "Errors",
            "An order that is not on the screen is not paid.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send(t.start(new Sale("or_0000000000000000", t.key(), 100), CARD));
                        probe.error("order_not_here");
                      }
                    })),
        rule(
            "payment-declined",
            RESULTS,
            "A decline says why and whether to try again; the order may be paid with a new attempt.",
            shown(
                s -> {
                  s.probe.send(s.start(s.device.key(), 1990, TestCards.DECLINED));
                  JsonNode declined = s.probe.result("declined");
                  assertThat(declined.path("return_code").asText()).isNotEmpty();
                  assertThat(declined.path("message").asText()).isNotEmpty();
                  assertThat(declined.path("retryable").isBoolean()).isTrue();
                  s.captured();
                })),
        rule(
            "payment-in-doubt",
            RESULTS,
            "An outcome that is not known is verifying, if it is told, and never declined, and is told when it is known.",
            shown(
                s -> {
                  String key = s.device.key();
                  s.probe.send(s.start(key, 1990, TestCards.ANSWERED_LATE));
                  if (!s.probe.inDoubt().equals("approved")) {
                    s.probe.result("approved");
                  }
                  s.confirm(key);
                  s.probe.result("captured");
                })),
        rule(
            "payment-one-undecided",
            "Errors",
            "While a payment is undecided no other is started.",
            shown(
                s -> {
                  String key = s.device.key();
                  s.probe.send(s.start(key, 1990, TestCards.ANSWERED_LATE));
                  List<String> said = new ArrayList<>();
                  said.add(s.probe.inDoubt());
                  s.probe.send(s.start(s.device.key(), 1990, CARD));
                  JsonNode frame = s.probe.nextBut("order.show");
                  while (!frame.path("type").asText().equals("error")) {
                    said.add(frame.path("status").asText());
                    frame = s.probe.nextBut("order.show");
                  }
                  assertThat(frame.path("code").asText()).isEqualTo("payment_in_progress");
                  if (!said.contains("approved")) {
                    s.probe.result("approved");
                  }
                  s.confirm(key);
                  s.probe.result("captured");
                })),
        rule(
            "payment-not-confirmed",
            RESULTS,
            "An approval that is not confirmed is undone; a late confirm changes nothing, and the order may be paid again.",
            shown(
                s -> {
                  String key = s.approved();
                  JsonNode reversed = s.probe.result("reversed");
                  assertThat(reversed.path("reason").asText()).isNotEmpty();
                  s.confirm(key);
                  JsonNode late = s.probe.nextBut("order.show");
                  assertThat(late.path("status").asText(late.path("code").asText()))
                      .as("%s", late)
                      .isIn("reversed", "not_confirmable");
                  s.captured();
                })),
        rule(
            "payment-confirm-twice",
            RESULTS,
            "A second confirm is answered by the result as it stands.",
            shown(
                s -> {
                  String key = s.approved();
                  s.confirm(key);
                  s.probe.result("captured");
                  s.confirm(key);
                  s.probe.result("captured");
                })),
        rule(
            "payment-confirm-of-nothing",
            "Errors",
            "A confirm of an attempt that was never made is unknown_attempt.",
            shown(
                s -> {
                  s.confirm(s.device.key());
                  s.probe.error("unknown_attempt");
                })),
        rule(
            "payment-query-of-nothing",
            "Errors",
            "A query of an attempt that was never made is unknown_attempt.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        query(probe, t.key());
                        assertThat(probe.error("unknown_attempt").path("in_reply_to").asText())
                            .isEqualTo("payment.query");
                      }
                    })),
        rule(
            "payment-query-for-ever",
            RESULTS,
            "A query is answered with the same outcome in every later session.",
            shown(
                s -> {
                  String key = s.approved();
                  s.confirm(key);
                  JsonNode captured = s.probe.result("captured");
                  s.probe.close();
                  for (int i = 0; i < 2; i++) {
                    try (Probe again = s.device.connect()) {
                      query(again, key);
                      assertThat(again.result("captured").path("nsu"))
                          .isEqualTo(captured.path("nsu"));
                    }
                  }
                })),
        rule(
            "payment-of-a-stranger",
            "Errors",
            "Another terminal's attempt is unknown.",
            b ->
                shown(
                        s -> {
                          String key = s.approved();
                          b.terminal(
                              other -> {
                                try (Probe probe = other.connect()) {
                                  query(probe, key);
                                  probe.error("unknown_attempt");
                                }
                              });
                          s.confirm(key);
                          s.probe.result("captured");
                        })
                    .run(b)),
        rule(
            "reconnect-after-start",
            "Connecting",
            "Cut after the start, the next session is welcomed with order and payment, and the sale ends once.",
            shown(
                s -> {
                  String key = s.device.key();
                  s.probe.send(s.start(key, 1990, TestCards.ANSWERED_LATE));
                  var _ = s.probe.inDoubt();
                  s.probe.close();
                  try (Probe again = s.device.open()) {
                    JsonNode welcome = again.hello();
                    assertThat(welcome.path("order").path("order_id").asText()).isEqualTo(s.order);
                    assertThat(welcome.path("payment").path("attempt_id").asText()).isEqualTo(key);
                    query(again, key);
                    again.result("approved");
                    confirm(again, s.order, key);
                    again.result("captured");
                  }
                })),
        rule(
            "reconnect-after-approval",
            "Connecting",
            "Cut after the approval, the next session may confirm it.",
            shown(
                s -> {
                  String key = s.approved();
                  s.probe.close();
                  try (Probe again = s.device.open()) {
                    JsonNode payment = again.hello().path("payment");
                    assertThat(payment.path("status").asText()).isEqualTo("approved");
                    assertThat(payment.path("confirm_within_ms").asLong()).isPositive();
                    confirm(again, s.order, key);
                    again.result("captured");
                  }
                })),
        rule(
            "reconnect-after-capture",
            "Connecting",
            "Cut after the capture, the order is not on the screen any more, and no second payment of it is begun.",
            shown(
                s -> {
                  s.captured();
                  s.probe.close();
                  try (Probe again = s.device.open()) {
                    assertThat(again.hello().has("order")).isFalse();
                    again.send(s.start(s.device.key(), 1990, CARD));
                    assertThat(again.next("error").path("code").asText())
                        .isIn("order_not_here", "order_already_paid");
                  }
                })),
        rule(
            "card-of-another-attempt",
            KEYS,
            "A card that was sealed for another attempt is of no use.",
            shown(
                s -> {
                  String key = s.device.key();
                  String start = s.start(s.device.key(), 1990, CARD);
                  s.probe.send(
                      start.replaceFirst("'attempt_id':'[^']*'", "'attempt_id':'" + key + "'"));
                  assertThat(outcome(s.probe)).isIn("declined", "card_data_rejected");
                })));
  }

  /** The status, or the error, by which a payment that was started has ended. */
  private static String outcome(Probe probe) {
    String said = "authorizing";
    while (said.equals("authorizing") || said.equals("verifying")) {
      JsonNode frame = probe.nextBut("order.show");
      said = frame.path("status").asText(frame.path("code").asText());
    }
    return said;
  }

  static List<Rule<ServerBench>> standalone() {
    return List.of(
        rule(
            "sale",
            STANDALONE,
            "A standalone sale names its order in every result, and is captured once confirmed.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        String key = t.key();
                        probe.send(t.start(new Sale(null, key, 700), CARD));
                        String order = probe.result("approved").path("order_id").asText();
                        assertThat(order).isNotEmpty();
                        confirm(probe, order, key);
                        assertThat(probe.result("captured").path("order_id").asText())
                            .isEqualTo(order);
                      }
                    })),
        rule(
            "sale-twice",
            STANDALONE,
            "A sale with a key that was used before starts nothing.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        String key = t.key();
                        String start = t.start(new Sale(null, key, 700), CARD);
                        probe.send(start);
                        JsonNode first = probe.result("approved");
                        probe.send(start);
                        assertThat(probe.result("approved").path("payment_id"))
                            .isEqualTo(first.path("payment_id"));
                        confirm(probe, first.path("order_id").asText(), key);
                        probe.result("captured");
                      }
                    })),
        rule(
            "sale-in-reais",
            STANDALONE,
            "A standalone sale is in BRL.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send(
                            t.start(new Sale(null, t.key(), 700), CARD).replace("'BRL'", "'USD'"));
                        assertThat(probe.error("invalid_field").path("field").asText())
                            .isEqualTo("currency");
                      }
                    })),
        rule(
            "sale-waits-for-the-screen",
            STANDALONE,
            "An order that is on the screen comes first.",
            shown(
                s -> {
                  s.probe.send(s.device.start(new Sale(null, s.device.key(), 700), CARD));
                  s.probe.error("screen_taken");
                })),
        rule(
            "sale-in-the-welcome",
            STANDALONE,
            "While its outcome is open, the welcome holds the result without an order.",
            b ->
                b.terminal(
                    t -> {
                      String key = t.key();
                      String order;
                      try (Probe probe = t.connect()) {
                        probe.send(t.start(new Sale(null, key, 700), CARD));
                        order = probe.result("approved").path("order_id").asText();
                      }
                      try (Probe again = t.open()) {
                        JsonNode welcome = again.hello();
                        assertThat(welcome.has("order")).isFalse();
                        assertThat(welcome.path("payment").path("attempt_id").asText())
                            .isEqualTo(key);
                        confirm(again, order, key);
                        again.result("captured");
                      }
                    })));
  }
}
