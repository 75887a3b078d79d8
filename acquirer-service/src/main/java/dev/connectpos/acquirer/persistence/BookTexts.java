package dev.connectpos.acquirer.persistence;

import java.util.List;

/**
 * The statements of {@link TemporaryBooks}. What is compared is the same text of either side, so
 * that no column can be forgotten on one of them.
 */
final class BookTexts {
  private BookTexts() {}

  private static final String LIMITS =
      "'transaction_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'";

  /** As for migrations: it may take longer than a sale may. */
  static final String LIMITS_OFF =
      "SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN (" + LIMITS + ")";

  static final String TABLES =
      """
      CREATE TEMP TABLE rebuilt_payment (
        payment_id text COLLATE "C" PRIMARY KEY, last_version bigint NOT NULL,
        whole boolean NOT NULL);
      CREATE TEMP TABLE rebuilt_capture (
        capture_no bigint GENERATED ALWAYS AS IDENTITY, payment_id text COLLATE "C" NOT NULL,
        message bytea NOT NULL, PRIMARY KEY (payment_id, capture_no));
      CREATE TEMP TABLE rebuilt_receivable (
        payment_id text COLLATE "C" NOT NULL, account_id text NOT NULL, kind text NOT NULL,
        reason text NOT NULL, request_id text, capture_no integer NOT NULL,
        installment integer NOT NULL,
        amount_minor bigint NOT NULL, fee_minor bigint NOT NULL, currency text NOT NULL,
        due_on date NOT NULL, booked_on date NOT NULL, created_at timestamptz NOT NULL);
      CREATE INDEX ON rebuilt_receivable (payment_id);
      CREATE TEMP TABLE rebuilt_entry (
        cause text COLLATE "C" NOT NULL, account_id text NOT NULL, kind text NOT NULL,
        request_id text, posted_at timestamptz NOT NULL, ledger_account text NOT NULL,
        amount_minor bigint NOT NULL, currency text NOT NULL);
      CREATE TEMP TABLE rebuilt_settlement (
        settlement_id text COLLATE "C" PRIMARY KEY, account_id text NOT NULL,
        currency text NOT NULL, settled_on date NOT NULL, gross_minor bigint NOT NULL,
        fee_minor bigint NOT NULL, receivables integer NOT NULL, settled_at timestamptz NOT NULL,
        taken_over boolean NOT NULL DEFAULT false)""";

  /** And the limits are the server's again. */
  static final String DROP_TABLES =
      """
      DROP TABLE rebuilt_payment, rebuilt_capture, rebuilt_receivable, rebuilt_entry,
                 rebuilt_settlement;
      SELECT set_config(name, reset_val, false) FROM pg_settings WHERE name IN (%s)"""
          .formatted(LIMITS);

  static final String VERSIONS =
      """
      SELECT payment_id, last_version, 9223372036854775807 FROM rebuilt_payment
       WHERE payment_id = ANY (?)""";

  /** What is not in the snapshot at all is left out as a whole. */
  static final String VERSIONS_FROZEN =
      """
      SELECT asked.payment_id, coalesce(r.last_version, 0), coalesce(p.event_version, 0)
        FROM unnest(?) AS asked (payment_id)
        LEFT JOIN rebuilt_payment r ON r.payment_id = asked.payment_id COLLATE "C"
        LEFT JOIN payment p ON p.payment_id = asked.payment_id COLLATE "C"
      """;

  /** Settlements that releases before this one made, and told nobody of. */
  static final String TAKE_OVER =
      """
      WITH taken AS (
        INSERT INTO rebuilt_settlement
          (settlement_id, account_id, currency, settled_on, gross_minor, fee_minor, receivables,
           settled_at, taken_over)
        SELECT settlement_id, account_id, currency, settled_on, gross_minor, fee_minor, receivables,
               settled_at, true
          FROM settlement WHERE NOT stated
        RETURNING settlement_id, account_id, currency, gross_minor, fee_minor, settled_at)
      INSERT INTO rebuilt_entry
        (cause, account_id, kind, posted_at, ledger_account, amount_minor, currency)
      SELECT settlement_id, account_id, 'settlement', settled_at, ledger_account, amount, currency
        FROM taken,
             LATERAL (VALUES ('MERCHANT_RECEIVABLE', gross_minor), ('MERCHANT_FEE', -fee_minor),
                             ('MERCHANT_PAYOUT', fee_minor - gross_minor))
               AS entry (ledger_account, amount)
       WHERE amount <> 0""";

  static final String IS_LEVEL =
      """
      SELECT NOT EXISTS (
               SELECT 1 FROM payment p LEFT JOIN rebuilt_payment r USING (payment_id)
                WHERE coalesce(r.last_version, 0) < p.event_version)
         AND NOT EXISTS (
               SELECT 1 FROM settlement s LEFT JOIN rebuilt_settlement r USING (settlement_id)
                WHERE r.settlement_id IS NULL)""";

  static final String BEFORE_LOG =
      """
      SELECT count(*) FROM payment p LEFT JOIN rebuilt_payment r USING (payment_id)
       WHERE r.whole IS NOT true""";

  static final String BALANCES = "SELECT count(*) FROM affiliation_balance";

  /**
   * Two sides that have to be the same.
   *
   * @param name of what is compared
   * @param text of a row, the same for both sides
   * @param rebuilt where it stands, with {@code cause} for the payment it is of
   * @param stored likewise
   * @param ofPayments whether rows are of one payment each, so that some can be left out
   */
  record Pair(String name, String text, String rebuilt, String stored, boolean ofPayments) {

    /** Text, how often it was rebuilt, how often stored, and how many differences there are. */
    String differences(boolean wholeLog) {
      String known =
          wholeLog ? "" : " WHERE cause IN (SELECT payment_id FROM rebuilt_payment WHERE whole)";
      return """
          SELECT text, coalesce(r.n, 0), coalesce(s.n, 0), count(*) OVER ()
            FROM (SELECT %1$s AS text, count(*) AS n FROM (%2$s) rebuilt%4$s GROUP BY 1) r
            FULL JOIN
                 (SELECT %1$s AS text, count(*) AS n FROM (%3$s) stored%4$s GROUP BY 1) s
                 USING (text)
           WHERE r.n IS DISTINCT FROM s.n
           ORDER BY text LIMIT 100"""
          .formatted(text, rebuilt, stored, known);
    }
  }

  static final List<Pair> PAIRS =
      List.of(
          new Pair(
              "payment",
              "concat_ws(' ', cause, 'version', version, 'captured', captured, 'fee', fee,"
                  + " 'given back', back)",
              """
              SELECT p.payment_id AS cause, p.last_version AS version,
                     coalesce(sum(r.amount_minor) FILTER (WHERE r.kind = 'credit'), 0) AS captured,
                     coalesce(sum(r.fee_minor) FILTER (WHERE r.kind = 'credit'), 0) AS fee,
                     coalesce(-sum(r.amount_minor) FILTER (WHERE r.kind = 'refund'), 0) AS back
                FROM rebuilt_payment p LEFT JOIN rebuilt_receivable r USING (payment_id)
               GROUP BY p.payment_id""",
              """
              SELECT payment_id AS cause, event_version AS version, captured_minor AS captured,
                     fee_minor AS fee, refunded_minor AS back
                FROM payment WHERE event_version > 0""",
              true),
          new Pair(
              "receivable",
              "concat_ws(' ', cause, account_id, kind, reason, coalesce(request_id, '-'),"
                  + " capture_no, installment, amount_minor, fee_minor, currency, due_on, booked_on,"
                  + " created_at)",
              "SELECT payment_id AS cause, * FROM rebuilt_receivable",
              "SELECT payment_id AS cause, * FROM receivable",
              true),
          new Pair(
              "ledger entry",
              "concat_ws(' ', cause, account_id, kind, coalesce(request_id, '-'), posted_at,"
                  + " ledger_account, amount_minor, currency)",
              "SELECT * FROM rebuilt_entry WHERE kind <> 'settlement'",
              """
              SELECT payment_id AS cause, * FROM ledger_transaction
                JOIN ledger_entry USING (ledger_transaction_id) WHERE kind <> 'settlement'""",
              true),
          new Pair(
              "payout entry",
              "concat_ws(' ', cause, account_id, posted_at, ledger_account, amount_minor,"
                  + " currency)",
              "SELECT * FROM rebuilt_entry WHERE kind = 'settlement'",
              """
              SELECT settlement_id AS cause, * FROM ledger_transaction
                JOIN ledger_entry USING (ledger_transaction_id) WHERE kind = 'settlement'""",
              false),
          // What a settlement says of itself, and what the receivables say that it settled.
          new Pair(
              "settlement",
              "concat_ws(' ', cause, account_id, currency, settled_on, gross, fee, receivables)",
              """
              SELECT settlement_id AS cause, account_id, currency, settled_on, gross_minor AS gross,
                     fee_minor AS fee, receivables
                FROM rebuilt_settlement""",
              """
              SELECT settlement_id AS cause, account_id, currency, payment_date AS settled_on,
                     sum(amount_minor) AS gross, sum(fee_minor) AS fee, count(*) AS receivables
                FROM receivable WHERE status = 'paid'
               GROUP BY settlement_id, account_id, currency, payment_date""",
              false),
          new Pair(
              "ledger balance",
              "concat_ws(' ', account_id, ledger_account, balance, currency)",
              """
              SELECT account_id, ledger_account, sum(amount_minor) AS balance, currency
                FROM rebuilt_entry GROUP BY account_id, ledger_account, currency""",
              """
              SELECT account_id, ledger_account, sum(amount_minor) AS balance, currency
                FROM ledger_transaction JOIN ledger_entry USING (ledger_transaction_id)
               GROUP BY account_id, ledger_account, currency""",
              false),
          new Pair(
              "affiliation balance",
              "concat_ws(' ', account_id, 'waiting', waiting, 'paid', paid, currency)",
              """
              SELECT account_id, currency,
                     coalesce(-sum(amount_minor) FILTER (
                       WHERE ledger_account IN ('MERCHANT_RECEIVABLE', 'MERCHANT_FEE')), 0)
                       AS waiting,
                     coalesce(-sum(amount_minor) FILTER (
                       WHERE ledger_account = 'MERCHANT_PAYOUT'), 0) AS paid
                FROM rebuilt_entry GROUP BY account_id, currency""",
              """
              SELECT account_id, currency, balance_minor AS waiting, paid_minor AS paid
                FROM affiliation_balance""",
              false));
}
