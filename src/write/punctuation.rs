//! Applies the choice of [`Punctuation`] to a text.

use std::borrow::Cow;

use super::Punctuation;
use crate::text::punctuation::widen;

impl Punctuation {
    /// The text as it is to be written, character for character.
    pub(super) fn apply(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Widened => widen(text),
            Self::Kept => Cow::Borrowed(text),
        }
    }
}
