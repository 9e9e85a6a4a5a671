//! What a server answers when it will not, said so that a reader can do something about it.

use std::error::Error;
use std::io;

use postgres::error::{DbError, SqlState};

use crate::library::LibraryError;
use crate::text::clean::clean;

/// Most characters of a server's message that are shown.
const LONGEST: usize = 300;

/// What went wrong on the way.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The server, or the way to it.
    Server(postgres::Error),
    /// Anything else; trying again would not help.
    Own(LibraryError),
}

impl From<postgres::Error> for Trouble {
    fn from(error: postgres::Error) -> Self {
        Self::Server(error)
    }
}

impl From<LibraryError> for Trouble {
    fn from(error: LibraryError) -> Self {
        Self::Own(error)
    }
}

/// Writing a COPY fails as any writing does, with the server's error inside.
impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        let said = error.to_string();
        let inner = error
            .into_inner()
            .map(|inner| inner.downcast::<postgres::Error>());
        match inner {
            Some(Ok(error)) => Self::Server(*error),
            _ => Self::Own(LibraryError::Archive(safe(&said))),
        }
    }
}

impl Trouble {
    /// Whether it may be gone at the next try: the connection broke, or another feeder was in the way.
    pub(super) fn passes(&self) -> bool {
        let Self::Server(error) = self else {
            return false;
        };
        match error.code() {
            Some(code) => passes(code),
            None => error.is_closed() || is_of_the_way(error),
        }
    }

    /// As it is told, with the address as it may be shown.
    pub(super) fn told(self, shown: &str) -> LibraryError {
        match self {
            Self::Own(error) => error,
            Self::Server(error) => LibraryError::Archive(format!("{shown}: {}", said(&error))),
        }
    }
}

fn passes(code: &SqlState) -> bool {
    const PASSING: &[SqlState] = &[
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::LOCK_NOT_AVAILABLE,
    ];
    PASSING.contains(code) || code.code().starts_with("08")
}

/// Whether a socket broke or could not be had.
fn is_of_the_way(error: &postgres::Error) -> bool {
    let mut source = error.source();
    while let Some(inner) = source {
        if inner.is::<io::Error>() {
            return true;
        }
        source = inner.source();
    }
    false
}

fn said(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(refused) => said_by_server(refused),
        None => {
            let why = error
                .source()
                .map_or(String::new(), |why| format!(": {why}"));
            safe(&format!("{error}{why}"))
        }
    }
}

fn said_by_server(refused: &DbError) -> String {
    let message = safe(refused.message());
    let code = refused.code();
    let advice = match code {
        code if *code == SqlState::INSUFFICIENT_PRIVILEGE => "; this user may read at most",
        code if *code == SqlState::QUERY_CANCELED => "; ask for less at once",
        code if *code == SqlState::DISK_FULL => "; nothing of this was filed",
        code if *code == SqlState::INVALID_CATALOG_NAME => "; make it with: createdb",
        _ => "",
    };
    format!("{message}{advice}")
}

/// A message from outside, on one line and short.
fn safe(message: &str) -> String {
    let message = clean(message).text.replace(['\n', '\t'], " ");
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_cannot_act_on_a_terminal() {
        assert_eq!(safe("no\n\u{1b}[2Jsuch table"), "no such table");
        assert_eq!(safe(&"x".repeat(1000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn what_passes_is_tried_again() {
        assert!(passes(&SqlState::T_R_DEADLOCK_DETECTED));
        assert!(passes(&SqlState::CONNECTION_FAILURE));
        assert!(!passes(&SqlState::UNIQUE_VIOLATION));
        assert!(!passes(&SqlState::INVALID_PASSWORD));
    }
}
