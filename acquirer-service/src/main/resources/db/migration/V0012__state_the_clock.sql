-- Every change of the test clock is stated, and counted. What was changed before has number 0, and is stated when
-- somebody puts the clock there again.
ALTER TABLE test_clock ADD COLUMN version bigint NOT NULL DEFAULT 0 CHECK (version >= 0);
ALTER TABLE test_clock ALTER COLUMN version DROP DEFAULT;
