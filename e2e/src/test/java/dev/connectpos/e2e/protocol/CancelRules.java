package dev.connectpos.e2e.protocol;

import static dev.connectpos.e2e.protocol.SessionRules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.e2e.protocol.ServerBench.Device;
import dev.connectpos.e2e.protocol.ServerBench.Sale;
import java.util.List;
import java.util.Map;

/** What the protocol asks of a server about cancellations on a terminal, and about its report. */
final class CancelRules {
  private static final String CANCELLING = "Cancelling a sale";
  private static final String REPORT = "The sales report";
  private static final String PASSWORD = "4711";

  private CancelRules() {}

  /** A standalone sale, captured; its last result. */
  private static JsonNode sold(Device t, Probe probe) {
    String key = t.key();
    probe.send(t.start(new Sale(null, key, 700), PaymentRules.CARD));
    String order = probe.result("approved").path("order_id").asText();
    probe.send("{'type':'payment.confirm','order_id':'" + order + "','attempt_id':'" + key + "'}");
    return probe.result("captured");
  }

  static List<Rule<ServerBench>> all() {
    return List.of(
        rule(
            "sales-listed",
            CANCELLING,
            "A sale that was captured is in the list, with all that is left of it.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        JsonNode captured = sold(t, probe);
                        probe.send(
                            "{'type':'sales.list','nsu':'" + captured.path("nsu").asText() + "'}");
                        JsonNode listed = known(probe.next(), "sales.listed");
                        assertThat(listed.path("sales")).hasSize(1);
                        JsonNode sale = listed.path("sales").get(0);
                        assertThat(sale.path("payment_id")).isEqualTo(captured.path("payment_id"));
                        assertThat(sale.path("amount_minor").asLong()).isEqualTo(700);
                        assertThat(sale.path("refunded_minor").asLong(-1)).isZero();
                        assertThat(sale.path("status").asText()).isEqualTo("captured");
                        assertThat(sale.path("standalone").asBoolean()).isTrue();
                        assertThat(sale.path("cancelable").asBoolean()).isTrue();
                      }
                    })),
        rule(
            "sales-of-a-day",
            CANCELLING,
            "A date that is none is an invalid_field.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send("{'type':'sales.list','date':'2026-02-30'}");
                        assertThat(known(probe.next(), "error").path("code").asText())
                            .isEqualTo("invalid_field");
                      }
                    })),
        rule(
            "unlock",
            CANCELLING,
            "The password unlocks the session; a wrong one says how many tries are left.",
            b ->
                b.terminal(
                    t -> {
                      String path = "/terminal/v1/accounts/" + b.account() + "/admin-password";
                      try (Probe probe = t.connect()) {
                        assertThat(b.operator("PUT", path, Map.of("password", PASSWORD)).status())
                            .isBetween(200, 204);
                        probe.send("{'type':'admin.unlock','password':'0000'}");
                        JsonNode wrong = known(probe.next(), "error");
                        assertThat(wrong.path("code").asText()).isEqualTo("wrong_password");
                        assertThat(wrong.path("tries_left").asInt()).isEqualTo(4);
                        probe.send("{'type':'admin.unlock','password':'" + PASSWORD + "'}");
                        assertThat(probe.next("admin.unlocked").path("expires_in_ms").asLong())
                            .isPositive();
                        assertThat(b.operator("DELETE", path, null).status()).isBetween(200, 204);
                        probe.send("{'type':'admin.unlock','password':'" + PASSWORD + "'}");
                        probe.error("no_admin_password");
                      }
                    })),
        rule(
            "cancel-locked",
            CANCELLING,
            "Nothing is cancelled in a session that is not unlocked.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        JsonNode captured = sold(t, probe);
                        String key = t.key();
                        probe.send(
                            "{'type':'sale.cancel','cancel_id':'"
                                + key
                                + "','payment_id':'"
                                + captured.path("payment_id").asText()
                                + "','amount_minor':700,'currency':'BRL','entry_mode':'chip','card':"
                                + t.seal(key, PaymentRules.CARD)
                                + "}");
                        assertThat(known(probe.next(), "error").path("code").asText())
                            .isEqualTo("admin_required");
                      }
                    })),
        rule(
            "cancel-query-of-nothing",
            CANCELLING,
            "A cancellation that was never asked for is unknown_cancel.",
            b ->
                b.terminal(
                    t -> {
                      try (Probe probe = t.connect()) {
                        probe.send("{'type':'cancel.query','cancel_id':'" + t.key() + "'}");
                        assertThat(known(probe.next(), "error").path("code").asText())
                            .isEqualTo("unknown_cancel");
                      }
                    })),
        rule(
            "report",
            REPORT,
            "The report counts what was captured on the terminal that day, by function and brand.",
            b -> {
              Device t = b.fresh();
              try (Probe probe = t.connect()) {
                sold(t, probe);
                sold(t, probe);
                probe.send("{'type':'report.get'}");
                JsonNode report = known(probe.next(), "report");
                assertThat(report.path("rows")).hasSize(1);
                for (JsonNode sums : List.of(report.path("rows").get(0), report.path("total"))) {
                  assertThat(sums.path("sales").asLong()).isEqualTo(2);
                  assertThat(sums.path("amount_minor").asLong()).isEqualTo(1400);
                  assertThat(sums.path("canceled").asLong(-1)).isZero();
                }
              }
            }));
  }

  /** A server of before these frames says so. */
  private static JsonNode known(JsonNode frame, String type) {
    if (frame.path("code").asText().equals("unknown_type")) {
      throw new Rule.Skipped("the server does not know the frame");
    }
    assertThat(frame.path("type").asText()).as("%s", frame).isEqualTo(type);
    return frame;
  }
}
