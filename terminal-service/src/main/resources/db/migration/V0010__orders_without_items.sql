-- A PDV may take all items out of its order, and put others in later. A sale that was typed has none.
alter table open_order
  drop constraint open_order_amount_minor_check,
  add constraint open_order_amount_minor_check check (
    amount_minor > 0 or (amount_minor = 0 and not standalone));
