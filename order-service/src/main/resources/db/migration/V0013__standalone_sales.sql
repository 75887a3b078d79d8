-- An order that a standalone sale left behind is closed by its payment.
ALTER TABLE orders
  DROP CONSTRAINT IF EXISTS orders_close_cause_check,
  ADD CONSTRAINT orders_close_cause_check CHECK (close_cause IN ('requested', 'expired', 'settled'));
