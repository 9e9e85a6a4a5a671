//! What was read: stories and minutes, by day and by paper.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use super::marks::rows;
use super::{Library, LibraryError};

/// How much was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Stories marked read.
    pub stories: usize,
    /// Time that stories were open; idle time does not count.
    pub seconds: u64,
}

impl Tally {
    /// The time in minutes, to the nearest.
    pub fn minutes(self) -> u64 {
        self.seconds.saturating_add(30) / 60
    }

    fn add(&mut self, other: Self) {
        self.stories += other.stories;
        self.seconds = self.seconds.saturating_add(other.seconds);
    }
}

/// What was read, in the reader's own days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// All of it.
    pub total: Tally,
    /// The days on which something was read, the earliest first.
    pub days: Vec<(Date, Tally)>,
    /// The papers of which something was read, the most read first.
    pub papers: Vec<(String, Tally)>,
    /// The papers of each day, by day and name.
    pub papers_of_days: Vec<(Date, String, Tally)>,
}

/// What was read of each paper on each day: stories first, then time.
const SQL: &str = "
    SELECT day, paper, sum(stories), sum(seconds) FROM (
        SELECT date(at, 'unixepoch', 'localtime') AS day, paper, 1 AS stories, 0 AS seconds
            FROM finished JOIN edition ON edition.key = finished.edition
        UNION ALL
        SELECT day, paper, 0, seconds FROM session)
    WHERE day >= ?1 GROUP BY day, paper ORDER BY day, paper";

impl Library {
    /// What was read since a day, or ever.
    pub fn stats(&self, since: Option<Date>) -> Result<Stats, LibraryError> {
        Ok(Stats::of(rows_since(self.connection(), since)?))
    }
}

fn rows_since(
    connection: &Connection,
    since: Option<Date>,
) -> rusqlite::Result<Vec<(Date, String, Tally)>> {
    let since = since.map_or(String::new(), |day| day.to_string());
    let mut statement = connection.prepare(SQL)?;
    let found = statement.query_map(params![since], row)?;
    found.filter_map(Result::transpose).collect()
}

/// A row; one of no day that there can be is passed over.
fn row(row: &Row<'_>) -> rusqlite::Result<Option<(Date, String, Tally)>> {
    let tally = Tally {
        stories: rows::size(row.get(2)?),
        seconds: u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0),
    };
    let paper: String = row.get(1)?;
    Ok(rows::date(row.get(0)?).map(|day| (day, paper, tally)))
}

impl Stats {
    fn of(papers_of_days: Vec<(Date, String, Tally)>) -> Self {
        let (mut total, mut days, mut papers) =
            (Tally::default(), BTreeMap::new(), BTreeMap::new());
        for (day, paper, tally) in &papers_of_days {
            total.add(*tally);
            days.entry(*day).or_insert_with(Tally::default).add(*tally);
            let paper = papers.entry(paper.clone()).or_insert_with(Tally::default);
            paper.add(*tally);
        }
        let mut papers: Vec<(String, Tally)> = papers.into_iter().collect();
        papers.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.seconds, tally.stories)));
        Self {
            total,
            days: days.into_iter().collect(),
            papers,
            papers_of_days,
        }
    }
}
