//! What stands on the shelf: papers, their days, and the editions beside each other.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::library::Key;
use crate::library::archive::{Paper, Standing};

/// Every paper that has an edition, the one with the latest first.
pub(super) fn papers(connection: &Connection) -> rusqlite::Result<Vec<Paper>> {
    let mut query = connection.prepare_cached(
        "SELECT p.name, count(*), sum(e.stories), min(nullif(e.day, '')), max(nullif(e.day, ''))
         FROM edition e JOIN paper p ON p.id = e.paper GROUP BY p.id
         ORDER BY max(e.day) DESC, p.name",
    )?;
    let papers = query.query_map([], |row| {
        Ok(Paper {
            name: row.get(0)?,
            editions: row.get(1)?,
            stories: row.get(2)?,
            first: day(row, 3)?,
            latest: day(row, 4)?,
        })
    })?;
    papers.collect()
}

const STANDING: &str = "SELECT e.key, p.name, e.day, e.pages, e.stories, e.filed
    FROM edition e JOIN paper p ON p.id = e.paper";

/// The editions of a paper between two days.
pub(super) fn editions(
    connection: &Connection,
    paper: &str,
    from: Option<Date>,
    to: Option<Date>,
) -> rusqlite::Result<Vec<Standing>> {
    let sql = format!(
        "{STANDING} WHERE p.name = ?1 AND e.day >= ?2 AND e.day <= ?3 ORDER BY e.day, e.id"
    );
    let from = from.map_or(String::new(), |day| day.to_string());
    let to = to.map_or("~".into(), |day| day.to_string());
    let mut query = connection.prepare_cached(&sql)?;
    query.query_map([paper, &from, &to], standing)?.collect()
}

/// The editions before and after one, of the same paper.
pub(super) fn beside(
    connection: &Connection,
    number: i64,
) -> rusqlite::Result<[Option<Standing>; 2]> {
    let one = |compare: &str, order: &str| {
        let sql = format!(
            "{STANDING} JOIN edition own ON own.id = ?1 AND own.paper = e.paper
             WHERE (e.day, e.id) {compare} (own.day, own.id) ORDER BY e.day {order}, e.id {order} LIMIT 1"
        );
        let mut query = connection.prepare_cached(&sql)?;
        query.query_row(params![number], standing).optional()
    };
    Ok([one("<", "DESC")?, one(">", "ASC")?])
}

fn standing(row: &Row<'_>) -> rusqlite::Result<Standing> {
    Ok(Standing {
        key: Key::stored(row.get(0)?),
        paper: row.get(1)?,
        date: day(row, 2)?,
        pages: row.get(3)?,
        stories: row.get(4)?,
        filed: row.get(5)?,
    })
}

/// A day; one that cannot be read is none.
fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|text| text.parse().ok()))
}
