//! The copy that is made before something changes many marks at once.

use crate::library::{Library, LibraryError};

use super::rolling::made;

impl Library {
    /// Copies the library as it is before `what` ("import"), in place of the copy before the last such change.
    pub(in crate::library) fn keep_before(&self, what: &str) -> Result<(), LibraryError> {
        let folder = made(self.folder())?;
        self.backup(&folder.join(format!("before-{what}.sqlite3")))
    }
}
