//! Any EPUB: chapters as stories, by the contents. A page with several lines of the contents is cut at their places, pages
//! without one belong to the chapter before them, and what stands before the first is a story of its own.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::bundle::Bundle;
use super::notes::{self, At};
use super::package::Package;
use super::pages::{self, Page};
use super::toc::{Entry, collapsed};
use super::trim::{drop_title, letters, without_inner_links};
use crate::edition::{Block, Story};
use crate::read::build::Builder;

/// Where a chapter begins, and what it is called.
#[derive(Clone, Debug)]
struct Cut {
    at: At,
    title: Option<String>,
    section: Option<String>,
    /// Whether it only stands above others.
    is_heading: bool,
}

/// Reads a book into the edition.
pub fn read(bundle: &Bundle<'_>, package: &Package, contents: &[Entry], builder: &mut Builder) {
    builder.edition.masthead = package.title.as_deref().map(collapsed);
    builder.edition.date = package.date;
    let mut files = package.spine.clone();
    let listed = contents.iter().filter_map(|entry| entry.file);
    let mut known: HashSet<usize> = files.iter().copied().collect();
    files.extend(listed.filter(|file| known.insert(*file)));
    let pages = pages::read(bundle, &files);
    builder.edition.vertical |= pages.iter().any(|page| page.is_vertical);
    let cuts = cuts(contents, &pages, package.title.as_deref());
    let notes = notes::find(bundle, &pages);
    let mut text = Text::of(pages, &notes);
    for (index, cut) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).map(|next| next.at);
        let blocks = text.take(cut.at, end, &notes);
        put(cut, blocks, index == 0, builder);
    }
}

fn put(cut: &Cut, blocks: Chapter, is_first: bool, builder: &mut Builder) {
    let mut story = Story {
        headline: cut.title.clone(),
        blocks: blocks.blocks,
        ..Story::default()
    };
    if let Some(title) = &cut.title {
        drop_title(&mut story.blocks, title);
    }
    let is_spent =
        story.blocks.is_empty() && (cut.is_heading || cut.title.is_none() || blocks.had_notes);
    if is_spent || is_first && is_cover(&story, builder.edition.masthead.as_deref()) {
        return;
    }
    story.blocks.iter_mut().for_each(without_inner_links);
    let page = cut
        .section
        .as_deref()
        .and_then(|title| builder.page("", Some(title)));
    builder.put(page, story);
}

/// Whether what stands first in a book is its cover, or a title page that says no more than what the book is called.
fn is_cover(story: &Story, book: Option<&str>) -> bool {
    let shows = |block: &Block| matches!(block, Block::Figure { .. } | Block::Rule);
    let said: String = story
        .blocks
        .iter()
        .filter(|block| !shows(block))
        .map(Block::text)
        .collect();
    let is_name = book.is_some_and(|book| letters(book).eq(letters(&said)));
    said.is_empty() || story.headline.is_none() && is_name
}

/// The blocks of a chapter.
struct Chapter {
    blocks: Vec<Block>,
    /// Whether notes stood in it that went to other text.
    had_notes: bool,
}

/// The blocks of all pages, from which chapters are taken.
struct Text {
    pages: Vec<Vec<Option<Block>>>,
    is_note: HashSet<At>,
}

impl Text {
    fn of(pages: Vec<Page>, notes: &BTreeMap<At, Vec<At>>) -> Self {
        let blocks = pages.into_iter().map(|page| page.walked.blocks);
        Self {
            pages: blocks
                .map(|blocks| blocks.into_iter().map(Some).collect())
                .collect(),
            is_note: notes.values().flatten().copied().collect(),
        }
    }

    /// The blocks from one place to another, or to the end of the book, and then the notes to them.
    fn take(&mut self, from: At, to: Option<At>, notes: &BTreeMap<At, Vec<At>>) -> Chapter {
        let last = (self.pages.len(), 0);
        let to = to.unwrap_or(last);
        let mut chapter = Chapter {
            blocks: Vec::new(),
            had_notes: false,
        };
        for page in from.0..(to.0 + 1).min(self.pages.len()) {
            let first = if page == from.0 { from.1 } else { 0 };
            let end = if page == to.0 {
                to.1
            } else {
                self.pages[page].len()
            };
            for at in first..end {
                if self.is_note.contains(&(page, at)) {
                    chapter.had_notes = true;
                } else {
                    chapter.blocks.extend(self.pages[page][at].take());
                }
            }
        }
        self.add_notes(
            &mut chapter,
            notes.range(from..to).flat_map(|(_, blocks)| blocks),
        );
        chapter
    }

    /// Adds the notes to a chapter at its end.
    fn add_notes<'n>(&mut self, chapter: &mut Chapter, notes: impl Iterator<Item = &'n At>) {
        let taken = notes.filter_map(|&(page, at)| self.pages.get_mut(page)?.get_mut(at)?.take());
        let foot: Vec<Block> = taken.collect();
        if !foot.is_empty() && !chapter.blocks.is_empty() {
            chapter.blocks.push(Block::Rule);
        }
        chapter.blocks.extend(foot);
    }
}

/// The chapters in reading order.
fn cuts(contents: &[Entry], pages: &[Page], book: Option<&str>) -> Vec<Cut> {
    let mut cuts = of_contents(contents, pages);
    if cuts.is_empty() {
        cuts = (0..pages.len())
            .map(|page| of_page(page, pages, book))
            .collect();
    }
    cuts.sort_by_key(|cut| cut.at);
    // Of several lines that lead to one place the last is the chapter, those before it stand above.
    let mut kept: Vec<Cut> = Vec::new();
    for cut in cuts {
        match kept.last_mut().filter(|last| last.at == cut.at) {
            Some(last) if last.is_heading => *last = cut,
            Some(_) => {}
            None => kept.push(cut),
        }
    }
    if kept.first().is_none_or(|first| first.at > (0, 0)) && !pages.is_empty() {
        let mut front = of_page(0, pages, book);
        front.title = front
            .title
            .filter(|title| kept.first().and_then(|cut| cut.title.as_ref()) != Some(title));
        kept.insert(0, front);
    }
    kept
}

fn of_contents(contents: &[Entry], pages: &[Page]) -> Vec<Cut> {
    let of_file: HashMap<usize, usize> = pages
        .iter()
        .enumerate()
        .map(|(at, page)| (page.file, at))
        .collect();
    let has_levels = contents.iter().any(|entry| entry.depth > 0);
    let mut above: Vec<&Entry> = Vec::new();
    let mut cuts = Vec::new();
    for (index, entry) in contents.iter().enumerate() {
        while above.last().is_some_and(|last| last.depth >= entry.depth) {
            above.pop();
        }
        let is_heading = contents
            .get(index + 1)
            .is_some_and(|next| next.depth > entry.depth);
        let parent = above.last().copied();
        above.push(entry);
        // What stands deep in the contents and on the page of the line above it is a part of that chapter.
        let is_part = entry.depth > 1 && parent.is_some_and(|parent| parent.file == entry.file);
        let Some(&page) = entry
            .file
            .and_then(|file| of_file.get(&file))
            .filter(|_| !is_part)
        else {
            continue;
        };
        let sections: Vec<&str> = above
            .iter()
            .filter(|above| is_above(above, entry))
            .map(|above| above.title.as_str())
            .collect();
        let own = || entry.title.clone();
        let section = if sections.is_empty() {
            own()
        } else {
            sections.join("\u{3000}")
        };
        cuts.push(Cut {
            at: (page, pages[page].block_of(entry.place.as_deref())),
            title: Some(own()).filter(|title| !title.is_empty()),
            section: Some(section).filter(|_| has_levels),
            is_heading,
        });
    }
    cuts
}

fn is_above(above: &Entry, entry: &Entry) -> bool {
    above.depth < entry.depth && !above.title.is_empty()
}

/// A page that the contents do not name, by what it calls itself.
fn of_page(page: usize, pages: &[Page], book: Option<&str>) -> Cut {
    let blocks = pages[page].walked.blocks.iter().take(3);
    let heading = blocks.filter_map(|block| match block {
        Block::Subhead { text } => Some(text.clone()),
        _ => None,
    });
    let is_book = |title: &String| book.is_some_and(|book| letters(book).eq(letters(title)));
    let titled = pages[page]
        .title
        .clone()
        .filter(|title| !is_book(title) && title != "Unknown");
    Cut {
        at: (page, 0),
        title: heading
            .take(1)
            .next()
            .or(titled)
            .filter(|title| !is_book(title)),
        section: None,
        is_heading: false,
    }
}
