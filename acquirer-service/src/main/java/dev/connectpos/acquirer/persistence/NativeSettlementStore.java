package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.SettlementStore;
import dev.connectpos.acquirer.domain.AccountId;
import dev.connectpos.acquirer.domain.Payout.Due;
import dev.connectpos.money.Currency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Settlements in their table. That each is the sum of its receivables is the database's to say. */
@ApplicationScoped
class NativeSettlementStore implements SettlementStore {
  private final Session session;

  NativeSettlementStore(Session session) {
    this.session = session;
  }

  @Override
  public Optional<Turn> claim(Instant now, Instant leaseUntil) {
    return session
        .createNativeQuery(
            """
            UPDATE affiliation SET settle_at = :lease, settle_attempts = settle_attempts + 1
             WHERE account_id = (
               SELECT account_id FROM affiliation WHERE settle_at <= :now
                ORDER BY settle_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
            RETURNING account_id, settle_attempts""",
            Tuple.class)
        .setParameter("lease", leaseUntil)
        .setParameter("now", now)
        .getResultStream()
        .findFirst()
        .map(
            row ->
                new Turn(
                    new AccountId(NativeRows.text(row, "account_id")),
                    (int) NativeRows.number(row, "settle_attempts")));
  }

  @Override
  public Optional<Instant> nearest() {
    return Optional.ofNullable(
        session
            .createNativeQuery("SELECT min(settle_at) FROM affiliation", Instant.class)
            .getSingleResult());
  }

  @Override
  public ZoneId lock(AccountId accountId) {
    return ZoneId.of(
        session
            .createNativeQuery(
                "SELECT time_zone FROM affiliation WHERE account_id = :account FOR NO KEY UPDATE",
                String.class)
            .setParameter("account", accountId.value())
            .getSingleResult());
  }

  @Override
  public List<Currency> currenciesDue(AccountId accountId, LocalDate day) {
    return session
        .createNativeQuery(
            """
            SELECT DISTINCT CAST(currency AS text) FROM receivable
             WHERE account_id = :account AND status = 'waiting_funds' AND payment_date <= :day
             ORDER BY 1""",
            String.class)
        .setParameter("account", accountId.value())
        .setParameter("day", day)
        .getResultStream()
        .map(Currency::of)
        .toList();
  }

  @Override
  public boolean isSettled(AccountId accountId, Currency currency, LocalDate day) {
    return session
        .createNativeQuery(
            """
            SELECT EXISTS (SELECT 1 FROM settlement
             WHERE account_id = :account AND currency = :currency AND settled_on = :day)""",
            Boolean.class)
        .setParameter("account", accountId.value())
        .setParameter("currency", currency.name())
        .setParameter("day", day)
        .getSingleResult();
  }

  @Override
  public List<Due> due(AccountId accountId, Currency currency, LocalDate day, Instant before) {
    return session
        .createNativeQuery(
            """
            SELECT receivable_no, kind, capture_no, installment, amount_minor, fee_minor,
                   CAST(currency AS text) AS currency, due_on
              FROM receivable
             WHERE account_id = :account AND status = 'waiting_funds' AND payment_date <= :day
               AND currency = :currency AND created_at < :before""",
            Tuple.class)
        .setParameter("account", accountId.value())
        .setParameter("currency", currency.name())
        .setParameter("day", day)
        .setParameter("before", before)
        .getResultStream()
        .map(
            row ->
                new Due(NativeRows.number(row, "receivable_no"), NativeReceivableStore.read(row)))
        .toList();
  }

  @Override
  public void settle(Settlement settlement) {
    insert(settlement);
    post(settlement);
    int paid =
        session
            .createNativeMutationQuery(
                """
                UPDATE receivable
                   SET status = 'paid', settlement_id = :settlement, payment_date = :day
                 WHERE receivable_no = ANY (CAST(:numbers AS bigint[]))""")
            .setParameter("settlement", settlement.id())
            .setParameter("day", settlement.day())
            .setParameter(
                "numbers",
                settlement.payout().settled().stream().map(Due::number).toArray(Long[]::new))
            .executeUpdate();
    if (paid != settlement.payout().settled().size()) {
      throw new IllegalStateException(
          "%d receivables of %d were settled"
              .formatted(paid, settlement.payout().settled().size()));
    }
  }

  private void insert(Settlement settlement) {
    var payout = settlement.payout();
    session
        .createNativeMutationQuery(
            """
            INSERT INTO settlement
              (settlement_id, account_id, currency, settled_on, gross_minor, fee_minor, net_minor,
               receivables, settled_at)
            VALUES (:id, :account, :currency, :day, :gross, :fee, :net, :receivables, :at)""")
        .setParameter("id", settlement.id())
        .setParameter("account", settlement.accountId().value())
        .setParameter("currency", payout.gross().currency().name())
        .setParameter("day", settlement.day())
        .setParameter("gross", payout.gross().minor())
        .setParameter("fee", payout.fee().minor())
        .setParameter("net", payout.net().minor())
        .setParameter("receivables", payout.settled().size())
        .setParameter("at", settlement.at())
        .executeUpdate();
  }

  /** What sums up to nothing (sales that were all given back) moves nothing. */
  private void post(Settlement settlement) {
    var entries = settlement.payout().entries();
    if (entries.isEmpty()) {
      return;
    }
    session
        .createNativeMutationQuery(
            """
            WITH posted AS (
              INSERT INTO ledger_transaction (account_id, kind, settlement_id, posted_at)
              VALUES (:account, 'settlement', :settlement, :at) RETURNING ledger_transaction_id)
            INSERT INTO ledger_entry
              (ledger_transaction_id, line, ledger_account, amount_minor, currency)
            SELECT posted.ledger_transaction_id, entry.line, entry.account, entry.amount, :currency
              FROM posted,
                   unnest(CAST(:accounts AS text[]), CAST(:amounts AS bigint[]))
                     WITH ORDINALITY AS entry (account, amount, line)""")
        .setParameter("account", settlement.accountId().value())
        .setParameter("settlement", settlement.id())
        .setParameter("at", settlement.at())
        .setParameter("currency", settlement.payout().gross().currency().name())
        .setParameter(
            "accounts", entries.stream().map(e -> e.account().name()).toArray(String[]::new))
        .setParameter("amounts", entries.stream().map(e -> e.amount().minor()).toArray(Long[]::new))
        .executeUpdate();
  }

  @Override
  public void plan(AccountId accountId, Instant next) {
    session
        .createNativeMutationQuery(
            """
            UPDATE affiliation SET settle_at = :next, settle_attempts = 0
             WHERE account_id = :account""")
        .setParameter("next", next)
        .setParameter("account", accountId.value())
        .executeUpdate();
  }

  @Override
  public void postpone(Turn turn, Instant until) {
    session
        .createNativeMutationQuery(
            """
            UPDATE affiliation SET settle_at = :until
             WHERE account_id = :account AND settle_attempts = :attempts""")
        .setParameter("until", until)
        .setParameter("account", turn.accountId().value())
        .setParameter("attempts", turn.attempts())
        .executeUpdate();
  }
}
