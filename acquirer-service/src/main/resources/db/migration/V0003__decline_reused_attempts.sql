-- An attempt has one payment that can be paid; a second one is stored only to be declined.
ALTER TABLE payment DROP CONSTRAINT payment_attempt_once;
CREATE UNIQUE INDEX payment_attempt_once ON payment (terminal_id, attempt_id)
  WHERE refusal_cause IS DISTINCT FROM 'attempt_reused';
