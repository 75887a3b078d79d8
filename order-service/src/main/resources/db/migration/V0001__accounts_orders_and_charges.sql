-- Public ids are primary keys; COLLATE "C" compares them as bytes, in the order they were made.

CREATE TABLE account (
  id                    text COLLATE "C" PRIMARY KEY CHECK (id ~ '^acc_\w{16}$'),
  name                  text        NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  environment           text        NOT NULL CHECK (environment IN ('live', 'test')),
  time_zone             text        NOT NULL,
  refuses_reused_keys   boolean     NOT NULL,
  -- Places for open orders that are taken; changed in one conditional update, never read first.
  open_orders           integer     NOT NULL DEFAULT 0 CHECK (open_orders >= 0),
  stream_version        bigint      NOT NULL CHECK (stream_version >= 1),
  created_at            timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE api_key (
  id         text COLLATE "C" PRIMARY KEY CHECK (id ~ '^key_\w{16}$'),
  account_id text COLLATE "C" NOT NULL REFERENCES account,
  kind       text        NOT NULL CHECK (kind IN ('secret', 'public')),
  sha256     text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL,
  CONSTRAINT api_key_by_hash UNIQUE (sha256)
);
CREATE INDEX api_key_by_account ON api_key (account_id);

-- Stated by terminal-service; no foreign key, for facts of others are not ours to refuse.
CREATE TABLE terminal (
  id            text COLLATE "C" PRIMARY KEY,
  account_id    text COLLATE "C" NOT NULL,
  serial_number text   NOT NULL,
  model         text   NOT NULL,
  mode          text   NOT NULL CHECK (mode IN ('unknown', 'direct', 'listed')),
  last_version  bigint NOT NULL CHECK (last_version >= 1)
) WITH (fillfactor = 70);
CREATE INDEX terminal_by_serial ON terminal (account_id, serial_number);

CREATE TABLE orders (
  id                  text COLLATE "C" PRIMARY KEY CHECK (id ~ '^or_\w{16}$'),
  account_id          text COLLATE "C" NOT NULL REFERENCES account,
  code                text        NOT NULL CHECK (length(code) BETWEEN 1 AND 52),
  amount_minor        bigint      NOT NULL CHECK (amount_minor > 0),
  currency            char(3)     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- What the charges sum to. May exceed the amount: the acquirer is the truth, not we.
  paid_minor          bigint      NOT NULL CHECK (paid_minor >= 0),
  status              text        NOT NULL CHECK (status IN ('pending', 'paid', 'canceled', 'failed')),
  customer_id         text        NOT NULL CHECK (customer_id ~ '^cus_\w{16}$'),
  customer_name       text        NOT NULL CHECK (length(customer_name) BETWEEN 1 AND 64),
  customer_email      text,
  visible             boolean     NOT NULL,
  display_name        text,
  print_order_receipt boolean     NOT NULL,
  serial_number       text        NOT NULL,
  payment_type        text        CHECK (payment_type IN ('credit', 'debit', 'voucher')),
  installments        integer     NOT NULL CHECK (installments BETWEEN 1 AND 24),
  installment_type    text        NOT NULL CHECK (installment_type IN ('merchant', 'issuer')),
  metadata            jsonb       NOT NULL,
  stream_version      bigint      NOT NULL CHECK (stream_version >= 1),
  placed_at           timestamptz NOT NULL,
  closed_at           timestamptz,
  updated_at          timestamptz NOT NULL,
  CONSTRAINT closed_when_not_pending CHECK ((status = 'pending') = (closed_at IS NULL)),
  CONSTRAINT paid_in_full_when_paid CHECK (status <> 'paid' OR paid_minor >= amount_minor)
) WITH (fillfactor = 80);
-- No index on account_id yet: nothing lists orders in this release.

CREATE TABLE order_item (
  id          text COLLATE "C" PRIMARY KEY CHECK (id ~ '^oi_\w{16}$'),
  order_id    text COLLATE "C" NOT NULL REFERENCES orders,
  position    integer NOT NULL CHECK (position >= 0),
  description text    NOT NULL,
  price_minor bigint  NOT NULL CHECK (price_minor > 0),
  quantity    bigint  NOT NULL CHECK (quantity > 0),
  code        text,
  CONSTRAINT order_item_by_position UNIQUE (order_id, position)
);

-- Every payment the acquirer reported, with the version of the last message about it.
CREATE TABLE order_payment (
  payment_id   text COLLATE "C" PRIMARY KEY,
  order_id     text COLLATE "C" NOT NULL REFERENCES orders,
  state        text   NOT NULL CHECK (state IN
                 ('authorized', 'in_doubt', 'reversing', 'reversed', 'declined', 'captured')),
  return_code  text,
  message      text,
  last_version bigint NOT NULL CHECK (last_version >= 1),
  CONSTRAINT declined_has_a_reason CHECK (state <> 'declined' OR return_code IS NOT NULL)
) WITH (fillfactor = 70);
CREATE INDEX order_payment_by_order ON order_payment (order_id);

-- One per captured payment, and never changed.
CREATE TABLE charge (
  id                 text COLLATE "C" PRIMARY KEY CHECK (id ~ '^ch_\w{16}$'),
  order_id           text COLLATE "C" NOT NULL REFERENCES orders,
  payment_id         text COLLATE "C" NOT NULL REFERENCES order_payment,
  transaction_id     text        NOT NULL CHECK (transaction_id ~ '^tran_\w{16}$'),
  attempt_id         text        NOT NULL,
  amount_minor       bigint      NOT NULL CHECK (amount_minor > 0),
  currency           char(3)     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  nsu                text        NOT NULL,
  authorization_code text        NOT NULL,
  return_code        text        NOT NULL,
  card_brand         text        NOT NULL,
  -- At most BIN and last four, ever (PCI DSS 3.4.1).
  card_first_six     text        NOT NULL CHECK (length(card_first_six) <= 6),
  card_last_four     text        NOT NULL CHECK (length(card_last_four) <= 4),
  card_token         text        NOT NULL,
  card_holder_name   text,
  card_funding       text        NOT NULL CHECK (card_funding IN
                       ('unknown', 'credit', 'debit', 'prepaid')),
  payment_type       text        NOT NULL CHECK (payment_type IN ('credit', 'debit', 'voucher')),
  installments       integer     NOT NULL CHECK (installments BETWEEN 1 AND 24),
  installment_type   text        NOT NULL CHECK (installment_type IN ('merchant', 'issuer')),
  terminal_serial    text        NOT NULL,
  authorized_at      timestamptz NOT NULL,
  captured_at        timestamptz NOT NULL,
  created_at         timestamptz NOT NULL,
  CONSTRAINT one_charge_per_payment UNIQUE (payment_id),
  CONSTRAINT charge_by_transaction UNIQUE (transaction_id)
);
CREATE INDEX charge_by_order ON charge (order_id);

-- Outcomes of calls that carried an Idempotency-Key, written in the transaction of the effect.
CREATE TABLE idempotency_key (
  scope          text COLLATE "C" NOT NULL,
  operation      text COLLATE "C" NOT NULL,
  key_sha256     text COLLATE "C" NOT NULL CHECK (key_sha256 ~ '^[0-9a-f]{64}$'),
  request_sha256 text        NOT NULL CHECK (request_sha256 ~ '^[0-9a-f]{64}$'),
  -- Null only inside the transaction that inserts the row; no other can see it so.
  response_body  text,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (scope, operation, key_sha256)
);
CREATE INDEX idempotency_key_by_expiry ON idempotency_key (expires_at);
