-- Settlements are told of in ledger.events from here on (docs/adr/0033). Those from before never were: an
-- audit takes them over from their rows instead of rebuilding them from the log.
ALTER TABLE settlement ADD COLUMN stated boolean NOT NULL DEFAULT false;
ALTER TABLE settlement ALTER COLUMN stated SET DEFAULT true;

-- What waits of an affiliation, without looking at its rows: its balance is checked against it all the time.
CREATE INDEX receivable_waiting ON receivable (account_id, currency)
  INCLUDE (amount_minor, fee_minor) WHERE status = 'waiting_funds';
-- What was posted of a payment: asked for at every commit of a capture, and by the invariants.
CREATE INDEX ledger_transaction_payment ON ledger_transaction (payment_id)
  WHERE payment_id IS NOT NULL;
