-- One notebook = one business = one file. Conventions: ids are UUIDv7 in 16-byte blobs; days are civil
-- dates 'YYYY-MM-DD'; minutes count from midnight (0 to 1439); instants are RFC 3339 in UTC; amounts are
-- minor units (cents) of the currency beside them. Every table a person's writes reach is in db/log.rs.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What happened to the notebook, one line per write: the source of undo, history and, later, exchange.
CREATE TABLE change (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  op        TEXT NOT NULL,
  at        TEXT NOT NULL,
  detail    TEXT,              -- who or what it was about, for the undo label
  import_id BLOB,              -- the import this change carried out, whose inserts are not logged one by one
  undoes    INTEGER,
  undone_by INTEGER
) STRICT;

CREATE TABLE change_row (
  seq    INTEGER NOT NULL REFERENCES change (seq) ON DELETE CASCADE,
  n      INTEGER NOT NULL,
  tbl    TEXT NOT NULL,
  before TEXT,                 -- JSON of the row, blobs in hexadecimal; NULL when it was inserted
  after  TEXT,                 -- NULL when it was removed
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
  id        BLOB PRIMARY KEY NOT NULL,
  file_name TEXT NOT NULL,
  shape     TEXT NOT NULL,
  at        TEXT NOT NULL,
  counts    TEXT NOT NULL      -- JSON, as shown after the import
) STRICT, WITHOUT ROWID;

-- What was decided for files of one shape, so that it is asked once.
CREATE TABLE import_mapping (
  shape   TEXT PRIMARY KEY NOT NULL,
  mapping TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
  seq               INTEGER PRIMARY KEY,   -- local; the search index needs an integer
  id                BLOB NOT NULL UNIQUE,
  name              TEXT NOT NULL,
  name_folded       TEXT NOT NULL,         -- without accents or case: search, sort and matching
  company           TEXT,
  external_id       TEXT,                  -- how the till or shop names them
  address           TEXT,
  postcode          TEXT,
  city              TEXT,
  country           TEXT,
  born_on           TEXT,
  preferred_channel TEXT,
  note              TEXT,
  referrer_id       BLOB REFERENCES customer (id),
  closed_reason     TEXT CHECK (closed_reason IN ('deceased', 'moved', 'peace')),
  closed_on         TEXT,
  archived_on       TEXT,
  created_on        TEXT NOT NULL,
  import_id         BLOB,
  CHECK ((closed_reason IS NULL) = (closed_on IS NULL))
) STRICT;
CREATE INDEX customer_by_name ON customer (name_folded);
CREATE INDEX customer_by_referrer ON customer (referrer_id) WHERE referrer_id IS NOT NULL;
CREATE INDEX customer_by_external_id ON customer (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE contact_point (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  kind        TEXT NOT NULL CHECK (kind IN ('phone', 'email')),
  typed       TEXT NOT NULL,               -- as the person gave it
  normal      TEXT NOT NULL,               -- E.164, or the address in lower case
  import_id   BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_point_by_customer ON contact_point (customer_id);
CREATE INDEX contact_point_by_normal ON contact_point (kind, normal);

CREATE TABLE consent (
  customer_id BLOB NOT NULL REFERENCES customer (id),
  channel     TEXT NOT NULL CHECK (channel IN ('call', 'email', 'sms', 'letter')),
  granted     INTEGER NOT NULL CHECK (granted IN (0, 1)),
  day         TEXT NOT NULL,
  source      TEXT NOT NULL,
  import_id   BLOB,
  PRIMARY KEY (customer_id, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_tag (
  customer_id BLOB NOT NULL REFERENCES customer (id),
  tag         TEXT NOT NULL,
  import_id   BLOB,
  PRIMARY KEY (customer_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_by_tag ON customer_tag (tag);

-- What this business notes of its customers beside what every record has. An import may make fields.
CREATE TABLE field (
  id        BLOB PRIMARY KEY NOT NULL,
  name      TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
  choices   TEXT NOT NULL,                 -- JSON array of a choice's words, in their order; empty for the others
  place     INTEGER NOT NULL,              -- where it stands among the others
  import_id BLOB
) STRICT, WITHOUT ROWID;

-- What a customer has in a field. The value is what lists are narrowed by: folded text, a number, a day, one of
-- the choices, 0 or 1; the index answers "is", "between" and "contains" of one field alone.
CREATE TABLE field_value (
  customer_id BLOB NOT NULL REFERENCES customer (id),
  field_id    BLOB NOT NULL REFERENCES field (id),
  value       ANY NOT NULL,
  typed       TEXT,                        -- a text as it was typed; none for the other kinds
  import_id   BLOB,
  PRIMARY KEY (customer_id, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_value_by_value ON field_value (field_id, value);

-- A refund is a purchase with a negative amount; an anonymous sale has no customer. References are checked at commit:
-- checked row by row they would make SQLite keep a copy of every page a thousand rows touch.
CREATE TABLE purchase (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
  day         TEXT NOT NULL,
  minute      INTEGER CHECK (minute BETWEEN 0 AND 1439),
  amount      INTEGER NOT NULL,
  currency    TEXT NOT NULL,
  reference   TEXT,                        -- ticket or invoice number
  refund_of   BLOB REFERENCES purchase (id) DEFERRABLE INITIALLY DEFERRED,
  items       TEXT,                        -- JSON
  channel     TEXT,
  served_by   TEXT,
  note        TEXT,
  paid_on     TEXT,                        -- the day an invoice was paid in full
  unpaid_on   TEXT,                        -- the last day it was known not to be; neither: paid as it was bought
  origin      BLOB,                        -- what makes importing the same line twice a no-op
  import_id   BLOB
) STRICT, WITHOUT ROWID;
-- Covering: rhythm, lateness and value of every customer come from this index alone.
CREATE INDEX purchase_by_customer ON purchase (customer_id, day, amount);
CREATE UNIQUE INDEX purchase_origin ON purchase (origin) WHERE origin IS NOT NULL;
CREATE INDEX purchase_refunds ON purchase (refund_of) WHERE refund_of IS NOT NULL;

-- Whom somebody in files of one shape was found or decided to be, so that the next such file knows. What a person decided
-- goes for files of every shape.
CREATE TABLE import_match (
  shape       TEXT NOT NULL,
  person      TEXT NOT NULL,   -- the name folded, its words sorted, with the postcode; or with the phone, e-mail, number
  customer_id BLOB NOT NULL REFERENCES customer (id),
  decided     INTEGER NOT NULL DEFAULT 0 CHECK (decided IN (0, 1)),
  import_id   BLOB,
  PRIMARY KEY (shape, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_match_by_customer ON import_match (customer_id);
CREATE INDEX import_match_decided ON import_match (person) WHERE decided = 1;

-- Customers an import kept apart who may be somebody known: to be decided.
CREATE TABLE import_question (
  customer_id BLOB PRIMARY KEY NOT NULL REFERENCES customer (id),
  doubt       TEXT NOT NULL,
  candidates  TEXT NOT NULL,   -- JSON array of customer ids
  import_id   BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE exchange (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  day         TEXT NOT NULL,
  minute      INTEGER CHECK (minute BETWEEN 0 AND 1439),
  channel     TEXT NOT NULL CHECK (channel IN ('call', 'visit', 'email', 'letter', 'sms', 'chat', 'counter')),
  direction   TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  purpose     TEXT CHECK (purpose IN ('service', 'advice', 'thanks', 'selling')),
  who         TEXT,
  text        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_by_customer ON exchange (customer_id, day);

CREATE TABLE note (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  day         TEXT NOT NULL,
  minute      INTEGER CHECK (minute BETWEEN 0 AND 1439),
  text        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX note_by_customer ON note (customer_id, day);

-- An absence the shop knows about: its days do not count as lateness.
CREATE TABLE absence (
  id          BLOB PRIMARY KEY NOT NULL,
  customer_id BLOB NOT NULL REFERENCES customer (id),
  day         TEXT NOT NULL,
  until       TEXT NOT NULL,
  reason      TEXT NOT NULL,
  CHECK (until >= day)
) STRICT, WITHOUT ROWID;
CREATE INDEX absence_by_customer ON absence (customer_id, day);

CREATE TABLE contact (
  id           BLOB PRIMARY KEY NOT NULL,
  customer_id  BLOB NOT NULL REFERENCES customer (id),
  day          TEXT NOT NULL,
  minute       INTEGER CHECK (minute BETWEEN 0 AND 1439),
  channel      TEXT NOT NULL CHECK (channel IN ('call', 'visit', 'email', 'letter', 'sms', 'chat', 'counter')),
  purpose      TEXT NOT NULL CHECK (purpose IN ('news', 'advice', 'thanks', 'apology', 'plan', 'welcome', 'other')),
  note         TEXT NOT NULL DEFAULT '',
  planned_on   TEXT NOT NULL,
  outcome      TEXT CHECK (outcome IN ('reached', 'no_answer', 'peace', 'will_come', 'came')),
  outcome_on   TEXT,
  outcome_note TEXT,
  came_back_on TEXT,                       -- day of the purchase that followed within the window
  CHECK ((outcome IS NULL) = (outcome_on IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_by_customer ON contact (customer_id, day);
CREATE INDEX contact_open ON contact (day, minute) WHERE outcome IS NULL;
CREATE INDEX contact_made ON contact (outcome_on) WHERE outcome_on IS NOT NULL;
CREATE INDEX contact_came_back ON contact (came_back_on) WHERE came_back_on IS NOT NULL;

-- Derived: where each customer stands as of the day in standing_basis. Rebuilt from the tables above.
CREATE TABLE standing (
  customer_id BLOB PRIMARY KEY NOT NULL,
  behaviour   TEXT NOT NULL,
  visits      INTEGER NOT NULL,            -- days with a purchase
  first_day   TEXT,
  last_day    TEXT,
  gaps        INTEGER NOT NULL,            -- spans between visits
  own         REAL,                        -- median of the gaps, days
  rhythm      REAL,                        -- own shrunk towards the shop's, days
  last_gap    REAL,                        -- the gap that the last visit ended, days
  own_before  REAL,                        -- median of the gaps before that one, days
  absent      INTEGER NOT NULL,            -- known days of absence since the last visit
  value       INTEGER NOT NULL,            -- net of refunds, the 12 months up to the last visit
  stake       INTEGER NOT NULL,            -- value x lateness band; 0 when nobody should call
  archived    INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT, WITHOUT ROWID;
-- The queue is this index read from its start; the next two are who to welcome and whose years become whole.
CREATE INDEX standing_by_stake ON standing (stake DESC, last_day DESC) WHERE stake > 0;
CREATE INDEX standing_back ON standing (last_day DESC, value DESC) WHERE behaviour = 'back';
CREATE INDEX standing_loyal ON standing (substr(first_day, 6), value DESC) WHERE behaviour = 'loyal';

-- Derived: what the standings of customers not archived come to, so that nobody has to count a million of them.
CREATE TABLE standing_total (
  behaviour TEXT PRIMARY KEY NOT NULL,
  customers INTEGER NOT NULL,
  stake     INTEGER NOT NULL,
  slipping  INTEGER NOT NULL               -- of the customers, those with something at stake
) STRICT, WITHOUT ROWID;

-- Derived: the day the standings are of, and the shop's rhythm they were worked out with.
CREATE TABLE standing_basis (
  one  INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
  day  TEXT NOT NULL,
  shop REAL NOT NULL
) STRICT;
