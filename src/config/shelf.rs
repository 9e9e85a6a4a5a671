//! Options of the shelf that editions are filed on.

use serde::{Deserialize, Serialize};

/// Where editions are filed, and what of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shelf {
    /// Whether `yuebao add` keeps the source files, too.
    pub keep: bool,
    /// Address of an archive on a server (`postgres://user@host/name`); empty for the shelf in the data folder.
    pub archive: String,
}

impl Shelf {
    /// Address of the archive on a server, where there is one.
    pub fn address(&self) -> Option<&str> {
        Some(self.archive.as_str()).filter(|address| !address.is_empty())
    }
}
