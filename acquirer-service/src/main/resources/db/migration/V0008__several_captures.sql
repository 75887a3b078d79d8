-- Any number of captures of one authorization (docs/adr/0030): each its own row, ledger transaction and receivables.
-- payment.captured_minor and fee_minor are their sums, captured_at is the first one's instant, which tells a void from a
-- refund.

CREATE TABLE capture (
  payment_id   text        COLLATE "C" NOT NULL REFERENCES payment,
  -- From 1, in the order they were made.
  capture_no   integer     NOT NULL CHECK (capture_no >= 1),
  -- Who asked; null if it was captured by itself.
  request_id   text        COLLATE "C",
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  fee_minor    bigint      NOT NULL,
  is_final     boolean     NOT NULL,
  captured_at  timestamptz NOT NULL,
  PRIMARY KEY (payment_id, capture_no),
  CONSTRAINT capture_requested_once UNIQUE (payment_id, request_id),
  CONSTRAINT capture_fee_within_amount CHECK (fee_minor BETWEEN 0 AND amount_minor)
);
-- For what is compared with the ledger over the last hour.
CREATE INDEX capture_recent ON capture USING brin (captured_at);

INSERT INTO capture
  (payment_id, capture_no, request_id, amount_minor, fee_minor, is_final, captured_at)
SELECT payment_id, 1, capture_request_id, captured_minor, fee_minor, true, captured_at
  FROM payment WHERE captured_minor > 0
 ORDER BY captured_at, payment_id;

CREATE TRIGGER capture_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON capture
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- At commit: a payment's sums are those of its captures, which are numbered without gaps; nothing was captured after a
-- final one, nor after the time for it.
CREATE FUNCTION payment_check_captures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM payment p,
           LATERAL (SELECT coalesce(sum(amount_minor), 0) AS amount, coalesce(sum(fee_minor), 0) AS fee,
                           count(*) AS n, coalesce(max(capture_no), 0) AS last,
                           min(captured_at) FILTER (WHERE capture_no = 1) AS first_at,
                           max(captured_at) AS last_at,
                           coalesce(min(capture_no) FILTER (WHERE is_final), max(capture_no), 0) AS last_allowed,
                           coalesce(bool_or(is_final), false) AS is_final
                      FROM capture c WHERE c.payment_id = p.payment_id) s
     WHERE p.payment_id = NEW.payment_id
       AND s.amount = p.captured_minor AND s.fee = p.fee_minor AND s.n = s.last
       AND s.first_at IS NOT DISTINCT FROM p.captured_at
       AND s.last = s.last_allowed
       AND (p.state <> 'partially_captured' OR NOT s.is_final)
       AND (p.capture_by IS NULL OR s.n = 0 OR s.last_at <= p.capture_by)) THEN
    RAISE EXCEPTION 'payment % does not agree with its captures', NEW.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_has_captures
  AFTER UPDATE OF captured_minor, fee_minor, captured_at ON payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_check_captures();
CREATE CONSTRAINT TRIGGER capture_agrees_with_payment AFTER INSERT ON capture
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_check_captures();

-- capture_request_id is not read or written any more; a later release drops it.
ALTER TABLE payment
  DROP CONSTRAINT payment_state_check,
  ADD CONSTRAINT payment_state_check CHECK (state IN (
    'authorizing', 'withdrawing', 'authorization_unknown', 'authorized', 'held',
    'partially_captured', 'captured', 'voided', 'expiring', 'expired', 'declined', 'reversing',
    'reversed', 'reversed_in_doubt', 'undoing_late_approval')),
  DROP CONSTRAINT captured_has_money,
  ADD CONSTRAINT captured_has_money CHECK (
    CASE state WHEN 'captured' THEN captured_minor > 0
               WHEN 'partially_captured' THEN captured_minor > 0 AND captured_minor < authorized_minor
               WHEN 'voided' THEN true
               ELSE captured_minor = 0 END),
  -- Whose captures all went back is over.
  ADD CONSTRAINT partially_captured_is_not_all_back CHECK (
    state <> 'partially_captured' OR refunded_minor < captured_minor),
  DROP CONSTRAINT canceled_is_confirmed,
  ADD CONSTRAINT canceled_is_confirmed CHECK (
    asked_minor + refunded_minor = 0
    OR state IN ('held', 'partially_captured', 'captured', 'voided')),
  DROP CONSTRAINT approved_is_complete,
  ADD CONSTRAINT approved_is_complete CHECK (
    state NOT IN ('authorized', 'held', 'partially_captured', 'captured', 'voided', 'expiring',
                  'expired')
    OR (authorization_code IS NOT NULL AND authorized_at IS NOT NULL
        AND (confirm_by IS NOT NULL OR origin = 'ONLINE')
        AND authorized_minor > 0 AND card_token IS NOT NULL)),
  DROP CONSTRAINT held_says_until,
  ADD CONSTRAINT held_says_until CHECK (
    state NOT IN ('held', 'partially_captured', 'expiring', 'expired') OR capture_by IS NOT NULL);

-- A payment is voided once, and captured and refunded once for each request; by itself, once.
DROP INDEX posted_once;
CREATE UNIQUE INDEX void_posted_once ON ledger_transaction (payment_id) WHERE kind = 'void';
CREATE UNIQUE INDEX capture_posted_once ON ledger_transaction (payment_id, request_id)
  NULLS NOT DISTINCT WHERE kind = 'capture';

ALTER TABLE receivable
  -- Whose of the payment's captures it is. All that are there are of the first.
  ADD COLUMN capture_no integer NOT NULL DEFAULT 1 CHECK (capture_no >= 1);
DROP INDEX credited_once;
CREATE UNIQUE INDEX credited_once ON receivable (payment_id, capture_no, installment)
  WHERE kind = 'credit';
DROP INDEX given_back_once;
CREATE UNIQUE INDEX given_back_once
  ON receivable (payment_id, request_id, capture_no, installment) WHERE kind = 'refund';

CREATE OR REPLACE FUNCTION receivable_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status = 'waiting_funds' THEN
      RETURN NEW;
    END IF;
  ELSIF OLD.status = 'waiting_funds' AND NEW.status = 'paid'
    AND (OLD.receivable_no, OLD.receivable_id, OLD.payment_id, OLD.account_id, OLD.kind, OLD.reason,
         OLD.request_id, OLD.capture_no, OLD.installment, OLD.amount_minor, OLD.fee_minor,
         OLD.currency, OLD.due_on, OLD.booked_on, OLD.created_at)
      IS NOT DISTINCT FROM
        (NEW.receivable_no, NEW.receivable_id, NEW.payment_id, NEW.account_id, NEW.kind, NEW.reason,
         NEW.request_id, NEW.capture_no, NEW.installment, NEW.amount_minor, NEW.fee_minor,
         NEW.currency, NEW.due_on, NEW.booked_on, NEW.created_at)
    AND EXISTS (SELECT 1 FROM settlement s
                 WHERE s.settlement_id = NEW.settlement_id AND s.made_by = pg_current_xact_id()
                   AND s.account_id = NEW.account_id AND s.currency = NEW.currency
                   AND s.settled_on = NEW.payment_date) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a receivable changes only when it is settled: % refused', TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

-- At commit: the schedule of each capture is what it took less what went back of it, gross and fee, the oldest capture
-- going back first; and from no instalment goes back more than it has.
CREATE OR REPLACE FUNCTION payment_check_receivables() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    WITH taken AS (
      SELECT c.capture_no, c.amount_minor, c.fee_minor, p.account_id, p.currency,
             greatest(0, least(c.amount_minor,
               p.refunded_minor - (sum(c.amount_minor) OVER older - c.amount_minor))) AS back_minor
        FROM payment p JOIN capture c USING (payment_id)
       WHERE p.payment_id = NEW.payment_id
      WINDOW older AS (ORDER BY c.capture_no)),
    booked AS (
      SELECT r.capture_no,
             coalesce(sum(amount_minor) FILTER (WHERE kind = 'credit'), 0) AS credit,
             coalesce(sum(fee_minor) FILTER (WHERE kind = 'credit'), 0) AS fee,
             coalesce(-sum(amount_minor) FILTER (WHERE kind = 'refund'), 0) AS back,
             coalesce(-sum(fee_minor) FILTER (WHERE kind = 'refund'), 0) AS fee_back,
             min(account_id) AS account_id, max(account_id) AS other_account_id,
             min(currency) AS currency, max(currency) AS other_currency
        FROM receivable r WHERE r.payment_id = NEW.payment_id GROUP BY r.capture_no)
    SELECT 1 FROM taken t FULL JOIN booked b USING (capture_no)
     WHERE (t.amount_minor, t.fee_minor, t.back_minor::numeric,
            fee_back(t.fee_minor, t.back_minor::numeric, t.amount_minor)::numeric,
            t.account_id, t.account_id, t.currency, t.currency)
       IS DISTINCT FROM
           (b.credit, b.fee, b.back, b.fee_back, b.account_id, b.other_account_id,
            b.currency, b.other_currency))
  OR EXISTS (
    SELECT 1 FROM receivable r WHERE r.payment_id = NEW.payment_id
     GROUP BY r.capture_no, r.installment HAVING sum(r.amount_minor) < 0) THEN
    RAISE EXCEPTION 'payment % does not agree with its receivables', NEW.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;