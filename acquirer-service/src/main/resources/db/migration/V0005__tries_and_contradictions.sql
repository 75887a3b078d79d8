-- Each try of a cancellation counts for itself, and what the network must not have done is kept.

ALTER TABLE cancellation
  -- Asked for while nothing was captured: it releases the hold, and never undoes a sale.
  ADD COLUMN of_hold          boolean NOT NULL DEFAULT false,
  ADD COLUMN try_number       integer NOT NULL DEFAULT 1 CHECK (try_number > 0),
  -- Who asked for the try; null for the first one, and for a retry of the acquirer's former operators' route.
  ADD COLUMN retry_request_id text COLLATE "C",
  ADD CONSTRAINT first_try_is_no_retry CHECK (try_number > 1 OR retry_request_id IS NULL),
  ADD CONSTRAINT hold_is_voided CHECK (kind = 'VOID' OR NOT of_hold);
UPDATE cancellation c SET of_hold = true
  FROM payment p
 WHERE p.payment_id = c.payment_id AND c.kind = 'VOID'
   AND (p.captured_minor = 0 OR c.asked_at < p.captured_at);

-- The network says that it gave back what it had refused to, and the books have no room for it. Open until a retry is
-- done or an operator has settled it and set cleared_at.
CREATE TABLE contradiction (
  contradiction_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment_id       text        COLLATE "C" NOT NULL,
  request_id       text        COLLATE "C" NOT NULL,
  amount_minor     bigint      NOT NULL CHECK (amount_minor > 0),
  currency         char(3)     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  told_at          timestamptz NOT NULL,
  cleared_at       timestamptz CHECK (cleared_at >= told_at),
  cleared_because  text,
  CONSTRAINT told_once UNIQUE (payment_id, request_id),
  CONSTRAINT of_a_cancellation FOREIGN KEY (payment_id, request_id)
    REFERENCES cancellation (payment_id, request_id),
  CONSTRAINT cleared_for_a_reason CHECK ((cleared_at IS NULL) = (cleared_because IS NULL))
);
CREATE INDEX contradiction_open ON contradiction (contradiction_id) WHERE cleared_at IS NULL;
