//! Searching: those that say it in the headline first, then the newest; how many there are in all.

use std::collections::HashSet;

use postgres::{Client, IsolationLevel, Transaction};

use super::ask::{Asked, Params, asked_of};
use super::hits::{At, hits};
use super::trouble::Trouble;
use crate::library::archive::Found;
use crate::library::query::Query;

/// Most stories of which each is asked whether it is excluded.
const FEW: usize = 1_000;
/// A story whose words are looked through takes as long as so many that are sorted.
const DEAR: usize = 100;
/// Newest stories that are looked through before anybody counts how many headlines there are.
const GLANCE: usize = 100;

/// What is asked of the server, and the values in it.
struct Question {
    asked: Asked,
    params: Params,
}

impl Question {
    fn of(query: &Query, vast: bool) -> Self {
        let mut params = Params::default();
        let asked = asked_of(query, vast, &mut params);
        Self { asked, params }
    }
}

/// Stories that a query is true of, by rank.
#[derive(Default)]
struct Matching {
    /// How many there are; of headlines that are enough, as many as are wanted.
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
        Some(of_headlines) => {
            headlines(&mut transaction, &Question::of(&of_headlines, vast), wanted)?
        }
        None => Matching::default(),
    };
    // Where the headlines are not enough, all of them are at hand, and are among so many of the first of all.
    let enough = heads.total >= wanted;
    let more = if enough { 0 } else { wanted + heads.total };
    let all = matching(&mut transaction, &Question::of(query, vast), more)?;
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

/// The same as [`matching`], but of more than are wanted nobody need know how many there are.
fn headlines(
    transaction: &mut Transaction<'_>,
    question: &Question,
    first: usize,
) -> Result<Matching, Trouble> {
    if question.asked.is_quick && (1..=GLANCE).contains(&first) {
        let found = among_newest(transaction, question, first, GLANCE)?;
        if found.len() == first {
            return Ok(Matching {
                total: first,
                first: found,
            });
        }
    }
    matching(transaction, question, first)
}

/// How many stories a query is true of, and the first of them.
fn matching(
    transaction: &mut Transaction<'_>,
    question: &Question,
    first: usize,
) -> Result<Matching, Trouble> {
    let Question { asked, params } = question;
    if !asked.is_quick && first > 0 {
        return looked_through(transaction, question, first);
    }
    let row = transaction.query_typed_one(&asked.counts(), &params.all())?;
    let (wanted, excluded) = (count(row.get(0)), count(row.get(1)));
    let total = wanted.saturating_sub(excluded);
    Ok(Matching {
        total,
        first: match first.min(total) {
            0 => Vec::new(),
            first => newest(transaction, question, first, (wanted, total))?,
        },
    })
}

/// The same where each story is looked through: once, for both.
fn looked_through(
    transaction: &mut Transaction<'_>,
    question: &Question,
    first: usize,
) -> Result<Matching, Trouble> {
    let condition = question.asked.of_many();
    let sql = format!(
        "WITH found AS MATERIALIZED (SELECT s.shard, s.edition, s.idx, s.rank FROM yuebao.story s WHERE {condition})
         SELECT f.shard, f.edition, f.idx, (SELECT count(*) FROM found)
         FROM found f ORDER BY f.rank DESC, f.edition, f.idx LIMIT {first}"
    );
    let rows = transaction.query_typed(&sql, &question.params.all())?;
    Ok(Matching {
        total: rows.first().map_or(0, |row| count(row.get(3))),
        first: rows.iter().map(|row| At::of(row, 0)).collect(),
    })
}

/// The first of stories that the index knows: how many are wanted, and how many of these are not excluded. Where they are
/// a good part of all, they are likely among the newest of all, and the rest is not sorted.
fn newest(
    transaction: &mut Transaction<'_>,
    question: &Question,
    first: usize,
    (wanted, total): (usize, usize),
) -> Result<Vec<At>, Trouble> {
    let sql = "SELECT coalesce(sum(stories), 0)::bigint FROM yuebao.edition";
    let all = count(transaction.query_typed_one(sql, &[])?.get(0));
    let among = first.saturating_mul(2).saturating_mul(all) / total;
    if among.saturating_mul(DEAR) < total {
        let found = among_newest(transaction, question, first, among)?;
        if found.len() == first {
            return Ok(found);
        }
    }
    let condition = match wanted < FEW {
        true => question.asked.of_few(),
        false => question.asked.of_many(),
    };
    by_rank(transaction, &condition, &question.params, first)
}

/// The first of those that are among so many newest stories, each of which is looked through.
fn among_newest(
    transaction: &mut Transaction<'_>,
    question: &Question,
    first: usize,
    among: usize,
) -> Result<Vec<At>, Trouble> {
    let sql = format!(
        "WITH newest AS MATERIALIZED (SELECT * FROM yuebao.story WHERE rank >=
             coalesce((SELECT rank FROM yuebao.story ORDER BY rank DESC OFFSET {among} LIMIT 1), 0))
         SELECT s.shard, s.edition, s.idx FROM newest s WHERE {}
         ORDER BY s.rank DESC, s.edition, s.idx LIMIT {first}",
        question.asked.of_few()
    );
    let rows = transaction.query_typed(&sql, &question.params.all())?;
    Ok(rows.iter().map(|row| At::of(row, 0)).collect())
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
