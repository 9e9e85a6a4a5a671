//! What is searched by, settled after much was filed, and made anew from what is filed.

use postgres::types::Type;
use postgres::{Client, Row, Transaction};

use super::rows::{Stories, enter, rows, take_out};
use super::session::Session;
use super::take::edition;
use super::trouble::Trouble;
use crate::library::{Key, LibraryError};

/// Editions that are made anew in one transaction.
const BATCH: i64 = 8;

/// Puts what was filed last in its place in the index, where this user may; how many stories there are.
///
/// They are found without it, but each search reads through those that wait.
pub(super) fn settle(client: &mut Client) -> Result<u64, Trouble> {
    let mut transaction = unhurried(client)?;
    transaction.query_typed(
        "SELECT gin_clean_pending_list(c.oid) FROM pg_catalog.pg_class c
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'yuebao' AND c.relname = 'story_words' AND pg_has_role(c.relowner, 'USAGE')",
        &[],
    )?;
    let stories = stories(&mut transaction)?;
    transaction.commit()?;
    Ok(stories)
}

/// Whether stories are there of an earlier form, which are not found until they are made anew, and this user may do so.
pub(super) fn is_due(client: &mut Client) -> Result<bool, Trouble> {
    let sql = "SELECT pg_has_role(relowner, 'USAGE') AND EXISTS (SELECT FROM yuebao.story WHERE words = 'D'::tsvector)
        FROM pg_catalog.pg_class WHERE oid = 'yuebao.story'::regclass";
    Ok(client.query_typed_one(sql, &[])?.get(0))
}

/// Makes all of it anew, a few editions at a time: a search meanwhile finds everything, and one that breaks off leaves
/// nothing undone that the next does not do.
pub(super) fn reindex(
    session: &mut Session,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), LibraryError> {
    let all = session.reading(|client| stories(&mut client.transaction()?))?;
    let (mut last, mut done) = ((i32::MIN, i64::MIN), 0);
    loop {
        let batch = session.writing(|client| batch(client, last))?;
        let Some(next) = batch.last else { break };
        (last, done) = (next, done + batch.stories);
        progress(done, all.max(done));
    }
    session.writing(|client| {
        client.batch_execute(
            "SET statement_timeout = 0; SET maintenance_work_mem = '256MB'; REINDEX INDEX yuebao.story_words;
             RESET statement_timeout; RESET maintenance_work_mem",
        )?;
        Ok(())
    })
}

#[derive(Default)]
struct Batch {
    last: Option<(i32, i64)>,
    stories: u64,
}

/// Makes some editions anew: those after one.
fn batch(client: &mut Client, last: (i32, i64)) -> Result<Batch, Trouble> {
    let sql = "SELECT shard, id, encode(key, 'hex'), paper FROM yuebao.edition
        WHERE (shard, id) > ($1, $2) ORDER BY shard, id LIMIT $3";
    let editions = client.query_typed(
        sql,
        &[
            (&last.0, Type::INT4),
            (&last.1, Type::INT8),
            (&BATCH, Type::INT8),
        ],
    )?;
    let mut batch = Batch::default();
    for row in &editions {
        batch.stories += anew(client, row)?;
        batch.last = Some((row.get(0), row.get(1)));
    }
    Ok(batch)
}

/// Makes the stories of an edition anew; how many.
fn anew(client: &mut Client, row: &Row) -> Result<u64, Trouble> {
    let (shard, id): (i32, i64) = (row.get(0), row.get(1));
    let (key, paper) = (Key::stored(row.get(2)), row.get::<_, &str>(3));
    let Some(filing) = edition(client, &key)? else {
        return Ok(0);
    };
    let rows = rows(&key, paper, &filing.edition)?;
    let mut transaction = unhurried(client)?;
    // One that is being removed meanwhile is left to that.
    let held = "SELECT id FROM yuebao.edition WHERE shard = $1 AND id = $2 FOR UPDATE";
    let held = transaction.query_typed(held, &[(&shard, Type::INT4), (&id, Type::INT8)])?;
    if held.is_empty() {
        return Ok(0);
    }
    take_out(&mut transaction, id)?;
    let stories = Stories {
        shard,
        edition: id,
        paper,
        rows: &rows,
    };
    enter(&mut transaction, &[stories])?;
    transaction.commit()?;
    Ok(rows.len() as u64)
}

/// A transaction that may take its time, and memory to put much in its place at once.
pub(super) fn unhurried(client: &mut Client) -> Result<Transaction<'_>, Trouble> {
    let mut transaction = client.transaction()?;
    transaction.batch_execute(
        "SET LOCAL statement_timeout = 0; SET LOCAL maintenance_work_mem = '256MB'",
    )?;
    Ok(transaction)
}

fn stories(transaction: &mut Transaction<'_>) -> Result<u64, Trouble> {
    let sql = "SELECT coalesce(sum(stories), 0)::bigint FROM yuebao.edition";
    let stories: i64 = transaction.query_one(sql, &[])?.get(0);
    Ok(u64::try_from(stories).unwrap_or(0))
}
