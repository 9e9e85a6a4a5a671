//! The archive that a command is about: the reader's own shelf, or a server's, as it was said or configured.

use clap::Args;

use super::{desk, out};
use crate::library::archive::Archive;
use crate::library::{Folders, LibraryError, open_archive};

/// Has everything that was filed found; where another program is at it, that is said, and waited for.
pub(super) fn index(
    archive: &mut dyn Archive,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), LibraryError> {
    let mut said = false;
    loop {
        match archive.index(progress) {
            Err(LibraryError::IndexBusy) if !said => {
                out::say("another yuebao is writing the index; waiting until it is done");
                said = true;
            }
            Err(LibraryError::IndexBusy) => {}
            done => return done,
        }
    }
}

/// Options of every command that asks an archive.
#[derive(Debug, Args)]
pub(super) struct At {
    /// An archive on a server (postgres://user@host/name) instead of the shelf in the data folder.
    #[arg(long, value_name = "ADDRESS")]
    archive: Option<String>,
}

impl At {
    /// Opens it.
    pub(super) fn open(&self) -> anyhow::Result<Box<dyn Archive>> {
        let folders = Folders::of_user()?;
        Ok(open_archive(folders.data(), self.address()?.as_deref())?)
    }

    /// Its address, as it was said or configured; `None` is the reader's own shelf.
    pub(super) fn address(&self) -> anyhow::Result<Option<String>> {
        let configured = desk::config()?.shelf;
        let configured = configured.address().map(str::to_owned);
        Ok(self.archive.clone().or(configured))
    }
}
