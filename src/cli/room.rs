//! Marks that are shared with the other readers of an archive, as the reader has set it or says it.

use std::sync::Arc;

use crate::config::{Config, Marks};
use crate::library::archive::Archive;
use crate::library::{Folders, Library, LibraryError, Shared, Wanted};
use crate::tui::Share;

/// What shares marks while the reader reads; `None` where the reader has said under no name, or has no server.
pub(super) fn sharer(config: &Config) -> Option<Share> {
    let marks = config.marks.clone();
    if marks.share_as.is_empty() || config.shelf.archive.is_empty() {
        return None;
    }
    let wanted = Wanted {
        everyone: true,
        ..Wanted::default()
    };
    Some(Arc::new(move |archive| {
        let library = Library::open(Folders::of_user()?.data())?;
        share(&library, archive, &marks)?;
        let mut all = library.marks(&wanted)?;
        all.retain(|mark| mark.reader.is_some());
        Ok(all)
    }))
}

/// One round of sharing.
pub(super) fn share(
    library: &Library,
    archive: &mut dyn Archive,
    marks: &Marks,
) -> Result<Shared, LibraryError> {
    let room = archive.room().ok_or(LibraryError::NoRoom)?;
    library.share(room, &marks.share_as, &marks.private)
}
