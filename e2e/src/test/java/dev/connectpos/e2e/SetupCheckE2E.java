package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.TestCards;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A set-up proves itself: R$ 1,00 to the terminal, to the acquirer, and back (A13). */
final class SetupCheckE2E {
  private Shop shop;

  @BeforeEach
  void open(TestInfo test) throws Exception {
    shop = Shop.open(test.getDisplayName());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void theMoneyOfACheckGoesThereAndBackByItself() throws Exception {
    shop.terminal("CHECK001", TestCards.APPROVED, _ -> {});
    var terminal = Map.of("serial_number", "CHECK001");
    JsonNode order =
        shop.eventually(
            () -> shop.api.post("/posconnect/v1/setup-checks", shop.key, terminal, "check"), 200);
    String id = order.path("id").asText();
    JsonNode affiliation =
        shop.eventually(
                () -> shop.api.get("/acquirer/v1/affiliations/" + shop.accountId, shop.admin),
                answer ->
                    answer.body().path("setup_check").path("status").asText().equals("passed"))
            .body();
    assertThat(affiliation.path("setup_check").path("order_id").asText()).isEqualTo(id);
    assertThat(affiliation.path("setup_check").path("payment_state").asText()).isEqualTo("voided");
    JsonNode closed =
        shop.eventually(
                () -> shop.api.get("/core/v5/orders/" + id, shop.key),
                answer ->
                    answer
                        .body()
                        .path("charges")
                        .path(0)
                        .path("status")
                        .asText()
                        .equals("canceled"))
            .body();
    assertThat(closed.path("status").asText()).isEqualTo("canceled");
    assertThat(closed.path("closed").asBoolean()).isTrue();
  }
}
