-- Public ids are the keys; "C" collation keeps their time order and compares fastest.

CREATE TABLE account (
  id           text COLLATE "C" PRIMARY KEY,
  name         text,
  last_version bigint NOT NULL CHECK (last_version > 0)
);

CREATE TABLE api_key (
  key_sha256 text COLLATE "C" PRIMARY KEY,
  key_id     text NOT NULL,
  account_id text COLLATE "C" NOT NULL REFERENCES account,
  secret     boolean NOT NULL
);

CREATE TABLE endpoint (
  id            text COLLATE "C" PRIMARY KEY,
  account_id    text COLLATE "C" NOT NULL REFERENCES account,
  url           text NOT NULL,
  -- Wire names with commas between; empty: every type.
  events        text NOT NULL,
  active        boolean NOT NULL,
  sealed_secret bytea NOT NULL,
  created_at    timestamptz NOT NULL
);
CREATE INDEX endpoint_of_account ON endpoint (account_id, id);

-- One per fact. The body is rendered once and sent byte-equal on every attempt to every endpoint.
CREATE TABLE hook (
  id              text COLLATE "C" PRIMARY KEY,
  source_event_id uuid NOT NULL UNIQUE,
  account_id      text COLLATE "C" NOT NULL,
  type            text NOT NULL,
  order_id        text COLLATE "C" NOT NULL,
  sequence        bigint NOT NULL,
  body            bytea NOT NULL,
  occurred_at     timestamptz NOT NULL,
  correlation_id  text NOT NULL,
  trace_parent    text
);

CREATE TABLE delivery (
  id              text COLLATE "C" PRIMARY KEY,
  hook_id         text COLLATE "C" NOT NULL REFERENCES hook,
  endpoint_id     text COLLATE "C" NOT NULL REFERENCES endpoint,
  account_id      text COLLATE "C" NOT NULL,
  state           text NOT NULL
    CHECK (state IN ('scheduled', 'attempting', 'delivered', 'exhausted', 'discarded')),
  attempts        integer NOT NULL CHECK (attempts >= 0),
  -- When somebody must look at it again: the due time, or the end of the lease.
  wake_at         timestamptz,
  last_attempt_at timestamptz,
  response_status integer,
  last_error      text,
  stated_version  bigint NOT NULL,
  created_at      timestamptz NOT NULL,
  UNIQUE (hook_id, endpoint_id),
  CHECK ((wake_at IS NOT NULL) = (state IN ('scheduled', 'attempting')))
);
-- Claims and the nearest wake-up of an endpoint, whatever the size of the history.
CREATE INDEX delivery_to_wake ON delivery (endpoint_id, wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX delivery_of_account ON delivery (account_id, id);

CREATE TABLE delivery_attempt (
  delivery_id      text COLLATE "C" NOT NULL REFERENCES delivery,
  number           integer NOT NULL,
  attempted_at     timestamptz NOT NULL,
  latency_ms       integer NOT NULL,
  response_status  integer,
  error            text,
  response_excerpt text NOT NULL CHECK (octet_length(response_excerpt) <= 4096),
  PRIMARY KEY (delivery_id, number)
);

-- The answer is kept sealed: it shows a signing secret.
CREATE TABLE idempotency_key (
  account_id   text COLLATE "C" NOT NULL,
  key          text NOT NULL,
  request_hash bytea NOT NULL,
  sealed_reply bytea,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
