-- Services are the acquirer's to switch. Accounts said before whether they had a soft descriptor; here nobody
-- listened, so that all begin without, and those who had one are to be switched on anew. Who may verify cards,
-- hold estimates and print may as before.
ALTER TABLE affiliation
  ADD COLUMN soft_descriptor_allowed    boolean  NOT NULL DEFAULT false,
  ADD COLUMN soft_descriptor_max_length smallint NOT NULL DEFAULT 22
    CHECK (soft_descriptor_max_length IN (13, 22)),
  ADD COLUMN pre_authorization_allowed  boolean  NOT NULL DEFAULT true,
  ADD COLUMN print_allowed              boolean  NOT NULL DEFAULT true,
  -- How many facts were stated about it; its opening is the first.
  ADD COLUMN stated_version             bigint   NOT NULL DEFAULT 1 CHECK (stated_version >= 1);

-- Who switched what; rows are added only.
CREATE TABLE affiliation_switch (
  number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id  text        COLLATE "C" NOT NULL REFERENCES affiliation,
  service     text        NOT NULL
    CHECK (service IN ('soft_descriptor', 'zero_dollar', 'pre_authorization', 'print')),
  enabled     boolean     NOT NULL,
  max_length  smallint,
  switched_at timestamptz NOT NULL,
  switched_by text        NOT NULL CHECK (length(switched_by) BETWEEN 1 AND 64),
  reason      text        CHECK (length(reason) <= 200)
);
CREATE INDEX affiliation_switch_latest ON affiliation_switch (account_id, service, number DESC);

-- The last order of R$ 1,00 that an account was to be proved with; what became of it is told by its payments.
CREATE TABLE setup_check (
  account_id      text        COLLATE "C" PRIMARY KEY REFERENCES affiliation,
  order_id        text        NOT NULL,
  terminal_serial text        NOT NULL,
  started_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL
);
