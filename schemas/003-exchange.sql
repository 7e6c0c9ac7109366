-- Schema 3: what other tools' files say of units and of themselves, kept so that an export gives it back.

ALTER TABLE unit ADD COLUMN tuid TEXT;             -- the name that the tool it came from knows it by
ALTER TABLE unit ADD COLUMN last_used_at TEXT;     -- RFC 3339, UTC

-- The markup that stood in a text. What a code is: src/bitext/inline.rs.
CREATE TABLE inline_code (
  unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  lang    TEXT NOT NULL CHECK (lang IN ('ar', 'en')),
  codes   TEXT NOT NULL,                           -- a JSON array: {"at":4,"open":{"name":"bpt","attributes":{"i":"1"}}}, …
  PRIMARY KEY (unit_id, lang)
) STRICT, WITHOUT ROWID;

-- The notes in the headers of imported files, each text once.
CREATE TABLE header_note (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
