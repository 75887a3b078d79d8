-- What operators at terminals wanted undone, by the request that terminal-service named: each is decided once.
CREATE TABLE terminal_cancellation (
  request_id    text COLLATE "C" PRIMARY KEY CHECK (request_id ~ '^req_\w{16}$'),
  order_id      text COLLATE "C" NOT NULL,
  payment_id    text COLLATE "C" NOT NULL,
  serial_number text        NOT NULL,
  asked_at      timestamptz NOT NULL
);

ALTER TABLE charge_request
  -- Whose operator wished it; null: nobody at a terminal.
  ADD COLUMN terminal_serial text,
  ADD CONSTRAINT terminals_only_cancel CHECK (terminal_serial IS NULL OR kind = 'cancel');

ALTER TABLE terminal
  -- Whether it takes orders, and which terminal took its place.
  ADD COLUMN active             boolean NOT NULL DEFAULT true,
  ADD COLUMN replaced_by_serial text;
