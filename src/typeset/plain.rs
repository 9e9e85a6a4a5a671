//! Setting without a story: paragraphs to lines of plain text, through the same pipeline.

use super::layout::Layout;
use super::prepare::{Prepared, prepare};
use super::set::lay_out;
use super::style::{Manner, Style};
use crate::edition::{Block, Story};

/// Sets one paragraph and answers its lines as plain text, indents as blanks. A paragraph of nothing but blanks
/// has no line.
pub fn set_paragraph(text: &str, manner: Manner, style: &Style) -> Vec<String> {
    let story = Story {
        blocks: vec![Block::paragraph(text)],
        ..Story::default()
    };
    let prepared = prepare(&story, manner);
    text_lines(&prepared, &lay_out(&prepared, style)).collect()
}

/// The rows of a layout as plain text, from top to bottom.
pub fn text_lines(prepared: &Prepared, layout: &Layout) -> impl Iterator<Item = String> {
    (0..layout.height()).map(|row| layout.to_text(prepared, row))
}
