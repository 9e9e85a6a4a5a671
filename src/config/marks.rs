//! Options of marks that are shared with the other readers of an archive.

use serde::{Deserialize, Serialize};

/// Who sees what is marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Marks {
    /// The name under which marks are shared with the readers of the archive on a server; empty: they are not.
    pub share_as: String,
    /// Marks with this tag are never shared.
    pub private: String,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            share_as: String::new(),
            private: "private".into(),
        }
    }
}
