package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.Balances;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Exposure;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** Balances in their table: one conditional update each, the last lock of its transaction. */
@ApplicationScoped
class NativeBalances implements Balances {
  private final Session session;

  NativeBalances(Session session) {
    this.session = session;
  }

  @Override
  public Money available(AccountId accountId, Currency currency) {
    return session
        .createNativeQuery(
            """
            SELECT balance_minor - reserved_minor FROM affiliation_balance
             WHERE account_id = :account AND currency = :currency FOR UPDATE""",
            Long.class)
        .setParameter("account", accountId.value())
        .setParameter("currency", currency.name())
        .getResultStream()
        .findFirst()
        .map(minor -> new Money(minor, currency))
        .orElseGet(() -> Money.zero(currency));
  }

  @Override
  public void move(AccountId accountId, Exposure difference) {
    int moved =
        bind(
                session.createNativeMutationQuery(
                    """
                    UPDATE affiliation_balance
                       SET balance_minor = balance_minor + :balance,
                           reserved_minor = reserved_minor + :reserved
                     WHERE account_id = :account AND currency = :currency
                       AND balance_minor + :balance >= reserved_minor + :reserved"""),
                accountId,
                difference)
            .executeUpdate();
    if (moved == 0 && difference.balance().isPositive()) {
      // The affiliation's first money; whoever inserts at the same time adds to ours.
      moved =
          bind(
                  session.createNativeMutationQuery(
                      """
                      INSERT INTO affiliation_balance
                        (account_id, currency, balance_minor, reserved_minor)
                      VALUES (:account, :currency, :balance, :reserved)
                      ON CONFLICT (account_id, currency) DO UPDATE
                        SET balance_minor =
                              affiliation_balance.balance_minor + excluded.balance_minor"""),
                  accountId,
                  difference)
              .executeUpdate();
    }
    if (moved != 1) {
      throw new IllegalStateException(
          "the balance of %s does not bear %s".formatted(accountId, difference));
    }
  }

  private static MutationQuery bind(MutationQuery query, AccountId accountId, Exposure difference) {
    return query
        .setParameter("account", accountId.value())
        .setParameter("currency", difference.balance().currency().name())
        .setParameter("balance", difference.balance().minor())
        .setParameter("reserved", difference.reserved().minor());
  }
}
