//! Searching: those that say it in the headline first, then the newest; and how many there are in all.
//!
//! Nobody who looks for the newest waits for all. First the newest of all stories are looked at: of common words they are
//! enough. Then those that the index names are put in order, and what it does not tell is looked at of the first of them. Only
//! where that is not enough is it looked at of all.

use postgres::{Client, IsolationLevel, Transaction};

use super::ask::{Params, asked_of};
use super::asked::Asked;
use super::hits::{At, hits};
use super::trouble::Trouble;
use crate::library::archive::{Found, Portion};
use crate::library::query::Query;

/// Most stories that are wanted for few to be looked at first: those that fill a screen or some.
const FEW: usize = 100;
/// Newest stories that are looked at, whatever they are.
const GLANCE: usize = 100;
/// Newest of the stories that the index names, of which is looked at what it does not tell.
const LIKELY: usize = 32_768;

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

    /// Stories, by a statement that tells where they lie.
    fn stories(&self, transaction: &mut Transaction<'_>, sql: &str) -> Result<Vec<At>, Trouble> {
        let rows = transaction.query_typed(sql, &self.params.all())?;
        Ok(rows.iter().map(|row| At::of(row, 0)).collect())
    }
}

/// Answers a query.
pub(super) fn search(
    client: &mut Client,
    query: &Query,
    portion: Portion,
) -> Result<Found, Trouble> {
    let mut transaction = at_one_moment(client)?;
    let wanted = portion.wanted();
    let vast = has_vast(&mut transaction)?;
    let heads = match query.of_headlines() {
        Some(of_headlines) => newest(&mut transaction, &Question::of(&of_headlines, vast), wanted)?,
        None => Vec::new(),
    };
    let all = match heads.len() < wanted {
        true => newest(&mut transaction, &Question::of(query, vast), wanted)?,
        false => Vec::new(),
    };
    let (given, more) = portion.of(&heads, all);
    Ok(Found {
        hits: hits(&mut transaction, &given, query)?,
        more,
    })
}

/// How many stories a query is true of.
pub(super) fn count(client: &mut Client, query: &Query) -> Result<usize, Trouble> {
    let mut transaction = at_one_moment(client)?;
    let vast = has_vast(&mut transaction)?;
    let Question { asked, params } = Question::of(query, vast);
    let row = transaction.query_typed_one(&asked.counts(), &params.all())?;
    let number = |at| usize::try_from(row.get::<_, i64>(at)).unwrap_or(0);
    Ok(number(0).saturating_sub(number(1)))
}

/// A transaction in which all is asked of the archive as it was at one moment.
fn at_one_moment(client: &mut Client) -> Result<Transaction<'_>, Trouble> {
    let transaction = client.build_transaction().read_only(true);
    let transaction = transaction.isolation_level(IsolationLevel::RepeatableRead);
    Ok(transaction.start()?)
}

/// Whether there are stories whose spelling alone tells.
fn has_vast(transaction: &mut Transaction<'_>) -> Result<bool, Trouble> {
    let sql = "SELECT EXISTS (SELECT FROM yuebao.story WHERE vast)";
    Ok(transaction.query_typed_one(sql, &[])?.get(0))
}

/// The newest of the stories that are asked for, at most so many, by rank.
fn newest(
    transaction: &mut Transaction<'_>,
    question: &Question,
    most: usize,
) -> Result<Vec<At>, Trouble> {
    if most <= FEW {
        let found = among_newest(transaction, question, most)?;
        if found.len() == most {
            return Ok(found);
        }
        if let Some(open) = question.asked.open() {
            let found = among_likely(transaction, question, &open, most)?;
            if found.len() == most || !are_more(transaction, question, LIKELY)? {
                return Ok(found);
            }
        }
    }
    by_rank(transaction, question, most)
}

/// The first of those that are among the newest stories.
fn among_newest(
    transaction: &mut Transaction<'_>,
    question: &Question,
    most: usize,
) -> Result<Vec<At>, Trouble> {
    let before = question.asked.before.unwrap_or(i64::MAX as u64);
    let sql = format!(
        "WITH newest AS MATERIALIZED (SELECT * FROM yuebao.story WHERE rank < {before} ORDER BY rank DESC LIMIT {GLANCE})
         SELECT s.shard, s.edition, s.idx FROM newest s WHERE {}
         ORDER BY s.rank DESC, s.edition, s.idx LIMIT {most}",
        question.asked.of_few()
    );
    question.stories(transaction, &sql)
}

/// The first of those that are among the newest of which everything is true that is known. They come in order, so no more
/// of them are looked at than it takes.
fn among_likely(
    transaction: &mut Transaction<'_>,
    question: &Question,
    open: &str,
    most: usize,
) -> Result<Vec<At>, Trouble> {
    // So many are put in order without a file.
    transaction.batch_execute("SET LOCAL work_mem = '32MB'")?;
    let sql = format!(
        "SELECT s.shard, s.edition, s.idx FROM (SELECT {}, s.rank + 0 AS place FROM yuebao.story s WHERE {}
             ORDER BY place DESC, s.edition, s.idx LIMIT {LIKELY}) s
         WHERE {open} ORDER BY s.place DESC, s.edition, s.idx LIMIT {most}",
        question.asked.open_columns(),
        question.asked.known
    );
    question.stories(transaction, &sql)
}

/// Whether what is known is true of more stories than so many.
fn are_more(
    transaction: &mut Transaction<'_>,
    question: &Question,
    than: usize,
) -> Result<bool, Trouble> {
    let sql = format!(
        "SELECT s.shard, s.edition, s.idx FROM yuebao.story s WHERE {} OFFSET {than} LIMIT 1",
        question.asked.known
    );
    Ok(!question.stories(transaction, &sql)?.is_empty())
}

/// The first of all of them. The index over ranks is kept out of it, or the server walks along it and takes the words of
/// each story out of their box.
fn by_rank(
    transaction: &mut Transaction<'_>,
    question: &Question,
    most: usize,
) -> Result<Vec<At>, Trouble> {
    let sql = format!(
        "SELECT s.shard, s.edition, s.idx FROM yuebao.story s WHERE {}
         ORDER BY (s.rank + 0) DESC, s.edition, s.idx LIMIT {most}",
        question.asked.of_many()
    );
    question.stories(transaction, &sql)
}
