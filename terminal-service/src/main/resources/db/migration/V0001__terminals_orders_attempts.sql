-- Accounts, as far as terminals need them: that they exist, and how many wrong codes were tried.
create table account (
  id                 text collate "C" primary key,
  wrong_codes        integer not null default 0 check (wrong_codes >= 0),
  wrong_codes_since  timestamptz
);

-- A terminal of one account. The row is also the lock under which everything of the terminal
-- happens: terminal, then order, then attempt.
create table terminal (
  id                    text collate "C" primary key,
  account_id            text collate "C" not null references account (id),
  serial_number         text collate "C" not null,
  model                 text not null check (model in ('S920', 'Q92', 'EMULATOR')),
  mode                  text not null check (mode in ('DIRECT', 'LISTED')),
  registered_at         timestamptz not null,
  -- Which pairing may fetch the credential, and which one the present credential came from.
  pairing_id            text collate "C" not null,
  credential_pairing_id text collate "C",
  credential_sha256     text collate "C",
  credential_used       boolean not null default false,
  -- The newest session.
  epoch                 bigint not null default 0 check (epoch >= 0),
  connected             boolean not null default false,
  last_seen_at          timestamptz,
  app_version           text,
  -- Frame numbers up to here may have been used.
  last_seq              bigint not null default 0 check (last_seq >= 0),
  -- Rises with every change of what the terminal should see, so that a replica that holds the
  -- socket finds changes that another one made.
  screen_version        bigint not null default 0,
  -- Version of the last message on terminal.events.v1.
  event_version         bigint not null default 0
);
create unique index terminal_serial_key on terminal (serial_number);
create index terminal_account on terminal (account_id, registered_at);
create index terminal_connected on terminal (last_seen_at) where connected;

create table pairing (
  id            text collate "C" primary key,
  serial_number text collate "C" not null,
  model         text not null,
  app_version   text not null,
  code          text collate "C" not null,
  secret_sha256 text collate "C" not null,
  terminal_id   text collate "C" references terminal (id),
  created_at    timestamptz not null,
  expires_at    timestamptz not null
);
create unique index pairing_code_key on pairing (code);
create index pairing_serial on pairing (serial_number);
create index pairing_expiry on pairing (expires_at);

create table open_order (
  id                 text collate "C" primary key,
  account_id         text collate "C" not null,
  terminal_serial    text collate "C" not null,
  code               text not null,
  display_name       text,
  amount_minor       bigint not null check (amount_minor > 0),
  currency           char(3) not null,
  payment_type       text check (payment_type in ('CREDIT', 'DEBIT', 'VOUCHER')),
  installments       integer not null check (installments between 1 and 24),
  installment_type   text not null check (installment_type in ('MERCHANT', 'ISSUER')),
  print_receipt      boolean not null,
  placed_at          timestamptz not null,
  status             text not null
                       check (status in ('QUEUED', 'SHOWING', 'PAYING', 'PAID', 'WITHDRAWN')),
  closed             text check (closed in ('PAID', 'CLOSED', 'CANCELED')),
  turn_at            timestamptz,
  shown_at           timestamptz,
  correlation_id     text not null,
  -- So that what the terminal does minutes later joins the trace of the PDV's request.
  traceparent        text,
  last_order_version bigint not null,
  check (status <> 'WITHDRAWN' or closed is not null),
  check (status not in ('SHOWING', 'PAYING') or turn_at is not null)
);
-- One direct order at a time on a screen (feature O2).
create unique index open_order_one_on_screen on open_order (terminal_serial)
  where status in ('SHOWING', 'PAYING');
create index open_order_queue on open_order (terminal_serial, placed_at, id) where status = 'QUEUED';

create table payment_attempt (
  id                   text collate "C" primary key,
  attempt_id           text collate "C" not null,
  terminal_id          text collate "C" not null references terminal (id),
  order_id             text collate "C" not null references open_order (id),
  amount_minor         bigint not null check (amount_minor > 0),
  currency             char(3) not null,
  payment_type         text not null check (payment_type in ('CREDIT', 'DEBIT', 'VOUCHER')),
  installments         integer not null check (installments between 1 and 24),
  installment_type     text not null check (installment_type in ('MERCHANT', 'ISSUER')),
  entry_mode           text not null
                         check (entry_mode in ('CHIP', 'CONTACTLESS', 'MAGSTRIPE_FALLBACK', 'TYPED')),
  started_at           timestamptz not null,
  state                text not null
                         check (state in ('AUTHORIZING', 'VERIFYING', 'APPROVED', 'CONFIRMED', 'UNDOING',
                                          'REVERSING', 'CAPTURED', 'DECLINED', 'REVERSED')),
  -- What the slip says; present from the approval on.
  nsu                  text,
  authorization_code   text,
  return_code          text,
  message              text,
  brand                text,
  last_four            text check (length(last_four) <= 4),
  confirm_by           timestamptz,
  -- What a decline says beside code and message.
  guidance             text,
  retryable            boolean,
  -- Why it is, or was, undone.
  undo_reason          text,
  command_version      bigint not null check (command_version >= 1),
  last_payment_version bigint not null check (last_payment_version >= 0),
  check (state not in ('APPROVED', 'CONFIRMED', 'CAPTURED')
         or (nsu is not null and authorization_code is not null and return_code is not null
             and message is not null and brand is not null and last_four is not null)),
  check (state not in ('APPROVED', 'CONFIRMED') or confirm_by is not null),
  check (state <> 'DECLINED' or (return_code is not null and message is not null
                                 and guidance is not null and retryable is not null)),
  check (state not in ('UNDOING', 'REVERSING', 'REVERSED') or undo_reason is not null)
);
create unique index payment_attempt_itk on payment_attempt (terminal_id, attempt_id);
-- Two attempts whose outcome is open on one order could both take the money.
create unique index payment_attempt_one_live on payment_attempt (order_id)
  where state in ('AUTHORIZING', 'VERIFYING', 'APPROVED', 'CONFIRMED', 'UNDOING', 'REVERSING');
create index payment_attempt_of_order on payment_attempt (order_id, started_at);
