-- Orders that no terminal is offered: paid over the API (O12), or mirrors of standalone sales of another database
-- (T5). Kept for as long as something may be said of them: a row is 200 days old when it goes, and a charge can
-- change for 7 days until its capture and 180 days after that.
create table ignored_order (
  id                 text collate "C" primary key,
  last_order_version bigint not null check (last_order_version >= 1),
  heard_at           timestamptz not null
);
create index ignored_order_heard on ignored_order (heard_at);

-- Sales typed on a terminal (T5): the order is ours, begins with its payment and ends with it.
alter table open_order
  add column standalone boolean not null default false,
  -- What was withdrawn was closed by its PDV; a standalone sale has none.
  drop constraint open_order_check,
  add constraint open_order_withdrawn check (status <> 'WITHDRAWN' or closed is not null or standalone),
  add constraint open_order_standalone check (not standalone or (terminal_serial is not null and closed is null));
