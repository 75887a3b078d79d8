-- Whether PDVs of the account may have documents printed (O10); an operator switches it on.
alter table account add column printing boolean not null default false;

-- Documents that PDVs have printed (O10, T8). One at a time per terminal.
create table print_job (
  id             text collate "C" primary key,
  account_id     text collate "C" not null,
  order_id       text collate "C" not null references open_order (id),
  terminal_id    text collate "C" not null references terminal (id),
  document       text not null check (document in ('NFE', 'CUPOM', 'RECEIPT')),
  format         text not null check (format in ('PNG', 'JPG')),
  width          integer not null check (width in (384, 388)),
  height         integer not null check (height between 1 and 1500),
  bytes          integer not null check (bytes > 0),
  sha256         text collate "C" not null check (length(sha256) = 64),
  created_at     timestamptz not null,
  answer_by      timestamptz not null,
  status         text not null check (status in ('QUEUED', 'PRINTING', 'PRINTED', 'FAILED')),
  reason         text,
  ended_at       timestamptz,
  correlation_id text not null,
  traceparent    text,
  constraint print_job_end check ((status in ('PRINTED', 'FAILED')) = (ended_at is not null)),
  constraint print_job_reason check ((status = 'FAILED') = (reason is not null))
);
create unique index print_job_one_open on print_job (terminal_id) where status in ('QUEUED', 'PRINTING');
create index print_job_due on print_job (answer_by) where status in ('QUEUED', 'PRINTING');
create index print_job_ended on print_job (ended_at) where ended_at is not null;

-- Its image, gone when the document has come to its end.
create table print_image (
  print_id text collate "C" primary key references print_job (id) on delete cascade,
  content  bytea not null
);
