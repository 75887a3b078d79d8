-- The last place given to a notification of the account. Its row lock is held to the commit, so
-- places become visible in their order: who has read up to one of them has missed none before it.
CREATE TABLE feed_head (
  account_id text COLLATE "C" PRIMARY KEY,
  last_place bigint NOT NULL CHECK (last_place > 0)
) WITH (fillfactor = 50);

-- An account's notifications in the order in which they were taken in, from this version on.
CREATE TABLE feed (
  account_id text COLLATE "C" NOT NULL,
  place      bigint NOT NULL,
  hook_id    text COLLATE "C" NOT NULL UNIQUE REFERENCES hook ON DELETE CASCADE,
  type       text COLLATE "C" NOT NULL,
  order_id   text COLLATE "C",
  PRIMARY KEY (account_id, place)
);
CREATE INDEX feed_of_order ON feed (account_id, order_id, place);
CREATE INDEX feed_of_type ON feed (account_id, type, place);
