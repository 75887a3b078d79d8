-- What the sweep deletes, oldest first. Keys have their index already.
CREATE INDEX delivery_ended ON delivery (created_at) WHERE wake_at IS NULL;
CREATE INDEX hook_age ON hook (occurred_at);
