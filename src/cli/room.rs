//! Marks that are shared with the other readers of an archive, as the reader has set it or says it.

use std::sync::Arc;

use crate::config::{Config, Marks};
use crate::library::archive::{Archive, Room};
use crate::library::{Folders, Library, LibraryError, Shared};
use crate::tui::Share;

/// What shares marks while the reader reads; `None` where the reader has said under no name, or has no server.
pub(super) fn sharer(config: &Config) -> Option<Share> {
    let marks = config.marks.clone();
    if marks.share_as.is_empty() || config.shelf.address().is_none() {
        return None;
    }
    Some(Arc::new(move |archive| {
        let library = Library::open(Folders::of_user()?.data())?;
        share(&library, archive, &marks)?;
        library.marks_of_others()
    }))
}

/// One round of sharing.
pub(super) fn share(
    library: &Library,
    archive: &mut dyn Archive,
    marks: &Marks,
) -> Result<Shared, LibraryError> {
    library.share(of(archive)?, &marks.share_as, &marks.private)
}

/// The room of an archive.
pub(super) fn of(archive: &mut dyn Archive) -> Result<&mut dyn Room, LibraryError> {
    archive.room().ok_or(LibraryError::NoRoom)
}
