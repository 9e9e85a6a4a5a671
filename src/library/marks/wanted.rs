//! Which marks are wanted: of a kind, with a tag, from a paper.

use super::{Kind, Mark};
use crate::text::fold::Folded;

/// What marks must be to be listed; what is not said is no matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// With this tag.
    pub tag: Option<String>,
    /// From a paper with this in its name.
    pub paper: Option<String>,
    /// Of other readers, too.
    pub everyone: bool,
}

impl Wanted {
    /// Whether every mark of the reader's own is.
    pub fn is_all(&self) -> bool {
        self.kind.is_none() && self.tag.is_none() && self.paper.is_none()
    }

    /// Whether a mark is.
    pub fn has(&self, mark: &Mark) -> bool {
        let kind = self.kind.is_none_or(|kind| mark.draft.kind == kind);
        let tagged = |tag: &String| mark.draft.tags.iter().any(|own| own == tag);
        let paper = |paper: &String| !Folded::new(&mark.paper).find(paper).is_empty();
        kind && self.tag.as_ref().is_none_or(tagged) && self.paper.as_ref().is_none_or(paper)
    }
}
