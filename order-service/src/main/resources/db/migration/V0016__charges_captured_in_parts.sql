-- A charge may be captured in several parts: paid so far, with the rest still held (docs/adr/0030).
ALTER TABLE charge
  DROP CONSTRAINT charge_state_known,
  ADD CONSTRAINT charge_state_known CHECK (state IN
    ('processing', 'in_doubt', 'declined', 'undone', 'unconfirmed', 'pending',
     'partially_captured', 'paid', 'voided', 'refunded', 'released', 'expired')),
  DROP CONSTRAINT charge_status_of_state,
  ADD CONSTRAINT charge_status_of_state CHECK (status = CASE
    WHEN state IN ('processing', 'in_doubt') THEN 'processing'
    WHEN state IN ('declined', 'undone') THEN 'failed'
    WHEN state IN ('unconfirmed', 'pending') THEN 'pending'
    WHEN state IN ('partially_captured', 'paid') THEN 'paid'
    ELSE 'canceled' END),
  DROP CONSTRAINT captured_when,
  ADD CONSTRAINT captured_when CHECK (
    (captured_minor > 0) = (captured_at IS NOT NULL)
    AND (captured_minor > 0) = (state IN ('partially_captured', 'paid', 'voided', 'refunded'))),
  DROP CONSTRAINT not_all_back_when_paid,
  ADD CONSTRAINT not_all_back_when_paid CHECK (
    state NOT IN ('partially_captured', 'paid') OR refunded_minor < captured_minor),
  ADD CONSTRAINT part_is_less CHECK (
    state <> 'partially_captured' OR captured_minor < amount_minor),
  DROP CONSTRAINT held_until,
  ADD CONSTRAINT held_until CHECK (
    state NOT IN ('pending', 'partially_captured') OR capture_by IS NOT NULL);
