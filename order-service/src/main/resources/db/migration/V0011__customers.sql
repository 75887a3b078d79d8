-- Customers that can be found again (docs/adr/0020). An order keeps its own copy of what it was told of its customer;
-- a customer_id of an order need not be here: whoever named no e-mail address and no document is nobody.

CREATE TABLE customer (
  id            text COLLATE "C" PRIMARY KEY CHECK (id ~ '^cus_\w{16}$'),
  account_id    text COLLATE "C" NOT NULL REFERENCES account,
  number        bigint      NOT NULL,
  name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  email         text,
  document      text,
  document_type text        CHECK (document_type IN ('CPF', 'CNPJ', 'PASSPORT')),
  type          text        CHECK (type IN ('individual', 'company')),
  code          text        CHECK (length(code) BETWEEN 1 AND 52),
  phones        jsonb       NOT NULL,
  address       jsonb       NOT NULL,
  metadata      jsonb       NOT NULL,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL
) WITH (fillfactor = 80);

-- One for every way to ask.
CREATE UNIQUE INDEX customer_by_number ON customer (account_id, number);
-- An e-mail address, in any case, is one customer's: orders are told whose by it.
CREATE UNIQUE INDEX customer_by_email ON customer (account_id, lower(email));
CREATE INDEX customer_by_document ON customer (account_id, document, number);
CREATE INDEX customer_by_code ON customer (account_id, code, number);
CREATE INDEX customer_by_name ON customer (account_id, lower(name), number);

-- Listed as orders and charges are (V0007), under one status, for none is ever deleted.
ALTER TABLE account ADD COLUMN customers_numbered bigint NOT NULL DEFAULT 0;
ALTER TABLE listed_block
  DROP CONSTRAINT listed_block_kind_check,
  ADD CONSTRAINT listed_block_kind_check CHECK (kind IN ('order', 'charge', 'customer'));

CREATE FUNCTION number_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE account SET customers_numbered = customers_numbered + 1
  WHERE id = NEW.account_id RETURNING customers_numbered INTO NEW.number;
  RETURN NEW;
END $$;

CREATE FUNCTION list_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM list_in(NEW.account_id, 'customer', 'active', NEW.number, NEW.created_at);
  RETURN NULL;
END $$;

CREATE TRIGGER customer_numbered BEFORE INSERT ON customer
  FOR EACH ROW EXECUTE FUNCTION number_customer();
CREATE TRIGGER customer_listed AFTER INSERT ON customer
  FOR EACH ROW EXECUTE FUNCTION list_customer();

CREATE OR REPLACE FUNCTION list_anew() RETURNS void LANGUAGE sql AS $$
  LOCK TABLE orders, charge, customer, listed_block IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM listed_block;
  INSERT INTO listed_block
    SELECT account_id, 'order', status, (number - 1) >> 10, count(*), min(placed_at), max(placed_at)
    FROM orders GROUP BY account_id, status, (number - 1) >> 10;
  INSERT INTO listed_block
    SELECT account_id, 'charge', status, (number - 1) >> 10, count(*), min(created_at), max(created_at)
    FROM charge GROUP BY account_id, status, (number - 1) >> 10;
  INSERT INTO listed_block
    SELECT account_id, 'customer', 'active', (number - 1) >> 10, count(*), min(created_at), max(created_at)
    FROM customer GROUP BY account_id, (number - 1) >> 10;
$$;
