-- Every retry of a cancellation is kept with its own outcome (A6): who waits for one is answered that.
-- charge_request.retry_id goes on naming the last one, for pods of the release before; a later release drops it.
CREATE TABLE charge_retry (
  id          text COLLATE "C" PRIMARY KEY CHECK (id ~ '^req_\w{16}$'),
  order_id    text COLLATE "C" NOT NULL REFERENCES orders,
  request_id  text COLLATE "C" NOT NULL REFERENCES charge_request,
  position    integer NOT NULL CHECK (position >= 0),
  state       text    NOT NULL CHECK (state IN ('asked', 'done', 'refused')),
  refused_by  text    CHECK (refused_by IN ('rule', 'network')),
  return_code text,
  message     text,
  CONSTRAINT charge_retry_by_position UNIQUE (request_id, position),
  CONSTRAINT retry_refused_by_somebody CHECK (
    (state = 'refused') = (refused_by IS NOT NULL AND return_code IS NOT NULL AND message IS NOT NULL))
);
CREATE INDEX charge_retry_by_order ON charge_retry (order_id);
