-- A deactivated terminal takes no orders and still sells standalone (T4).
alter table terminal add column active boolean not null default true;
