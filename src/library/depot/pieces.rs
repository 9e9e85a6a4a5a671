//! Pieces of editions: what an address gave, word for word, and what is asked with the next time.

use rusqlite::{OptionalExtension, Row, params};

use super::Depot;
use crate::library::LibraryError;
use crate::library::packed::{compress, decompress};
use crate::library::store::now;

/// What an address gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The address that was asked for.
    pub url: String,
    /// The address that answered in the end.
    pub address: String,
    /// Its entity tag, as the server wrote it (RFC 9110 §8.8.3).
    pub etag: Option<String>,
    /// When it was changed last, as the server wrote it (RFC 9110 §8.8.2).
    pub modified: Option<String>,
    /// Its bytes.
    pub body: Vec<u8>,
}

const COLUMNS: &str = "url, address, etag, modified, body";

impl Depot {
    /// Keeps a piece of an edition, in the place of what the address gave before.
    pub fn keep(&self, paper: &str, day: &str, piece: &Piece) -> Result<(), LibraryError> {
        let Piece {
            url,
            address,
            etag,
            modified,
            body,
        } = piece;
        let body = compress(body)?;
        let transaction = self.connection.unchecked_transaction()?;
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO piece (paper, day, url, address, etag, modified, fetched, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![paper, day, url, address, etag, modified, now(), body])?;
        transaction
            .prepare_cached("DELETE FROM miss WHERE paper = ?1 AND day = ?2 AND url = ?3")?
            .execute(params![paper, day, url])?;
        Ok(transaction.commit()?)
    }

    /// The piece that an address gave.
    pub fn piece(&self, paper: &str, day: &str, url: &str) -> Result<Option<Piece>, LibraryError> {
        let sql = format!("SELECT {COLUMNS} FROM piece WHERE paper = ?1 AND day = ?2 AND url = ?3");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let row = statement.query_row(params![paper, day, url], packed);
        row.optional()?.map(unpacked).transpose()
    }

    /// Remembers that an address still gives what it gave before.
    pub fn confirm(&self, paper: &str, day: &str, url: &str) -> Result<(), LibraryError> {
        let sql = "UPDATE piece SET fetched = ?4 WHERE paper = ?1 AND day = ?2 AND url = ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute(params![paper, day, url, now()])?;
        Ok(())
    }

    /// Throws away the pieces of a paper's editions before a day, for those editions stand on the shelf; and of what is of no
    /// edition (entries, fronts, feeds) whatever was not asked for since a moment.
    pub fn sweep(&self, paper: &str, before: &str, since: i64) -> Result<(), LibraryError> {
        for table in ["piece", "miss"] {
            let sql = format!("DELETE FROM {table} WHERE paper = ?1 AND day <> '' AND day < ?2");
            self.connection.execute(&sql, [paper, before])?;
        }
        let sql = "DELETE FROM piece WHERE paper = ?1 AND day = '' AND fetched < ?2";
        self.connection.execute(sql, params![paper, since])?;
        // Those are asked again whatever they gave, so nobody looks at what they did not give.
        let sql = "DELETE FROM miss WHERE paper = ?1 AND day = ''";
        self.connection.execute(sql, [paper])?;
        Ok(())
    }
}

fn packed(row: &Row<'_>) -> rusqlite::Result<(Piece, Vec<u8>)> {
    let piece = Piece {
        url: row.get(0)?,
        address: row.get(1)?,
        etag: row.get(2)?,
        modified: row.get(3)?,
        body: Vec::new(),
    };
    Ok((piece, row.get(4)?))
}

fn unpacked((piece, body): (Piece, Vec<u8>)) -> Result<Piece, LibraryError> {
    Ok(Piece {
        body: decompress(&body)?,
        ..piece
    })
}
