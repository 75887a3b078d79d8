-- Orders that are paid over the API (O12): charges exist from the asking on, and cash is the PDV's own word.

ALTER TABLE orders
  ADD COLUMN channel text NOT NULL DEFAULT 'terminal' CHECK (channel IN ('terminal', 'charges', 'settling')),
  DROP CONSTRAINT orders_close_cause_check,
  ADD CONSTRAINT orders_close_cause_check CHECK (close_cause IN ('requested', 'expired', 'settled')),
  ADD CONSTRAINT settling_closes_by_itself CHECK (
    (close_cause <> 'settled' OR channel = 'settling') AND (channel <> 'settling' OR expires_at IS NULL));

ALTER TABLE order_payment
  -- A payment over the API is here before the acquirer said anything of it, and cash never is its matter.
  DROP CONSTRAINT order_payment_last_version_check,
  ADD CONSTRAINT order_payment_last_version_check CHECK (last_version >= 0);

ALTER TABLE charge
  ADD COLUMN means                text NOT NULL DEFAULT 'terminal',
  ADD COLUMN asked_card_id        text,
  ADD COLUMN asked_brand          text,
  -- At most BIN and last four, ever (PCI DSS 3.4.1).
  ADD COLUMN asked_first_six      text CHECK (length(asked_first_six) <= 6),
  ADD COLUMN asked_last_four      text CHECK (length(asked_last_four) <= 4),
  ADD COLUMN asked_holder_name    text,
  ADD COLUMN asked_exp_month      integer,
  ADD COLUMN asked_exp_year       integer,
  ADD COLUMN statement_descriptor text CHECK (length(statement_descriptor) BETWEEN 1 AND 22),
  ADD COLUMN affiliation          text,
  ADD COLUMN description          text,
  ADD COLUMN failed_code          text,
  ADD COLUMN failed_message       text,
  ADD COLUMN failed_at            timestamptz,
  ALTER COLUMN attempt_id DROP NOT NULL,
  ALTER COLUMN nsu DROP NOT NULL,
  ALTER COLUMN authorization_code DROP NOT NULL,
  ALTER COLUMN return_code DROP NOT NULL,
  ALTER COLUMN card_brand DROP NOT NULL,
  ALTER COLUMN card_first_six DROP NOT NULL,
  ALTER COLUMN card_last_four DROP NOT NULL,
  ALTER COLUMN card_token DROP NOT NULL,
  ALTER COLUMN card_funding DROP NOT NULL,
  ALTER COLUMN payment_type DROP NOT NULL,
  ALTER COLUMN installments DROP NOT NULL,
  ALTER COLUMN installment_type DROP NOT NULL,
  ALTER COLUMN terminal_serial DROP NOT NULL,
  ALTER COLUMN authorized_at DROP NOT NULL,
  ALTER COLUMN operation_type DROP NOT NULL,
  ALTER COLUMN operation_type DROP DEFAULT,
  DROP CONSTRAINT charge_state_known,
  DROP CONSTRAINT charge_status_of_state,
  DROP CONSTRAINT over_when,
  ADD CONSTRAINT charge_means_known CHECK (means IN ('terminal', 'online', 'cash')),
  ADD CONSTRAINT charge_state_known CHECK (state IN
    ('processing', 'in_doubt', 'declined', 'undone', 'unconfirmed',
     'pending', 'paid', 'voided', 'refunded', 'released', 'expired')),
  ADD CONSTRAINT charge_status_of_state CHECK (status = CASE
    WHEN state IN ('processing', 'in_doubt') THEN 'processing'
    WHEN state IN ('declined', 'undone') THEN 'failed'
    WHEN state IN ('unconfirmed', 'pending') THEN 'pending'
    WHEN state = 'paid' THEN 'paid'
    ELSE 'canceled' END),
  ADD CONSTRAINT over_when CHECK (
    (over_at IS NOT NULL) = (state IN ('voided', 'refunded', 'released', 'expired'))),
  ADD CONSTRAINT failed_when CHECK ((failed_at IS NOT NULL) = (state IN ('declined', 'undone'))),
  ADD CONSTRAINT declined_for_a_reason CHECK (
    (failed_code IS NOT NULL AND failed_message IS NOT NULL) = (state = 'declined')),
  -- What a payment is made of at its stage: an approval with all of it, what was asked, or cash.
  ADD CONSTRAINT approved_with_all_of_it CHECK (
    CASE WHEN means = 'terminal'
           OR (means = 'online'
               AND state NOT IN ('processing', 'in_doubt', 'declined', 'undone'))
      THEN num_nulls(attempt_id, nsu, authorization_code, return_code, card_brand, card_first_six,
        card_last_four, card_token, card_funding, payment_type, installments, installment_type,
        terminal_serial, authorized_at, operation_type) = 0
      ELSE num_nonnulls(attempt_id, nsu, authorization_code, return_code, card_brand, card_first_six,
        card_last_four, card_token, card_holder_name, card_funding, payment_type, installment_type,
        terminal_serial, authorized_at) = 0 END),
  ADD CONSTRAINT asked_with_a_card CHECK (
    CASE WHEN means = 'online'
      THEN num_nulls(asked_brand, asked_first_six, asked_last_four, asked_exp_month, asked_exp_year,
        installments, operation_type) = 0
      ELSE num_nonnulls(asked_card_id, asked_brand, asked_first_six, asked_last_four,
        asked_holder_name, asked_exp_month, asked_exp_year, statement_descriptor, affiliation) = 0 END),
  ADD CONSTRAINT cash_has_no_acquirer CHECK (
    means <> 'cash'
    OR (state IN ('unconfirmed', 'paid', 'refunded', 'released')
        AND installments IS NULL AND operation_type IS NULL)),
  ADD CONSTRAINT only_cash_is_confirmed CHECK (
    means = 'cash' OR (state <> 'unconfirmed' AND description IS NULL)),
  ADD CONSTRAINT only_cards_are_processed CHECK (
    means = 'online' OR state NOT IN ('processing', 'in_doubt', 'declined', 'undone'));

-- Most charges are made on terminals; these few are looked for by how they are paid.
CREATE INDEX charge_online ON charge (account_id, number) WHERE means = 'online';

-- Earlier payments of a charge that failed, before the PDV tried again: transactions of the charge.
CREATE TABLE charge_try (
  id           text COLLATE "C" PRIMARY KEY CHECK (id ~ '^tran_\w{16}$'),
  order_id     text COLLATE "C" NOT NULL REFERENCES orders,
  charge_id    text COLLATE "C" NOT NULL REFERENCES charge,
  position     integer     NOT NULL CHECK (position >= 0),
  payment_id   text COLLATE "C" NOT NULL REFERENCES order_payment,
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  -- Null: it was undone.
  return_code  text,
  message      text,
  at           timestamptz NOT NULL,
  CONSTRAINT charge_try_by_position UNIQUE (charge_id, position),
  CONSTRAINT one_try_per_payment UNIQUE (payment_id),
  CONSTRAINT failed_for_a_reason CHECK ((return_code IS NULL) = (message IS NULL))
);
CREATE INDEX charge_try_by_order ON charge_try (order_id);
