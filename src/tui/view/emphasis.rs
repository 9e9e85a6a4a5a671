//! What is marked in a story's text, drawn as type of another kind: strong words bold, everything else underlined, for
//! slanted Han characters are no emphasis, and a proper name has its line under it (专名号).

use ratatui::style::{Modifier, Style};

use crate::edition::{Block, Mark, Slot, Span, Story};

/// The marks that touch bytes `start..end` of a part.
pub fn within(story: Option<&Story>, slot: Slot, start: usize, end: usize) -> Vec<&Span> {
    let block = match slot {
        Slot::Block(index) => story.and_then(|story| story.blocks.get(index)),
        _ => None,
    };
    let spans = block.map_or(&[][..], Block::spans).iter();
    let touching = spans.filter(|span| span.range.start < end && span.range.end > start);
    touching
        .filter(|span| !matches!(span.mark, Mark::Ruby(_)))
        .collect()
}

/// The ink of a byte, as what is marked there has it.
pub fn ink(ink: Style, marks: &[&Span], byte: usize) -> Style {
    let here = marks.iter().filter(|span| span.range.contains(&byte));
    here.fold(ink, |ink, span| {
        ink.add_modifier(match span.mark {
            Mark::Strong => Modifier::BOLD,
            _ => Modifier::UNDERLINED,
        })
    })
}
