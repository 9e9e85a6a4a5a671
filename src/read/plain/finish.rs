//! A draft becomes a story: credits come off the text, datelines and reporters are told, fragments are joined.

use super::brackets;
use super::credits;
use super::datelines;
use super::draft::{Draft, Part};
use super::grammar::join_into;
use super::jumps;
use crate::edition::{Block, Story};

/// Makes the story.
pub fn finish(draft: Draft<'_>) -> Story {
    let mut blocks: Vec<Block> = draft.parts.iter().map(block).collect();
    let mut story = Story {
        kicker: joined(&draft.kickers),
        headline: joined(&draft.headline),
        deck: joined(&draft.deck),
        continued_from: draft.from,
        ..Story::default()
    };
    story.continued_on = draft.on.or_else(|| take_jump(&mut blocks));
    let mut signed: Vec<String> = draft
        .credits
        .iter()
        .map(|&credit| credit.to_owned())
        .collect();
    if let Some(credit) = take_credit(&mut blocks) {
        signed.insert(0, credit);
    }
    tell_filing(&mut story, &blocks);
    if !signed.is_empty() {
        story.byline = Some(signed.join(" "));
    }
    story.blocks = blocks;
    story
}

fn block(part: &Part<'_>) -> Block {
    match part {
        Part::Paragraph(fragments) => {
            let mut text =
                String::with_capacity(fragments.iter().map(|fragment| fragment.len() + 1).sum());
            fragments
                .iter()
                .for_each(|fragment| join_into(&mut text, fragment));
            Block::paragraph(text)
        }
        Part::Subhead(text) => Block::subhead(*text),
        Part::Figure(figure) => Block::Figure {
            caption: Some(figure.caption.to_owned()),
            credit: figure.credit.map(str::to_owned),
            image: None,
        },
    }
}

fn joined(lines: &[&str]) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// The jump line at the end of the last paragraph that has one.
fn take_jump(blocks: &mut [Block]) -> Option<crate::edition::Jump> {
    let paragraph = blocks.iter_mut().rev().find_map(|block| match block {
        Block::Paragraph { text, .. } => Some(text),
        _ => None,
    })?;
    let (rest, jump) = jumps::on(paragraph)?;
    *paragraph = rest.to_owned();
    Some(jump)
}

/// The credit in brackets at the end of the last paragraph.
fn take_credit(blocks: &mut [Block]) -> Option<String> {
    let paragraph = blocks.iter_mut().rev().find_map(|block| match block {
        Block::Paragraph { text, .. } => Some(text),
        _ => None,
    })?;
    let (rest, credit) = credits::trailing(paragraph)?;
    let credit = credit.to_owned();
    *paragraph = rest.to_owned();
    Some(credit)
}

/// Dateline and reporter as the first paragraph, or an agency's closing bracket, names them; the text keeps them.
fn tell_filing(story: &mut Story, blocks: &[Block]) {
    let paragraphs = || {
        blocks.iter().filter_map(|block| match block {
            Block::Paragraph { text, .. } => Some(text.as_str()),
            _ => None,
        })
    };
    if let Some(dateline) = paragraphs().next().and_then(datelines::parse) {
        story.dateline = Some(dateline.text.to_owned());
        story.byline = dateline.reporter.map(str::to_owned);
    }
    let Some(last) = paragraphs()
        .next_back()
        .filter(|last| credits::closes(last))
    else {
        return;
    };
    if let Some(reporters) = credits::reporters_of_filing(last) {
        story.byline = story.byline.take().or_else(|| Some(reporters.to_owned()));
        let filing =
            brackets::leading(last).and_then(|group| group.inner.split_whitespace().next());
        story.dateline = story.dateline.take().or_else(|| filing.map(str::to_owned));
    }
}
