-- Lists, newest first, with exact totals and pages that cost the same however deep (docs/adr/0014).
--
-- Each order and each charge takes the next number of its account when it is inserted. Blocks of 1024
-- numbers are counted per status, with the earliest and the latest time in them. A page is found by
-- adding up blocks (a thousand for a million rows) and walking the index inside one of them.
--
-- Triggers keep numbers and counts, as the database keeps its indexes: no writer can forget them. Each of
-- them takes the account's row first, so that whoever changes what is listed of an account does so one
-- after the other, numbers are taken in the order of their commits, and no two of them wait for each other.

ALTER TABLE account
  ADD COLUMN orders_numbered  bigint NOT NULL DEFAULT 0,
  ADD COLUMN charges_numbered bigint NOT NULL DEFAULT 0;

ALTER TABLE orders ADD COLUMN number bigint;
ALTER TABLE charge
  ADD COLUMN account_id text COLLATE "C",
  ADD COLUMN number     bigint;

UPDATE orders o SET number = n.number
FROM (SELECT id, row_number() OVER (PARTITION BY account_id ORDER BY placed_at, id) AS number
      FROM orders) n
WHERE o.id = n.id;

UPDATE charge c SET account_id = n.account_id, number = n.number
FROM (SELECT c.id, o.account_id,
             row_number() OVER (PARTITION BY o.account_id ORDER BY c.created_at, c.id) AS number
      FROM charge c JOIN orders o ON o.id = c.order_id) n
WHERE c.id = n.id;

UPDATE account a SET
  orders_numbered = (SELECT count(*) FROM orders o WHERE o.account_id = a.id),
  charges_numbered = (SELECT count(*) FROM charge c WHERE c.account_id = a.id);

ALTER TABLE orders ALTER COLUMN number SET NOT NULL;
ALTER TABLE charge
  ALTER COLUMN account_id SET NOT NULL,
  ALTER COLUMN number SET NOT NULL;

-- One for every way to ask.
CREATE UNIQUE INDEX orders_by_number ON orders (account_id, number);
CREATE INDEX orders_by_status ON orders (account_id, status, number, placed_at);
CREATE INDEX orders_by_code ON orders (account_id, code, number);
CREATE INDEX orders_by_customer ON orders (account_id, customer_id, number);
CREATE UNIQUE INDEX charge_by_number ON charge (account_id, number);
CREATE INDEX charge_by_status ON charge (account_id, status, number, created_at);
CREATE INDEX charge_by_code ON charge (account_id, code, number);

-- Which orders a key created: one, or more if it was used again after it expired. Kept for good: a PDV that
-- lost an answer may ask late.
CREATE TABLE order_by_key (
  account_id text COLLATE "C" NOT NULL,
  key_sha256 text COLLATE "C" NOT NULL CHECK (key_sha256 ~ '^[0-9a-f]{64}$'),
  order_id   text COLLATE "C" NOT NULL REFERENCES orders,
  PRIMARY KEY (account_id, key_sha256, order_id)
);

-- How many of 1024 numbers have a status. The times hold everything that ever was in it, and so may be
-- wider than what is.
CREATE TABLE listed_block (
  account_id text COLLATE "C" NOT NULL,
  kind       text COLLATE "C" NOT NULL CHECK (kind IN ('order', 'charge')),
  status     text COLLATE "C" NOT NULL,
  block      bigint      NOT NULL,
  listed     integer     NOT NULL CHECK (listed BETWEEN 0 AND 1024),
  first_at   timestamptz NOT NULL,
  last_at    timestamptz NOT NULL,
  PRIMARY KEY (account_id, kind, status, block)
) WITH (fillfactor = 50);

CREATE FUNCTION list_in(
  account text, kind text, status text, number bigint, at timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO listed_block AS b VALUES (account, kind, status, (number - 1) >> 10, 1, at, at)
  ON CONFLICT ON CONSTRAINT listed_block_pkey DO UPDATE SET
    listed = b.listed + 1,
    first_at = least(b.first_at, excluded.first_at),
    last_at = greatest(b.last_at, excluded.last_at)
$$;

CREATE FUNCTION list_out(account text, kind text, status text, number bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE listed_block b SET listed = listed - 1
  WHERE b.account_id = account AND b.kind = list_out.kind AND b.status = list_out.status
    AND b.block = (number - 1) >> 10
$$;

-- Counts everything anew, while nothing else is written. For repairs, and for rows that were loaded with the
-- triggers off.
CREATE FUNCTION list_anew() RETURNS void LANGUAGE sql AS $$
  LOCK TABLE orders, charge, listed_block IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM listed_block;
  INSERT INTO listed_block
    SELECT account_id, 'order', status, (number - 1) >> 10, count(*), min(placed_at), max(placed_at)
    FROM orders GROUP BY account_id, status, (number - 1) >> 10;
  INSERT INTO listed_block
    SELECT account_id, 'charge', status, (number - 1) >> 10, count(*), min(created_at), max(created_at)
    FROM charge GROUP BY account_id, status, (number - 1) >> 10;
$$;

SELECT list_anew();

CREATE FUNCTION number_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE account SET orders_numbered = orders_numbered + 1
  WHERE id = NEW.account_id RETURNING orders_numbered INTO NEW.number;
  RETURN NEW;
END $$;

CREATE FUNCTION number_charge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT account_id INTO STRICT NEW.account_id FROM orders WHERE id = NEW.order_id;
  -- The code is the NSU until somebody gives another.
  NEW.code := coalesce(NEW.code, NEW.nsu);
  UPDATE account SET charges_numbered = charges_numbered + 1
  WHERE id = NEW.account_id RETURNING charges_numbered INTO NEW.number;
  RETURN NEW;
END $$;

CREATE FUNCTION list_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  IF TG_OP = 'UPDATE' THEN
    PERFORM list_out(OLD.account_id, 'order', OLD.status, OLD.number);
  END IF;
  PERFORM list_in(NEW.account_id, 'order', NEW.status, NEW.number, NEW.placed_at);
  RETURN NULL;
END $$;

CREATE FUNCTION list_charge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  IF TG_OP = 'UPDATE' THEN
    PERFORM list_out(OLD.account_id, 'charge', OLD.status, OLD.number);
  END IF;
  PERFORM list_in(NEW.account_id, 'charge', NEW.status, NEW.number, NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER order_numbered BEFORE INSERT ON orders
  FOR EACH ROW EXECUTE FUNCTION number_order();
CREATE TRIGGER order_listed AFTER INSERT ON orders
  FOR EACH ROW EXECUTE FUNCTION list_order();
CREATE TRIGGER order_listed_anew AFTER UPDATE OF status ON orders
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION list_order();
CREATE TRIGGER charge_numbered BEFORE INSERT ON charge
  FOR EACH ROW EXECUTE FUNCTION number_charge();
CREATE TRIGGER charge_listed AFTER INSERT ON charge
  FOR EACH ROW EXECUTE FUNCTION list_charge();
CREATE TRIGGER charge_listed_anew AFTER UPDATE OF status ON charge
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION list_charge();
