//! Where a reader comes down in a paper that is opened.

use super::screen::Screen;
use crate::library::Draft;

/// Where in a paper, and what is faced there; where the reader left off, if nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landing {
    /// The place in it, with the words to find it by.
    pub draft: Option<Draft>,
    /// What led there is looked for in the story.
    pub query: Option<String>,
    /// The screens that lie over it, the one that is faced last.
    pub faced: Vec<Screen>,
}

impl Landing {
    /// At a mark.
    pub fn at(draft: Draft) -> Self {
        Self {
            draft: Some(draft),
            ..Self::default()
        }
    }
}
