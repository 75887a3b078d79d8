-- A closed order is told as closed, and as what became of it.
ALTER TABLE hook
  DROP CONSTRAINT hook_source_event_id_key,
  ADD CONSTRAINT hook_source_event_id_type_key UNIQUE (source_event_id, type);
