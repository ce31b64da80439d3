-- The chance that customers come back.

-- The day a person asked not to be profiled: since then no chance or value of theirs is worked out.
ALTER TABLE customer ADD COLUMN unprofiled_on TEXT;
CREATE INDEX customer_unprofiled ON customer (id) WHERE unprofiled_on IS NOT NULL;

-- All they ever spent, net of refunds. Everybody's is worked out with the next turn of the day, which this makes due.
ALTER TABLE standing ADD COLUMN spent INTEGER NOT NULL DEFAULT 0;
DELETE FROM standing_basis;

-- Derived: who speaks of the chance in this notebook, chosen by its own past.
CREATE TABLE speaker (
  one  INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
  day  TEXT NOT NULL,          -- the day it was chosen
  seq  INTEGER NOT NULL,       -- the latest change it knew of
  said TEXT NOT NULL           -- JSON: the speaker with its evidence, or why there is none yet
) STRICT;

-- Derived: what it says of everybody who bought, is not closed and may be profiled, as of the day in standing_basis.
CREATE TABLE chance (
  customer_id BLOB PRIMARY KEY NOT NULL,
  chance      REAL NOT NULL,   -- of buying within 90 days, 0 to 1
  worth       INTEGER NOT NULL, -- what they are expected to spend in the next 12 months
  gain        INTEGER          -- what contacting them is expected to bring, for those with something at stake
) STRICT, WITHOUT ROWID;
-- The queue is this index read from its start.
CREATE INDEX chance_by_gain ON chance (gain DESC, customer_id) WHERE gain IS NOT NULL;
