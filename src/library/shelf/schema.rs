//! The tables of the shelf and their history. A step, once released, is never changed: the next form is one more step.

/// The steps from an empty file to the present form.
pub(super) const STEPS: &[&str] = &["
    CREATE TABLE paper (
        id   INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE edition (
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        key     TEXT NOT NULL UNIQUE,
        paper   INTEGER NOT NULL REFERENCES paper (id),
        day     TEXT NOT NULL,             -- 2026-07-09; empty where it has no date
        pages   INTEGER NOT NULL,
        stories INTEGER NOT NULL,
        origin  TEXT NOT NULL,
        filed   INTEGER NOT NULL,          -- seconds since 1970
        frame   BLOB NOT NULL              -- the edition without its stories: JSON, deflated
    ) STRICT;
    CREATE INDEX edition_day ON edition (paper, day);
    CREATE TABLE story (
        id       INTEGER PRIMARY KEY,      -- edition * 2^20 + index of the story in it
        print    INTEGER,                  -- the same for stories of the same text
        section  TEXT,                     -- name of the page it begins on
        body     BLOB NOT NULL             -- JSON, deflated
    ) STRICT;
    CREATE INDEX story_print ON story (print) WHERE print IS NOT NULL;
    CREATE TABLE original (
        hash  TEXT PRIMARY KEY,
        name  TEXT NOT NULL,
        bytes BLOB NOT NULL                -- deflated
    ) STRICT;
    CREATE TABLE source (
        edition INTEGER NOT NULL REFERENCES edition (id),
        hash    TEXT NOT NULL REFERENCES original (hash),
        PRIMARY KEY (edition, hash)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE taken (                   -- files that were filed as they are, so that nothing is read twice
        stamp TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE journal (                 -- what came and went: the index follows it
        turn    INTEGER PRIMARY KEY AUTOINCREMENT,
        edition INTEGER NOT NULL,
        gone    INTEGER NOT NULL
    ) STRICT;
    ",
    // Records are packed by Zstandard from here on; those before are read as they are.
    "",
];

/// Bits of a story's number that are its index in its edition.
const INDEX_BITS: u32 = 20;

/// Most stories of an edition on a shelf.
pub(super) const MOST_STORIES: usize = 1 << INDEX_BITS;

/// The number of a story.
pub(super) fn story_number(edition: i64, index: usize) -> i64 {
    (edition << INDEX_BITS) | i64::try_from(index).unwrap_or(0)
}

/// The edition and the index of a story by its number.
pub(super) fn of_story_number(number: i64) -> (i64, usize) {
    let index = number & ((1 << INDEX_BITS) - 1);
    (number >> INDEX_BITS, usize::try_from(index).unwrap_or(0))
}
