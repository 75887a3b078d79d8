package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.Balances;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Exposure;
import dev.connectpos.acquirer.domain.PaymentTerms;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
  public Money available(PaymentTerms terms, Instant midnight) {
    var currency = terms.amount().currency();
    Money unreserved = unreserved(terms.accountId(), currency);
    boolean ofToday =
        session
            .createNativeQuery(
                """
                SELECT EXISTS (SELECT 1 FROM payment
                 WHERE payment_id = :payment AND captured_at >= :midnight)""",
                Boolean.class)
            .setParameter("payment", terms.id().value())
            .setParameter("midnight", midnight)
            .getSingleResult();
    return ofToday ? unreserved : unreserved.minus(voidable(terms.accountId(), currency, midnight));
  }

  @Override
  public Money payable(AccountId accountId, Currency currency, Instant midnight) {
    return unreserved(accountId, currency).minus(voidable(accountId, currency, midnight));
  }

  private Money unreserved(AccountId accountId, Currency currency) {
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

  /**
   * By the first capture: later ones of a sale of another day are refunded, not voided.
   *
   * <p>What today's sales would take if they were voided; those that are being voided have reserved
   * it. A statement of its own, after the balance is locked: it sees every sale that is in it.
   */
  private Money voidable(AccountId accountId, Currency currency, Instant midnight) {
    return new Money(
        session
            .createNativeQuery(
                """
                SELECT CAST(coalesce(sum(captured_minor - fee_minor), 0) AS bigint) FROM payment
                 WHERE account_id = :account AND captured_at >= :midnight
                   AND currency = :currency
                   AND state IN ('captured', 'partially_captured') AND asked_minor = 0
                   AND refunded_minor = 0""",
                Long.class)
            .setParameter("account", accountId.value())
            .setParameter("currency", currency.name())
            .setParameter("midnight", midnight)
            .getSingleResult(),
        currency);
  }

  @Override
  public void payOut(AccountId accountId, Money net) {
    int moved =
        session
            .createNativeMutationQuery(
                """
                UPDATE affiliation_balance
                   SET balance_minor = balance_minor - :net, paid_minor = paid_minor + :net
                 WHERE account_id = :account AND currency = :currency
                   AND balance_minor - :net >= reserved_minor""")
            .setParameter("net", net.minor())
            .setParameter("account", accountId.value())
            .setParameter("currency", net.currency().name())
            .executeUpdate();
    if (moved != 1) {
      throw new IllegalStateException(
          "the balance of %s does not bear a payout of %s".formatted(accountId, net));
    }
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
