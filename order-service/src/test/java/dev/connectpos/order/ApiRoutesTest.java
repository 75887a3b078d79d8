package dev.connectpos.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The walk over the routes cannot overlook one. */
final class ApiRoutesTest {
  private static final Map<String, String> IDS = Map.of("orders", "or_1", "items", "oi_1");

  @Test
  void fillsInSomebodyElsesIds() {
    assertThat(routes("/core/v5/orders/{id}/items/{item}", "put").calls(IDS))
        .containsExactly(
            new ApiRoutes.Call(
                "put",
                "/core/v5/orders/or_1/items/oi_1",
                "{\"amount\":100,\"description\":\"x\",\"quantity\":1}"));
  }

  @Test
  void leavesOutOperatorsAndWhatIsTheCallersOwn() {
    assertThat(routes("/admin/v1/accounts/{id}", "get").calls(IDS)).isEmpty();
    assertThat(routes("/core/v5/orders", "get").calls(IDS)).isEmpty();
  }

  @Test
  void aRouteThatNobodyThoughtOfIsAnError() {
    var naming = routes("/core/v5/tokens/{id}", "get");
    assertThatThrownBy(() -> naming.calls(IDS)).hasMessageContaining("/core/v5/tokens/{id}");
    var listing = routes("/core/v5/tokens", "get");
    assertThatThrownBy(() -> listing.calls(IDS)).hasMessageContaining("get /core/v5/tokens");
    var making = routes("/core/v5/subscriptions", "post");
    assertThatThrownBy(() -> making.calls(IDS)).hasMessageContaining("post /core/v5/subscriptions");
  }

  private static ApiRoutes routes(String path, String method) {
    return new ApiRoutes(Map.of(path, Map.of(method, Map.of())));
  }
}
