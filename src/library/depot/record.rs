//! How the editions of a paper stand: which pages are there, what could not be had, when it was tried last.

use rusqlite::{OptionalExtension, Row, params};

use super::Depot;
use crate::library::store::now;
use crate::library::{Key, LibraryError};

/// How an edition that was fetched stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its day: `2026-07-09`.
    pub day: String,
    /// Its key on the shelf.
    pub key: Key,
    /// Pages that are whole.
    pub pages: usize,
    /// Pages there are.
    pub of: usize,
    /// Stories in it.
    pub stories: usize,
    /// Why the first page that is missing is; empty where none is.
    pub reason: String,
    /// When it was filed last, seconds since 1970.
    pub filed: i64,
}

/// An address of an edition that gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Why, safe to print on one line.
    pub reason: String,
    /// Whether asking again is no use.
    pub lasting: bool,
    /// How often it was asked for, in all runs.
    pub tries: usize,
}

impl Depot {
    /// Remembers that an address gave nothing.
    pub fn note_miss(
        &self,
        paper: &str,
        day: &str,
        url: &str,
        reason: &str,
        lasting: bool,
    ) -> Result<(), LibraryError> {
        self.connection
            .prepare_cached(
                "INSERT INTO miss (paper, day, url, reason, lasting, tries) VALUES (?1, ?2, ?3, ?4, ?5, 1)
                 ON CONFLICT DO UPDATE SET reason = ?4, lasting = ?5, tries = tries + 1",
            )?
            .execute(params![paper, day, url, reason, lasting])?;
        Ok(())
    }

    /// What is remembered of an address that gave nothing.
    pub fn miss(&self, paper: &str, day: &str, url: &str) -> Result<Option<Miss>, LibraryError> {
        let sql =
            "SELECT reason, lasting, tries FROM miss WHERE paper = ?1 AND day = ?2 AND url = ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let miss = statement.query_row([paper, day, url], |row| {
            Ok(Miss {
                reason: row.get(0)?,
                lasting: row.get(1)?,
                tries: row.get(2)?,
            })
        });
        Ok(miss.optional()?)
    }

    /// Remembers how an edition stands.
    pub fn record(&self, paper: &str, record: &Record) -> Result<(), LibraryError> {
        let Record {
            day,
            key,
            pages,
            of,
            stories,
            reason,
            filed,
        } = record;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO record (paper, day, key, pages, of, stories, reason, filed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                paper,
                day,
                key.as_str(),
                pages,
                of,
                stories,
                reason,
                filed
            ])?;
        Ok(())
    }

    /// The editions of a paper that were fetched, the latest first.
    pub fn records(&self, paper: &str) -> Result<Vec<Record>, LibraryError> {
        let sql = "SELECT day, key, pages, of, stories, reason, filed FROM record
                   WHERE paper = ?1 ORDER BY day DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([paper], record_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets an edition, as one that was taken off the shelf.
    pub fn forget(&self, paper: &str, day: &str) -> Result<(), LibraryError> {
        for table in ["record", "piece", "miss"] {
            let sql = format!("DELETE FROM {table} WHERE paper = ?1 AND day = ?2");
            self.connection.execute(&sql, [paper, day])?;
        }
        Ok(())
    }

    /// Forgets everything about a paper.
    pub fn forget_paper(&self, paper: &str) -> Result<(), LibraryError> {
        for table in ["record", "piece", "miss", "tried"] {
            self.connection
                .execute(&format!("DELETE FROM {table} WHERE paper = ?1"), [paper])?;
        }
        Ok(())
    }

    /// Remembers that a paper was tried now, and why nothing could be had of it, if nothing could.
    pub fn note_tried(&self, paper: &str, failed: Option<&str>) -> Result<(), LibraryError> {
        let sql = "INSERT OR REPLACE INTO tried (paper, at, failed) VALUES (?1, ?2, ?3)";
        self.connection
            .execute(sql, params![paper, now(), failed])?;
        Ok(())
    }

    /// When a paper was tried last (seconds since 1970), and why nothing could be had then.
    pub fn tried(&self, paper: &str) -> Result<Option<(i64, Option<String>)>, LibraryError> {
        let sql = "SELECT at, failed FROM tried WHERE paper = ?1";
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.connection.query_row(sql, [paper], row).optional()?)
    }
}

fn record_of(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        day: row.get(0)?,
        key: Key::stored(row.get(1)?),
        pages: row.get(2)?,
        of: row.get(3)?,
        stories: row.get(4)?,
        reason: row.get(5)?,
        filed: row.get(6)?,
    })
}
