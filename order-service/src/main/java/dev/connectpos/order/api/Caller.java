package dev.connectpos.order.api;

import dev.connectpos.order.domain.Account;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who makes the running request, and how it is named. */
@RequestScoped
class Caller {
  private @Nullable Account account;
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

  void is(Account authenticated) {
    account = authenticated;
  }

  Account account() {
    var authenticated = account;
    if (authenticated == null) {
      throw new IllegalStateException("the route is not @MerchantOnly");
    }
    return authenticated;
  }
}
