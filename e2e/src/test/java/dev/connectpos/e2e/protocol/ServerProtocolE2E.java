package dev.connectpos.e2e.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.e2e.Shop;
import dev.connectpos.e2e.protocol.Verdict.Outcome;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A server against the rules of the protocol: ours, or the one that {@code connect.protocol.server}
 * names.
 */
public final class ServerProtocolE2E {
  private static final int AT_ONCE = 8;

  /** Raised with every rule that is added; a rule is taken away in an ADR only. */
  private static final int RULES = 86;

  static final Path REPORTS =
      Path.of(System.getProperty("connect.module.dir", "."), "target", "conformance");

  @Test
  void serverKeepsEveryRule() throws Exception {
    String foreign = System.getProperty("connect.protocol.server");
    if (foreign == null) {
      try (Shop shop = Shop.open("protocol")) {
        shop.keepOpen(1000);
        check(
            new ServerBench.Subject(
                URI.create(shop.value("PDV_URL")),
                shop.value("ADMIN_TOKEN"),
                shop.accountId,
                shop.key.authorization(),
                shop.injectionKey()),
            false);
      }
    } else {
      check(
          new ServerBench.Subject(
              URI.create(foreign),
              System.getProperty("connect.protocol.admin-token", ""),
              System.getProperty("connect.protocol.account", ""),
              System.getProperty("connect.protocol.pdv"),
              System.getProperty("connect.protocol.bdk")),
          true);
    }
  }

  private static void check(ServerBench.Subject subject, boolean mayBeSkipped) throws Exception {
    var rules = ServerRules.all();
    assertThat(rules).hasSizeGreaterThanOrEqualTo(RULES);
    assertThat(rules.stream().map(Rule::id)).doesNotHaveDuplicates();
    try (var bench = new ServerBench(subject)) {
      Verdicts verdicts = Verdicts.on(rules, bench, AT_ONCE);
      verdicts.write(REPORTS, "server", "connect-terminal.v1: " + subject.address());
      verdicts.log();
      assertThat(verdicts.of(Outcome.FAIL)).as("%n%s", verdicts.table()).isEmpty();
      if (!mayBeSkipped) {
        assertThat(verdicts.of(Outcome.SKIPPED)).as("%n%s", verdicts.table()).isEmpty();
      }
    }
  }
}
