package dev.connectpos.order.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.account.events.v1.AccountEvent;
import dev.connectpos.order.application.AccountEvents.Fact;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.domain.Account;
import dev.connectpos.order.domain.AccountEvent.AccountOpened;
import dev.connectpos.order.domain.AccountEvent.AccountSettingsChanged;
import dev.connectpos.order.domain.AccountEvent.ApiKeyIssued;
import dev.connectpos.order.domain.AccountEvent.ApiKeyRevoked;
import dev.connectpos.order.domain.AccountEvent.SetupCheckStarted;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.AccountSettings;
import dev.connectpos.order.domain.AcquirerServices;
import dev.connectpos.order.domain.ApiKey;
import dev.connectpos.order.domain.ApiKeyId;
import dev.connectpos.order.domain.Environment;
import dev.connectpos.order.domain.KeyKind;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.testkit.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every event has one mapping, and one example of it on the wire. */
final class AccountEventMappingTest {
  private static final Instant AT = Instant.parse("2026-11-23T14:03:31.500Z");
  private static final Account ACCOUNT =
      new Account(
          new AccountId("acc_0000000000000001"),
          Environment.TEST,
          new AccountSettings(
              "Restaurante Aurora", ZoneId.of("America/Sao_Paulo"), true, false, 50, 100),
          "0123456789abcdef0123456789abcdef",
          new AcquirerServices(false, 22, true, true, true),
          AT);
  private static final ApiKey KEY =
      new ApiKey(
          new ApiKeyId("key_0000000000000001"),
          ACCOUNT.id(),
          KeyKind.SECRET,
          ApiKey.sha256("sk_test_0000000000000000"),
          AT,
          null);
  private static final List<dev.connectpos.order.domain.AccountEvent> EVENTS =
      List.of(
          new AccountOpened(ACCOUNT),
          new AccountSettingsChanged(ACCOUNT),
          new ApiKeyIssued(KEY, Environment.TEST),
          new ApiKeyRevoked(KEY.until(AT.plus(Duration.ofHours(24)))),
          new SetupCheckStarted(
              ACCOUNT.id(),
              new OrderId("or_0000000000000001"),
              "6C582505",
              AT.plus(Duration.ofMinutes(15))));

  @Test
  void everyEventHasAnExample() {
    assertThat(EVENTS.stream().<Object>map(Object::getClass))
        .containsExactlyInAnyOrder(
            (Object[]) dev.connectpos.order.domain.AccountEvent.class.getPermittedSubclasses());
  }

  @Test
  void examplesStandOnTheWireAsBefore() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < EVENTS.size(); i++) {
      var envelope = AccountEventMapping.envelope(fact(i + 1, EVENTS.get(i)));
      // It must encode, too: a null where the contract has none would only fail there.
      var bytes = AccountEvent.getEncoder().encode(envelope);
      assertThat(AccountEvent.getDecoder().decode(bytes)).isEqualTo(envelope);
      text.append(envelope).append('\n');
    }
    Golden.check(Path.of("src/test/resources/golden/account-events.txt"), text.toString());
  }

  private static Fact fact(long version, dev.connectpos.order.domain.AccountEvent event) {
    return new Fact(
        new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0000L + version),
        ACCOUNT.id(),
        event,
        version,
        AT,
        new Origin("req-1", null));
  }
}
