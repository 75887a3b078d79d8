ALTER TABLE account
  ADD COLUMN zero_dollar_allowed boolean NOT NULL DEFAULT false,
  -- Null: as many as the service's own setting says.
  ADD COLUMN max_open_orders         integer CHECK (max_open_orders >= 1),
  -- As acquirer-service states it, and the version of its last message about it.
  ADD COLUMN sak                     text CHECK (length(sak) BETWEEN 1 AND 32),
  ADD COLUMN affiliation_version     bigint NOT NULL DEFAULT 0;

-- Not accepted from then on; null: without end.
ALTER TABLE api_key ADD COLUMN valid_until timestamptz;
