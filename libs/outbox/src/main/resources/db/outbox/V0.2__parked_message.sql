-- Messages that wait for a cause to go away: consumed ones ("in": a gap before them, or a failure that
-- no retry mends) and produced ones ("out": Kafka can never take them as they are).
CREATE TABLE parked_message (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  direction         text        NOT NULL CHECK (direction IN ('in', 'out')),
  topic             text        NOT NULL COLLATE "C",
  message_key       text        NOT NULL COLLATE "C",
  event_id          uuid        NOT NULL,
  aggregate_type    text        NOT NULL COLLATE "C",
  aggregate_version bigint      NOT NULL,
  type              text        NOT NULL COLLATE "C",
  payload           bytea       NOT NULL,
  occurred_at       timestamptz NOT NULL,
  correlation_id    text        NOT NULL,
  causation_id      uuid,
  traceparent       text,
  reason            text        NOT NULL CHECK (reason IN ('gap', 'failed', 'behind', 'unreadable', 'refused')),
  detail            text,
  parked_at         timestamptz NOT NULL DEFAULT now(),
  resolved_at       timestamptz,
  UNIQUE (direction, topic, message_key, event_id)
);

CREATE INDEX parked_message_waiting ON parked_message (direction, topic, message_key, aggregate_version)
  WHERE resolved_at IS NULL;
