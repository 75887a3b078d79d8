-- The acquirer's truth. Ids sort by byte, as they are compared everywhere else.

CREATE TABLE affiliation (
  account_id  text        COLLATE "C" PRIMARY KEY,
  sak         char(32)    NOT NULL UNIQUE,
  name        text        NOT NULL,
  environment text        NOT NULL CHECK (environment IN ('live', 'test')),
  time_zone   text        NOT NULL,
  last_version bigint     NOT NULL CHECK (last_version >= 1),
  opened_at   timestamptz NOT NULL
);

-- Sealed cards. UNLOGGED: in no write-ahead log, no replica and no backup, and empty after a crash
-- of the database, which costs the shopper a second try and nobody money.
CREATE UNLOGGED TABLE presentment (
  reference       text        COLLATE "C" PRIMARY KEY,
  attempt_id      text        NOT NULL,
  terminal_serial text        NOT NULL,
  ksn             text        NOT NULL,
  iv              text        NOT NULL,
  data            text        NOT NULL,
  pin_block       text,
  expires_at      timestamptz NOT NULL
);
CREATE INDEX presentment_expiry ON presentment (expires_at);

CREATE SEQUENCE nsu AS bigint MAXVALUE 99999999999 CYCLE CACHE 32;

CREATE TABLE payment (
  payment_id           text        COLLATE "C" PRIMARY KEY,
  order_id             text        COLLATE "C" NOT NULL,
  account_id           text        COLLATE "C" NOT NULL,
  attempt_id           text        COLLATE "C" NOT NULL,
  terminal_id          text        COLLATE "C" NOT NULL,
  terminal_serial      text        NOT NULL,
  entry_mode           text        NOT NULL,
  nsu                  char(14)    NOT NULL UNIQUE CHECK (nsu ~ '^[0-9]{14}$'),
  amount_minor         bigint      NOT NULL CHECK (amount_minor > 0),
  currency             char(3)     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  payment_type         text        NOT NULL CHECK (payment_type IN ('CREDIT', 'DEBIT', 'VOUCHER')),
  installments         integer     NOT NULL CHECK (installments BETWEEN 1 AND 24),
  installment_type     text        NOT NULL CHECK (installment_type IN ('MERCHANT', 'ISSUER')),

  state                text        NOT NULL CHECK (state IN (
    'authorizing', 'withdrawing', 'authorization_unknown', 'authorized', 'captured', 'declined',
    'reversing', 'reversed', 'undoing_late_approval')),
  card_brand           text,
  card_first_six       char(6)     CHECK (card_first_six ~ '^[0-9]{6}$'),
  card_last_four       char(4)     CHECK (card_last_four ~ '^[0-9]{4}$'),
  card_token           text,
  card_holder_name     text,
  card_funding         text        CHECK (card_funding IN ('CREDIT', 'DEBIT', 'PREPAID')),
  authorization_code   char(6),
  return_code          text,
  refusal_cause        text,
  reversal_reason      text,
  reversal_advice      integer,
  authorized_minor     bigint      NOT NULL DEFAULT 0 CHECK (authorized_minor >= 0),
  captured_minor       bigint      NOT NULL DEFAULT 0 CHECK (captured_minor >= 0),
  authorized_at        timestamptz,
  confirm_by           timestamptz,
  captured_at          timestamptz,

  last_command_version bigint      NOT NULL CHECK (last_command_version >= 1),
  event_version        bigint      NOT NULL CHECK (event_version >= 0),
  correlation_id       text        NOT NULL,
  causation_id         uuid        NOT NULL,

  -- Who looks after it and when: an instance that dies leaves its name and this instant.
  instance             text        NOT NULL,
  due_at               timestamptz,
  attempts             integer     NOT NULL DEFAULT 0,
  created_at           timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL,

  CONSTRAINT payment_attempt_once UNIQUE (terminal_id, attempt_id),
  CONSTRAINT authorized_within_amount CHECK (authorized_minor <= amount_minor),
  CONSTRAINT captured_within_authorized CHECK (captured_minor <= authorized_minor),
  CONSTRAINT captured_has_money CHECK ((state = 'captured') = (captured_minor > 0)),
  CONSTRAINT approved_is_complete CHECK (
    state NOT IN ('authorized', 'captured')
    OR (authorization_code IS NOT NULL AND authorized_at IS NOT NULL AND confirm_by IS NOT NULL
        AND authorized_minor > 0 AND card_token IS NOT NULL)),
  CONSTRAINT declined_says_why CHECK (
    state <> 'declined' OR (return_code IS NOT NULL AND refusal_cause IS NOT NULL)),
  CONSTRAINT reversal_says_why CHECK (
    state NOT IN ('withdrawing', 'reversing', 'reversed') OR reversal_reason IS NOT NULL),
  -- Nothing unsettled is ever forgotten.
  CONSTRAINT unsettled_is_due CHECK (
    (state IN ('captured', 'declined', 'reversed')) = (due_at IS NULL))
);
CREATE INDEX payment_due ON payment (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX payment_order ON payment (order_id);
CREATE INDEX payment_captured ON payment (captured_at) WHERE captured_at IS NOT NULL;

-- The ledger: double entry, append only.

CREATE TABLE ledger_transaction (
  ledger_transaction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment_id            text        COLLATE "C" NOT NULL REFERENCES payment,
  account_id            text        COLLATE "C" NOT NULL,
  kind                  text        NOT NULL CHECK (kind IN ('capture')),
  posted_at             timestamptz NOT NULL,
  CONSTRAINT posted_once UNIQUE (payment_id, kind)
);
CREATE INDEX ledger_transaction_posted ON ledger_transaction (posted_at);

CREATE TABLE ledger_entry (
  ledger_transaction_id bigint  NOT NULL REFERENCES ledger_transaction,
  line                  integer NOT NULL CHECK (line >= 1),
  ledger_account        text    NOT NULL CHECK (ledger_account IN (
    'NETWORK_CLEARING', 'MERCHANT_RECEIVABLE', 'MERCHANT_FEE', 'FEE_REVENUE')),
  amount_minor          bigint  NOT NULL CHECK (amount_minor <> 0),
  currency              char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  PRIMARY KEY (ledger_transaction_id, line)
);

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_transaction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
  ON ledger_transaction FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
  ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- At commit: at least two entries, and for each currency they sum to zero.
CREATE FUNCTION ledger_check_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM ledger_entry e
       WHERE e.ledger_transaction_id = NEW.ledger_transaction_id) < 2
     OR EXISTS (SELECT 1 FROM ledger_entry e
                 WHERE e.ledger_transaction_id = NEW.ledger_transaction_id
                 GROUP BY e.currency HAVING sum(e.amount_minor) <> 0) THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', NEW.ledger_transaction_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_transaction_balances AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_balance();
-- Entries have their own: a later transaction could otherwise add a line to an old posting.
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_balance();

-- At commit: what is captured is posted, to the centavo, and only that.
CREATE FUNCTION payment_check_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
      SELECT 1 FROM ledger_transaction t JOIN ledger_entry e USING (ledger_transaction_id)
       WHERE t.payment_id = NEW.payment_id AND t.kind = 'capture'
         AND e.ledger_account = 'MERCHANT_RECEIVABLE'
         AND e.amount_minor = -NEW.captured_minor AND e.currency = NEW.currency) THEN
    RAISE EXCEPTION 'payment % is captured but not posted', NEW.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_captured_is_posted AFTER UPDATE OF state ON payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'captured') EXECUTE FUNCTION payment_check_posted();
