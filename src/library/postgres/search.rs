//! Searching: those that say it in the headline first, then the newest; how many there are in all.

use std::collections::HashSet;

use postgres::{Client, IsolationLevel, Transaction};

use super::ask::{Params, asked_of};
use super::hits::{At, hits};
use super::trouble::Trouble;
use crate::library::archive::Found;
use crate::library::query::Query;

/// So many stories are worth a thought before they are sorted.
const MANY: usize = 1_000;
/// Most stories whose words are looked through one by one: each takes as long as some hundred that are sorted.
const NEWEST: usize = 200;

/// Stories that a query is true of, by rank.
#[derive(Default)]
struct Matching {
    total: usize,
    first: Vec<At>,
}

/// Answers a query.
pub(super) fn search(
    client: &mut Client,
    query: &Query,
    skip: usize,
    limit: usize,
) -> Result<Found, Trouble> {
    // All is asked of the archive as it was at one moment.
    let transaction = client.build_transaction().read_only(true);
    let mut transaction = transaction
        .isolation_level(IsolationLevel::RepeatableRead)
        .start()?;
    let wanted = if limit == 0 {
        0
    } else {
        skip.saturating_add(limit)
    };
    let vast = "SELECT EXISTS (SELECT FROM yuebao.story WHERE vast)";
    let vast = transaction.query_typed_one(vast, &[])?.get(0);
    let heads = match query.of_headlines() {
        Some(of_headlines) => matching(&mut transaction, &of_headlines, vast, wanted)?,
        None => Matching::default(),
    };
    // Where the headlines are not enough, all of them are at hand, and are among so many of the first of all.
    let enough = heads.total >= wanted;
    let more = if enough { 0 } else { wanted + heads.total };
    let all = matching(&mut transaction, query, vast, more)?;
    let said: HashSet<At> = heads.first.iter().copied().collect();
    let rest = all.first.into_iter().filter(|at| !said.contains(at));
    let found = heads
        .first
        .iter()
        .map(|at| (*at, 2.0))
        .chain(rest.map(|at| (at, 1.0)));
    let found: Vec<(At, f64)> = found.skip(skip).take(limit).collect();
    Ok(Found {
        total: all.total,
        hits: hits(&mut transaction, &found, query)?,
    })
}

/// How many stories a query is true of, and the first of them.
fn matching(
    transaction: &mut Transaction<'_>,
    query: &Query,
    vast: bool,
    first: usize,
) -> Result<Matching, Trouble> {
    let mut params = Params::default();
    let asked = asked_of(query, vast, &mut params);
    if !asked.is_quick && first > 0 {
        return looked_through(transaction, &asked.condition, &params, first);
    }
    let sql = format!(
        "SELECT count(*) FROM yuebao.story s WHERE {}",
        asked.condition
    );
    let total = count(transaction.query_typed_one(&sql, &params.all())?.get(0));
    Ok(Matching {
        total,
        first: match first.min(total) {
            0 => Vec::new(),
            first => newest(transaction, &asked.condition, &params, first, total)?,
        },
    })
}

/// The same where each story is looked through: once, for both.
fn looked_through(
    transaction: &mut Transaction<'_>,
    condition: &str,
    params: &Params,
    first: usize,
) -> Result<Matching, Trouble> {
    let sql = format!(
        "WITH found AS MATERIALIZED (SELECT s.shard, s.edition, s.idx, s.rank FROM yuebao.story s WHERE {condition})
         SELECT f.shard, f.edition, f.idx, (SELECT count(*) FROM found)
         FROM found f ORDER BY f.rank DESC, f.edition, f.idx LIMIT {first}"
    );
    let rows = transaction.query_typed(&sql, &params.all())?;
    Ok(Matching {
        total: rows.first().map_or(0, |row| count(row.get(3))),
        first: rows.iter().map(|row| At::of(row, 0)).collect(),
    })
}

/// The newest of many that the index knows. Where they are a good part of all, they are among the newest of all, and the
/// rest is not sorted.
fn newest(
    transaction: &mut Transaction<'_>,
    condition: &str,
    params: &Params,
    first: usize,
    total: usize,
) -> Result<Vec<At>, Trouble> {
    if let Some(least) = likely_rank(transaction, first, total)? {
        let among = format!("{condition} AND s.rank >= {least}");
        let found = by_rank(transaction, &among, params, first)?;
        if found.len() == first {
            return Ok(found);
        }
    }
    by_rank(transaction, condition, params, first)
}

/// The rank that so many of some stories are likely above, where there are many of them.
fn likely_rank(
    transaction: &mut Transaction<'_>,
    first: usize,
    total: usize,
) -> Result<Option<i64>, Trouble> {
    if total < MANY {
        return Ok(None);
    }
    let sql = "SELECT coalesce(sum(stories), 0)::bigint FROM yuebao.edition";
    let all = count(transaction.query_typed_one(sql, &[])?.get(0));
    let above = first.saturating_mul(2).saturating_mul(all) / total;
    if above > NEWEST {
        return Ok(None);
    }
    let sql = format!("SELECT rank FROM yuebao.story ORDER BY rank DESC OFFSET {above} LIMIT 1");
    Ok(transaction
        .query_typed_opt(&sql, &[])?
        .map(|row| row.get(0)))
}

/// The first of some stories. The index over ranks is kept out of it, or the server walks along it and takes the words of
/// each story out of their box.
fn by_rank(
    transaction: &mut Transaction<'_>,
    condition: &str,
    params: &Params,
    first: usize,
) -> Result<Vec<At>, Trouble> {
    let sql = format!(
        "SELECT s.shard, s.edition, s.idx FROM yuebao.story s WHERE {condition}
         ORDER BY (s.rank + 0) DESC, s.edition, s.idx LIMIT {first}"
    );
    let rows = transaction.query_typed(&sql, &params.all())?;
    Ok(rows.iter().map(|row| At::of(row, 0)).collect())
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
