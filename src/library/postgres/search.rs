//! Searching: those that say it in the headline first, then the newest; how many there are in all.

use std::collections::HashSet;

use postgres::types::Type;
use postgres::{Client, IsolationLevel, Transaction};

use super::ask::{Params, condition};
use super::hits::{At, hits};
use super::trouble::Trouble;
use crate::library::archive::Found;
use crate::library::query::Query;

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
    let heads = match query.of_headlines() {
        Some(of_headlines) => matching(&mut transaction, &of_headlines, wanted)?,
        None => Matching::default(),
    };
    // Where the headlines are not enough, all of them are at hand, and are among so many of the first of all.
    let enough = heads.total >= wanted;
    let all = matching(
        &mut transaction,
        query,
        if enough { 0 } else { wanted + heads.total },
    )?;
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
    first: usize,
) -> Result<Matching, Trouble> {
    let mut params = Params::default();
    let condition = condition(query, &mut params);
    if first == 0 {
        let sql = format!("SELECT count(*) FROM yuebao.story s WHERE {condition}");
        let row = transaction.query_typed_one(&sql, &params.all())?;
        return Ok(Matching {
            total: count(row.get(0)),
            first: Vec::new(),
        });
    }
    let limit = params.push(i64::try_from(first).unwrap_or(i64::MAX), Type::INT8);
    let sql = format!(
        "WITH found AS MATERIALIZED (SELECT s.shard, s.edition, s.idx, s.rank FROM yuebao.story s WHERE {condition})
         SELECT (SELECT count(*) FROM found), f.shard, f.edition, f.idx
         FROM found f ORDER BY f.rank DESC, f.edition, f.idx LIMIT {limit}"
    );
    let rows = transaction.query_typed(&sql, &params.all())?;
    Ok(Matching {
        total: rows.first().map_or(0, |row| count(row.get(0))),
        first: rows.iter().map(|row| At::of(row, 1)).collect(),
    })
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
