package dev.connectpos.order.api;

import dev.connectpos.order.application.KeyHolder;
import dev.connectpos.order.domain.Account;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who makes the running request, and how it is named. */
@RequestScoped
class Caller {
  private @Nullable KeyHolder holder;
  private @Nullable String requestId;

  void names(String id) {
    requestId = id;
  }

  String requestId() {
    var id = requestId;
    if (id == null) {
      throw new IllegalStateException("RequestId was not asked");
    }
    return id;
  }

  void is(KeyHolder authenticated) {
    holder = authenticated;
  }

  Account account() {
    return holder().account();
  }

  KeyHolder holder() {
    var authenticated = holder;
    if (authenticated == null) {
      throw new IllegalStateException("the route is not @MerchantOnly");
    }
    return authenticated;
  }
}
