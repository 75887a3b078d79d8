package dev.connectpos.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Card data goes to the acquirer, and neither it nor a password is in a table or a log. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(StubAcquirer.class)
class CardDataIT {
  private static final String PASSWORD = "73519264";
  private static final List<String> SECRETS =
      List.of(Cards.GOOD, Cards.UNREACHABLE, Cards.REJECTED, Cards.OTHER, PASSWORD);

  @Inject EventLog log;
  @Inject Tables tables;

  @Test
  void cardDataIsNowhere() throws IOException {
    Shop shop = Shop.open(log);
    try (TestTerminal terminal = shop.connectIdle()) {
      String order = shop.placeOrder();
      terminal.next("order.show");
      terminal.send(Shop.start(order, shop.newAttempt(), 1990, Cards.UNREACHABLE));
      terminal.nextError("temporarily_unavailable");
      terminal.send(Shop.start(order, shop.newAttempt(), 1990, Cards.REJECTED));
      terminal.nextError("card_data_rejected");
      EventLog.Attempt sale = shop.pay(terminal, order, 1990);
      shop.adminPassword(PASSWORD);
      Shop.unlock(terminal, PASSWORD);
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.OTHER));
      terminal.nextError("card_mismatch");
      terminal.send(Shop.cancel(shop.newAttempt(), sale, 1990, Cards.GOOD));
      terminal.next("cancel.result");
    }
    List<String> names = tables.names();
    assertThat(names)
        .contains(
            "public.payment_attempt",
            "public.sale_cancellation",
            "public.outbox",
            "public.parked_message");
    for (String table : names) {
      for (String secret : SECRETS) {
        assertThat(rowsWith(table, secret)).as(table).isZero();
      }
    }
    String logged = Files.readString(Path.of("target", "it.log"));
    assertThat(logged).contains("terminal-service");
    SECRETS.forEach(secret -> assertThat(logged).doesNotContain(secret));
  }

  /** As text, and as the bytes that a binary column shows in hexadecimal. */
  private long rowsWith(String table, String card) {
    byte[] bytes = card.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return tables.count(
        "select count(*) from "
            + table
            + " t where position(? in t::text) > 0"
            + " or position(? in t::text) > 0",
        card,
        HexFormat.of().formatHex(bytes));
  }

  @Test
  void searchFindsWhatIsThere() {
    assertThat(rowsWith("(values (1, 'x" + Cards.GOOD + "y'))", Cards.GOOD)).isEqualTo(1);
    assertThat(rowsWith("(values (convert_to('" + Cards.GOOD + "', 'UTF8')))", Cards.GOOD))
        .isEqualTo(1);
  }
}
