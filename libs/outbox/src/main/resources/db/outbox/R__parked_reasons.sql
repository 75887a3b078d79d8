-- Why a message may wait. Repeatable, so that a reason can be added to a database that exists: the
-- service's own migrations count from 1, and a later 0.x would be out of order.
ALTER TABLE parked_message
  DROP CONSTRAINT parked_message_reason_check,
  ADD CONSTRAINT parked_message_reason_check
    CHECK (reason IN ('gap', 'failed', 'delayed', 'behind', 'unreadable', 'refused'));
