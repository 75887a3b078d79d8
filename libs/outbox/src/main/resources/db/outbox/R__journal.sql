-- The ways in which the journal is read. Each day's partition gets them as it is attached. Repeatable,
-- for the same reason as R__parked_reasons.sql.
CREATE INDEX IF NOT EXISTS outbox_correlation ON outbox (correlation_id);
CREATE INDEX IF NOT EXISTS outbox_aggregate ON outbox (aggregate_id);
