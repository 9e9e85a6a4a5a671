//! How an archive is: what it holds, the bytes it takes, how far away it is. Plain values; who asks says what is well.

use std::time::{Duration, Instant};

use postgres::{Client, Row};

use super::schema::version;
use super::trouble::Trouble;
use crate::library::archive::{Health, Outcome};

/// How an archive is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The form of its tables.
    pub form: u32,
    /// The server's own version ("15.18").
    pub server: String,
    /// One question and its answer.
    pub latency: Duration,
    /// How many editions there are.
    pub editions: u64,
    /// How many stories their editions have.
    pub stories: u64,
    /// How many stories stand there: the same number, where all is well.
    pub standing: u64,
    /// Whether the index that searches use is there and whole.
    pub searchable: bool,
    /// Whether this user may file.
    pub writable: bool,
    /// Readers who share marks here.
    pub readers: u64,
    /// The marks that they share.
    pub marks: u64,
    /// Bytes that stories take, without indexes.
    pub text_bytes: u64,
    /// Bytes of what is searched by.
    pub index_bytes: u64,
    /// Bytes of everything.
    pub bytes: u64,
}

impl Report {
    /// What is well of it and what is not, in words.
    pub(super) fn health(&self) -> Health {
        let may = if self.writable {
            "may file"
        } else {
            "may only read"
        };
        let mega = |bytes: u64| bytes >> 20;
        let here = format!(
            "PostgreSQL {} answers in {:.1} ms; its tables are of form {}; this user {may}",
            self.server,
            self.latency.as_secs_f64() * 1e3,
            self.form
        );
        let bytes = format!(
            "stories take {} MB, the index {} MB, everything {} MB",
            mega(self.text_bytes),
            mega(self.index_bytes),
            mega(self.bytes)
        );
        let (editions, stories, standing) = (self.editions, self.stories, self.standing);
        let counts = match stories == standing {
            true => (
                Outcome::Sound,
                format!("{editions} editions, {stories} stories"),
            ),
            false => (
                Outcome::Broken,
                format!("{editions} editions have {stories} stories, and {standing} are there"),
            ),
        };
        let index = match self.searchable {
            true => (Outcome::Sound, "the index is whole".to_owned()),
            false => (
                Outcome::Broken,
                "the index is not there or not whole: `yuebao reindex --archive …` makes it"
                    .to_owned(),
            ),
        };
        let room = format!(
            "marks that are shared: {}, by readers: {}",
            self.marks, self.readers
        );
        vec![
            (Outcome::Sound, here),
            counts,
            index,
            (Outcome::Sound, bytes),
            (Outcome::Sound, room),
        ]
    }
}

/// Asks for all of it.
pub(super) fn report(client: &mut Client) -> Result<Report, Trouble> {
    let began = Instant::now();
    client.batch_execute("SELECT 1")?;
    let latency = began.elapsed();
    let form = u32::try_from(version(client)?).unwrap_or(0);
    let row = client.query_one(
        "SELECT current_setting('server_version'), (SELECT count(*) FROM yuebao.edition),
                (SELECT coalesce(sum(stories), 0)::bigint FROM yuebao.edition), (SELECT count(*) FROM yuebao.story),
                coalesce((SELECT i.indisvalid FROM pg_catalog.pg_index i
                    WHERE i.indexrelid = to_regclass('yuebao.story_words')), false)
                    AND NOT EXISTS (SELECT FROM yuebao.story WHERE words = 'D'::tsvector),
                has_table_privilege('yuebao.story', 'INSERT'),
                pg_table_size('yuebao.story') + pg_table_size('yuebao.spelled'),
                coalesce(pg_relation_size(to_regclass('yuebao.story_words')), 0),
                (SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_catalog.pg_class c
                    WHERE c.relnamespace = 'yuebao'::regnamespace AND c.relkind = 'r'),
                (SELECT count(DISTINCT reader) FROM yuebao.mark WHERE form IS NOT NULL),
                (SELECT count(form) FROM yuebao.mark)",
        &[],
    )?;
    let number = |column| number(&row, column);
    Ok(Report {
        form,
        server: row
            .get::<_, String>(0)
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_owned(),
        latency,
        editions: number(1),
        stories: number(2),
        standing: number(3),
        searchable: row.get(4),
        writable: row.get(5),
        text_bytes: number(6),
        index_bytes: number(7),
        bytes: number(8),
        readers: number(9),
        marks: number(10),
    })
}

fn number(row: &Row, column: usize) -> u64 {
    u64::try_from(row.get::<_, i64>(column)).unwrap_or(0)
}
