//! The choice of [`Punctuation`], and what it makes of a text.

use std::borrow::Cow;

use crate::text::punctuation::widen;

/// What to do with punctuation that a page dump flattened to ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Punctuation {
    /// Wide again between East Asian letters, as the page was printed. JSON keeps the source's all the same.
    #[default]
    Widened,
    /// As in the source.
    Kept,
}

impl Punctuation {
    /// The text as it is to be written, character for character.
    pub(super) fn apply(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Widened => widen(text),
            Self::Kept => Cow::Borrowed(text),
        }
    }
}
