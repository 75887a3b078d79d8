-- What went back, by the network's own book. Each request once, however often it is asked.
ALTER TABLE authorization_record ADD COLUMN soft_descriptor text;

CREATE TABLE cancellation_record (
  reference    text        COLLATE "C" NOT NULL REFERENCES authorization_record,
  request      text        COLLATE "C" NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('VOID', 'REFUND')),
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  attempts     integer     NOT NULL,
  done_at      timestamptz,
  PRIMARY KEY (reference, request)
);
