-- Listed orders (O3), on several terminals at once; payments that are held, and money given back.
alter table open_order
  alter column terminal_serial drop not null,
  -- The terminals that list it, none meaning all of the account; absent for a direct order.
  add column listed_on           text[],
  add column operation_type      text not null default 'AUTH_AND_CAPTURE'
                                   check (operation_type in ('AUTH_AND_CAPTURE', 'AUTH_ONLY', 'PRE_AUTH')),
  add column soft_descriptor     text,
  add column overpayment_allowed boolean not null default false,
  add column expires_at          timestamptz,
  -- Sums over its attempts: what was captured (in part or whole) or is held, less what was given back, and not decided yet.
  add column paid_minor          bigint not null default 0 check (paid_minor >= 0),
  add column in_flight_minor     bigint not null default 0 check (in_flight_minor >= 0),
  drop constraint open_order_status_check,
  add constraint open_order_status_check check (
    status in ('QUEUED', 'SHOWING', 'PAYING', 'REJECTED', 'LISTED', 'PAID', 'WITHDRAWN')),
  drop constraint open_order_closed_check,
  add constraint open_order_closed_check check (closed in ('PAID', 'CLOSED', 'CANCELED', 'EXPIRED')),
  add constraint open_order_address check ((terminal_serial is null) <> (listed_on is null)),
  add constraint open_order_mode check (
    status in ('PAID', 'WITHDRAWN') or (status = 'LISTED') = (listed_on is not null));
create index open_order_list on open_order (account_id, placed_at, id) where status = 'LISTED';

-- Rises with every change of an account's listed orders.
create table order_list (
  account_id text collate "C" primary key,
  version    bigint not null
);

-- The listed order that the operator has on the screen.
alter table terminal add column picked_order_id text collate "C" references open_order (id);

alter table payment_attempt
  add column operation_type text check (operation_type in ('AUTH_AND_CAPTURE', 'AUTH_ONLY', 'PRE_AUTH')),
  add column capture_by     timestamptz,
  add column captured_minor bigint,
  add column refunded_minor bigint,
  drop constraint payment_attempt_state_check,
  add constraint payment_attempt_state_check check (
    state in ('AUTHORIZING', 'VERIFYING', 'APPROVED', 'CONFIRMED', 'UNDOING', 'REVERSING',
              'HELD', 'CAPTURED', 'REFUNDED', 'VOIDED', 'EXPIRED', 'DECLINED', 'REVERSED')),
  drop constraint payment_attempt_approval,
  add constraint payment_attempt_approval check (
    state not in ('APPROVED', 'CONFIRMED', 'HELD', 'CAPTURED', 'REFUNDED', 'VOIDED', 'EXPIRED')
    or (nsu is not null and authorization_code is not null and return_code is not null
        and brand is not null and last_four is not null));
update payment_attempt set captured_minor = amount_minor where state = 'CAPTURED';
alter table payment_attempt
  add constraint payment_attempt_hold check (
    (state = 'HELD') = (operation_type is not null and capture_by is not null)),
  add constraint payment_attempt_captured check (
    (state in ('CAPTURED', 'REFUNDED')) = (captured_minor is not null)
    and captured_minor between 1 and amount_minor),
  add constraint payment_attempt_refunded check (
    (state = 'REFUNDED') = (refunded_minor is not null)
    and refunded_minor between 1 and captured_minor);

-- Two payments of one terminal at once: one of them would be nobody's.
drop index payment_attempt_one_live;
create unique index payment_attempt_one_live on payment_attempt (terminal_id)
  where state in ('AUTHORIZING', 'VERIFYING', 'APPROVED', 'CONFIRMED', 'UNDOING', 'REVERSING');

-- What a payment stands for on its order, as paid and as not decided yet. A capture in part settles the whole.
create function attempt_minor(a payment_attempt) returns bigint language sql immutable as $$
  select case a.state
    when 'REFUNDED' then case
      when a.refunded_minor = a.captured_minor then 0 else a.amount_minor - a.refunded_minor end
    when 'VOIDED' then 0
    when 'EXPIRED' then 0
    when 'DECLINED' then 0
    when 'REVERSED' then 0
    else a.amount_minor
  end
$$;

update open_order o set
  paid_minor = (select coalesce(sum(attempt_minor(a)), 0) from payment_attempt a
                where a.order_id = o.id and a.state = 'CAPTURED'),
  in_flight_minor = (select coalesce(sum(attempt_minor(a)), 0) from payment_attempt a
                     where a.order_id = o.id and a.state <> 'CAPTURED');

-- Payments of one order never come to more than it owes (O7), whoever writes them. Only the beginning
-- of a payment is refused: what the acquirer states afterwards is a fact.
create function refuse_above_owed() returns trigger language plpgsql as $$
declare
  owed bigint;
begin
  -- A statement of its own: what another transaction committed meanwhile is in the sum then.
  perform 1 from open_order where id = new.order_id for update;
  select o.amount_minor - coalesce((select sum(attempt_minor(a)) from payment_attempt a
                                    where a.order_id = o.id), 0)
    into owed
    from open_order o
    where o.id = new.order_id and (o.listed_on is null or not o.overpayment_allowed);
  if new.amount_minor > owed then
    raise exception 'order % owes % and not %', new.order_id, owed, new.amount_minor
      using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger payment_attempt_above_owed before insert on payment_attempt
  for each row execute function refuse_above_owed();
