//! What the blocks of a chapter say twice, or to readers of books alone: its title, and links to other pages of the book.

use url::Url;

use crate::edition::{Block, Mark};

/// The letters and digits of a text, small.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// Drops the heading that says the title, from the beginning of the blocks; a title in two headings goes as a whole.
pub fn drop_title(blocks: &mut Vec<Block>, title: &str) {
    /// Blocks that a title may stand behind or in: a picture before it, a number in a line of its own.
    const LOOK: usize = 4;
    let title: String = letters(title).collect();
    let mut said = String::new();
    let mut parts = Vec::new();
    for (at, block) in blocks.iter().enumerate().take(LOOK) {
        match block {
            Block::Figure { .. } | Block::Rule => continue,
            Block::Subhead { text } | Block::Paragraph { text, .. } => said.extend(letters(text)),
            _ => break,
        }
        parts.push(at);
        if said.is_empty() || !title.starts_with(&said) {
            break;
        }
        if said == title {
            let mut at = 0..;
            blocks.retain(|_| at.next().is_none_or(|at| !parts.contains(&at)));
            break;
        }
    }
}

/// Where a link leads that stays in the book.
pub fn inner(mark: &Mark) -> Option<&str> {
    match mark {
        Mark::Link(to) if Url::parse(to).is_err() => Some(to),
        _ => None,
    }
}

/// Takes away the links that lead to other pages of the book: a story is read by itself.
pub fn without_inner_links(block: &mut Block) {
    if let Block::Paragraph { spans, .. } | Block::Quote { spans, .. } = block {
        spans.retain(|span| inner(&span.mark).is_none());
    }
}
