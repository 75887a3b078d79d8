ALTER TABLE endpoint
  -- Nothing is sent and everything is kept, until it is resumed.
  ADD COLUMN paused boolean NOT NULL DEFAULT false,
  -- Its row stays while deliveries refer to it; its secrets do not.
  ADD COLUMN deleted_at timestamptz,
  -- The secret before the last rotation signs beside the new one until then.
  ADD COLUMN previous_secret bytea,
  ADD COLUMN previous_until timestamptz,
  -- User and password for HTTP Basic, sealed.
  ADD COLUMN sealed_basic bytea,
  ADD CONSTRAINT endpoint_previous_check CHECK ((previous_secret IS NULL) = (previous_until IS NULL));
-- Replays by range.
CREATE INDEX delivery_of_endpoint ON delivery (endpoint_id, id);
