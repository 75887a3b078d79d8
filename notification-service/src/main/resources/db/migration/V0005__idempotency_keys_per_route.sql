-- A key means nothing on another route.
ALTER TABLE idempotency_key
  ADD COLUMN operation text COLLATE "C" NOT NULL DEFAULT 'POST /core/v5/hooks/endpoints',
  DROP CONSTRAINT idempotency_key_pkey,
  ADD PRIMARY KEY (account_id, operation, key);
ALTER TABLE idempotency_key ALTER COLUMN operation DROP DEFAULT;
