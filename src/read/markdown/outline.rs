//! Anybody's Markdown: headings of the highest level that repeats are stories, those above pages, those below subheads.
//! Where nothing repeats, or the front matter has the title and the text begins at once, it is one story.

use super::front::Front;
use super::pieces::Piece;
use crate::edition::{Block, Story};
use crate::read::build::Builder;

/// Makes the stories.
pub fn read(front: Front, pieces: Vec<Piece>, builder: &mut Builder) {
    builder.edition.date = front.date;
    builder.edition.language.clone_from(&front.language);
    let headed = matches!(pieces.first(), Some(Piece::Heading(..)));
    let level = story_level(&pieces).filter(|_| headed || front.title.is_none());
    let Some(level) = level else {
        return one(front, pieces, builder);
    };
    let is_above = |piece: &Piece| matches!(piece, Piece::Heading(at, ..) if *at < level);
    let names = pieces.iter().filter(|piece| is_above(piece)).count() == 1
        && pieces.first().is_some_and(is_above)
        && front.title.is_none();
    let mut pieces = pieces.into_iter().peekable();
    builder.edition.masthead = front.title;
    if names && let Some(Piece::Heading(_, name, _)) = pieces.next() {
        builder.edition.masthead = Some(name);
    }
    let mut page = None;
    let mut story = Story::default();
    for piece in pieces {
        match piece {
            Piece::Heading(at, text, _) if at < level => {
                put(builder, page, std::mem::take(&mut story));
                page = builder.page("", Some(&text));
            }
            Piece::Heading(at, text, _) if at == level => {
                put(builder, page, std::mem::take(&mut story));
                story.headline = Some(text).filter(|text| !text.is_empty());
            }
            other => story.blocks.extend(block(other)),
        }
    }
    put(builder, page, story);
    sign(builder, front.author.as_deref(), front.url);
}

/// The highest level that repeats and has text under most of its headings, or else the highest there is.
fn story_level(pieces: &[Piece]) -> Option<usize> {
    let mut counts = [0usize; 7];
    let mut empty = [0usize; 7];
    for (at, piece) in pieces.iter().enumerate() {
        if let Piece::Heading(level, ..) = piece {
            counts[*level] += 1;
            let deeper =
                matches!(pieces.get(at + 1), Some(Piece::Heading(next, ..)) if next > level);
            empty[*level] += usize::from(deeper);
        }
    }
    let first = |fits: &dyn Fn(usize) -> bool| (1..counts.len()).find(|&level| fits(level));
    first(&|level| counts[level] >= 2 && empty[level] * 2 <= counts[level])
        .or_else(|| first(&|level| counts[level] >= 2))
        .or_else(|| first(&|level| counts[level] >= 1))
}

fn one(front: Front, pieces: Vec<Piece>, builder: &mut Builder) {
    let story = Story {
        headline: front.title,
        deck: front.deck,
        byline: front.author,
        url: front.url,
        blocks: pieces.into_iter().filter_map(block).collect(),
        ..Story::default()
    };
    put(builder, None, story);
}

fn block(piece: Piece) -> Option<Block> {
    match piece {
        Piece::Heading(_, text, _) => (!text.is_empty()).then(|| Block::subhead(text)),
        Piece::Paragraph(text, spans, _) => Some(Block::Paragraph { text, spans }),
        Piece::Block(block) => Some(block),
    }
}

fn put(builder: &mut Builder, page: Option<usize>, story: Story) {
    if story.headline.is_some() || !story.blocks.is_empty() {
        builder.put(page, story);
    }
}

/// The author and address of the front matter are the story's, where it is the only one.
fn sign(builder: &mut Builder, author: Option<&str>, url: Option<String>) {
    match &mut builder.edition.stories[..] {
        [only] => {
            only.byline = author.map(str::to_owned);
            only.url = url;
        }
        _ => builder.edition.url = url,
    }
}
