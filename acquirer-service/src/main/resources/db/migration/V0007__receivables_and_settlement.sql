-- Receivables by due date, their settlement day by day, and what was paid out.

-- The run of one affiliation on one of its days. Never changed.
CREATE TABLE settlement (
  settlement_id text        COLLATE "C" PRIMARY KEY,
  account_id    text        COLLATE "C" NOT NULL,
  currency      char(3)     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  settled_on    date        NOT NULL,
  gross_minor   bigint      NOT NULL,
  fee_minor     bigint      NOT NULL,
  net_minor     bigint      NOT NULL CHECK (net_minor >= 0),
  receivables   integer     NOT NULL CHECK (receivables > 0),
  settled_at    timestamptz NOT NULL,
  -- Only the transaction that made it settles receivables with it.
  made_by       xid8        NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT settled_once_a_day UNIQUE (account_id, currency, settled_on),
  CONSTRAINT net_is_gross_less_fee CHECK (net_minor = gross_minor - fee_minor)
);

-- The merchant's schedule: what is due when, and what goes back from it. The sub-ledger of
-- MERCHANT_RECEIVABLE and MERCHANT_FEE. A row changes once, when it is settled.
CREATE TABLE receivable (
  receivable_no bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  receivable_id text        COLLATE "C" NOT NULL UNIQUE,
  payment_id    text        COLLATE "C" NOT NULL REFERENCES payment,
  account_id    text        COLLATE "C" NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('credit', 'refund')),
  reason        text        NOT NULL,
  request_id    text        COLLATE "C",
  installment   integer     NOT NULL CHECK (installment BETWEEN 1 AND 24),
  amount_minor  bigint      NOT NULL,
  fee_minor     bigint      NOT NULL,
  currency      char(3)     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  due_on        date        NOT NULL,
  -- When it is paid: the day it is due, then the day it was settled.
  payment_date  date        NOT NULL,
  -- The merchant's day of the posting, for ever, also if its zone changes.
  booked_on     date        NOT NULL,
  status        text        NOT NULL DEFAULT 'waiting_funds',
  settlement_id text        COLLATE "C" REFERENCES settlement,
  created_at    timestamptz NOT NULL,
  CONSTRAINT reason_fits_kind CHECK (
    CASE kind WHEN 'credit' THEN reason = 'capture'
              ELSE reason IN ('void', 'refund') AND request_id IS NOT NULL END),
  CONSTRAINT sign_fits_kind CHECK (
    CASE kind WHEN 'credit' THEN amount_minor > 0 AND fee_minor BETWEEN 0 AND amount_minor
              ELSE amount_minor < 0 AND fee_minor BETWEEN amount_minor AND 0 END),
  CONSTRAINT paid_is_settled CHECK (
    CASE status WHEN 'waiting_funds' THEN settlement_id IS NULL AND payment_date = due_on
                WHEN 'paid' THEN settlement_id IS NOT NULL AND payment_date >= due_on
                ELSE false END)
);
CREATE UNIQUE INDEX credited_once ON receivable (payment_id, installment) WHERE kind = 'credit';
CREATE UNIQUE INDEX given_back_once ON receivable (payment_id, request_id, installment)
  WHERE kind = 'refund';
CREATE INDEX receivable_payment ON receivable (payment_id, receivable_no);
-- Lists go by creation, or by payment date where that is what is asked for.
CREATE INDEX receivable_created ON receivable (account_id, created_at, receivable_no);
CREATE INDEX receivable_dated ON receivable (account_id, payment_date, receivable_no);
CREATE INDEX receivable_status_created
  ON receivable (account_id, status, created_at, receivable_no);
CREATE INDEX receivable_status_dated
  ON receivable (account_id, status, payment_date, receivable_no);
CREATE INDEX receivable_installment
  ON receivable (account_id, installment, created_at, receivable_no);
CREATE INDEX receivable_refund ON receivable (account_id, created_at, receivable_no)
  WHERE kind = 'refund';
CREATE INDEX receivable_booked ON receivable (account_id, booked_on, kind, receivable_no);
CREATE INDEX receivable_settlement ON receivable (settlement_id, receivable_no)
  WHERE settlement_id IS NOT NULL;
-- For what is compared with the ledger over the last hour.
CREATE INDEX receivable_recent ON receivable USING brin (created_at);

-- What of the fee has gone back when this much of the amount has.
CREATE FUNCTION fee_back(fee bigint, given numeric, captured bigint) RETURNS bigint
  IMMUTABLE LANGUAGE sql RETURN div(fee::numeric * given, captured::numeric)::bigint;

ALTER TABLE affiliation
  -- When the next run is due; the first one finds out.
  ADD COLUMN settle_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN settle_attempts integer NOT NULL DEFAULT 0;
CREATE INDEX affiliation_settle_at ON affiliation (settle_at);

-- The balance is what waits; what was paid out is not available any more.
ALTER TABLE affiliation_balance
  ADD COLUMN paid_minor bigint NOT NULL DEFAULT 0 CHECK (paid_minor >= 0);

-- For what can still be voided, and therefore not be paid out or refunded from.
CREATE INDEX payment_captured_of_account ON payment (account_id, captured_at)
  WHERE captured_at IS NOT NULL;

ALTER TABLE ledger_transaction
  ALTER COLUMN payment_id DROP NOT NULL,
  ADD COLUMN settlement_id text COLLATE "C" REFERENCES settlement,
  DROP CONSTRAINT ledger_transaction_kind_check,
  ADD CONSTRAINT ledger_transaction_kind_check CHECK (
    kind IN ('capture', 'void', 'refund', 'settlement')),
  ADD CONSTRAINT posted_for_something CHECK (
    CASE kind WHEN 'settlement' THEN settlement_id IS NOT NULL AND payment_id IS NULL
              ELSE payment_id IS NOT NULL AND settlement_id IS NULL END);
CREATE UNIQUE INDEX settlement_posted_once ON ledger_transaction (settlement_id)
  WHERE settlement_id IS NOT NULL;
CREATE INDEX ledger_transaction_statement
  ON ledger_transaction (account_id, posted_at, ledger_transaction_id);
ALTER TABLE ledger_entry
  DROP CONSTRAINT ledger_entry_ledger_account_check,
  ADD CONSTRAINT ledger_entry_ledger_account_check CHECK (ledger_account IN (
    'NETWORK_CLEARING', 'MERCHANT_RECEIVABLE', 'MERCHANT_FEE', 'FEE_REVENUE', 'MERCHANT_PAYOUT'));

-- Payments that were captured before: their schedule, and what went back from it. The calendar is
-- that of BankingCalendar as of this migration; these functions live as long as the connection.
CREATE FUNCTION pg_temp.easter(y integer) RETURNS date IMMUTABLE LANGUAGE plpgsql AS $$
DECLARE
  g integer := y % 19;
  c integer := y / 100;
  o integer := y % 100;
  e integer := (19 * g + c - c / 4 - (c - (c + 8) / 25 + 1) / 3 + 15) % 30;
  w integer := (32 + 2 * (c % 4) + 2 * (o / 4) - e - o % 4) % 7;
  s integer := e + w - 7 * ((g + 11 * e + 22 * w) / 451) + 114;
BEGIN
  RETURN make_date(y, s / 31, s % 31 + 1);
END $$;
CREATE FUNCTION pg_temp.on_or_after(day date) RETURNS date IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN
  WHILE extract(isodow FROM day) > 5
     OR to_char(day, 'MM-DD') IN
        ('01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '12-25')
     OR (to_char(day, 'MM-DD') = '11-20' AND extract(year FROM day) >= 2024)
     OR day - pg_temp.easter(extract(year FROM day)::integer) IN (-48, -47, -2, 60) LOOP
    day := day + 1;
  END LOOP;
  RETURN day;
END $$;
CREATE FUNCTION pg_temp.new_id() RETURNS text VOLATILE LANGUAGE sql RETURN
  'pyb_' || left(replace(gen_random_uuid()::text, '-', ''), 12)
         || right(gen_random_uuid()::text, 4);

INSERT INTO receivable
  (receivable_id, payment_id, account_id, kind, reason, request_id, installment, amount_minor,
   fee_minor, currency, due_on, payment_date, booked_on, created_at)
WITH captured AS (
  SELECT p.*,
         (p.captured_at AT TIME ZONE coalesce(a.time_zone, 'America/Sao_Paulo'))::date AS day,
         CASE WHEN p.installment_type = 'MERCHANT' THEN p.installments ELSE 1 END AS parts
    FROM payment p LEFT JOIN affiliation a USING (account_id)
   WHERE p.captured_minor > 0),
part AS (
  SELECT c.*, i AS part,
         c.captured_minor / parts + CASE WHEN i <= c.captured_minor % parts THEN 1 ELSE 0 END
           AS part_minor
    FROM captured c, generate_series(1, parts) AS i),
stretch AS (
  SELECT part.*, sum(part_minor) OVER (PARTITION BY payment_id ORDER BY part DESC) AS behind
    FROM part),
due AS (
  SELECT stretch.*,
         CASE WHEN payment_type = 'VOUCHER' THEN pg_temp.on_or_after(day + 1)
              WHEN card_funding = 'PREPAID'
                THEN pg_temp.on_or_after(pg_temp.on_or_after(day + 1) + 1)
              WHEN payment_type = 'DEBIT' THEN pg_temp.on_or_after(day + 1)
              ELSE pg_temp.on_or_after(day + 30 * part) END AS on_day
    FROM stretch)
SELECT pg_temp.new_id(), payment_id, account_id, 'credit', 'capture', capture_request_id, part,
       part_minor,
       fee_back(fee_minor, behind, captured_minor)
         - fee_back(fee_minor, behind - part_minor, captured_minor),
       currency, on_day, on_day, day, captured_at
  FROM due WHERE part_minor > 0
 ORDER BY captured_at, payment_id, part;

INSERT INTO receivable
  (receivable_id, payment_id, account_id, kind, reason, request_id, installment, amount_minor,
   fee_minor, currency, due_on, payment_date, booked_on, created_at)
WITH done AS (
  SELECT c.*, p.account_id, p.currency, p.captured_minor, p.fee_minor,
         (c.ended_at AT TIME ZONE coalesce(a.time_zone, 'America/Sao_Paulo'))::date AS day,
         sum(c.amount_minor) OVER (PARTITION BY payment_id ORDER BY c.ended_at, c.cancellation_id)
           AS given
    FROM cancellation c JOIN payment p USING (payment_id) LEFT JOIN affiliation a USING (account_id)
   WHERE c.status = 'done' AND p.captured_minor > 0),
stretch AS (
  SELECT payment_id, installment, amount_minor AS part_minor, due_on,
         sum(amount_minor) OVER (PARTITION BY payment_id ORDER BY installment DESC) AS behind
    FROM receivable),
taken AS (
  SELECT done.*, stretch.installment, stretch.due_on AS credit_due_on,
         greatest(done.given - done.amount_minor, stretch.behind - stretch.part_minor) AS since,
         least(done.given, stretch.behind) AS until
    FROM done JOIN stretch USING (payment_id)),
due AS (
  SELECT taken.*, greatest(credit_due_on, pg_temp.on_or_after(day)) AS on_day
    FROM taken WHERE since < until)
SELECT pg_temp.new_id(), payment_id, account_id, 'refund', lower(kind), request_id, installment,
       since - until,
       fee_back(fee_minor, since, captured_minor) - fee_back(fee_minor, until, captured_minor),
       currency, on_day, on_day, day, ended_at
  FROM due
 ORDER BY ended_at, cancellation_id, installment;

-- A receivable is made waiting, and settled once, by the transaction that makes the settlement.
CREATE FUNCTION receivable_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status = 'waiting_funds' THEN
      RETURN NEW;
    END IF;
  ELSIF OLD.status = 'waiting_funds' AND NEW.status = 'paid'
    AND (OLD.receivable_no, OLD.receivable_id, OLD.payment_id, OLD.account_id, OLD.kind, OLD.reason,
         OLD.request_id, OLD.installment, OLD.amount_minor, OLD.fee_minor, OLD.currency, OLD.due_on,
         OLD.booked_on, OLD.created_at)
      IS NOT DISTINCT FROM
        (NEW.receivable_no, NEW.receivable_id, NEW.payment_id, NEW.account_id, NEW.kind, NEW.reason,
         NEW.request_id, NEW.installment, NEW.amount_minor, NEW.fee_minor, NEW.currency, NEW.due_on,
         NEW.booked_on, NEW.created_at)
    AND EXISTS (SELECT 1 FROM settlement s
                 WHERE s.settlement_id = NEW.settlement_id AND s.made_by = pg_current_xact_id()
                   AND s.account_id = NEW.account_id AND s.currency = NEW.currency
                   AND s.settled_on = NEW.payment_date) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a receivable changes only when it is settled: % refused', TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER receivable_changes_once BEFORE INSERT OR UPDATE ON receivable
  FOR EACH ROW EXECUTE FUNCTION receivable_guard();
CREATE TRIGGER receivable_stays BEFORE DELETE OR TRUNCATE ON receivable
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER settlement_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- At commit: the schedule of a payment is what was captured less what went back, gross and fee;
-- and from no instalment goes back more than it has.
CREATE FUNCTION payment_check_receivables() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM payment p,
           LATERAL (SELECT coalesce(sum(amount_minor) FILTER (WHERE kind = 'credit'), 0) AS credit,
                           coalesce(sum(fee_minor) FILTER (WHERE kind = 'credit'), 0) AS fee,
                           coalesce(-sum(amount_minor) FILTER (WHERE kind = 'refund'), 0) AS back,
                           coalesce(-sum(fee_minor) FILTER (WHERE kind = 'refund'), 0) AS fee_back,
                           bool_and(r.account_id = p.account_id AND r.currency = p.currency) AS own
                      FROM receivable r WHERE r.payment_id = p.payment_id) s
     WHERE p.payment_id = NEW.payment_id
       AND s.credit = p.captured_minor AND s.fee = p.fee_minor AND s.back = p.refunded_minor
       AND s.fee_back = CASE WHEN p.captured_minor = 0 THEN 0
                             ELSE fee_back(p.fee_minor, p.refunded_minor, p.captured_minor) END
       AND s.own IS NOT false)
  OR EXISTS (
    SELECT 1 FROM receivable r WHERE r.payment_id = NEW.payment_id
     GROUP BY r.installment HAVING sum(r.amount_minor) < 0) THEN
    RAISE EXCEPTION 'payment % does not agree with its receivables', NEW.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_has_receivables
  AFTER UPDATE OF captured_minor, fee_minor, refunded_minor ON payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_check_receivables();
CREATE CONSTRAINT TRIGGER receivable_agrees_with_payment AFTER INSERT ON receivable
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_check_receivables();

-- At commit: a settlement is the sum of its receivables, and is posted to the centavo.
CREATE FUNCTION settlement_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1
      FROM (SELECT count(*) AS n, sum(amount_minor) AS gross, sum(fee_minor) AS fee
              FROM receivable r WHERE r.settlement_id = NEW.settlement_id) s,
           (SELECT coalesce(sum(amount_minor)
                     FILTER (WHERE ledger_account = 'MERCHANT_RECEIVABLE'), 0) AS gross,
                   coalesce(-sum(amount_minor)
                     FILTER (WHERE ledger_account = 'MERCHANT_PAYOUT'), 0) AS net
              FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
             WHERE t.settlement_id = NEW.settlement_id AND t.account_id = NEW.account_id
               AND e.currency = NEW.currency) l
     WHERE s.n = NEW.receivables AND s.gross = NEW.gross_minor AND s.fee = NEW.fee_minor
       AND l.gross = NEW.gross_minor AND l.net = NEW.net_minor) THEN
    RAISE EXCEPTION 'settlement % does not agree with its receivables', NEW.settlement_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_agrees AFTER INSERT ON settlement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_check();

-- What was moved above is right, or nothing is.
DO $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM payment p
      LEFT JOIN (SELECT payment_id, sum(amount_minor) AS amount, sum(fee_minor) AS fee,
                        sum(amount_minor) FILTER (WHERE kind = 'credit') AS credit
                   FROM receivable GROUP BY payment_id) r USING (payment_id)
     WHERE coalesce(r.credit, 0) <> p.captured_minor
        OR coalesce(r.amount, 0) <> p.captured_minor - p.refunded_minor
        OR (p.captured_minor > 0 AND r.fee
              <> p.fee_minor - fee_back(p.fee_minor, p.refunded_minor, p.captured_minor)))
  OR EXISTS (
    SELECT 1 FROM affiliation_balance b
      FULL JOIN (SELECT account_id, currency, sum(amount_minor - fee_minor) AS net
                   FROM receivable GROUP BY account_id, currency) r USING (account_id, currency)
     WHERE coalesce(b.balance_minor, 0) <> coalesce(r.net, 0)) THEN
    RAISE EXCEPTION 'receivables do not agree with payments or balances';
  END IF;
END $$;
