//! Taking from the shelves what was filed, as it was filed, and taking it off.

use postgres::types::Type;
use postgres::{Client, Row, Transaction};

use super::copy::without_nul;
use super::rows::take_out;
use super::schema::number;
use super::trouble::Trouble;
use crate::edition::{Edition, Story};
use crate::library::Key;
use crate::library::archive::Filing;
use crate::library::packed::unpack;

/// A whole edition.
pub(super) fn edition(client: &mut Client, key: &Key) -> Result<Option<Filing>, Trouble> {
    let sql = "SELECT shard, id, encode(key, 'hex'), paper, origin, frame FROM yuebao.edition WHERE id = $1";
    let row = client.query_typed_opt(sql, &[(&number(key), Type::INT8)])?;
    let Some(row) = row.filter(|row| row.get::<_, &str>(2) == key.as_str()) else {
        return Ok(None);
    };
    Ok(Some(Filing {
        key: key.clone(),
        paper: row.get(3),
        origin: row.get(4),
        edition: Edition {
            stories: stories(client, &row)?,
            ..unpack(row.get(5))?
        },
        originals: [].into(),
    }))
}

fn stories(client: &mut Client, edition: &Row) -> Result<Vec<Story>, Trouble> {
    let (shard, id): (i32, i64) = (edition.get(0), edition.get(1));
    let sql = "SELECT body FROM yuebao.story WHERE shard = $1 AND edition = $2 ORDER BY idx";
    let rows = client.query_typed(sql, &[(&shard, Type::INT4), (&id, Type::INT8)])?;
    rows.iter().map(|row| Ok(unpack(row.get(0))?)).collect()
}

/// Takes an edition off the shelf, and its originals where no other edition is from them.
pub(super) fn remove(client: &mut Client, key: &Key) -> Result<bool, Trouble> {
    let mut transaction = client.transaction()?;
    let stood = take_off(&mut transaction, number(key))?;
    transaction.commit()?;
    Ok(stood)
}

/// Takes the edition of a number off the shelf; whether it stood there.
pub(super) fn take_off(transaction: &mut Transaction<'_>, id: i64) -> Result<bool, Trouble> {
    take_out(transaction, id)?;
    for sql in [
        "DELETE FROM yuebao.original o USING yuebao.edition e, yuebao.source s
         WHERE e.id = $1 AND s.shard = e.shard AND s.edition = e.id AND o.shard = s.shard AND o.hash = s.hash
         AND NOT EXISTS (SELECT FROM yuebao.source x
             WHERE x.shard = o.shard AND x.hash = o.hash AND x.edition <> e.id)",
        "DELETE FROM yuebao.source s USING yuebao.edition e WHERE e.id = $1 AND s.shard = e.shard AND s.edition = e.id",
    ] {
        transaction.execute_typed(sql, &[(&id, Type::INT8)])?;
    }
    let sql = "DELETE FROM yuebao.edition WHERE id = $1";
    Ok(transaction.execute_typed(sql, &[(&id, Type::INT8)])? > 0)
}

/// Whether files of a stamp were filed.
pub(super) fn has_taken(client: &mut Client, stamp: &str) -> Result<bool, Trouble> {
    let sql = "SELECT FROM yuebao.taken WHERE stamp = $1";
    let row = client.query_typed_opt(sql, &[(&without_nul(stamp), Type::TEXT)])?;
    Ok(row.is_some())
}

/// Remembers that files of a stamp were filed.
pub(super) fn note_taken(client: &mut Client, stamp: &str) -> Result<(), Trouble> {
    let sql = "INSERT INTO yuebao.taken (stamp) VALUES ($1) ON CONFLICT DO NOTHING";
    client.execute_typed(sql, &[(&without_nul(stamp), Type::TEXT)])?;
    Ok(())
}
