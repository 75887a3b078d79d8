package dev.connectpos.e2e.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.e2e.protocol.Verdict.Outcome;
import org.junit.jupiter.api.Test;

/**
 * A terminal against the rules of the protocol: the emulator, or the one that the command in {@code
 * connect.protocol.terminal} works.
 */
final class TerminalProtocolTest {
  private static final int AT_ONCE = 8;

  /** Raised with every rule that is added; a rule is taken away in an ADR only. */
  private static final int RULES = 41;

  @Test
  void terminalKeepsEveryRule() throws Exception {
    String command = System.getProperty("connect.protocol.terminal");
    var rules = TerminalRules.all();
    assertThat(rules).hasSizeGreaterThanOrEqualTo(RULES);
    assertThat(rules.stream().map(Rule::id)).doesNotHaveDuplicates();
    Device.Maker maker = command == null ? EmulatedDevice::new : () -> new CommandedDevice(command);
    Verdicts verdicts = Verdicts.on(rules, maker, command == null ? AT_ONCE : 1);
    verdicts.write(
        ServerProtocolE2E.REPORTS,
        "terminal",
        "connect-terminal.v1: " + (command == null ? "the emulator" : command));
    verdicts.log();
    assertThat(verdicts.of(Outcome.FAIL)).as("%n%s", verdicts.table()).isEmpty();
    if (command == null) {
      assertThat(verdicts.of(Outcome.SKIPPED)).as("%n%s", verdicts.table()).isEmpty();
    }
  }
}
