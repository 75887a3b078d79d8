-- Only the approval has a message. An attempt that was captured without its approval being heard first,
-- as after an undo that came too late, has none.
alter table payment_attempt
  drop constraint payment_attempt_check,
  add constraint payment_attempt_approval check (
    state not in ('APPROVED', 'CONFIRMED', 'CAPTURED')
    or (nsu is not null and authorization_code is not null and return_code is not null
        and brand is not null and last_four is not null)),
  add constraint payment_attempt_message check (
    state not in ('APPROVED', 'CONFIRMED') or message is not null);
