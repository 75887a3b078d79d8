package dev.connectpos.e2e.protocol;

import static dev.connectpos.e2e.protocol.SessionRules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** What the protocol asks of a server about documents that a PDV has printed. */
final class PrintRules {
  private static final String DOCUMENTS = "Documents";

  private PrintRules() {}

  static List<Rule<ServerBench>> all() {
    return List.of(
        rule(
            "print",
            DOCUMENTS,
            "A document comes in parts of at most 32 KiB, in order, and is what was announced.",
            b ->
                b.terminal(
                    t -> {
                      b.print(t);
                      try (Probe probe = t.connect()) {
                        JsonNode start = probe.next("print.start");
                        checkImage(probe, start);
                        printed(probe, start);
                        t.quiet(probe);
                      }
                    })),
        rule(
            "print-again-until-answered",
            DOCUMENTS,
            "A document that is not answered for comes again with the next session, and not after it was.",
            b ->
                b.terminal(
                    t -> {
                      JsonNode first;
                      b.print(t);
                      try (Probe probe = t.connect()) {
                        first = probe.next("print.start");
                      }
                      try (Probe probe = t.connect()) {
                        JsonNode again = probe.next("print.start");
                        assertThat(again.path("print_id")).isEqualTo(first.path("print_id"));
                        checkImage(probe, again);
                        printed(probe, again);
                        printed(probe, again);
                        t.quiet(probe);
                      }
                      try (Probe probe = t.connect()) {
                        t.quiet(probe);
                      }
                    })),
        rule(
            "print-of-nothing",
            DOCUMENTS,
            "A document of another terminal, or none at all, is unknown_print.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send(
                            "{'type':'print.result','print_id':'prt_0000000000000000','status':'printed'}");
                        assertThat(probe.error("unknown_print").path("field").asText())
                            .isEqualTo("print_id");
                      }
                    })));
  }

  private static void checkImage(Probe probe, JsonNode start) throws Exception {
    var image = new ByteArrayOutputStream();
    for (int i = 0; i < start.path("chunks").asInt(); i++) {
      JsonNode part = probe.next("print.data");
      assertThat(part.path("index").asInt(-1)).isEqualTo(i);
      byte[] bytes = Base64.getDecoder().decode(part.path("data").asText());
      assertThat(bytes.length).isLessThanOrEqualTo(32 * 1024);
      image.write(bytes);
    }
    assertThat(image.size()).isEqualTo(start.path("bytes").asInt());
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(image.toByteArray());
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(start.path("sha256").asText());
  }

  private static void printed(Probe probe, JsonNode start) {
    probe.send(
        "{'type':'print.result','print_id':'"
            + start.path("print_id").asText()
            + "','status':'printed'}");
  }
}
