//! The papers that the reader subscribed to, in the library: it is something that the reader made.

use rusqlite::params;

use super::{Library, LibraryError};

/// A paper that is subscribed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its short name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it comes from, in the words of a definition of papers; `None` where its short name is that of one that is known.
    pub definition: Option<String>,
}

impl Library {
    /// Subscribes to a paper, or changes what is known of it.
    pub fn subscribe(&self, subscription: &Subscription) -> Result<(), LibraryError> {
        let Subscription {
            id,
            name,
            definition,
        } = subscription;
        self.in_one(|connection, now| {
            connection.execute(
                "INSERT INTO subscription (id, name, definition, made) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET name = ?2, definition = ?3",
                params![id, name, definition, now],
            )
        })?;
        Ok(())
    }

    /// Ends a subscription. Whether there was one.
    pub fn unsubscribe(&self, id: &str) -> Result<bool, LibraryError> {
        let sql = "DELETE FROM subscription WHERE id = ?1";
        let gone = self.in_one(|connection, _| connection.execute(sql, [id]))?;
        Ok(gone > 0)
    }

    /// The papers that are subscribed to, in the order in which they were.
    pub fn subscriptions(&self) -> Result<Vec<Subscription>, LibraryError> {
        let sql = "SELECT id, name, definition FROM subscription ORDER BY made, rowid";
        let mut statement = self.connection().prepare(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Subscription {
                id: row.get(0)?,
                name: row.get(1)?,
                definition: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many stories of an edition are marked read.
    pub fn count_read(&self, edition: &super::Key) -> Result<usize, LibraryError> {
        let sql = "SELECT count(*) FROM finished WHERE edition = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row([edition.as_str()], |row| row.get(0))?)
    }

    /// Whether the reader marked anything in an edition.
    pub fn is_marked(&self, edition: &super::Key) -> Result<bool, LibraryError> {
        let sql = "SELECT 1 FROM mark WHERE edition = ?1 AND removed IS NULL";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.exists([edition.as_str()])?)
    }
}
