//! How many cells a grapheme takes. The one width function: layout, drawing and hit-testing all ask here.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How wide characters of ambiguous East Asian width are (UAX #11 class A: “ ” — … · ①).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ambiguous {
    /// One cell, as most terminals draw them.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

/// Cells of one grapheme cluster: 0, 1 or 2.
pub fn cells(grapheme: &str, _ambiguous: Ambiguous) -> u16 {
    u16::try_from(grapheme.width().min(2)).unwrap_or(2)
}

/// Cells of a whole string, grapheme by grapheme.
pub fn width(text: &str, ambiguous: Ambiguous) -> usize {
    text.graphemes(true)
        .map(|grapheme| usize::from(cells(grapheme, ambiguous)))
        .sum()
}
