-- Payments over the API, and the vault for cards that come that way.

ALTER TABLE payment
  -- The default is for replicas that do not write it yet.
  ADD COLUMN origin text NOT NULL DEFAULT 'ORDER'
    CHECK (origin IN ('ORDER', 'STANDALONE', 'ONLINE')),
  ALTER COLUMN terminal_id DROP NOT NULL,
  ALTER COLUMN terminal_serial DROP NOT NULL,
  ALTER COLUMN entry_mode DROP NOT NULL,
  ADD CONSTRAINT terminal_unless_online CHECK (
    (origin = 'ONLINE') = (terminal_id IS NULL)
    AND (origin = 'ONLINE') = (terminal_serial IS NULL)
    AND (origin = 'ONLINE') = (entry_mode IS NULL)),
  -- A payment online begins with a command of the merchant's, all others with one of a terminal's.
  DROP CONSTRAINT payment_last_command_version_check,
  ADD CONSTRAINT begun_by_a_command CHECK (
    CASE origin WHEN 'ONLINE' THEN last_command_version >= 0 AND last_charge_version >= 1
                ELSE last_command_version >= 1 END),
  -- Nobody confirms it either.
  ADD CONSTRAINT online_is_not_confirmed CHECK (
    origin <> 'ONLINE' OR (state <> 'authorized' AND confirm_by IS NULL)),
  DROP CONSTRAINT approved_is_complete,
  ADD CONSTRAINT approved_is_complete CHECK (
    state NOT IN ('authorized', 'held', 'captured', 'voided', 'expiring', 'expired')
    OR (authorization_code IS NOT NULL AND authorized_at IS NOT NULL
        AND (confirm_by IS NOT NULL OR origin = 'ONLINE')
        AND authorized_minor > 0 AND card_token IS NOT NULL));

-- Whether cards are verified before they are saved. Unknown of accounts whose settings changed
-- before this column: not, until they change again.
ALTER TABLE affiliation ADD COLUMN zero_dollar_allowed boolean NOT NULL DEFAULT false;

-- Cards with their security codes, sealed, for a moment. UNLOGGED: in no write-ahead log, no
-- replica and no backup, and empty after a crash of the database, which costs a second try and
-- nobody money.
CREATE UNLOGGED TABLE online_presentment (
  reference    text        COLLATE "C" PRIMARY KEY,
  account_id   text        COLLATE "C" NOT NULL,
  payment_id   text        COLLATE "C" NOT NULL,
  token        text,
  card_id      text,
  brand        text        NOT NULL,
  first_six    char(6)     NOT NULL CHECK (first_six ~ '^[0-9]{6}$'),
  last_four    char(4)     NOT NULL CHECK (last_four ~ '^[0-9]{4}$'),
  holder_name  text,
  expiry       char(7)     NOT NULL CHECK (expiry ~ '^[0-9]{4}-[0-9]{2}$'),
  key_id       text        NOT NULL,
  data_key     text        NOT NULL,
  contents     text        NOT NULL,
  expires_at   timestamptz NOT NULL,
  CONSTRAINT one_card_for_a_payment UNIQUE (account_id, payment_id)
);
CREATE INDEX online_presentment_expiry ON online_presentment (expires_at);

CREATE UNLOGGED TABLE card_token (
  token        text        COLLATE "C" PRIMARY KEY,
  account_id   text        COLLATE "C" NOT NULL,
  brand        text        NOT NULL,
  first_six    char(6)     NOT NULL CHECK (first_six ~ '^[0-9]{6}$'),
  last_four    char(4)     NOT NULL CHECK (last_four ~ '^[0-9]{4}$'),
  holder_name  text,
  expiry       char(7)     NOT NULL CHECK (expiry ~ '^[0-9]{4}-[0-9]{2}$'),
  key_id       text        NOT NULL,
  data_key     text        NOT NULL,
  contents     text        NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX card_token_expiry ON card_token (expires_at);

-- Cards that shoppers let a merchant keep: the number sealed, and never a security code.
CREATE TABLE saved_card (
  card_id          text        COLLATE "C" PRIMARY KEY,
  account_id       text        COLLATE "C" NOT NULL,
  customer_id      text        COLLATE "C" NOT NULL,
  brand            text        NOT NULL,
  first_six        char(6)     NOT NULL CHECK (first_six ~ '^[0-9]{6}$'),
  last_four        char(4)     NOT NULL CHECK (last_four ~ '^[0-9]{4}$'),
  holder_name      text,
  expiry           char(7)     NOT NULL CHECK (expiry ~ '^[0-9]{4}-[0-9]{2}$'),
  fingerprint      text        NOT NULL,
  key_id           text,
  data_key         text,
  contents         text,
  holder_document  text,
  label            text,
  metadata         text,
  billing_address  text,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  deleted_at       timestamptz,
  -- Of a card that was deleted the number is gone.
  CONSTRAINT deleted_is_destroyed CHECK (
    (deleted_at IS NULL) = (key_id IS NOT NULL)
    AND (deleted_at IS NULL) = (data_key IS NOT NULL)
    AND (deleted_at IS NULL) = (contents IS NOT NULL))
);
CREATE INDEX saved_card_customer ON saved_card (account_id, customer_id, created_at DESC)
  WHERE deleted_at IS NULL;
CREATE INDEX saved_card_key ON saved_card (key_id) WHERE deleted_at IS NULL;
