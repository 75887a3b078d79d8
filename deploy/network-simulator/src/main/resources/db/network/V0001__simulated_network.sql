-- What the simulated card network remembers. Not the acquirer's: another schema, other connections,
-- other transactions, so that what it approved survives our crash. No card numbers in here.
CREATE TABLE authorization_record (
  reference          text        COLLATE "C" PRIMARY KEY,
  amount_minor       bigint,     -- null if only a reversal advice came, never an authorization
  currency           char(3),
  approved           boolean     NOT NULL,
  return_code        text        NOT NULL,
  authorization_code char(6),
  held               boolean     NOT NULL,
  advices            integer     NOT NULL DEFAULT 0,
  decided_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  reversed_at        timestamptz,
  CHECK (NOT held OR (approved AND reversed_at IS NULL))
);
