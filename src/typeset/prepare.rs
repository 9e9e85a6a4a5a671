//! Stage one: a story's parts as measured pieces, independent of any line width.

use super::style::Manner;
use crate::edition::Story;

/// A story, measured. Owns what it shows, so the story may go.
#[derive(Clone, Debug, Default)]
pub struct Prepared {}

/// Measures a story: display text, break opportunities and widths of every part.
pub fn prepare(_story: &Story, _manner: Manner) -> Prepared {
    Prepared {}
}
