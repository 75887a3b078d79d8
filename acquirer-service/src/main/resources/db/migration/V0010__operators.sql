-- What operators did, for ever. Each row's hash is over its contents and the hash of the row before, so that one
-- that is changed, taken out or put in breaks the chain from there on (domain/AuditEntry.java says what is hashed).
CREATE TABLE audit_log (
  sequence      bigint      PRIMARY KEY CHECK (sequence >= 1),
  entry_id      uuid        NOT NULL UNIQUE,
  at            timestamptz NOT NULL,
  actor         text        NOT NULL,
  action        text        NOT NULL,
  subject       text        COLLATE "C" NOT NULL,
  before_state  text,
  after_state   text,
  reason        text,
  reference     text,
  -- No two rows follow the same one.
  previous_hash char(64)    NOT NULL UNIQUE CHECK (previous_hash ~ '^[0-9a-f]{64}$'),
  hash          char(64)    NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX audit_log_subject ON audit_log (subject, sequence);

CREATE FUNCTION audit_log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
  ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse_change();

-- The ways in which operators look for payments; each in the order of the list.
CREATE INDEX payment_created ON payment (created_at, payment_id);
CREATE INDEX payment_account ON payment (account_id, created_at, payment_id);
CREATE INDEX payment_authorization ON payment (authorization_code, created_at, payment_id)
  WHERE authorization_code IS NOT NULL;
CREATE INDEX payment_last_four ON payment (card_last_four, created_at, payment_id)
  WHERE card_last_four IS NOT NULL;
