//! The files that editions were read from, where they are kept: each once for a paper and a month.

use std::collections::HashSet;

use postgres::types::Type;
use postgres::{Client, Row, Transaction};

use super::copy::{Copy, Field};
use super::rows::small;
use super::schema::{key_bytes, number};
use super::trouble::Trouble;
use crate::library::Key;
use crate::library::archive::Original;
use crate::library::packed::{compress, decompress};

/// The files that an edition was read from.
pub(super) struct Kept<'a> {
    pub shard: i32,
    pub edition: i64,
    pub originals: &'a [Original],
}

/// Keeps the files of editions; those that are there are not sent again.
pub(super) fn keep(transaction: &mut Transaction<'_>, kept: &[Kept<'_>]) -> Result<(), Trouble> {
    let mut all: Vec<(i32, &Key, &Original)> = Vec::new();
    for kept in kept {
        let originals = kept.originals.iter();
        all.extend(originals.map(|original| (kept.shard, &original.key, original)));
    }
    if all.is_empty() {
        return Ok(());
    }
    // One order for all feeders.
    all.sort_by_key(|(shard, key, _)| (*shard, *key));
    all.dedup_by_key(|(shard, key, _)| (*shard, *key));
    let there = there(transaction, all.iter().map(|(_, key, _)| *key))?;
    for (shard, key, original) in all {
        let hash = key_bytes(key);
        if !there.contains(&(shard, hash.clone())) {
            put(transaction, shard, &hash, &original.bytes)?;
        }
    }
    link(transaction, kept)
}

fn there<'a>(
    transaction: &mut Transaction<'_>,
    keys: impl Iterator<Item = &'a Key>,
) -> Result<HashSet<(i32, Vec<u8>)>, Trouble> {
    let hashes: Vec<Vec<u8>> = keys.map(key_bytes).collect();
    let sql = "SELECT shard, hash FROM yuebao.original WHERE hash = ANY ($1)";
    let rows = transaction.query_typed(sql, &[(&hashes, Type::BYTEA_ARRAY)])?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

fn put(
    transaction: &mut Transaction<'_>,
    shard: i32,
    hash: &[u8],
    bytes: &[u8],
) -> Result<(), Trouble> {
    let sql = "INSERT INTO yuebao.original (shard, hash, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let packed = compress(bytes)?;
    transaction.execute_typed(
        sql,
        &[
            (&shard, Type::INT4),
            (&hash, Type::BYTEA),
            (&packed, Type::BYTEA),
        ],
    )?;
    Ok(())
}

/// Says which edition is from which files.
fn link(transaction: &mut Transaction<'_>, kept: &[Kept<'_>]) -> Result<(), Trouble> {
    let mut copy = Copy::into(transaction, "source (shard, edition, n, name, hash)")?;
    for kept in kept {
        for (n, original) in kept.originals.iter().enumerate() {
            copy.row(&[
                Field::Integer(kept.shard),
                Field::Bigint(kept.edition),
                Field::Integer(small(n)),
                Field::Text(&original.name),
                Field::Bytes(&key_bytes(&original.key)),
            ])?;
        }
    }
    copy.finish()
}

/// The files that were kept of an edition.
pub(super) fn originals(client: &mut Client, key: &Key) -> Result<Vec<Original>, Trouble> {
    let rows = client.query_typed(
        "SELECT s.name, o.bytes FROM yuebao.edition e
         JOIN yuebao.source s ON s.shard = e.shard AND s.edition = e.id
         JOIN yuebao.original o ON o.shard = s.shard AND o.hash = s.hash
         WHERE e.id = $1 ORDER BY s.name COLLATE \"C\", s.n",
        &[(&number(key), Type::INT8)],
    )?;
    let original = |row: &Row| Ok(Original::new(row.get(0), decompress(row.get(1))?));
    rows.iter().map(original).collect()
}
