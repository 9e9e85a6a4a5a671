//! Footnotes and endnotes: which blocks are notes, and which text they belong to. An element may say that it is one;
//! otherwise a note is what a short link leads on to, and what leads back there.

use std::collections::{BTreeMap, HashMap};

use super::bundle::{Bundle, unescaped};
use super::pages::Page;
use super::trim::inner;
use crate::edition::Block;

/// A block by its page and its index there: places compare as one reads.
pub type At = (usize, usize);

/// The blocks of notes, by the block that first refers to each.
pub fn find(bundle: &Bundle<'_>, pages: &[Page]) -> BTreeMap<At, Vec<At>> {
    let links = links(bundle, pages);
    let mut first: HashMap<At, At> = HashMap::new();
    for &(from, to) in links.iter().filter(|(from, to)| from < to) {
        first.entry(to).or_insert(from);
    }
    let mut notes: BTreeMap<At, Vec<At>> = BTreeMap::new();
    let mut taken: HashMap<At, ()> = HashMap::new();
    let mut put = |from: At, block: At| {
        if taken.insert(block, ()).is_none() {
            notes.entry(from).or_default().push(block);
        }
    };
    for (page, blocks) in said(pages) {
        let refers = blocks
            .clone()
            .find_map(|at| any_before(&links, &first, (page, at)));
        if let Some(from) = refers {
            blocks.for_each(|at| put(from, (page, at)));
        }
    }
    for &(from, to) in links.iter().filter(|(from, to)| from > to) {
        // A note leads back to the block that led to it.
        if first.get(&from) == Some(&to) {
            put(to, from);
        }
    }
    notes
}

/// The block that refers to one that says it is a note: it may stand before it or, seldom, behind.
fn any_before(links: &[(At, At)], first: &HashMap<At, At>, note: At) -> Option<At> {
    let before = first.get(&note).copied();
    let behind = || {
        let at = links.partition_point(|(from, _)| *from <= note);
        let near = links[at..].iter().take(50);
        near.copied()
            .find(|(_, to)| *to == note)
            .map(|(from, _)| from)
    };
    before.or_else(behind)
}

fn said(pages: &[Page]) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
    let pages = pages.iter().enumerate();
    pages.flat_map(|(at, page)| {
        page.walked
            .notes
            .iter()
            .map(move |blocks| (at, blocks.clone()))
    })
}

/// Every short link from block to block, in reading order.
fn links(bundle: &Bundle<'_>, pages: &[Page]) -> Vec<(At, At)> {
    /// Characters of a reference: a number, a sign, "[注12]".
    const LONGEST: usize = 8;
    let of_file: HashMap<usize, usize> = pages
        .iter()
        .enumerate()
        .map(|(at, page)| (page.file, at))
        .collect();
    let mut links = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        for (index, block) in page.walked.blocks.iter().enumerate() {
            let text = block_text(block);
            for span in block.spans() {
                let Some((path, place)) = inner(&span.mark).and_then(|to| to.split_once('#'))
                else {
                    continue;
                };
                let said = text.get(span.range.clone()).unwrap_or("");
                let page = bundle.find(path).and_then(|file| of_file.get(&file));
                if let Some(&to) = page.filter(|_| said.chars().nth(LONGEST).is_none()) {
                    let block = pages[to].places.get(&unescaped(place));
                    links.extend(block.map(|&block| ((at, index), (to, block))));
                }
            }
        }
    }
    links
}

fn block_text(block: &Block) -> &str {
    match block {
        Block::Paragraph { text, .. } | Block::Quote { text, .. } => text,
        _ => "",
    }
}
