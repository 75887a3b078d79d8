-- How far business time is ahead of the real one, as acquirer-service stated it; no row in production.
CREATE TABLE test_clock (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  ahead_micros bigint  NOT NULL CHECK (ahead_micros >= 0),
  version      bigint  NOT NULL CHECK (version > 0)
);
