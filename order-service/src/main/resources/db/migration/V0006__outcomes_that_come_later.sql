-- A call whose outcome others decide: what to look for, until the outcome is pinned in response_body.
-- Outside the transaction that inserts the row exactly one of the two is set.
ALTER TABLE idempotency_key ADD COLUMN reference text;
