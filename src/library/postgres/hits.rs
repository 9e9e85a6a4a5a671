//! From where stories lie to what is told of them.

use postgres::types::Type;
use postgres::{Row, Transaction};

use super::schema::day_from;
use super::trouble::Trouble;
use crate::edition::Story;
use crate::library::Key;
use crate::library::archive::{Hit, Which, snippet};
use crate::library::packed::unpack;
use crate::library::query::Query;

/// Where a story lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct At {
    pub shard: i32,
    pub edition: i64,
    pub idx: i32,
}

impl At {
    /// From three columns of a row.
    pub(super) fn of(row: &Row, first: usize) -> Self {
        Self {
            shard: row.get(first),
            edition: row.get(first + 1),
            idx: row.get(first + 2),
        }
    }
}

/// The hits, in the order in which they were found.
pub(super) fn hits(
    transaction: &mut Transaction<'_>,
    found: &[(At, f64)],
    query: &Query,
) -> Result<Vec<Hit>, Trouble> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let shards: Vec<i32> = found.iter().map(|(at, _)| at.shard).collect();
    let editions: Vec<i64> = found.iter().map(|(at, _)| at.edition).collect();
    let stories: Vec<i32> = found.iter().map(|(at, _)| at.idx).collect();
    let rows = transaction.query_typed(
        "SELECT f.n, f.idx, encode(e.key, 'hex'), e.paper, e.day, s.named, s.body
         FROM unnest($1::int4[], $2::int8[], $3::int4[]) WITH ORDINALITY AS f (shard, edition, idx, n)
         JOIN yuebao.story s ON s.shard = f.shard AND s.edition = f.edition AND s.idx = f.idx
         JOIN yuebao.edition e ON e.shard = f.shard AND e.id = f.edition ORDER BY f.n",
        &[
            (&shards, Type::INT4_ARRAY),
            (&editions, Type::INT8_ARRAY),
            (&stories, Type::INT4_ARRAY),
        ],
    )?;
    let score = |row: &Row| {
        let nth = usize::try_from(row.get::<_, i64>(0) - 1).unwrap_or(0);
        found.get(nth).map_or(0.0, |(_, score)| *score)
    };
    rows.iter().map(|row| hit(row, score(row), query)).collect()
}

fn hit(row: &Row, score: f64, query: &Query) -> Result<Hit, Trouble> {
    let story: Story = unpack(row.get(6))?;
    let index = usize::try_from(row.get::<_, i32>(1)).unwrap_or(0);
    Ok(Hit {
        which: Which {
            edition: Key::stored(row.get(2)),
            story: index,
        },
        paper: row.get(3),
        date: day_from(row.get(4)),
        section: row.get(5),
        headline: story.title().into_owned(),
        snippet: snippet(index, &story, query),
        id: story.id,
        page: story.page,
        byline: story.byline,
        score,
    })
}
