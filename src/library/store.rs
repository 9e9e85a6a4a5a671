//! The SQLite file.

use std::path::Path;

use thiserror::Error;

use super::{Bookmark, Draft, Key, Remembered};
use crate::edition::Place;

/// What went wrong with the library.
#[derive(Debug, Error)]
pub enum LibraryError {
    /// The database refused.
    #[error("library: {0}")]
    Database(#[from] rusqlite::Error),
    /// The folder could not be made or used.
    #[error("library folder {path}: {source}")]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

/// The reader's library, open.
#[derive(Debug)]
pub struct Library {}

impl Library {
    /// Opens or makes the library in `folder`.
    pub fn open(_folder: &Path) -> Result<Self, LibraryError> {
        Ok(Self {})
    }

    /// Enters an edition that is being read and gives back all that is remembered of it.
    pub fn enter(
        &self,
        _key: &Key,
        _title: &str,
        _origin: &str,
    ) -> Result<Remembered, LibraryError> {
        Ok(Remembered::default())
    }

    /// Where the edition read last was opened from (files separated by `\n`).
    pub fn last_origin(&self) -> Result<Option<String>, LibraryError> {
        Ok(None)
    }

    /// Marks a story read or unread.
    pub fn set_read(&self, _key: &Key, _story: &str, _read: bool) -> Result<(), LibraryError> {
        Ok(())
    }

    /// Remembers the reader's place in a story, and that this story was open last.
    pub fn set_position(
        &self,
        _key: &Key,
        _story: &str,
        _place: Place,
    ) -> Result<(), LibraryError> {
        Ok(())
    }

    /// Stores a bookmark.
    pub fn add_bookmark(&self, _key: &Key, _draft: &Draft) -> Result<Bookmark, LibraryError> {
        Err(LibraryError::Database(rusqlite::Error::InvalidQuery))
    }

    /// Changes the note of a bookmark.
    pub fn set_note(&self, _id: i64, _note: Option<&str>) -> Result<(), LibraryError> {
        Ok(())
    }

    /// Removes a bookmark; it is kept as removed, so that [`Library::restore_bookmark`] can undo it.
    pub fn remove_bookmark(&self, _id: i64) -> Result<(), LibraryError> {
        Ok(())
    }

    /// Brings back a removed bookmark.
    pub fn restore_bookmark(&self, _id: i64) -> Result<(), LibraryError> {
        Ok(())
    }

    /// Every bookmark of every edition, newest first.
    pub fn bookmarks(&self) -> Result<Vec<Bookmark>, LibraryError> {
        Ok(Vec::new())
    }
}
