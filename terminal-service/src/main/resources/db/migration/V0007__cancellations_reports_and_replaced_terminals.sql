-- Where the merchant's day begins and ends (T7). Accounts that were opened before this are taken to be where nearly all
-- are; a change of the account's settings states it anew.
alter table account
  add column time_zone           text not null default 'America/Sao_Paulo',
  -- Hash of the password that unlocks cancellations on the account's terminals (T6), with its salt.
  add column admin_password_hash text collate "C";

alter table terminal
  -- Wrong passwords in a row, and until when none may be tried.
  add column admin_wrong        integer not null default 0 check (admin_wrong between 0 and 4),
  add column admin_locked_until timestamptz,
  -- The serial number of the terminal that took its place (T3).
  add column replaced_by        text collate "C",
  add constraint terminal_replaced check (replaced_by is null or (not active and replaced_by <> serial_number));
create index terminal_successor on terminal (replaced_by) where replaced_by is not null;

-- What the terminal prints of the order (O10): [{"description", "quantity", "amount_minor"}].
alter table open_order add column receipt_lines jsonb not null default '[]';

-- Sales of an account's terminals by day, the newest first (T6). An attempt is a sale once money was held or taken.
alter table payment_attempt
  add column account_id text collate "C",
  add column sold_at    timestamptz;
update payment_attempt a set
  account_id = t.account_id,
  sold_at = case when a.state in ('HELD', 'CAPTURED', 'REFUNDED', 'VOIDED', 'EXPIRED') then a.started_at end
  from terminal t where t.id = a.terminal_id;
alter table payment_attempt
  alter column account_id set not null,
  -- A sale stays one, whatever becomes of its money.
  add constraint payment_attempt_sold check (
    state not in ('HELD', 'CAPTURED', 'REFUNDED', 'VOIDED', 'EXPIRED') or sold_at is not null);
create index payment_attempt_sales on payment_attempt (account_id, sold_at desc, id desc) where sold_at is not null;

-- What was taken, and given back, on each terminal, by time (T7); rows are only ever added.
create table day_entry (
  payment_id   text collate "C" not null references payment_attempt (id),
  -- Of the acquirer's fact that it follows from.
  version      bigint not null,
  terminal_id  text collate "C" not null references terminal (id),
  at           timestamptz not null,
  kind         text not null check (kind in ('SOLD', 'GIVEN_BACK')),
  payment_type text not null check (payment_type in ('CREDIT', 'DEBIT', 'VOUCHER')),
  brand        text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency     char(3) not null,
  primary key (payment_id, version)
);
create index day_entry_report on day_entry (terminal_id, at);
-- Of what was captured before this, the day it began on is the nearest that is known. When money was given back is not.
insert into day_entry (payment_id, version, terminal_id, at, kind, payment_type, brand, amount_minor, currency)
  select id, 0, terminal_id, started_at, 'SOLD', payment_type, brand, captured_minor, currency
  from payment_attempt where captured_minor is not null;

-- Cancellations that terminals asked for (T6), kept for ever: a terminal may ask what became of one for ever.
create table sale_cancellation (
  -- The request, as order-service and the acquirer know it.
  id           text collate "C" primary key,
  cancel_id    text collate "C" not null,
  terminal_id  text collate "C" not null references terminal (id),
  account_id   text collate "C" not null,
  order_id     text collate "C" not null references open_order (id),
  payment_id   text collate "C" not null references payment_attempt (id),
  nsu          text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency     char(3) not null,
  asked_at     timestamptz not null,
  status       text not null check (status in ('ASKED', 'CANCELED', 'REFUSED')),
  kind         text check (kind in ('VOID', 'REFUND')),
  code         text,
  message      text,
  ended_at     timestamptz,
  constraint sale_cancellation_end check ((status = 'ASKED') = (ended_at is null)),
  constraint sale_cancellation_kind check ((status = 'CANCELED') = (kind is not null)),
  constraint sale_cancellation_refusal check (
    (status = 'REFUSED') = (code is not null) and (status = 'REFUSED') = (message is not null))
);
create unique index sale_cancellation_key on sale_cancellation (terminal_id, cancel_id);
-- Two at once could both give the money back.
create unique index sale_cancellation_one_open on sale_cancellation (payment_id) where status = 'ASKED';
