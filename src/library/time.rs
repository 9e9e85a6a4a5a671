//! The time that reading takes: which story was open, when, and for how long.

use rusqlite::params;

use super::{Key, Library, LibraryError};

/// A story that was open without a break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The story's id.
    pub story: String,
    /// When it was opened, seconds since 1970.
    pub started: i64,
    /// How long it was read; idle time does not count.
    pub seconds: u64,
}

impl Library {
    /// Keeps a session of an edition that was entered. One that goes on is kept again and takes its own place.
    pub fn set_session(&self, key: &Key, session: &Session) -> Result<(), LibraryError> {
        let Session {
            story,
            started,
            seconds,
        } = session;
        let seconds = i64::try_from(*seconds).unwrap_or(i64::MAX);
        self.in_one(|connection, _| {
            connection.execute(
                "INSERT INTO session (edition, story, started, paper, day, seconds)
                 SELECT key, ?2, ?3, paper, date(?3, 'unixepoch', 'localtime'), ?4
                 FROM edition WHERE key = ?1
                 ON CONFLICT (edition, story, started) DO UPDATE SET seconds = max(seconds, excluded.seconds)",
                params![key.as_str(), story, started, seconds],
            )
        })?;
        Ok(())
    }
}
