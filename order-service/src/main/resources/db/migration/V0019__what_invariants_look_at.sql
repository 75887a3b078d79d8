-- Charges in the order in which they were captured, and what was told of them: looked at all the time, to see
-- that captures and charges are the same (docs/adr/0033).
CREATE INDEX charge_captured ON charge (captured_at) WHERE captured_at IS NOT NULL;
CREATE INDEX outbox_charge_paid ON outbox (aggregate_id) WHERE type = 'charge.paid';
