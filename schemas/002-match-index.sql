-- Schema 2: the match index, which serves fuzzy matches and the concordance. What it holds and why: src/memory/index/mod.rs.
-- All of it is derived from the units and can be rebuilt.

DROP TABLE concordance;

-- The texts of one language of a set of units; never changed, only taken into a larger one.
CREATE TABLE match_part (
  id      INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 8191),
  lang    TEXT NOT NULL CHECK (lang IN ('ar', 'en')),
  age     INTEGER NOT NULL,          -- grows from part to part
  sources INTEGER NOT NULL,          -- how many there are
  classes INTEGER NOT NULL,
  weights BLOB NOT NULL              -- pairs of varints, ascending: weight less the one before, sources of this weight
) STRICT;

-- A class of tokens; the number is its rank from the commonest.
CREATE TABLE match_class (
  part    INTEGER NOT NULL,
  name    TEXT NOT NULL,
  class   INTEGER NOT NULL,
  grade   INTEGER NOT NULL,          -- what its tokens are and weigh
  sources INTEGER NOT NULL,          -- how many sources have it
  PRIMARY KEY (part, name)
) STRICT, WITHOUT ROWID;

-- A token, and which form of its class it is.
CREATE TABLE match_word (
  part  INTEGER NOT NULL,
  word  TEXT NOT NULL,
  class INTEGER NOT NULL,
  form  INTEGER NOT NULL,
  PRIMARY KEY (part, word)
) STRICT, WITHOUT ROWID;

-- Up to sixteen sources: how many, the length of each in bytes, then each: unit, then of each token its class and
-- form times eight plus grade; all varints.
CREATE TABLE match_source (
  id   INTEGER PRIMARY KEY,          -- part, block
  data BLOB NOT NULL
) STRICT;

-- Sources that have a class: the first is in the key, the others as varints, each less the one before.
CREATE TABLE match_list (
  id   INTEGER PRIMARY KEY,          -- part, class, band, first source
  data BLOB NOT NULL
) STRICT;

-- Units that are in no part yet.
CREATE TABLE match_fresh (
  unit_id INTEGER PRIMARY KEY
) STRICT;

-- Units that were edited or removed: what parts of this age or an earlier one hold of them is no more.
CREATE TABLE match_stale (
  unit_id INTEGER PRIMARY KEY,
  age     INTEGER NOT NULL
) STRICT;
