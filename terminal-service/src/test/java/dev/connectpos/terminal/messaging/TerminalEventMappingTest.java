package dev.connectpos.terminal.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.terminal.application.Cause;
import dev.connectpos.terminal.application.TerminalEvents.Fact;
import dev.connectpos.terminal.domain.OrderFixture;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentAttemptFixture;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PrintFailure;
import dev.connectpos.terminal.domain.PrintJobFixture;
import dev.connectpos.terminal.domain.PrintJobState;
import dev.connectpos.terminal.domain.SaleCancellationFixture;
import dev.connectpos.terminal.domain.SaleCancellationState;
import dev.connectpos.terminal.domain.TerminalEvent;
import dev.connectpos.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every event has one mapping, and one example of it on the wire. */
class TerminalEventMappingTest {
  private static final List<TerminalEvent> EVENTS =
      List.of(
          new TerminalEvent.Registered(),
          new TerminalEvent.Connected(7, "1.0.0"),
          new TerminalEvent.Disconnected(7, "silent"),
          new TerminalEvent.OrderShown(new OrderId("or_1")),
          new TerminalEvent.PaymentStarted(PaymentAttemptFixture.in(new Authorizing())),
          new TerminalEvent.OrderRejected(new OrderId("or_1")),
          new TerminalEvent.CancellationAsked(
              SaleCancellationFixture.in(new SaleCancellationState.Asked())),
          new TerminalEvent.PrintJobChanged(
              PrintJobFixture.in(
                  new PrintJobState.Failed(PrintFailure.PAPER_OUT, PaymentAttemptFixture.NOW))));

  @Test
  void everyEventHasAnExample() {
    assertThat(EVENTS.stream().<Object>map(Object::getClass))
        .containsExactlyInAnyOrder((Object[]) TerminalEvent.class.getPermittedSubclasses());
  }

  @Test
  void examplesStandOnTheWireAsBefore() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < EVENTS.size(); i++) {
      var eventId = new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0000L + i);
      var fact =
          new Fact(
              OrderFixture.terminal("acc_1", "EMU1"),
              i + 1,
              EVENTS.get(i),
              PaymentAttemptFixture.NOW,
              new Cause("corr-1", i == 0 ? null : eventId, null));
      var envelope = TerminalEventMapping.envelope(fact, eventId);
      assertThat(
              dev.connectpos.terminal.events.v1.TerminalEvent.fromByteBuffer(
                  envelope.toByteBuffer()))
          .isEqualTo(envelope);
      text.append(envelope).append('\n');
    }
    Golden.check(Path.of("src/test/resources/golden/terminal-events.txt"), text.toString());
  }
}
