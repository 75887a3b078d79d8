package dev.connectpos.order.application;

import dev.connectpos.order.application.Heard.Declined;
import dev.connectpos.order.application.Heard.Said;
import dev.connectpos.order.application.MerchantMoney.Balance;
import dev.connectpos.order.application.MerchantMoney.Filter;
import dev.connectpos.order.application.MerchantMoney.Page;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.ChargeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the acquirer owes a merchant, told in charges: the acquirer knows payments. One query
 * translates a page.
 */
@ApplicationScoped
public class Payables {
  private final MerchantMoney money;
  private final ChargeKeys charges;

  Payables(MerchantMoney money, ChargeKeys charges) {
    this.money = money;
    this.charges = charges;
  }

  /** What the account has. */
  public Heard<Balance> balance(AccountId account) {
    return money.balance(account);
  }

  /**
   * A page of the account's payables.
   *
   * @param charge null: of all charges
   * @param filter without a payment
   */
  public Heard<Page> list(
      AccountId account,
      @Nullable ChargeId charge,
      Filter filter,
      @Nullable String cursor,
      int size) {
    var asked = filter;
    if (charge != null) {
      var payment = charges.paymentOf(account, charge);
      if (payment.isEmpty()) {
        return new Said<>(new Page(List.of(), null));
      }
      asked =
          new Filter(
              payment.get(),
              filter.status(),
              filter.type(),
              filter.installment(),
              filter.firstDay(),
              filter.lastDay(),
              filter.created());
    }
    return switch (money.payables(account, asked, cursor, size)) {
      case Said<Page>(var page) ->
          new Said<>(new Page(named(account, page.payables()), page.forwardCursor()));
      case Declined<Page> declined -> declined;
    };
  }

  /** One payable of the account. */
  public Heard<Payable> find(AccountId account, String id) {
    return switch (money.payable(account, id)) {
      case Said<Payable>(var payable) -> new Said<>(named(account, List.of(payable)).getFirst());
      case Declined<Payable> declined -> declined;
    };
  }

  private List<Payable> named(AccountId account, List<Payable> payables) {
    var known =
        charges.chargesOf(account, payables.stream().map(Payable::payment).distinct().toList());
    return payables.stream().map(payable -> payable.of(known.get(payable.payment()))).toList();
  }
}
