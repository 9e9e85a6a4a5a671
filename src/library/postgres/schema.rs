//! The tables on the server and their history. A step, once released, is never changed: the next form is one more step.
//!
//! `shard` is a number of the paper and the month. It leads every key and every join, so that a server of many machines
//! can be told to lay out the tables by it.

use jiff::civil::Date;
use postgres::{Client, Transaction};
use sha2::{Digest, Sha256};

use super::trouble::Trouble;
use crate::library::archive::day_number;
use crate::library::{Key, LibraryError};

/// The steps from nothing to the present form.
const STEPS: &[&str] = &["
    CREATE TABLE yuebao.edition (
        shard   integer NOT NULL,
        id      bigint  NOT NULL,           -- the first eight bytes of the key
        key     bytea   NOT NULL,           -- SHA-256 of what it was read from
        paper   text    NOT NULL,
        day     integer NOT NULL,           -- days since the first of the year 0, and one; 0 where it has no date
        turn    bigint  NOT NULL,           -- microseconds since 1970: the order of filing
        pages   integer NOT NULL,
        stories integer NOT NULL,
        origin  text    NOT NULL,
        frame   bytea   NOT NULL,           -- the edition without its stories: JSON, deflated
        PRIMARY KEY (shard, id)
    );
    CREATE INDEX edition_id ON yuebao.edition (id);
    CREATE INDEX edition_day ON yuebao.edition (paper, day, turn);
    CREATE TABLE yuebao.story (
        shard    integer  NOT NULL,
        edition  bigint   NOT NULL,
        idx      integer  NOT NULL,         -- its place among the stories of the edition
        head     integer  NOT NULL,         -- characters of the spelling that are kicker, headline and deck
        rank     bigint   NOT NULL,         -- the newest is the largest
        print    bigint,                    -- the same for stories of the same text
        vast     boolean  NOT NULL,         -- too long for its words: its spelling alone tells
        page     text     NOT NULL,         -- key of its page
        paper    text     NOT NULL,         -- spelled, as the next three
        section  text     NOT NULL,
        byline   text     NOT NULL,
        kicker   text     NOT NULL,
        words    tsvector NOT NULL,         -- pairs, words and letters of the text; of its parts with a capital before them
        named    text,                      -- the name of its page
        spelling text     NOT NULL,         -- the text as letters, <words> and gaps: two texts match where these do
        body     bytea    NOT NULL,         -- the story: JSON, deflated
        PRIMARY KEY (shard, edition, idx)
    ) WITH (toast_tuple_target = 3072);
    -- Phrases are looked for in many spellings at once, so these stay in the row; words and bodies are laid aside.
    ALTER TABLE yuebao.story ALTER COLUMN page SET STORAGE MAIN, ALTER COLUMN paper SET STORAGE MAIN,
        ALTER COLUMN section SET STORAGE MAIN, ALTER COLUMN byline SET STORAGE MAIN,
        ALTER COLUMN kicker SET STORAGE MAIN, ALTER COLUMN named SET STORAGE MAIN,
        ALTER COLUMN spelling SET STORAGE MAIN,
        ALTER COLUMN body SET STORAGE EXTERNAL,
        ALTER COLUMN words SET STATISTICS 0, ALTER COLUMN spelling SET STATISTICS 0,
        ALTER COLUMN body SET STATISTICS 0;
    CREATE INDEX story_rank ON yuebao.story (rank);
    CREATE INDEX story_vast ON yuebao.story (rank) WHERE vast;
    CREATE INDEX story_print ON yuebao.story (print) WHERE print IS NOT NULL;
    CREATE INDEX story_words ON yuebao.story USING gin (words);
    CREATE TABLE yuebao.original (
        shard integer NOT NULL,
        hash  bytea   NOT NULL,
        bytes bytea   NOT NULL,             -- deflated
        PRIMARY KEY (shard, hash)
    );
    ALTER TABLE yuebao.original ALTER COLUMN bytes SET STORAGE EXTERNAL;
    CREATE TABLE yuebao.source (
        shard   integer NOT NULL,
        edition bigint  NOT NULL,
        n       integer NOT NULL,
        name    text    NOT NULL,
        hash    bytea   NOT NULL,
        PRIMARY KEY (shard, edition, n)
    );
    CREATE INDEX source_hash ON yuebao.source (shard, hash);
    CREATE TABLE yuebao.taken (             -- files that were filed as they are, so that nothing is read twice
        stamp text PRIMARY KEY
    );
    ",
    // Letters and pairs as numbers: half of the bytes, and filed in half the time. Rows are narrow, so that counting many
    // stories reads few pages, and spellings lie by themselves, so that looking through many does. What stands there is
    // of this form when it has been made anew: see `reindex::is_due`.
    "
    DROP INDEX yuebao.story_words;
    ALTER TABLE yuebao.story DROP COLUMN words, DROP COLUMN spelling;
    ALTER TABLE yuebao.story
        ADD COLUMN pairs int4[] NOT NULL DEFAULT '{}',      -- letters and pairs of the text, by their numbers
        ADD COLUMN words tsvector NOT NULL DEFAULT 'D';     -- its words; of its parts all, with a capital before them
    ALTER TABLE yuebao.story ALTER COLUMN pairs DROP DEFAULT, ALTER COLUMN words DROP DEFAULT,
        ALTER COLUMN words SET STATISTICS 0, ALTER COLUMN pairs SET STATISTICS 0;
    ALTER TABLE yuebao.story SET (toast_tuple_target = 128);
    -- One index over both: of two the server asks one, and unpacks every story that it names for the other.
    CREATE INDEX story_words ON yuebao.story USING gin (pairs, words) WITH (gin_pending_list_limit = 131072);
    CREATE INDEX story_due ON yuebao.story (shard, edition) WHERE words = 'D'::tsvector;    -- of an earlier form
    CREATE TABLE yuebao.spelled (
        shard    integer NOT NULL,
        edition  bigint  NOT NULL,
        idx      integer NOT NULL,
        spelling text    NOT NULL,          -- the text as letters, <words> and gaps: two texts match where these do
        PRIMARY KEY (shard, edition, idx)
    ) WITH (toast_tuple_target = 3072);
    ALTER TABLE yuebao.spelled ALTER COLUMN spelling SET STORAGE MAIN, ALTER COLUMN spelling SET STATISTICS 0;
    ",
    // Marks that readers tell each other. Everyone sees all of them and changes those of readers who came by the same
    // login; a room's own number tells it from one that has the same address.
    "
    CREATE TABLE yuebao.room (id text NOT NULL);
    INSERT INTO yuebao.room VALUES (gen_random_uuid());
    CREATE TABLE yuebao.reader (
        id    text PRIMARY KEY,
        name  text NOT NULL,
        login text NOT NULL DEFAULT session_user
    );
    CREATE TABLE yuebao.mark (
        reader  text   NOT NULL,
        uid     text   NOT NULL,
        turn    bigint NOT NULL,            -- the order of telling
        changed bigint NOT NULL,            -- by its reader, seconds since 1970
        form    text,                       -- JSON; NULL where it was taken back
        PRIMARY KEY (reader, uid)
    );
    CREATE INDEX mark_turn ON yuebao.mark (turn);
    ALTER TABLE yuebao.reader ENABLE ROW LEVEL SECURITY;
    ALTER TABLE yuebao.mark ENABLE ROW LEVEL SECURITY;
    CREATE POLICY seen ON yuebao.reader FOR SELECT USING (true);
    CREATE POLICY came ON yuebao.reader FOR INSERT WITH CHECK (login = session_user);
    CREATE POLICY own ON yuebao.reader FOR UPDATE USING (login = session_user);
    CREATE POLICY seen ON yuebao.mark FOR SELECT USING (true);
    CREATE POLICY told ON yuebao.mark FOR INSERT
        WITH CHECK (reader IN (SELECT id FROM yuebao.reader WHERE login = session_user));
    CREATE POLICY own ON yuebao.mark FOR UPDATE
        USING (reader IN (SELECT id FROM yuebao.reader WHERE login = session_user));
    ",
    // Records are packed by Zstandard from here on; those before are read as they are.
    "",
];

/// Held while the tables are changed: "yuebao" in ASCII.
const LOCK: i64 = 0x0079_7565_6261_6f00;

/// Brings the tables to the present form; a newer form is refused untouched. A reader who may change nothing gets by
/// where there is nothing to change.
pub(super) fn migrate(client: &mut Client) -> Result<(), Trouble> {
    take_steps(client, STEPS)
}

fn take_steps(client: &mut Client, steps: &[&str]) -> Result<(), Trouble> {
    let known = i32::try_from(steps.len()).unwrap_or(i32::MAX);
    if is_current(version(client)?, known)? {
        return Ok(());
    }
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    transaction.batch_execute(
        "CREATE SCHEMA IF NOT EXISTS yuebao;
         CREATE TABLE IF NOT EXISTS yuebao.yuebao_schema (version integer NOT NULL)",
    )?;
    // Asked again under the lock: another copy may be changing the same tables.
    let found = version_within(&mut transaction)?;
    if !is_current(found, known)? {
        let found = usize::try_from(found).unwrap_or(0);
        for step in steps.iter().skip(found) {
            transaction.batch_execute(step)?;
        }
        transaction.batch_execute("DELETE FROM yuebao.yuebao_schema")?;
        transaction.execute("INSERT INTO yuebao.yuebao_schema VALUES ($1)", &[&known])?;
    }
    Ok(transaction.commit()?)
}

fn is_current(found: i32, known: i32) -> Result<bool, LibraryError> {
    if found > known {
        return Err(LibraryError::Newer {
            path: "the archive".into(),
            found: u32::try_from(found).unwrap_or(0),
            known: u32::try_from(known).unwrap_or(0),
        });
    }
    Ok(found == known)
}

/// The form that the tables have; 0 where there are none.
pub(super) fn version(client: &mut Client) -> Result<i32, Trouble> {
    let there = "SELECT count(*) > 0 FROM pg_catalog.pg_tables
        WHERE schemaname = 'yuebao' AND tablename = 'yuebao_schema'";
    match client.query_one(there, &[])?.get(0) {
        true => version_within(&mut client.transaction()?),
        false => Ok(0),
    }
}

fn version_within(transaction: &mut Transaction<'_>) -> Result<i32, Trouble> {
    let version = "SELECT coalesce(max(version), 0) FROM yuebao.yuebao_schema";
    Ok(transaction.query_one(version, &[])?.get(0))
}

/// The number of an edition: of its content, so that every feeder gives it the same.
pub(super) fn number(key: &Key) -> i64 {
    let digits = key.as_str().get(..16).unwrap_or_default();
    u64::from_str_radix(digits, 16).unwrap_or(0).cast_signed()
}

/// The bytes of a key.
pub(super) fn key_bytes(key: &Key) -> Vec<u8> {
    let digits = key.as_str().as_bytes().chunks_exact(2);
    let digit = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|n| u8::try_from(n).ok())
            .unwrap_or(0)
    };
    digits
        .map(|pair| digit(pair[0]) << 4 | digit(pair[1]))
        .collect()
}

/// The number of a paper and a month.
pub(super) fn shard(paper: &str, day: Option<Date>) -> i32 {
    let month = day.map_or(String::new(), |day| {
        format!("{}-{}", day.year(), day.month())
    });
    let digest = Sha256::digest(format!("{paper}\0{month}"));
    let first = digest.first_chunk::<4>().copied().unwrap_or_default();
    i32::from_be_bytes(first)
}

/// A day as it stands in the tables.
pub(super) fn day_to(day: Option<Date>) -> i32 {
    day.map_or(0, |day| i32::try_from(day_number(day)).unwrap_or(0))
}

/// A day as it stood in the tables.
pub(super) fn day_from(number: i32) -> Option<Date> {
    let since = number.checked_sub(1).filter(|days| *days >= 0)?;
    let days = jiff::Span::new().try_days(since).ok()?;
    Date::ZERO.checked_add(days).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_numbers_lead_to_each_other() {
        for day in [
            date(0, 1, 1),
            date(1946, 5, 15),
            date(2026, 7, 9),
            Date::MAX,
        ] {
            assert_eq!(day_from(day_to(Some(day))), Some(day));
        }
        assert_eq!(day_from(day_to(None)), None);
        assert_eq!(day_from(i32::MIN), None);
    }

    #[test]
    fn a_paper_and_a_month_share_a_number() {
        let of = |paper, day| shard(paper, Some(day));
        assert_eq!(of("日报", date(2026, 7, 1)), of("日报", date(2026, 7, 31)));
        assert_ne!(of("日报", date(2026, 7, 1)), of("日报", date(2026, 8, 1)));
        assert_ne!(of("日报", date(2026, 7, 1)), of("晚报", date(2026, 7, 1)));
    }
}
