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
    let Some(address) = address else {
        return Ok(Box::new(Shelf::open(folder)?));
    };
    match address.split_once("://") {
        #[cfg(feature = "postgres")]
        Some(("postgres" | "postgresql", _)) => {
            Ok(Box::new(super::postgres::Postgres::open(address)?))
        }
        // The kind is named and nothing more: there may be a password in the rest.
        Some((kind, _)) => Err(LibraryError::NoSuchArchive(format!("{kind}://…"))),
        None => Err(LibraryError::NoSuchArchive(address.to_owned())),
    }
}
