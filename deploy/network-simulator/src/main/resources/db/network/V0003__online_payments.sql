-- What the network says nothing about yet, and cards that always do the same: what becomes of them
-- later goes well whatever the cents.
ALTER TABLE authorization_record ADD COLUMN by_card boolean NOT NULL DEFAULT false;

CREATE TABLE processing_record (
  reference     text        COLLATE "C" PRIMARY KEY,
  settled_after timestamptz NOT NULL
);
