//! Options of fetching.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How papers are fetched, and how long they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delivery {
    /// Milliseconds between two requests to one host.
    pub pause_ms: u32,
    /// Days that an edition that was fetched stays on the shelf if nothing in it is marked; 0 for ever.
    pub keep_days: u32,
}

impl Default for Delivery {
    fn default() -> Self {
        Self {
            pause_ms: 1000,
            keep_days: 0,
        }
    }
}

impl Delivery {
    /// Time between two requests to one host.
    pub fn pause(&self) -> Duration {
        Duration::from_millis(self.pause_ms.into())
    }
}
