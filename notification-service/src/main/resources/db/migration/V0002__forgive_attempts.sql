-- Attempts that do not count: those that made no request. The number of an attempt stays its own.
ALTER TABLE delivery
  ADD COLUMN forgiven integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT delivery_forgiven_check CHECK (forgiven BETWEEN 0 AND attempts);
