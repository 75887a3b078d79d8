-- What an order of the account comes to at least.
ALTER TABLE account ADD COLUMN minimum_minor bigint NOT NULL DEFAULT 1 CHECK (minimum_minor >= 1);
