//! The tables and their history. A step, once released, is never changed: the next form is one more step.

use std::path::Path;

use rusqlite::Connection;

use super::LibraryError;
use super::sqlite;
pub(super) use super::sqlite::version;

/// The steps from an empty file to the present form; `user_version` counts how many were taken.
pub(super) const STEPS: &[&str] = &[
    EDITIONS_AND_BOOKMARKS,
    ALL_MARKS_AND_TIME,
    SUBSCRIPTIONS,
    SHARED_MARKS,
];

const EDITIONS_AND_BOOKMARKS: &str = "
    CREATE TABLE edition (
        key    TEXT PRIMARY KEY,
        title  TEXT NOT NULL,
        origin TEXT NOT NULL,
        opened INTEGER NOT NULL,           -- seconds since 1970
        turn   INTEGER NOT NULL,           -- counts openings: the largest was opened last
        last   TEXT                        -- id of the story that was open last
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX edition_turn ON edition (turn);
    CREATE TABLE finished (
        edition TEXT NOT NULL REFERENCES edition (key),
        story   TEXT NOT NULL,
        at      INTEGER NOT NULL,
        PRIMARY KEY (edition, story)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE position (
        edition TEXT NOT NULL REFERENCES edition (key),
        story   TEXT NOT NULL,             -- the story's id
        idx     INTEGER NOT NULL,          -- its index in the edition
        slot    INTEGER NOT NULL,
        byte    INTEGER NOT NULL,
        at      INTEGER NOT NULL,
        PRIMARY KEY (edition, story)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE bookmark (
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        edition TEXT NOT NULL REFERENCES edition (key),
        idx     INTEGER NOT NULL,
        slot    INTEGER NOT NULL,
        byte    INTEGER NOT NULL,
        title   TEXT NOT NULL,
        excerpt TEXT NOT NULL,
        note    TEXT,
        made    INTEGER NOT NULL,
        removed INTEGER                    -- seconds since 1970; NULL while it stands
    ) STRICT;
    CREATE INDEX bookmark_edition ON bookmark (edition);
";

const SUBSCRIPTIONS: &str = "
    CREATE TABLE subscription (
        id         TEXT NOT NULL UNIQUE,   -- the paper's short name
        name       TEXT NOT NULL,
        definition TEXT,                   -- NULL where the short name is that of a paper that is known
        made       INTEGER NOT NULL        -- seconds since 1970
    ) STRICT;
";

/// Marks of others are kept as they were told, away from the reader's own.
const SHARED_MARKS: &str = "
    CREATE TABLE room (                    -- where marks are shared
        id   TEXT PRIMARY KEY,
        own  TEXT NOT NULL,                -- what this library is known by there
        name TEXT,                         -- what the others call the reader; NULL before that was told
        turn INTEGER NOT NULL              -- how far the others were heard
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE told (                    -- own marks, as a room has them
        room    TEXT NOT NULL,
        mark    INTEGER NOT NULL,
        changed INTEGER NOT NULL,          -- of the form that was told
        shown   INTEGER NOT NULL,          -- 0 where it was taken back
        PRIMARY KEY (room, mark)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE other (                   -- other readers
        room   TEXT NOT NULL,
        reader TEXT NOT NULL,
        name   TEXT NOT NULL,
        PRIMARY KEY (room, reader)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE heard (                   -- their marks
        id      INTEGER PRIMARY KEY,
        room    TEXT NOT NULL,
        reader  TEXT NOT NULL,
        uid     TEXT NOT NULL,
        edition TEXT NOT NULL,
        form    TEXT NOT NULL,             -- JSON
        UNIQUE (room, reader, uid)
    ) STRICT;
    CREATE INDEX heard_edition ON heard (edition);
";

/// Bookmarks become marks, which are of several kinds; the paper and the day of an edition are told apart; time is kept.
/// The uid of a bookmark is made of what it was, so that every copy of the file makes the same.
const ALL_MARKS_AND_TIME: &str = "
    ALTER TABLE edition ADD COLUMN paper TEXT NOT NULL DEFAULT '';
    ALTER TABLE edition ADD COLUMN date TEXT;              -- 2026-07-09
    UPDATE edition SET date = substr(title, -10), paper = substr(title, 1, length(title) - 11)
        WHERE title GLOB '?* [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
    UPDATE edition SET paper = title WHERE date IS NULL;
    CREATE TABLE mark (
        id       INTEGER PRIMARY KEY AUTOINCREMENT,
        uid      TEXT NOT NULL UNIQUE,     -- its name in every library
        kind     TEXT NOT NULL,            -- bookmark, star, tag, highlight
        edition  TEXT NOT NULL REFERENCES edition (key),
        story    TEXT NOT NULL,            -- the story's id; empty where it was not kept
        idx      INTEGER NOT NULL,
        slot     INTEGER NOT NULL,
        byte     INTEGER NOT NULL,
        end_slot INTEGER,                  -- where a highlight ends
        end_byte INTEGER,
        title    TEXT NOT NULL,
        excerpt  TEXT NOT NULL,            -- of a highlight all its words
        page     TEXT,
        byline   TEXT,
        note     TEXT,
        made     INTEGER NOT NULL,
        changed  INTEGER NOT NULL,
        removed  INTEGER                   -- seconds since 1970; NULL while it stands
    ) STRICT;
    CREATE INDEX mark_edition ON mark (edition);
    INSERT INTO mark (id, uid, kind, edition, story, idx, slot, byte, title, excerpt, note, made, changed, removed)
        SELECT id, substr(edition, 1, 16) || '-' || made || '-' || id, 'bookmark', edition, '', idx, slot, byte,
            title, excerpt, note, made, coalesce(removed, made), removed
        FROM bookmark;
    DROP TABLE bookmark;
    CREATE TABLE tag (
        mark INTEGER NOT NULL REFERENCES mark (id),
        name TEXT NOT NULL,
        PRIMARY KEY (mark, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tag_name ON tag (name);
    CREATE TABLE session (                 -- a story that was open without a break
        edition TEXT NOT NULL REFERENCES edition (key),
        story   TEXT NOT NULL,
        started INTEGER NOT NULL,          -- seconds since 1970
        paper   TEXT NOT NULL,
        day     TEXT NOT NULL,             -- the reader's own, by the clock on the wall
        seconds INTEGER NOT NULL,
        PRIMARY KEY (edition, story, started)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_day ON session (day);
";

/// Refuses a form that a newer program made.
pub(super) fn check(found: u32, path: &Path) -> Result<(), LibraryError> {
    sqlite::check(found, path, STEPS)
}

/// Makes the tables of an earlier form in an empty file.
pub(super) fn make(connection: &Connection, form: u32) -> rusqlite::Result<()> {
    for step in STEPS.iter().take(form as usize) {
        connection.execute_batch(&sqlite::bare(step))?;
    }
    connection.pragma_update(None, "user_version", form)
}

/// A table or index that a file of this form should have and has not.
pub(super) fn missing(file: &Connection, form: u32) -> rusqlite::Result<Option<String>> {
    let names = |file: &Connection| -> rusqlite::Result<Vec<String>> {
        let mut statement = file.prepare("SELECT name FROM sqlite_schema")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    let new = Connection::open_in_memory()?;
    make(&new, form)?;
    let there = names(file)?;
    Ok(names(&new)?.into_iter().find(|name| !there.contains(name)))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{STEPS, make};
    use crate::library::sqlite::{self, version};
    use crate::library::{Kind, Library, Wanted};

    /// A file as the program of a step made and filled it.
    fn old(step: usize) -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let file = Connection::open(folder.path().join("library.sqlite3")).unwrap();
        make(&file, u32::try_from(step).unwrap()).unwrap();
        (folder, file)
    }

    const FILLED: &str = "
        INSERT INTO edition (key, title, origin, opened, turn, last) VALUES
            ('aaaaaaaaaaaaaaaaaaaa', '太原日报 2026-07-09', '/a', 7, 1, 's2'),
            ('b', 'notes 12', '/b', 8, 2, NULL);
        INSERT INTO finished VALUES ('b', 's1', 9);
        INSERT INTO position VALUES ('b', 's1', 0, 3, 9, 9);
        INSERT INTO bookmark (id, edition, idx, slot, byte, title, excerpt, note, made, removed) VALUES
            (1, 'aaaaaaaaaaaaaaaaaaaa', 4, 1, 6, '雨', '雨还没有下', '再看', 11, NULL),
            (5, 'b', 0, -4, 0, 'gone', 'x', NULL, 12, 13);";

    #[test]
    fn a_file_of_the_first_step_keeps_all_it_has() {
        let (folder, file) = old(1);
        file.execute_batch(FILLED).unwrap();
        drop(file);
        let library = Library::open(folder.path()).unwrap();
        let marks = library.marks(&Wanted::default()).unwrap();
        let [mark] = &marks[..] else {
            panic!("{marks:?}")
        };
        assert_eq!((mark.id, mark.draft.kind), (1, Kind::Bookmark));
        assert_eq!(mark.uid, "aaaaaaaaaaaaaaaa-11-1");
        assert_eq!(mark.draft.note.as_deref(), Some("再看"));
        assert_eq!(mark.citation().line(), "《太原日报》 2026-07-09 雨");
        library.restore_mark(5).unwrap();
        let marks = library.marks(&Wanted::default()).unwrap();
        assert_eq!(marks[0].draft.title, "gone");
        assert_eq!((marks[0].paper.as_str(), marks[0].date), ("notes 12", None));
        let key = marks[0].edition.clone();
        let entry = crate::library::Entry {
            key,
            ..Default::default()
        };
        let remembered = library.enter(&entry).unwrap();
        assert!(remembered.read.contains("s1"));
        assert_eq!(remembered.positions["s1"].byte, 9);
    }

    #[test]
    fn every_earlier_form_comes_to_the_form_of_a_new_file() {
        let shape = |file: &Connection| -> Vec<String> {
            let sql = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name";
            let mut statement = file.prepare(sql).unwrap();
            let rows = statement.query_map([], |row| row.get(0)).unwrap();
            rows.collect::<Result<_, _>>().unwrap()
        };
        let (_new, new) = old(STEPS.len());
        for step in 0..=STEPS.len() {
            let (_folder, file) = old(step);
            sqlite::take(&file, STEPS).unwrap();
            assert_eq!(version(&file).unwrap() as usize, STEPS.len());
            assert_eq!(shape(&file), shape(&new), "from step {step}");
        }
        let words: usize = shape(&new).iter().map(String::len).sum();
        assert!(
            words < 3500,
            "{words} bytes and their names should lie on one page of 4096"
        );
    }

    #[test]
    fn uids_made_of_old_bookmarks_are_the_same_in_every_copy_of_the_file() {
        let uids = || {
            let (folder, file) = old(1);
            file.execute_batch(FILLED).unwrap();
            drop(file);
            let library = Library::open(folder.path()).unwrap();
            let marks = library.marks(&Wanted::default()).unwrap();
            marks.into_iter().map(|mark| mark.uid).collect::<Vec<_>>()
        };
        assert_eq!(uids(), uids());
    }
}
