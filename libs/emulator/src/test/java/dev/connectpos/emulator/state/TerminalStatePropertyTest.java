package dev.connectpos.emulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.dukpt.InitialKey;
import dev.connectpos.dukpt.InitialKeyId;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class TerminalStatePropertyTest {

  private static final BaseDerivationKey BDK =
      BaseDerivationKey.ofHex("FEDCBA9876543210F1F1F1F1F1F1F1F1");
  private static final OpenAttempt.Sale SALE =
      new OpenAttempt.Sale("or_1", "PED-1", 1990, "BRL", "credit", 1, "merchant", null);

  @Property(tries = 50)
  void neverTakesAnAttemptIdOrACounterTwice(
      @ForAll @LongRange(max = 21_767_823_350_000L) long attempts,
      @ForAll @LongRange(max = 0xFFF0_0000L) long counters) {
    var ids = new HashSet<String>();
    long last = counters;
    TerminalState state = at(attempts, counters);
    for (int i = 0; i < 200; i++) {
      state = state.opening("1.0.0", SALE);
      var attempt = Objects.requireNonNull(state.openAttempt());
      assertThat(attempt.attemptId()).matches("EMU0000001-1\\.0\\.0-[0-9A-Z]{6}-[0-9]{4}");
      assertThat(ids.add(attempt.attemptId())).isTrue();
      assertThat(attempt.keyCounter()).isGreaterThan(last).isEqualTo(state.keyCounter());
      last = attempt.keyCounter();
      state = state.closing();
    }
  }

  @Example
  void continuesTheAttemptNumbersInTheNextSeries() {
    var attempt = at(36L * 10_000 - 1, 0).opening("1.0.0", SALE).openAttempt();
    assertThat(attempt).isNotNull();
    assertThat(attempt.attemptId()).isEqualTo("EMU0000001-1.0.0-000010-0000");
  }

  @Example
  void isNeverInjectedWithTheSameKeyTwice() {
    var random = new SecureRandom();
    var first = TerminalState.injected("EMU0000001", "EMULATOR", BDK, random);
    var second = TerminalState.injected("EMU0000001", "EMULATOR", BDK, random);
    assertThat(first.initialKeyId()).isNotEqualTo(second.initialKeyId());
    assertThat(first.initialKey())
        .isEqualTo(InitialKey.derive(BDK, new InitialKeyId(first.initialKeyId())).exportHex());
  }

  @Example
  void showsNoSecretInItsTextForm() {
    var state =
        TerminalState.injected("EMU0000001", "EMULATOR", BDK, new SecureRandom())
            .pairing(new PendingPairing("pair_1", "K7Q2", "pairing-secret"));
    assertThat(state.toString()).doesNotContain(state.initialKey(), "pairing-secret");
    assertThat(String.valueOf(state.pairing())).doesNotContain("pairing-secret", "K7Q2");
    assertThat(state.paired("term_1", "device-credential").toString())
        .doesNotContain("device-credential");
  }

  private static TerminalState at(long attempts, long counters) {
    return new TerminalState(
        "EMU0000001",
        "EMULATOR",
        "1234567890123456",
        "1273671EA26AC29AFA4D1084127652A1",
        counters,
        attempts,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
