-- Later and partial capture, void, refund, expiry, and each affiliation's balance.

ALTER TABLE payment
  ADD COLUMN operation text NOT NULL DEFAULT 'AUTH_AND_CAPTURE'
    CHECK (operation IN ('AUTH_AND_CAPTURE', 'AUTH_ONLY', 'PRE_AUTH')),
  ADD COLUMN soft_descriptor text,
  ADD COLUMN capture_by timestamptz,
  ADD COLUMN capture_request_id text COLLATE "C",
  ADD COLUMN fee_minor bigint NOT NULL DEFAULT 0,
  -- Sums over the table cancellation: what the network is asked for, and what went back.
  ADD COLUMN asked_minor bigint NOT NULL DEFAULT 0 CHECK (asked_minor >= 0),
  ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0),
  -- Of charge.commands, beside that of payment.commands.
  ADD COLUMN last_charge_version bigint NOT NULL DEFAULT 0 CHECK (last_charge_version >= 0);
ALTER TABLE payment ALTER COLUMN operation DROP DEFAULT;

UPDATE payment p SET fee_minor = e.amount_minor
  FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
 WHERE t.payment_id = p.payment_id AND t.kind = 'capture' AND e.ledger_account = 'MERCHANT_FEE';

ALTER TABLE payment
  DROP CONSTRAINT payment_state_check,
  ADD CONSTRAINT payment_state_check CHECK (state IN (
    'authorizing', 'withdrawing', 'authorization_unknown', 'authorized', 'held', 'captured',
    'voided', 'expiring', 'expired', 'declined', 'reversing', 'reversed', 'reversed_in_doubt',
    'undoing_late_approval')),
  DROP CONSTRAINT captured_has_money,
  ADD CONSTRAINT captured_has_money CHECK (
    CASE state WHEN 'captured' THEN captured_minor > 0
               WHEN 'voided' THEN true
               ELSE captured_minor = 0 END),
  ADD CONSTRAINT captured_says_when CHECK (captured_minor = 0 OR captured_at IS NOT NULL),
  ADD CONSTRAINT fee_within_captured CHECK (fee_minor BETWEEN 0 AND captured_minor),
  -- What goes back was captured; or all of the hold is released.
  ADD CONSTRAINT refunded_within_captured CHECK (
    refunded_minor + asked_minor
      <= CASE WHEN captured_minor > 0 THEN captured_minor ELSE authorized_minor END
    AND refunded_minor <= captured_minor),
  ADD CONSTRAINT canceled_is_confirmed CHECK (
    asked_minor + refunded_minor = 0 OR state IN ('held', 'captured', 'voided')),
  DROP CONSTRAINT approved_is_complete,
  ADD CONSTRAINT approved_is_complete CHECK (
    state NOT IN ('authorized', 'held', 'captured', 'voided', 'expiring', 'expired')
    OR (authorization_code IS NOT NULL AND authorized_at IS NOT NULL AND confirm_by IS NOT NULL
        AND authorized_minor > 0 AND card_token IS NOT NULL)),
  ADD CONSTRAINT held_says_until CHECK (
    state NOT IN ('held', 'expiring', 'expired') OR capture_by IS NOT NULL),
  -- Nothing unsettled is ever forgotten. A hold that is being released is due as a cancellation.
  DROP CONSTRAINT unsettled_is_due,
  ADD CONSTRAINT unsettled_is_due CHECK (
    (state IN ('captured', 'voided', 'expired', 'declined', 'reversed')
      OR (state = 'held' AND asked_minor > 0)) = (due_at IS NULL));

CREATE TABLE cancellation (
  cancellation_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment_id      text        COLLATE "C" NOT NULL REFERENCES payment,
  request_id      text        COLLATE "C" NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('VOID', 'REFUND')),
  amount_minor    bigint      NOT NULL CHECK (amount_minor > 0),
  status          text        NOT NULL CHECK (status IN ('asked', 'done', 'refused')),
  return_code     text,
  due_at          timestamptz,
  attempts        integer     NOT NULL DEFAULT 0,
  asked_at        timestamptz NOT NULL,
  ended_at        timestamptz,
  CONSTRAINT requested_once UNIQUE (payment_id, request_id),
  CONSTRAINT asked_is_due CHECK ((status = 'asked') = (due_at IS NOT NULL)),
  CONSTRAINT ended_says_when CHECK ((status = 'asked') = (ended_at IS NULL)),
  CONSTRAINT refused_says_why CHECK ((status = 'refused') = (return_code IS NOT NULL))
);
CREATE INDEX cancellation_due ON cancellation (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX cancellation_ended ON cancellation (ended_at) WHERE status = 'done';

ALTER TABLE ledger_transaction
  ADD COLUMN request_id text COLLATE "C",
  DROP CONSTRAINT ledger_transaction_kind_check,
  ADD CONSTRAINT ledger_transaction_kind_check CHECK (kind IN ('capture', 'void', 'refund')),
  DROP CONSTRAINT posted_once;
-- A payment is captured and voided once, and refunded once for each request.
CREATE UNIQUE INDEX posted_once ON ledger_transaction (payment_id, kind) WHERE kind <> 'refund';
CREATE UNIQUE INDEX refund_posted_once ON ledger_transaction (payment_id, request_id)
  WHERE kind = 'refund';

-- At commit: what is captured is posted, to the centavo, and only that; and what went back too.
CREATE OR REPLACE FUNCTION payment_check_posted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  captured bigint;
  refunded bigint;
BEGIN
  SELECT coalesce(-sum(e.amount_minor) FILTER (WHERE t.kind = 'capture'), 0),
         coalesce(sum(e.amount_minor) FILTER (WHERE t.kind <> 'capture'), 0)
    INTO captured, refunded
    FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
   WHERE t.payment_id = NEW.payment_id AND e.ledger_account = 'MERCHANT_RECEIVABLE'
     AND e.currency = NEW.currency;
  IF captured <> NEW.captured_minor OR refunded <> NEW.refunded_minor THEN
    RAISE EXCEPTION 'payment % is captured or refunded but not posted', NEW.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER payment_captured_is_posted ON payment;
CREATE CONSTRAINT TRIGGER payment_captured_is_posted
  AFTER UPDATE OF state, captured_minor, refunded_minor ON payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.captured_minor > 0) EXECUTE FUNCTION payment_check_posted();

-- At commit: the sums on the payment are those of its cancellations.
CREATE FUNCTION payment_check_cancellations(whole payment) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  asked bigint;
  done bigint;
BEGIN
  SELECT coalesce(sum(amount_minor) FILTER (WHERE status = 'asked'), 0),
         coalesce(sum(amount_minor) FILTER (WHERE status = 'done'), 0)
    INTO asked, done FROM cancellation c WHERE c.payment_id = whole.payment_id;
  IF asked <> whole.asked_minor
     OR (whole.captured_minor > 0 AND done <> whole.refunded_minor) THEN
    RAISE EXCEPTION 'payment % does not agree with its cancellations', whole.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
END $$;
CREATE FUNCTION payment_sums_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed payment;
BEGIN
  SELECT * INTO changed FROM payment p WHERE p.payment_id = NEW.payment_id;
  PERFORM payment_check_cancellations(changed);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_agrees_with_cancellations
  AFTER UPDATE OF asked_minor, refunded_minor ON payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_sums_changed();
CREATE CONSTRAINT TRIGGER cancellation_agrees_with_payment
  AFTER INSERT OR UPDATE OF status, amount_minor ON cancellation
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_sums_changed();

-- What an affiliation has of its payments, net of fees, kept with every posting. Refunds that are
-- asked for reserve their part. Rarely indexed, often updated: room for new versions on the page.
CREATE TABLE affiliation_balance (
  account_id     text    COLLATE "C" NOT NULL,
  currency       char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  balance_minor  bigint  NOT NULL,
  reserved_minor bigint  NOT NULL CHECK (reserved_minor >= 0),
  PRIMARY KEY (account_id, currency),
  CONSTRAINT balance_covers_reserved CHECK (balance_minor >= reserved_minor)
) WITH (fillfactor = 50);

INSERT INTO affiliation_balance (account_id, currency, balance_minor, reserved_minor)
SELECT t.account_id, e.currency, -sum(e.amount_minor), 0
  FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
 WHERE e.ledger_account IN ('MERCHANT_RECEIVABLE', 'MERCHANT_FEE')
 GROUP BY t.account_id, e.currency;

-- How far the service's clock is ahead, for operators who try what takes days; not in production.
CREATE TABLE test_clock (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  ahead_micros bigint  NOT NULL CHECK (ahead_micros >= 0)
);
