package dev.connectpos.order.host;

import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.MerchantMoney;
import dev.connectpos.order.application.Payable;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
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
    return of(account, "/balance")
        .heard(
            balance ->
                new Balance(
                    balance.text("currency"),
                    balance.number("available_amount"),
                    balance.number("waiting_funds_amount"),
                    balance.number("transferred_amount")));
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
    return of(account, "/payables" + query)
        .heard(
            page ->
                new Page(
                    page.each("data", AcquirerMoney::payable), page.textIfSaid("forward_cursor")));
  }

  @Override
  public Heard<Payable> payable(AccountId account, String id) {
    return of(account, "/payables/" + Query.encoded(id)).heard(AcquirerMoney::payable);
  }

  private Peer.Answer of(AccountId account, String path) {
    return peers.acquirer().ask("GET", "/internal/v1/accounts/" + account.value() + path, null);
  }

  private static Payable payable(AnswerBody payable) {
    return new Payable(
        payable.text("id"),
        new PaymentId(payable.text("payment_id")),
        null,
        payable.text("status"),
        payable.text("type"),
        payable.number("amount"),
        payable.number("fee"),
        payable.count("installment"),
        payable.text("payment_method"),
        payable.day("payment_date"),
        payable.instant("accrual_at"),
        payable.instant("created_at"));
  }
}
