-- The outbox: messages as the service's transactions committed them. Rows are inserted, never updated
-- and never deleted; whole days are dropped. At once outbox, audit journal and source of replay.
CREATE TABLE outbox (
  id                bigint GENERATED ALWAYS AS IDENTITY,
  inserted_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  event_id          uuid        NOT NULL,
  aggregate_type    text        NOT NULL COLLATE "C",
  aggregate_id      text        NOT NULL COLLATE "C",
  aggregate_version bigint      NOT NULL CHECK (aggregate_version > 0),
  topic             text        NOT NULL COLLATE "C",
  type              text        NOT NULL COLLATE "C",
  payload           bytea       NOT NULL,
  occurred_at       timestamptz NOT NULL,
  correlation_id    text        NOT NULL,
  causation_id      uuid,
  traceparent       text,
  PRIMARY KEY (id, inserted_at)
) PARTITION BY RANGE (inserted_at);

-- Takes what no day's partition takes, so that an insert never fails for want of one.
CREATE TABLE outbox_default PARTITION OF outbox DEFAULT;

-- Attached rather than created in place: attaching lets inserts go on meanwhile.
CREATE FUNCTION outbox_add_day(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  name text := 'outbox_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE outbox INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  EXECUTE format('ALTER TABLE outbox ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
      day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  RETURN true;
END
$$;

SELECT outbox_add_day((now() AT TIME ZONE 'UTC')::date + ahead) FROM generate_series(0, 3) AS ahead;

CREATE PUBLICATION outbox FOR TABLE outbox
  WITH (publish = 'insert', publish_via_partition_root = true);

-- One row: how far the relay came. Every row committed before confirmed_through is in Kafka; the slot
-- has everything later only if slot_complete.
CREATE TABLE outbox_progress (
  only_row          boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  confirmed_through timestamptz NOT NULL DEFAULT '-infinity',
  slot_complete     boolean     NOT NULL DEFAULT false
);
INSERT INTO outbox_progress DEFAULT VALUES;

-- Rows that were sent from the table instead of from the write-ahead log. Purged behind confirmed_through.
CREATE TABLE outbox_sent (id bigint PRIMARY KEY);
