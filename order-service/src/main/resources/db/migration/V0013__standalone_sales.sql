-- An order that a standalone sale left behind is closed by its payment.
ALTER TABLE orders
  DROP CONSTRAINT orders_channel_check,
  ADD CONSTRAINT orders_channel_check
    CHECK (channel IN ('terminal', 'charges', 'settling', 'standalone')),
  DROP CONSTRAINT settling_closes_by_itself,
  ADD CONSTRAINT settling_closes_by_itself CHECK (
    (close_cause <> 'settled' OR channel IN ('settling', 'standalone'))
    AND (channel <> 'settling' OR expires_at IS NULL));
