package dev.connectpos.terminal.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.payment.commands.v1.PaymentCommand;
import dev.connectpos.terminal.application.Cause;
import dev.connectpos.terminal.application.PaymentCommands.Command;
import dev.connectpos.terminal.domain.OperationType;
import dev.connectpos.terminal.domain.OrderFixture;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.PaymentAttemptEvent;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.AuthorizationRequested;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.ConfirmationRequested;
import dev.connectpos.terminal.domain.PaymentAttemptEvent.UndoRequested;
import dev.connectpos.terminal.domain.PaymentAttemptFixture;
import dev.connectpos.terminal.domain.PaymentAttemptState.Authorizing;
import dev.connectpos.terminal.domain.PaymentOrigin;
import dev.connectpos.terminal.domain.UndoReason;
import dev.connectpos.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every event has one mapping, and one example of it on the wire. */
class PaymentAttemptEventMappingTest {
  private static final List<PaymentAttemptEvent> EVENTS =
      List.of(
          new AuthorizationRequested(
              "pres_1",
              new OrderTerms.OnApproval(OperationType.PRE_AUTH, "MESA 3"),
              PaymentOrigin.STANDALONE),
          new ConfirmationRequested(),
          new UndoRequested(UndoReason.ORDER_EXPIRED));

  @Test
  void everyEventHasAnExample() {
    assertThat(EVENTS.stream().<Object>map(Object::getClass))
        .containsExactlyInAnyOrder((Object[]) PaymentAttemptEvent.class.getPermittedSubclasses());
  }

  @Test
  void examplesStandOnTheWireAsBefore() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < EVENTS.size(); i++) {
      var eventId = new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0000L + i);
      var command =
          new Command(
              PaymentAttemptFixture.in(new Authorizing()),
              OrderFixture.terminal("acc_1", "EMU1"),
              EVENTS.get(i),
              PaymentAttemptFixture.NOW,
              new Cause("corr-1", i == 0 ? null : eventId, null));
      PaymentCommand envelope = PaymentAttemptEventMapping.envelope(command, eventId);
      assertThat(PaymentCommand.fromByteBuffer(envelope.toByteBuffer())).isEqualTo(envelope);
      text.append(envelope).append('\n');
    }
    Golden.check(Path.of("src/test/resources/golden/payment-commands.txt"), text.toString());
  }
}
