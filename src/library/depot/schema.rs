//! The tables of the depot and their history. A step, once released, is never changed.

/// The steps from an empty file to the present form.
pub(super) const STEPS: &[&str] = &[PIECES, PACKED];

/// Bodies are packed by Zstandard from here on; those before are read as they are.
const PACKED: &str = "";

const PIECES: &str = "
    CREATE TABLE piece (
        paper    TEXT NOT NULL,            -- the paper's short name
        day      TEXT NOT NULL,            -- the edition's: 2026-07-09
        url      TEXT NOT NULL,            -- as it was asked for
        address  TEXT NOT NULL,            -- where it was in the end
        etag     TEXT,
        modified TEXT,
        fetched  INTEGER NOT NULL,         -- seconds since 1970
        body     BLOB NOT NULL,            -- deflated
        PRIMARY KEY (paper, day, url)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE miss (
        paper   TEXT NOT NULL,
        day     TEXT NOT NULL,
        url     TEXT NOT NULL,
        reason  TEXT NOT NULL,
        lasting INTEGER NOT NULL,          -- whether asking again is no use
        tries   INTEGER NOT NULL,
        PRIMARY KEY (paper, day, url)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE record (
        paper   TEXT NOT NULL,
        day     TEXT NOT NULL,
        key     TEXT NOT NULL,             -- the edition's on the shelf
        pages   INTEGER NOT NULL,          -- pages that are whole
        of      INTEGER NOT NULL,          -- pages there are
        stories INTEGER NOT NULL,
        reason  TEXT NOT NULL,             -- why the first page that is missing is; empty where none is
        filed   INTEGER NOT NULL,          -- seconds since 1970
        PRIMARY KEY (paper, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tried (
        paper  TEXT PRIMARY KEY,
        at     INTEGER NOT NULL,           -- seconds since 1970
        failed TEXT                        -- why nothing could be had; NULL where something was
    ) STRICT, WITHOUT ROWID;
";
