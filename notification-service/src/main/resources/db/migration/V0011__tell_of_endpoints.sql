ALTER TABLE endpoint
  -- How often something was told about the endpoint itself.
  ADD COLUMN told bigint NOT NULL DEFAULT 0 CHECK (told >= 0);
-- What has been due longer than anything is kept, at a paused endpoint say.
CREATE INDEX delivery_waiting ON delivery (created_at) WHERE wake_at IS NOT NULL;
