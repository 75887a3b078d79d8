package dev.connectpos.e2e.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.protocol.ServerBench.Device;
import dev.connectpos.e2e.protocol.ServerBench.Pairing;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the protocol asks of a server before anything is sold: pairing, handshake, session, frames.
 */
final class SessionRules {
  private static final int LIMIT = 64 * 1024;
  private static final String PAIRING = "Before the first connection: pairing";
  private static final String CONNECTING = "Connecting";
  private static final String ERRORS = "Errors";

  private SessionRules() {}

  static List<Rule<ServerBench>> pairing() {
    return List.of(
        rule(
            "pairing-three-steps",
            PAIRING,
            "A code, a claim, a credential that connects.",
            b -> {
              try (Probe probe = b.fresh().open()) {
                assertThat(probe.hello().path("terminal_id").asText()).isNotEmpty();
              }
            }),
        rule(
            "pairing-waits-for-the-claim",
            PAIRING,
            "Until the code is claimed, the terminal is told to wait.",
            b -> {
              Pairing pairing = b.begin(b.newSerial());
              var answer = b.progress(pairing, pairing.secret());
              assertThat(answer.status()).isEqualTo(200);
              assertThat(answer.json().path("status").asText()).isEqualTo("waiting");
            }),
        rule(
            "pairing-secret-is-asked-for",
            PAIRING,
            "With a wrong secret a pairing does not exist.",
            b -> assertThat(b.progress(b.begin(b.newSerial()), "wrong").status()).isEqualTo(404)),
        rule(
            "pairing-models",
            PAIRING,
            "A model that is not accepted gets no code.",
            b -> assertThat(b.beginNow(b.newSerial(), "TOASTER").status()).isBetween(400, 422)),
        rule(
            "pairing-operators-only",
            PAIRING,
            "Without the operator's token a code is not claimed.",
            b ->
                assertThat(b.claim(b.begin(b.newSerial()).code(), "Bearer wrong").status())
                    .isEqualTo(401)),
        rule(
            "pairing-claim-again",
            PAIRING,
            "Claiming a code again answers the same terminal.",
            b -> {
              Pairing pairing = b.begin(b.newSerial());
              var once = b.claim(pairing.code()).json().path("id").asText();
              assertThat(b.claim(pairing.code()).json().path("id").asText())
                  .isNotEmpty()
                  .isEqualTo(once);
            }),
        rule(
            "pairing-unknown-code",
            PAIRING,
            "A code that nobody was shown is refused.",
            b -> assertThat(b.claim("ZZZZZZZZ").status()).isBetween(404, 429)),
        rule(
            "pairing-credential-again",
            PAIRING,
            "Asked again before the first session, the server answers a fresh credential, which voids the one before.",
            b -> {
              Pairing pairing = b.begin(b.newSerial());
              assertThat(b.claim(pairing.code()).status()).isEqualTo(201);
              String first =
                  b.progress(pairing, pairing.secret()).json().path("device_credential").asText();
              String second =
                  b.progress(pairing, pairing.secret()).json().path("device_credential").asText();
              assertThat(second).isNotEqualTo(first);
              assertThat(Probe.status(Probe.Asking.bearer(b.address(), first))).isEqualTo(401);
              assertThat(Probe.status(Probe.Asking.bearer(b.address(), second))).isEqualTo(101);
            }),
        rule(
            "pairing-finished",
            PAIRING,
            "Once the terminal has connected, the pairing gives no credential any more: 410.",
            b -> {
              Pairing pairing = b.begin(b.newSerial());
              assertThat(b.claim(pairing.code()).status()).isEqualTo(201);
              String credential =
                  b.progress(pairing, pairing.secret()).json().path("device_credential").asText();
              try (Probe probe = Probe.open(Probe.Asking.bearer(b.address(), credential))) {
                probe.hello();
                var answer = b.progress(pairing, pairing.secret());
                assertThat(answer.status()).isEqualTo(410);
                assertThat(answer.json().path("code").asText()).isEqualTo("pairing_finished");
              }
            }),
        rule(
            "credential-replaced",
            "Errors",
            "A session with a credential that was replaced meanwhile is closed with 1008.",
            b -> {
              Device device = b.fresh();
              try (Probe probe = device.open()) {
                device.pairAgain();
                probe.send("{'type':'hello','app_version':'1.0.0'}");
                assertThat(probe.closeCode()).isEqualTo(1008);
              }
            }));
  }

  static List<Rule<ServerBench>> handshake() {
    return List.of(
        rule(
            "handshake-credential",
            CONNECTING,
            "A bad credential, or none, is answered 401 and no socket.",
            b -> {
              for (String bad : List.of("", "x", "term_0000000000000000.wrong")) {
                assertThat(Probe.status(Probe.Asking.bearer(b.address(), bad)))
                    .as("<%s>", bad)
                    .isEqualTo(401);
              }
              assertThat(
                      Probe.status(
                          new Probe.Asking(b.address(), Map.of(), List.of(Probe.PROTOCOL))))
                  .isEqualTo(401);
            }),
        rule(
            "handshake-subprotocol",
            CONNECTING,
            "Without the subprotocol there is no socket.",
            b ->
                b.terminal(
                    t -> {
                      var headers = Map.of("Authorization", "Bearer " + t.credential());
                      assertThat(
                              Probe.status(
                                  new Probe.Asking(
                                      b.address(), headers, List.of("connect-terminal.v0"))))
                          .isEqualTo(400);
                    })),
        rule(
            "handshake-page",
            CONNECTING,
            "A page of the server's own origin gets a socket, and its credential is not repeated.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe =
                          Probe.open(
                              Probe.Asking.page(
                                  b.address(), t.credential(), origin(b.address())))) {
                        assertThat(probe.subprotocol()).isEqualTo(Probe.PROTOCOL);
                        probe.hello();
                      }
                    })),
        rule(
            "handshake-foreign-page",
            CONNECTING,
            "A page of another origin, or of none, is answered 403.",
            b ->
                b.terminal(
                    t -> {
                      for (String origin : List.of("https://evil.example", "null", "")) {
                        assertThat(
                                Probe.status(
                                    Probe.Asking.page(b.address(), t.credential(), origin)))
                            .as("<%s>", origin)
                            .isEqualTo(403);
                      }
                    })),
        rule(
            "handshake-authorization-alone",
            CONNECTING,
            "Where Authorization is present it alone counts, and Origin is not looked at.",
            b ->
                b.terminal(
                    t -> {
                      var good =
                          Map.of(
                              "Authorization",
                              "Bearer " + t.credential(),
                              "Origin",
                              "https://evil.example");
                      assertThat(
                              Probe.status(
                                  new Probe.Asking(b.address(), good, List.of(Probe.PROTOCOL))))
                          .isEqualTo(101);
                      var bad =
                          Map.of("Authorization", "Bearer wrong", "Origin", origin(b.address()));
                      assertThat(
                              Probe.status(
                                  new Probe.Asking(
                                      b.address(),
                                      bad,
                                      List.of(Probe.PROTOCOL, "bearer." + t.credential()))))
                          .isEqualTo(401);
                    })));
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }

  static List<Rule<ServerBench>> session() {
    return List.of(
        rule(
            "welcome",
            CONNECTING,
            "The welcome says who the terminal is, what it is for and how the heart beats.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.open()) {
                        JsonNode welcome = probe.hello();
                        assertThat(welcome.path("terminal_id").asText()).isEqualTo(t.id);
                        assertThat(welcome.path("epoch").asLong()).isPositive();
                        assertThat(welcome.path("active").isBoolean()).isTrue();
                        assertThat(welcome.path("mode").asText()).isIn("direct", "listed");
                        assertThat(welcome.path("heartbeat_ms").asLong()).isPositive();
                        assertThat(welcome.has("order")).isFalse();
                      }
                    })),
        rule(
            "hello-first",
            CONNECTING,
            "Another frame before hello is refused with hello_expected and seq 0; hello is taken afterwards.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.open()) {
                        probe.send("{'type':'order.list'}");
                        JsonNode error = probe.error("hello_expected");
                        assertThat(error.path("in_reply_to").asText()).isEqualTo("order.list");
                        assertThat(error.path("seq").asLong(-1)).isZero();
                        probe.hello();
                      }
                    })),
        rule(
            "hello-once",
            CONNECTING,
            "A second hello is refused, and the session goes on.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send("{'type':'hello','app_version':'1.0.0'}");
                        probe.error("hello_expected");
                        t.quiet(probe);
                      }
                    })),
        rule(
            "hello-in-time",
            ERRORS,
            "A socket without a hello is closed with 4003 after 10 s.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.open()) {
                        assertThat(probe.closeCode()).isEqualTo(4003);
                      }
                    })),
        rule(
            "fencing",
            CONNECTING,
            "A newer session raises the epoch and closes the older socket with 4001.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe older = t.open();
                          Probe newer = t.open()) {
                        long epoch = older.hello().path("epoch").asLong();
                        assertThat(newer.hello().path("epoch").asLong()).isGreaterThan(epoch);
                        assertThat(older.closeCode()).isEqualTo(4001);
                        t.quiet(newer);
                      }
                    })),
        rule(
            "seq-never-back",
            CONNECTING,
            "seq never goes back, sessions included.",
            b ->
                b.terminal(
                    t -> {
                      long last = 0;
                      for (int i = 0; i < 3; i++) {
                        try (Probe probe = t.open()) {
                          long seq = probe.hello().path("seq").asLong();
                          assertThat(seq).isGreaterThan(last);
                          probe.send("{'type':'dance'}");
                          last = probe.error("unknown_type").path("seq").asLong();
                          assertThat(last).isGreaterThan(seq);
                        }
                      }
                    })),
        rule(
            "heartbeat",
            ERRORS,
            "Who answers pings stays; who is silent for three heartbeats is closed with 4002.",
            b ->
                b.terminal(
                    t ->
                        b.terminal(
                            other -> {
                              try (Probe mute =
                                      Probe.mute(Probe.Asking.bearer(b.address(), t.credential()));
                                  Probe answering = other.connect()) {
                                long beat = mute.hello().path("heartbeat_ms").asLong();
                                assertThat(mute.closeCode(Duration.ofMillis(beat * 5 + 10_000)))
                                    .isEqualTo(4002);
                                assertThat(mute.pings()).isGreaterThanOrEqualTo(2);
                                assertThat(answering.isClosed()).isFalse();
                                other.quiet(answering);
                              }
                            }))),
        rule(
            "activation",
            "Activation",
            "A change of the activation is told at once, without a new session.",
            b ->
                b.terminal(
                    t -> {
                      String path = "/terminal/v1/terminals/" + t.id + "/activation";
                      try (Probe probe = t.connect()) {
                        assertThat(b.operator("DELETE", path, null).status()).isBetween(200, 204);
                        assertThat(probe.next("activation").path("active").asBoolean(true))
                            .isFalse();
                        assertThat(b.operator("PUT", path, Map.of("mode", "listed")).status())
                            .isBetween(200, 204);
                        assertThat(probe.next("activation").path("mode").asText())
                            .isEqualTo("listed");
                        assertThat(b.operator("PUT", path, Map.of("mode", "direct")).status())
                            .isBetween(200, 204);
                        assertThat(probe.next("activation").path("active").asBoolean(false))
                            .isTrue();
                      }
                    })),
        rule(
            "presence",
            CONNECTING,
            "A terminal whose line is cut may come back at once.",
            b ->
                b.terminal(
                    t -> {
                      for (int i = 0; i < 5; i++) {
                        t.connect().close();
                      }
                      try (Probe probe = t.connect()) {
                        t.quiet(probe);
                      }
                    })));
  }

  static List<Rule<ServerBench>> frames() {
    return List.of(
        refused(
            "frame-not-json",
            "Text that is not JSON is malformed_frame.",
            "{",
            "malformed_frame",
            ""),
        refused(
            "frame-not-an-object",
            "JSON that is no object is malformed_frame.",
            "['hello']",
            "malformed_frame",
            ""),
        refused(
            "frame-without-a-type",
            "An object without a type is malformed_frame.",
            "{'seq':1}",
            "malformed_frame",
            ""),
        refused(
            "frame-type-of-another-kind",
            "A type that is no text is malformed_frame.",
            "{'type':5}",
            "malformed_frame",
            ""),
        refused(
            "frame-field-twice",
            "A field that is there twice is malformed_frame.",
            "{'type':'pong','seq':1,'seq':2}",
            "malformed_frame",
            ""),
        refused(
            "frame-of-unknown-type",
            "A type that the server does not know is unknown_type.",
            "{'type':'dance'}",
            "unknown_type",
            "type"),
        refused(
            "field-missing",
            "A missing field is named.",
            "{'type':'payment.query'}",
            "missing_field",
            "attempt_id"),
        refused(
            "field-of-another-kind",
            "A number in quotes is not a number.",
            "{'type':'pong','seq':'1'}",
            "invalid_field",
            "seq"),
        refused(
            "field-null",
            "A required field that is null is missing.",
            "{'type':'order.pick','order_id':null}",
            "missing_field",
            "order_id"),
        refused(
            "key-of-another-form",
            "A terminal's key has its form.",
            "{'type':'payment.query','attempt_id':'x'}",
            "invalid_field",
            "attempt_id"),
        rule(
            "field-unknown",
            "Versions",
            "A field that the server does not know is ignored.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send(
                            "{'type':'payment.query','attempt_id':'"
                                + t.key()
                                + "','colour':{'red':[1]}}");
                        probe.error("unknown_attempt");
                      }
                    })),
        rule(
            "frame-binary",
            ERRORS,
            "A binary frame is malformed_frame.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.sendBinary();
                        probe.error("malformed_frame");
                        t.quiet(probe);
                      }
                    })),
        rule(
            "frame-in-parts",
            CONNECTING,
            "A text message in two WebSocket frames is one frame of the protocol.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.sendInTwo("{'type':'payment.query','attempt_id':'" + t.key() + "'}");
                        probe.error("unknown_attempt");
                      }
                    })),
        rule(
            "frame-of-64-kib",
            ERRORS,
            "A frame of exactly 64 KiB is read.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        String head =
                            "{'type':'payment.query','attempt_id':'" + t.key() + "','x':'";
                        probe.send(head + "a".repeat(LIMIT - head.length() - 2) + "'}");
                        probe.error("unknown_attempt");
                      }
                    })),
        rule(
            "frame-too-large",
            ERRORS,
            "A larger one is answered frame_too_large and the socket closed with 1009.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send("{'type':'pong','x':'" + "a".repeat(LIMIT) + "'}");
                        probe.error("frame_too_large");
                        assertThat(probe.closeCode()).isEqualTo(1009);
                      }
                    })),
        rule(
            "frame-far-too-large",
            ERRORS,
            "One far above the limit is not read: 1009.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send("a".repeat(1024 * 1024));
                        assertThat(probe.closeCode()).isEqualTo(1009);
                      }
                    })),
        rule(
            "frames-malformed-too-many",
            ERRORS,
            "Malformed frames are answered up to a cap, then the socket is closed with 4004.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.sendUntilClosed("{");
                        probe.error("malformed_frame");
                        assertThat(probe.closeCode()).isEqualTo(4004);
                      }
                    })),
        rule(
            "key-of-another-terminal",
            "Changes of an order",
            "A key with another terminal's serial number is refused.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send(
                            t.start(
                                new ServerBench.Sale(null, "OTHER001-1.0.0-abcdef-0001", 100),
                                PaymentRules.CARD));
                        assertThat(probe.error("invalid_field").path("field").asText())
                            .isEqualTo("attempt_id");
                      }
                    })));
  }

  private static Rule<ServerBench> refused(
      String id, String sentence, String frame, String code, String field) {
    return rule(
        id,
        ERRORS,
        sentence + " It has no effect and the session goes on.",
        b ->
            b.terminal(
                t -> {
                  try (Probe probe = t.connect()) {
                    probe.send(frame);
                    assertThat(probe.error(code).path("field").asText()).isEqualTo(field);
                    t.quiet(probe);
                  }
                }));
  }

  static Rule<ServerBench> rule(
      String id, String section, String sentence, Rule.Check<ServerBench> check) {
    return new Rule<>("server/" + id, sentence, section, check);
  }
}
