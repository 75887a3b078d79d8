-- A PDV may take all items out of an order, and put others in later.
alter table open_order
  drop constraint open_order_amount_minor_check,
  add constraint open_order_amount_minor_check check (amount_minor >= 0);
