-- Not accepted from this instant on; none while nobody revoked it.
ALTER TABLE api_key ADD COLUMN valid_until timestamptz;
