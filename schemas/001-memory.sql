-- Schema 1 of a dhakira memory. The program applies the numbered files of this folder that are missing, in order and in
-- one transaction, and keeps the number of the last in `user_version`. `application_id` is 0x64686b72 ("dhkr").
--
-- Texts are stored as they came. Whatever is derived from them (keys, digest, concordance) carries the version of
-- its form in `setting` and can be rebuilt.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A pair of articles that was aligned, or the name that imported units gave as their document.
CREATE TABLE document (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE CHECK (name <> ''),
  source      TEXT UNIQUE,       -- the absolute path of the Arabic file; NULL when it was not built from files
  fingerprint TEXT,              -- xxh3-128 of both files' bytes; NULL when it was not built from files
  signature   TEXT,              -- versions and options of the stages that made its units
  built_at    TEXT NOT NULL,     -- RFC 3339, UTC
  ar_segments INTEGER NOT NULL DEFAULT 0 CHECK (ar_segments >= 0),
  en_segments INTEGER NOT NULL DEFAULT 0 CHECK (en_segments >= 0),
  ar_alone    INTEGER NOT NULL DEFAULT 0 CHECK (ar_alone >= 0),   -- beads with an Arabic side only
  en_alone    INTEGER NOT NULL DEFAULT 0 CHECK (en_alone >= 0)    -- beads with an English side only
) STRICT;

CREATE TABLE unit (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,   -- the number of a unit that was removed is not given again
  ar          TEXT NOT NULL CHECK (ar <> ''),
  en          TEXT NOT NULL CHECK (en <> ''),
  ar_tag      TEXT NOT NULL DEFAULT 'ar',
  en_tag      TEXT NOT NULL DEFAULT 'en',
  ar_key      INTEGER NOT NULL,  -- xxh3-64 of the key form
  en_key      INTEGER NOT NULL,
  digest      INTEGER NOT NULL,  -- xxh3-64 of both texts byte for byte: finds duplicates and damage
  document_id INTEGER REFERENCES document (id) ON DELETE SET NULL,
  position    INTEGER CHECK (position >= 0),
  bead        TEXT,              -- '2-1': Arabic segments, English segments
  confidence  REAL CHECK (confidence BETWEEN 0 AND 1),
  similarity  REAL CHECK (similarity BETWEEN 0 AND 1),
  origin      TEXT NOT NULL CHECK (origin IN ('alignment', 'import', 'manual')),
  status      TEXT NOT NULL CHECK (status IN ('draft', 'reviewed', 'rejected')),
  created_at  TEXT NOT NULL,     -- RFC 3339, UTC
  created_by  TEXT,
  changed_at  TEXT,
  changed_by  TEXT,
  use_count   INTEGER NOT NULL DEFAULT 0 CHECK (use_count >= 0)
) STRICT;

CREATE INDEX unit_ar_key ON unit (ar_key);                        -- exact matches from Arabic
CREATE INDEX unit_en_key ON unit (en_key);                        -- exact matches from English
CREATE INDEX unit_digest ON unit (digest, document_id);           -- import twice is import once
CREATE INDEX unit_document ON unit (document_id, position);       -- a document's units in order; neighbours for context

CREATE TABLE note (
  unit_id  INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (unit_id, position)
) STRICT, WITHOUT ROWID;

-- A multiset: the same type may stand several times.
CREATE TABLE property (
  unit_id  INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (unit_id, position)
) STRICT, WITHOUT ROWID;

-- Concordance: the match tokens of both sides, joined by spaces; rowid = unit.id. The tokens are folded before they
-- come here, so that the tokenizer has nothing to fold (unicode61 would cut vowelled Arabic to pieces).
CREATE VIRTUAL TABLE concordance USING fts5 (
  ar, en,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0"
);
