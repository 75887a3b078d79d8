package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.Ledger;
import dev.connectpos.acquirer.domain.Posting;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;

/**
 * The ledger's two tables, written in one statement each posting. That entries balance, that
 * nothing is changed later and that a payment is posted once is the database's to refuse.
 */
@ApplicationScoped
class NativeLedger implements Ledger {
  private final Session session;

  NativeLedger(Session session) {
    this.session = session;
  }

  @Override
  public void post(Posting posting) {
    var entries = posting.entries();
    var request = posting.request();
    session
        .createNativeMutationQuery(
            """
            WITH posted AS (
              INSERT INTO ledger_transaction (payment_id, account_id, kind, request_id, posted_at)
              VALUES (:payment, :account, :kind, CAST(:request AS text), :at) RETURNING ledger_transaction_id)
            INSERT INTO ledger_entry
              (ledger_transaction_id, line, ledger_account, amount_minor, currency)
            SELECT posted.ledger_transaction_id, entry.line, entry.account, entry.amount,
                   entry.currency
              FROM posted,
                   unnest(CAST(:accounts AS text[]), CAST(:amounts AS bigint[]),
                          CAST(:currencies AS text[]))
                     WITH ORDINALITY AS entry (account, amount, currency, line)""")
        .setParameter("payment", posting.paymentId().value())
        .setParameter("account", posting.accountId().value())
        .setParameter("kind", posting.kind())
        .setParameter("request", request == null ? null : request.value())
        .setParameter("at", posting.at())
        .setParameter(
            "accounts", entries.stream().map(e -> e.account().name()).toArray(String[]::new))
        .setParameter("amounts", entries.stream().map(e -> e.amount().minor()).toArray(Long[]::new))
        .setParameter(
            "currencies",
            entries.stream().map(e -> e.amount().currency().name()).toArray(String[]::new))
        .executeUpdate();
  }
}
