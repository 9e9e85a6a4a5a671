//! A source to its pages and stories: the frame round the stages.

use std::ops::Range;

use super::body::{Stretch, stretches};
use super::dates;
use super::display;
use super::furniture::{self, Furniture};
use super::heads::{self, Head};
use super::hyphens::Hyphens;
use super::lines::{Line, Page};
use crate::edition::{Block, Story};
use crate::read::build::Builder;
use crate::read::{Reading, Source};
use crate::text::clean::clean;
use crate::text::decode::decode;

/// Whether bytes are a page for this reader: in letters that have capitals, and hard-wrapped in columns.
pub fn is_western(bytes: &[u8]) -> bool {
    const SAMPLE: usize = 20_000;
    const LINES: usize = 5;
    const CUT: usize = 3;
    const LONGEST: usize = 132;
    let sample = &*decode(&bytes[..bytes.len().min(SAMPLE)]).text;
    let letters = sample.chars().filter(|c| c.is_alphabetic());
    let cased = letters
        .clone()
        .filter(|c| c.is_lowercase() || c.is_uppercase());
    if cased.count() * 20 < letters.count() * 19 {
        return false;
    }
    let page = Page::new(sample);
    let running = page.lines.iter().filter(|line| page.is_running(line));
    let cut = running.clone().filter(|line| !line.ends_sentence()).count();
    let wrapped = cut * 2 >= running.count() && cut >= CUT;
    page.lines.len() >= LINES && (page.is_log() || (page.measure <= LONGEST && wrapped))
}

/// Reads a page dump; a form feed begins a new page.
pub fn read(source: Source<'_>) -> Reading {
    let decoded = decode(source.bytes);
    let mut builder = Builder::new(source.name);
    for sheet in decoded.text.split('\u{c}') {
        self::sheet(&mut builder, &clean(sheet).text);
    }
    builder.edition.date = builder.edition.date.or_else(|| dates::find(source.name));
    Reading {
        edition: builder.close().edition,
        ..Reading::default()
    }
}

fn sheet(builder: &mut Builder, text: &str) {
    let page = Page::new(text);
    if page.is_log() {
        return log(builder, text);
    }
    let mut furniture = furniture::find(&page);
    let display = display::find(&page, furniture.lines);
    let heads = heads::find(&page, &display);
    if heads.is_empty() && furniture.masthead.is_none() && furniture.label.is_none() {
        // No newspaper page at all: a letter has its date and address at its head as well.
        furniture.lines = 0;
    }
    let hyphens = Hyphens::of(&page.lines);
    let section = builder.page(furniture.label.as_deref().unwrap_or(""), None);
    let end = heads
        .first()
        .map_or(page.lines.len(), |head| head.lines.start);
    let opening = &page.lines[furniture.lines.min(end)..end];
    furnish(builder, furniture, &page);
    if opening
        .iter()
        .filter(|line| page.is_running(line))
        .nth(1)
        .is_some()
    {
        put(
            builder,
            section,
            Head::default(),
            stretches(&page, opening, &hyphens),
        );
    } else {
        loosen(builder, opening);
    }
    let ranges: Vec<Range<usize>> = heads.iter().map(|head| head.lines.clone()).collect();
    for (head, body) in heads.into_iter().zip(heads::bodies(&page, &ranges)) {
        put(
            builder,
            section,
            head,
            stretches(&page, &page.lines[body], &hyphens),
        );
    }
}

/// What the head of a page says of its paper; its lines belong to no story.
fn furnish(builder: &mut Builder, furniture: Furniture, page: &Page<'_>) {
    let edition = &mut builder.edition;
    edition.masthead = edition.masthead.take().or(furniture.masthead);
    edition.date = edition.date.or(furniture.date);
    loosen(builder, &page.lines[..furniture.lines]);
}

fn loosen(builder: &mut Builder, lines: &[Line<'_>]) {
    let texts = lines.iter().map(|line| line.text.to_owned());
    builder.edition.loose.extend(texts);
}

/// A list of what happened is one story, its lines as they stand.
fn log(builder: &mut Builder, text: &str) {
    let section = builder.page("", None);
    let text = text.trim_matches('\n').to_owned();
    let story = Story {
        blocks: vec![Block::Verbatim { text }],
        ..Story::default()
    };
    builder.put(section, story);
}

/// Adds a story. Where prose stops in mid-sentence and verse follows, or the other way round, another story has come in
/// between from the page before, without a heading of its own: the serial at the foot of the page.
fn put(builder: &mut Builder, section: Option<usize>, head: Head, stretches: Vec<Stretch>) {
    let mut story = Story {
        kicker: head.kicker,
        headline: head.headline,
        deck: head.deck,
        byline: head.byline,
        ..Story::default()
    };
    let mut cut = false;
    for stretch in stretches {
        if cut && !story.blocks.is_empty() {
            builder.put(section, std::mem::take(&mut story));
        }
        cut = stretch.cut && !stretch.verse;
        story.blocks.extend(stretch.blocks);
    }
    if let Some(Block::Paragraph { text, .. }) = story.blocks.first() {
        story.dateline = dates::dateline(text).map(str::to_owned);
    }
    if story.headline.is_some() || !story.blocks.is_empty() {
        builder.put(section, story);
    }
}
