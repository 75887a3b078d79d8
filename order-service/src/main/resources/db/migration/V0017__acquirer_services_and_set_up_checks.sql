-- The acquirer switches services from now on, and every affiliation begins without a soft descriptor.
UPDATE account SET soft_descriptor_allowed = false WHERE soft_descriptor_allowed;
ALTER TABLE account
  ADD COLUMN soft_descriptor_max_length integer NOT NULL DEFAULT 22
    CHECK (soft_descriptor_max_length BETWEEN 1 AND 22),
  ADD COLUMN pre_authorization_allowed  boolean NOT NULL DEFAULT true,
  ADD COLUMN print_allowed              boolean NOT NULL DEFAULT true;

-- What the brand calls the refusal, where the ABECS standard says so.
ALTER TABLE charge     ADD COLUMN failed_abecs text CHECK (length(failed_abecs) BETWEEN 1 AND 3);
ALTER TABLE charge_try ADD COLUMN abecs_code   text CHECK (length(abecs_code) BETWEEN 1 AND 3);

-- An order that proves the account's set-up: on a terminal, and closed by itself when it is paid.
ALTER TABLE orders
  DROP CONSTRAINT orders_channel_check,
  ADD CONSTRAINT orders_channel_check
    CHECK (channel IN ('terminal', 'charges', 'settling', 'standalone', 'setup_check')) NOT VALID,
  DROP CONSTRAINT settling_closes_by_itself,
  ADD CONSTRAINT settling_closes_by_itself CHECK (
    (close_cause <> 'settled' OR channel IN ('settling', 'standalone', 'setup_check'))
    AND (channel <> 'settling' OR expires_at IS NULL)) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_channel_check;
ALTER TABLE orders VALIDATE CONSTRAINT settling_closes_by_itself;
