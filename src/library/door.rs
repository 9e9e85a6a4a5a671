//! Which archive is meant, and opening it: the reader's own shelf, or a server's by its address.

use std::path::Path;

use super::archive::Archive;
use super::{LibraryError, Shelf};

/// Opens the archive at `address`, or, where none is named, the shelf in `folder`.
///
/// # Errors
/// The shelf or the server cannot be opened, or the address is of no kind of archive that this yuebao knows.
pub fn open_archive(
    folder: &Path,
    address: Option<&str>,
) -> Result<Box<dyn Archive>, LibraryError> {
    match address.and_then(|address| address.split("://").next()) {
        None => Ok(Box::new(Shelf::open(folder)?)),
        Some(_) => Err(LibraryError::NoSuchArchive(
            address.unwrap_or_default().to_owned(),
        )),
    }
}
