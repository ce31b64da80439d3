-- The relationship: what was felt, complained of, promised, given and said, and why people left.

-- Queries are planned without knowing what tables hold, the same in every notebook: earlier statistics go, and an index tells all
-- that is asked of it, or everybody with a phone would be gone through to see whether one has any.
DROP TABLE IF EXISTS sqlite_stat1;
DROP TABLE IF EXISTS sqlite_stat4;
DROP INDEX contact_point_by_customer;
CREATE INDEX contact_point_by_customer ON contact_point (customer_id, kind);

-- What was felt in a moment, of whatever kind: at most one emotion, noted by the owner and never guessed.
CREATE TABLE feeling (
  moment_id   BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  emotion     TEXT NOT NULL CHECK (emotion IN ('anger', 'exasperation', 'annoyance', 'frustration', 'disappointment',
                                               'relief', 'contentment', 'gratitude', 'delight', 'trust')),
  intensity   INTEGER NOT NULL CHECK (intensity BETWEEN 1 AND 3),
  trigger     TEXT CHECK (trigger IN ('not_believed', 'unreachable', 'has_to_repeat', 'cannot_change', 'discount_after',
                                      'refund_late', 'not_recognised', 'good_faith_doubted', 'kept_waiting', 'passed_around',
                                      'interrupted', 'surprised_kindly', 'helped_for_free', 'remembered', 'told_the_truth')),
  told_around INTEGER NOT NULL DEFAULT 0 CHECK (told_around IN (0, 1))  -- they say so to others
) STRICT, WITHOUT ROWID;
CREATE INDEX feeling_by_customer ON feeling (customer_id);

-- Files kept with a moment. Their bytes are in content, once however often they are attached.
CREATE TABLE attachment (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  moment_id   BLOB NOT NULL,
  name        TEXT NOT NULL,               -- as the person named the file
  size        INTEGER NOT NULL,            -- bytes
  hash        BLOB NOT NULL                -- blake3 of the bytes
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_by_moment ON attachment (moment_id);
CREATE INDEX attachment_by_customer ON attachment (customer_id);

-- Not in the change log: found by what they are, they never change. They stay while history can bring an attachment back.
CREATE TABLE content (
  hash  BLOB PRIMARY KEY NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- What a moment said before it was corrected. Rows that came and never changed are not in it, and that is most of them.
CREATE INDEX change_row_of_moment ON change_row (
  coalesce(json_extract(before, '$.moment_id'), json_extract(after, '$.moment_id'), json_extract(before, '$.id'))
) WHERE before IS NOT NULL OR tbl = 'feeling';

-- Root causes, the owner's own list.
CREATE TABLE cause (
  id         BLOB PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  place      INTEGER NOT NULL,             -- where it stands among the others
  retired_on TEXT                          -- no longer offered; complaints that have it keep it
) STRICT, WITHOUT ROWID;

-- A case with a life of its own. Where it stands is what its steps come to.
CREATE TABLE complaint (
  id            BLOB PRIMARY KEY NOT NULL,
  customer_id   BLOB NOT NULL REFERENCES customer (id),
  day           TEXT NOT NULL,             -- received
  minute        INTEGER CHECK (minute BETWEEN 0 AND 1439),
  channel       TEXT CHECK (channel IN ('call', 'visit', 'email', 'letter', 'sms', 'chat', 'counter')),
  text          TEXT NOT NULL,             -- what went wrong, in their words
  asked         TEXT,                      -- what they ask for
  purchase_id   BLOB REFERENCES purchase (id) DEFERRABLE INITIALLY DEFERRED,
  accountable   TEXT,                      -- who answers for it, even when the cause lies elsewhere
  cause_id      BLOB REFERENCES cause (id),
  update_day    TEXT,                      -- when they were to hear from us first, before they ask
  update_minute INTEGER CHECK (update_minute BETWEEN 0 AND 1439)
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_by_customer ON complaint (customer_id, day);
CREATE INDEX complaint_by_cause ON complaint (cause_id) WHERE cause_id IS NOT NULL;

CREATE TABLE complaint_step (
  id           BLOB PRIMARY KEY NOT NULL,
  complaint_id BLOB NOT NULL REFERENCES complaint (id) DEFERRABLE INITIALLY DEFERRED,
  customer_id  BLOB NOT NULL REFERENCES customer (id),
  day          TEXT NOT NULL,
  minute       INTEGER CHECK (minute BETWEEN 0 AND 1439),
  kind         TEXT NOT NULL CHECK (kind IN ('acknowledged', 'denied', 'apology', 'reply', 'update', 'chased', 'waiting',
                                             'progress', 'solved', 'checked', 'closed', 'reopened')),
  who          TEXT,
  text         TEXT NOT NULL DEFAULT '',
  -- When they hear from us after this step. A day is only ever moved by a step, so what was late stays known.
  update_day    TEXT,
  update_minute INTEGER CHECK (update_minute BETWEEN 0 AND 1439)
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_step_by_complaint ON complaint_step (complaint_id);
CREATE INDEX complaint_step_by_customer ON complaint_step (customer_id);

-- What prevents a repeat.
CREATE TABLE corrective_action (
  id           BLOB PRIMARY KEY NOT NULL,
  complaint_id BLOB NOT NULL REFERENCES complaint (id) DEFERRABLE INITIALLY DEFERRED,
  customer_id  BLOB NOT NULL REFERENCES customer (id),
  text         TEXT NOT NULL,
  cost         INTEGER NOT NULL DEFAULT 0,
  due          TEXT NOT NULL,
  done_on      TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX corrective_action_by_complaint ON corrective_action (complaint_id);
CREATE INDEX corrective_action_by_customer ON corrective_action (customer_id);
CREATE INDEX corrective_action_open ON corrective_action (due) WHERE done_on IS NULL;

-- Something said to a customer. A promise that moves is a broken one and a new one in its place.
CREATE TABLE promise (
  id           BLOB PRIMARY KEY NOT NULL,
  customer_id  BLOB NOT NULL REFERENCES customer (id),
  complaint_id BLOB REFERENCES complaint (id) DEFERRABLE INITIALLY DEFERRED,
  day          TEXT NOT NULL,              -- made
  minute       INTEGER CHECK (minute BETWEEN 0 AND 1439),
  text         TEXT NOT NULL,
  who          TEXT,
  due          TEXT NOT NULL,
  due_minute   INTEGER CHECK (due_minute BETWEEN 0 AND 1439),
  outcome      TEXT CHECK (outcome IN ('kept', 'broken', 'renegotiated')),
  outcome_on   TEXT,
  outcome_note TEXT,
  instead_of   BLOB REFERENCES promise (id) DEFERRABLE INITIALLY DEFERRED,  -- the renegotiated one
  CHECK ((outcome IS NULL) = (outcome_on IS NULL)),
  CHECK (due >= day)
) STRICT, WITHOUT ROWID;
CREATE INDEX promise_by_customer ON promise (customer_id, day);
CREATE INDEX promise_by_complaint ON promise (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX promise_open ON promise (due, due_minute) WHERE outcome IS NULL;

-- Goodwill.
CREATE TABLE gesture (
  id           BLOB PRIMARY KEY NOT NULL,
  customer_id  BLOB NOT NULL REFERENCES customer (id),
  complaint_id BLOB REFERENCES complaint (id) DEFERRABLE INITIALLY DEFERRED,  -- none: spontaneous
  purchase_id  BLOB REFERENCES purchase (id) DEFERRABLE INITIALLY DEFERRED,   -- what a refund gives back
  day          TEXT NOT NULL,
  minute       INTEGER CHECK (minute BETWEEN 0 AND 1439),
  what         TEXT NOT NULL CHECK (what IN ('gift', 'discount', 'refund', 'replacement', 'card', 'service')),
  cost         INTEGER NOT NULL CHECK (cost >= 0),
  currency     TEXT NOT NULL,
  text         TEXT NOT NULL,
  who          TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX gesture_by_customer ON gesture (customer_id, day);
CREATE INDEX gesture_by_complaint ON gesture (complaint_id) WHERE complaint_id IS NOT NULL;

-- A thank-you received.
CREATE TABLE praise (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  day         TEXT NOT NULL,
  minute      INTEGER CHECK (minute BETWEEN 0 AND 1439),
  channel     TEXT CHECK (channel IN ('call', 'visit', 'email', 'letter', 'sms', 'chat', 'counter')),
  earned_by   TEXT,                        -- the colleague
  text        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX praise_by_customer ON praise (customer_id, day);

-- A question of satisfaction, asked and maybe answered.
CREATE TABLE rating (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  day         TEXT NOT NULL,
  minute      INTEGER CHECK (minute BETWEEN 0 AND 1439),
  scale       TEXT NOT NULL CHECK (scale IN ('nps', 'csat', 'ces')),
  score       INTEGER,                     -- 0 to 10, 1 to 5, 1 to 7; none while not answered
  text        TEXT NOT NULL DEFAULT '',
  CHECK (score IS NULL OR (scale = 'nps' AND score BETWEEN 0 AND 10) OR (scale = 'csat' AND score BETWEEN 1 AND 5)
         OR (scale = 'ces' AND score BETWEEN 1 AND 7))
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_by_customer ON rating (customer_id, day);
CREATE INDEX rating_by_scale ON rating (scale, day);

-- Why they left.
CREATE TABLE departure (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  day         TEXT NOT NULL,
  reason      TEXT NOT NULL CHECK (reason IN ('price', 'service', 'product', 'competitor', 'moved', 'need_ended', 'unknown')),
  avoidable   INTEGER CHECK (avoidable IN (0, 1)),  -- none: not known
  gone_to     TEXT,                        -- which competitor
  text        TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX departure_by_customer ON departure (customer_id, day);
CREATE INDEX departure_by_day ON departure (day);

-- Instalments agreed with a customer in difficulty.
CREATE TABLE payment_plan (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  day         TEXT NOT NULL,               -- agreed
  minute      INTEGER CHECK (minute BETWEEN 0 AND 1439),
  currency    TEXT NOT NULL,
  text        TEXT NOT NULL DEFAULT '',
  ended_on    TEXT                         -- given up before all was paid
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_plan_by_customer ON payment_plan (customer_id, day);

CREATE TABLE instalment (
  id          BLOB PRIMARY KEY NOT NULL,
  plan_id     BLOB NOT NULL REFERENCES payment_plan (id) DEFERRABLE INITIALLY DEFERRED,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  due         TEXT NOT NULL,
  amount      INTEGER NOT NULL CHECK (amount > 0),
  paid_on     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX instalment_by_plan ON instalment (plan_id, due);
CREATE INDEX instalment_by_customer ON instalment (customer_id);
CREATE INDEX instalment_open ON instalment (due) WHERE paid_on IS NULL;

-- Invoices that wait to be paid: a reason to propose a plan.
CREATE INDEX purchase_unpaid ON purchase (customer_id) WHERE unpaid_on IS NOT NULL AND paid_on IS NULL;

-- Derived: trust and bond of everybody about whom something was noted, as of the day in standing_basis; the others are neutral.
CREATE TABLE bond (
  customer_id BLOB PRIMARY KEY NOT NULL,
  bond        TEXT NOT NULL CHECK (bond IN ('hurt', 'enemy', 'distant', 'neutral', 'attached', 'ambassador')),
  trust       REAL NOT NULL,               -- 0 to its ceiling
  ceiling     REAL NOT NULL,               -- at most 100
  computed    TEXT                         -- what would be said, while somebody has pinned the one above
) STRICT, WITHOUT ROWID;
CREATE INDEX bond_by_bond ON bond (bond);

-- A bond pinned by hand: said instead of the one worked out up to and with its last day. The latest speaks, where two records
-- that became one had one each.
CREATE TABLE bond_pin (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  bond        TEXT NOT NULL CHECK (bond IN ('hurt', 'enemy', 'distant', 'neutral', 'attached', 'ambassador')),
  reason      TEXT NOT NULL,
  who         TEXT,                        -- of the team
  day         TEXT NOT NULL,               -- when it was pinned
  until       TEXT NOT NULL,               -- its last day
  CHECK (until >= day)
) STRICT, WITHOUT ROWID;
CREATE INDEX bond_pin_by_customer ON bond_pin (customer_id);
CREATE INDEX bond_pin_by_until ON bond_pin (until);

-- Occasions for a gesture that were waved away: not named again for a year.
CREATE TABLE waved (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  why         TEXT NOT NULL,               -- the occasion's code
  day         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX waved_by_customer ON waved (customer_id);

-- Where occasions are looked for: what was solved, who praised, the best of the loyal.
CREATE INDEX complaint_step_solved ON complaint_step (day) WHERE kind = 'solved';
CREATE INDEX praise_by_day ON praise (day);
CREATE INDEX standing_best ON standing (value DESC) WHERE behaviour = 'loyal' AND archived = 0;

-- Promises by the day they were due, settled or not.
CREATE INDEX promise_by_due ON promise (due);

-- Worked out with the next turn of the day, which this makes due.
DELETE FROM standing_basis;
