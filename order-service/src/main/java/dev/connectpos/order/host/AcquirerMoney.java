package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.MerchantMoney;
import dev.connectpos.order.application.Payable;
import dev.connectpos.order.application.PeerUnreachableException;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Balances and payables stand in acquirer-service's books. What it does not say is not made up. */
@ApplicationScoped
class AcquirerMoney implements MerchantMoney {
  private final Peers peers;

  AcquirerMoney(Peers peers) {
    this.peers = peers;
  }

  @Override
  public Heard<Balance> balance(AccountId account) {
    return heard(
        of(account, "/balance"),
        balance ->
            new Balance(
                present(balance, "currency").asText(),
                present(balance, "available_amount").asLong(),
                present(balance, "waiting_funds_amount").asLong(),
                present(balance, "transferred_amount").asLong()));
  }

  @Override
  public Heard<Page> payables(AccountId account, Filter filter, @Nullable String cursor, int size) {
    var payment = filter.payment();
    var query =
        Query.of()
            .and("payment_id", payment == null ? null : payment.value())
            .and("status", filter.status())
            .and("type", filter.type())
            .and("installment", filter.installment())
            .and("payment_date_since", filter.firstDay())
            .and("payment_date_until", filter.lastDay())
            .and("created_since", filter.created().since())
            .and("created_until", filter.created().until())
            .and("forward_cursor", cursor)
            .and("size", size);
    return heard(
        of(account, "/payables" + query),
        page -> {
          var payables = new ArrayList<Payable>();
          present(page, "data").forEach(payable -> payables.add(payable(payable)));
          var next = page.path("forward_cursor");
          return new Page(payables, next.isMissingNode() || next.isNull() ? null : next.asText());
        });
  }

  @Override
  public Heard<Payable> payable(AccountId account, String id) {
    return heard(of(account, "/payables/" + Query.encoded(id)), AcquirerMoney::payable);
  }

  private Peer.Answer of(AccountId account, String path) {
    return peers.acquirer().ask("GET", "/internal/v1/accounts/" + account.value() + path, null);
  }

  private static <T> Heard<T> heard(Peer.Answer answer, Function<JsonNode, T> what) {
    return answer.done()
        ? new Heard.Said<>(what.apply(answer.body()))
        : new Heard.Declined<>(answer.code(), answer.field());
  }

  private static Payable payable(JsonNode payable) {
    return new Payable(
        present(payable, "id").asText(),
        new PaymentId(present(payable, "payment_id").asText()),
        null,
        present(payable, "status").asText(),
        present(payable, "type").asText(),
        present(payable, "amount").asLong(),
        present(payable, "fee").asLong(),
        present(payable, "installment").asInt(),
        present(payable, "payment_method").asText(),
        LocalDate.parse(present(payable, "payment_date").asText()),
        Instant.parse(present(payable, "accrual_at").asText()),
        Instant.parse(present(payable, "created_at").asText()));
  }

  private static JsonNode present(JsonNode node, String name) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new PeerUnreachableException("acquirer-service");
    }
    return value;
  }
}
