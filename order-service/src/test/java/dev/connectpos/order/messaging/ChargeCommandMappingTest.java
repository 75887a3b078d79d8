package dev.connectpos.order.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.charge.commands.v1.ChargeCommand;
import dev.connectpos.money.Money;
import dev.connectpos.order.application.ChargeCommands.Command;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.domain.ChargeAsk;
import dev.connectpos.order.domain.ChargeRequestId;
import dev.connectpos.order.domain.OrderFixture;
import dev.connectpos.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every command has one mapping, and one example of it on the wire. */
final class ChargeCommandMappingTest {
  private static final ChargeRequestId REQUEST = new ChargeRequestId("req_0000000000000001");
  private static final List<ChargeAsk> ASKS =
      List.of(
          new ChargeAsk.CapturePayment(OrderFixture.PAYMENT, REQUEST, Money.brl(3000), true),
          new ChargeAsk.CancelPayment(OrderFixture.PAYMENT, REQUEST, Money.brl(500)),
          new ChargeAsk.RetryCancellation(
              OrderFixture.PAYMENT, new ChargeRequestId("req_0000000000000002"), REQUEST),
          new ChargeAsk.AuthorizeOnline(
              OrderFixture.ask(OrderFixture.PAYMENT, Money.brl(3000), null), "ref_1"));

  @Test
  void everyCommandHasAnExample() {
    assertThat(ASKS.stream().<Object>map(Object::getClass))
        .containsExactlyInAnyOrder((Object[]) ChargeAsk.class.getPermittedSubclasses());
  }

  @Test
  void examplesStandOnTheWireAsBefore() throws IOException {
    var text = new StringBuilder();
    long version = 0;
    for (ChargeAsk ask : ASKS) {
      version++;
      var command =
          new Command(
              new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0000L + version),
              ask,
              OrderFixture.order(),
              version,
              OrderFixture.PAID_AT,
              new Origin("req-1", null));
      var bytes = ChargeCommandMapping.envelope(command).toByteBuffer();
      text.append(ChargeCommand.getDecoder().decode(bytes)).append('\n');
    }
    Golden.check(Path.of("src/test/resources/golden/charge-commands.txt"), text.toString());
  }
}
