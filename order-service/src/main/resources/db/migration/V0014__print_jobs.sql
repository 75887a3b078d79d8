-- How documents stand that a PDV had printed, as terminal-service states it; no foreign key, for facts of others are
-- not ours to refuse. Of each order, the last ten.
CREATE TABLE print_job (
  id         text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL,
  order_id   text COLLATE "C" NOT NULL,
  status     text NOT NULL CHECK (status IN ('unknown', 'queued', 'printing', 'printed', 'failed')),
  reason     text
) WITH (fillfactor = 70);
CREATE INDEX print_job_by_order ON print_job (order_id, id);
