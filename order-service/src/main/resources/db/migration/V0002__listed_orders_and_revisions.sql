-- Listed orders, what a payment of an order is to be like, revisions, and expiry.

ALTER TABLE account
  ADD COLUMN overpayment_allowed     boolean NOT NULL DEFAULT false,
  ADD COLUMN soft_descriptor_allowed boolean NOT NULL DEFAULT false;

ALTER TABLE orders
  -- A JSON array of texts, in the order the PDV gave: one for a direct order, any number for a listed one.
  ADD COLUMN serial_numbers       jsonb,
  ADD COLUMN operation_type       text CHECK (operation_type IN ('auth_and_capture', 'auth_only', 'pre_auth')),
  ADD COLUMN statement_descriptor text CHECK (length(statement_descriptor) BETWEEN 1 AND 14),
  ADD COLUMN overpayment_allowed  boolean NOT NULL DEFAULT false,
  ADD COLUMN revised_at           timestamptz,
  ADD COLUMN expires_at           timestamptz,
  -- When somebody has to look whether it is to be closed; null while there is nothing to do.
  ADD COLUMN due_at               timestamptz,
  ADD COLUMN close_cause          text CHECK (close_cause IN ('requested', 'expired')),
  ADD COLUMN terminal_status      text CHECK (terminal_status IN
                                    ('queued', 'shown', 'authorizing', 'verifying', 'approved',
                                     'declined', 'reversing', 'reversed', 'rejected'));
UPDATE orders SET
  serial_numbers = jsonb_build_array(serial_number),
  operation_type = 'auth_and_capture',
  revised_at = placed_at,
  close_cause = CASE WHEN status <> 'pending' THEN 'requested' END,
  terminal_status = CASE WHEN status = 'pending' THEN 'queued' END;
ALTER TABLE orders
  DROP COLUMN serial_number,
  ALTER COLUMN serial_numbers SET NOT NULL,
  ALTER COLUMN revised_at SET NOT NULL,
  -- A direct order says how it is paid, a listed one leaves that to the operator.
  ALTER COLUMN installments DROP NOT NULL,
  ALTER COLUMN installment_type DROP NOT NULL,
  ADD CONSTRAINT direct_or_listed CHECK (
    (operation_type IS NULL) = (installments IS NULL)
    AND (operation_type IS NULL) = (installment_type IS NULL)
    AND (operation_type IS NOT NULL OR (payment_type IS NULL AND statement_descriptor IS NULL))),
  ADD CONSTRAINT direct_has_one_terminal CHECK (
    operation_type IS NULL OR jsonb_array_length(serial_numbers) = 1),
  ADD CONSTRAINT cause_when_closed CHECK ((status = 'pending') = (close_cause IS NULL)),
  ADD CONSTRAINT on_terminal_while_open CHECK ((status = 'pending') = (terminal_status IS NOT NULL)),
  -- All items may be deleted; then nothing is to be paid.
  DROP CONSTRAINT orders_amount_minor_check,
  ADD CONSTRAINT orders_amount_minor_check CHECK (amount_minor >= 0);
CREATE INDEX orders_by_due ON orders (due_at) WHERE due_at IS NOT NULL;

ALTER TABLE order_item
  ADD COLUMN category   text,
  ADD COLUMN created_at timestamptz,
  ADD COLUMN updated_at timestamptz;
UPDATE order_item i SET created_at = o.placed_at, updated_at = o.placed_at
FROM orders o WHERE o.id = i.order_id;
ALTER TABLE order_item
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN updated_at SET NOT NULL;
