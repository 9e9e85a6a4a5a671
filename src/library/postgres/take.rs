//! Taking from the shelves what was filed, as it was filed, and taking it off.

use postgres::types::Type;
use postgres::{Client, Row};

use super::schema::number;
use super::trouble::Trouble;
use crate::edition::{Edition, Story};
use crate::library::Key;
use crate::library::archive::{Filing, Original};
use crate::library::packed::{inflate, unpack};

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
        originals: Vec::new(),
    }))
}

fn stories(client: &mut Client, edition: &Row) -> Result<Vec<Story>, Trouble> {
    let (shard, id): (i32, i64) = (edition.get(0), edition.get(1));
    let sql = "SELECT body FROM yuebao.story WHERE shard = $1 AND edition = $2 ORDER BY idx";
    let rows = client.query_typed(sql, &[(&shard, Type::INT4), (&id, Type::INT8)])?;
    rows.iter().map(|row| Ok(unpack(row.get(0))?)).collect()
}

/// The source files that were kept of an edition.
pub(super) fn originals(client: &mut Client, key: &Key) -> Result<Vec<Original>, Trouble> {
    let rows = client.query_typed(
        "SELECT s.name, o.bytes FROM yuebao.edition e
         JOIN yuebao.source s ON s.shard = e.shard AND s.edition = e.id
         JOIN yuebao.original o ON o.shard = s.shard AND o.hash = s.hash
         WHERE e.id = $1 ORDER BY s.name COLLATE \"C\", s.n",
        &[(&number(key), Type::INT8)],
    )?;
    let original = |row: &Row| {
        Ok(Original {
            name: row.get(0),
            bytes: inflate(row.get(1))?,
        })
    };
    rows.iter().map(original).collect()
}

/// Takes an edition off the shelf, and its originals where no other edition is from them.
pub(super) fn remove(client: &mut Client, key: &Key) -> Result<bool, Trouble> {
    let mut transaction = client.transaction()?;
    let id = number(key);
    for sql in [
        "DELETE FROM yuebao.story s USING yuebao.edition e WHERE e.id = $1 AND s.shard = e.shard AND s.edition = e.id",
        "DELETE FROM yuebao.original o USING yuebao.edition e, yuebao.source s
         WHERE e.id = $1 AND s.shard = e.shard AND s.edition = e.id AND o.shard = s.shard AND o.hash = s.hash
         AND NOT EXISTS (SELECT FROM yuebao.source x
             WHERE x.shard = o.shard AND x.hash = o.hash AND x.edition <> e.id)",
        "DELETE FROM yuebao.source s USING yuebao.edition e WHERE e.id = $1 AND s.shard = e.shard AND s.edition = e.id",
    ] {
        transaction.execute_typed(sql, &[(&id, Type::INT8)])?;
    }
    let sql = "DELETE FROM yuebao.edition WHERE id = $1";
    let stood = transaction.execute_typed(sql, &[(&id, Type::INT8)])? > 0;
    transaction.commit()?;
    Ok(stood)
}
