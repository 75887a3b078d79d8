-- A reversal of an approval that was never seen is looked at once more.
ALTER TABLE payment
  DROP CONSTRAINT payment_state_check,
  ADD CONSTRAINT payment_state_check CHECK (state IN (
    'authorizing', 'withdrawing', 'authorization_unknown', 'authorized', 'captured', 'declined',
    'reversing', 'reversed', 'reversed_in_doubt', 'undoing_late_approval')),
  DROP CONSTRAINT reversal_says_why,
  ADD CONSTRAINT reversal_says_why CHECK (
    state NOT IN ('withdrawing', 'reversing', 'reversed', 'reversed_in_doubt')
    OR reversal_reason IS NOT NULL);
