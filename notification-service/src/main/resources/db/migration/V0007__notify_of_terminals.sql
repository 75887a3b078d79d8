-- A terminal's presence is about no order.
ALTER TABLE hook ALTER COLUMN order_id DROP NOT NULL;
