//! What stands on the shelves: papers, their days, and the editions beside each other.

use jiff::civil::Date;
use postgres::types::Type;
use postgres::{Client, Row};

use super::schema::{day_from, day_to, number};
use super::trouble::Trouble;
use crate::library::Key;
use crate::library::archive::{Paper, Standing};

/// Every paper, the one with the latest edition first.
pub(super) fn papers(client: &mut Client) -> Result<Vec<Paper>, Trouble> {
    let rows = client.query_typed(
        "SELECT paper, count(*), sum(stories), coalesce(min(nullif(day, 0)), 0), max(day) FROM yuebao.edition
         GROUP BY paper ORDER BY max(day) DESC, paper COLLATE \"C\"",
        &[],
    )?;
    Ok(rows.iter().map(paper).collect())
}

fn paper(row: &Row) -> Paper {
    let count = |column| usize::try_from(row.get::<_, i64>(column)).unwrap_or(0);
    Paper {
        name: row.get(0),
        editions: count(1),
        stories: count(2),
        first: day_from(row.get(3)),
        latest: day_from(row.get(4)),
    }
}

const STANDING: &str =
    "SELECT encode(e.key, 'hex'), e.paper, e.day, e.pages, e.stories, e.turn FROM yuebao.edition e";

/// The editions of a paper between two days.
pub(super) fn editions(
    client: &mut Client,
    paper: &str,
    from: Option<Date>,
    to: Option<Date>,
) -> Result<Vec<Standing>, Trouble> {
    let sql = format!(
        "{STANDING} WHERE e.paper = $1 AND e.day >= $2 AND e.day <= $3 ORDER BY e.day, e.turn, e.id"
    );
    let last = if to.is_some() { day_to(to) } else { i32::MAX };
    let rows = client.query_typed(
        &sql,
        &[
            (&paper, Type::TEXT),
            (&day_to(from), Type::INT4),
            (&last, Type::INT4),
        ],
    )?;
    Ok(rows.iter().map(standing).collect())
}

/// The editions before and after one, of the same paper.
pub(super) fn beside(client: &mut Client, key: &Key) -> Result<[Option<Standing>; 2], Trouble> {
    let mut one = |compare: &str, order: &str| -> Result<Option<Standing>, Trouble> {
        let sql = format!(
            "{STANDING} JOIN yuebao.edition own ON own.id = $1 AND own.paper = e.paper
             WHERE (e.day, e.turn, e.id) {compare} (own.day, own.turn, own.id)
             ORDER BY e.day {order}, e.turn {order}, e.id {order} LIMIT 1"
        );
        let row = client.query_typed_opt(&sql, &[(&number(key), Type::INT8)])?;
        Ok(row.as_ref().map(standing))
    };
    Ok([one("<", "DESC")?, one(">", "ASC")?])
}

fn standing(row: &Row) -> Standing {
    let count = |column| usize::try_from(row.get::<_, i32>(column)).unwrap_or(0);
    Standing {
        key: Key::stored(row.get(0)),
        paper: row.get(1),
        date: day_from(row.get(2)),
        pages: count(3),
        stories: count(4),
        filed: row.get::<_, i64>(5) / 1_000_000,
    }
}
