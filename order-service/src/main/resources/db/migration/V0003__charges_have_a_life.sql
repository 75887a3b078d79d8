-- A charge is held, captured, given back or expired, as the acquirer says; what is asked of the acquirer is a row.

ALTER TABLE order_payment
  -- Commands given to the acquirer about this payment: the versions of its stream on charge.commands.v1.
  ADD COLUMN commands bigint NOT NULL DEFAULT 0 CHECK (commands >= 0),
  DROP CONSTRAINT order_payment_state_check;
UPDATE order_payment SET state = 'charged' WHERE state = 'captured';
ALTER TABLE order_payment
  ADD CONSTRAINT order_payment_state_check CHECK (state IN
    ('authorized', 'in_doubt', 'reversing', 'reversed', 'declined', 'charged'));

ALTER TABLE charge
  ADD COLUMN code           text,
  ADD COLUMN status         text NOT NULL DEFAULT 'paid',
  ADD COLUMN state          text,
  ADD COLUMN captured_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN operation_type text NOT NULL DEFAULT 'auth_and_capture'
    CHECK (operation_type IN ('auth_and_capture', 'auth_only', 'pre_auth')),
  ADD COLUMN capture_by     timestamptz,
  ADD COLUMN over_at        timestamptz,
  ADD COLUMN metadata       jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN updated_at     timestamptz,
  ALTER COLUMN captured_at DROP NOT NULL;
UPDATE charge SET code = nsu, state = 'paid', captured_minor = amount_minor, updated_at = created_at;
ALTER TABLE charge
  ALTER COLUMN code SET NOT NULL,
  ALTER COLUMN state SET NOT NULL,
  ALTER COLUMN updated_at SET NOT NULL,
  ADD CONSTRAINT charge_state_known CHECK (state IN
    ('pending', 'paid', 'voided', 'refunded', 'released', 'expired')),
  -- What the API calls it.
  ADD CONSTRAINT charge_status_of_state CHECK (status = CASE
    WHEN state IN ('pending', 'paid') THEN state ELSE 'canceled' END),
  ADD CONSTRAINT captured_within_authorized CHECK (captured_minor BETWEEN 0 AND amount_minor),
  ADD CONSTRAINT refunded_within_captured CHECK (refunded_minor BETWEEN 0 AND captured_minor),
  ADD CONSTRAINT captured_when CHECK (
    (captured_minor > 0) = (captured_at IS NOT NULL)
    AND (captured_minor > 0) = (state IN ('paid', 'voided', 'refunded'))),
  ADD CONSTRAINT all_back_when_over CHECK (
    state NOT IN ('voided', 'refunded') OR refunded_minor = captured_minor),
  ADD CONSTRAINT not_all_back_when_paid CHECK (state <> 'paid' OR refunded_minor < captured_minor),
  ADD CONSTRAINT over_when CHECK ((over_at IS NULL) = (state IN ('pending', 'paid'))),
  ADD CONSTRAINT held_until CHECK (state <> 'pending' OR capture_by IS NOT NULL);

-- Attempts to give money back: transactions of a charge beside that of the sale.
CREATE TABLE charge_cancellation (
  id           text COLLATE "C" PRIMARY KEY CHECK (id ~ '^tran_\w{16}$'),
  order_id     text COLLATE "C" NOT NULL REFERENCES orders,
  charge_id    text COLLATE "C" NOT NULL REFERENCES charge,
  position     integer     NOT NULL CHECK (position >= 0),
  kind         text        NOT NULL CHECK (kind IN ('void', 'refund')),
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  -- Null: the money went back.
  return_code  text,
  message      text,
  at           timestamptz NOT NULL,
  CONSTRAINT charge_cancellation_by_position UNIQUE (charge_id, position),
  CONSTRAINT failed_for_a_reason CHECK ((return_code IS NULL) = (message IS NULL))
);
CREATE INDEX charge_cancellation_by_order ON charge_cancellation (order_id);

-- What was asked of the acquirer. The sum of what is asked and given back is kept within what was captured by
-- OrderMachine under the order's lock, not by a constraint: a terminal may give money back meanwhile.
CREATE TABLE charge_request (
  id           text COLLATE "C" PRIMARY KEY CHECK (id ~ '^req_\w{16}$'),
  order_id     text COLLATE "C" NOT NULL REFERENCES orders,
  charge_id    text COLLATE "C" NOT NULL REFERENCES charge,
  position     integer     NOT NULL CHECK (position >= 0),
  kind         text        NOT NULL CHECK (kind IN ('capture', 'cancel')),
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  code         text,
  state        text        NOT NULL CHECK (state IN ('asked', 'done', 'refused')),
  refused_by   text        CHECK (refused_by IN ('rule', 'network')),
  return_code  text,
  message      text,
  retry_id     text COLLATE "C" CHECK (retry_id ~ '^req_\w{16}$'),
  asked_at     timestamptz NOT NULL,
  CONSTRAINT charge_request_by_position UNIQUE (charge_id, position),
  CONSTRAINT refused_by_somebody CHECK (
    (state = 'refused') = (refused_by IS NOT NULL AND return_code IS NOT NULL AND message IS NOT NULL))
);
CREATE INDEX charge_request_by_order ON charge_request (order_id);

ALTER TABLE orders
  -- What of paid_minor was given back.
  ADD COLUMN canceled_minor bigint NOT NULL DEFAULT 0,
  -- What was authorized of all that was captured: a capture in part settles the whole.
  ADD COLUMN settled_minor  bigint NOT NULL DEFAULT 0;
UPDATE orders SET settled_minor = paid_minor;
ALTER TABLE orders
  ADD CONSTRAINT canceled_within_paid CHECK (canceled_minor BETWEEN 0 AND paid_minor),
  ADD CONSTRAINT paid_within_settled CHECK (paid_minor <= settled_minor),
  DROP CONSTRAINT paid_in_full_when_paid,
  ADD CONSTRAINT settled_when_paid CHECK (status <> 'paid' OR settled_minor >= amount_minor);
