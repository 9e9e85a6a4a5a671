//! A source to its pages, and each page to stories: the frame round the stages.

use super::aozora::take_readings;
use super::assembly::{Assembled, assemble};
use super::finish::finish;
use super::floats::settle;
use super::furniture::find_date;
use super::items::{Item, Kind, classify};
use super::lines;
use crate::edition::{Edition, Note, Section, Story};
use crate::read::wash::{Notes, wash};
use crate::read::{Reading, Source, limits};
use crate::text::clean::clean;
use crate::text::decode::decode;
use crate::text::language::guess_tag;

/// Reads a page dump; a form feed, or a page line with another label, begins a new page.
pub fn read(source: Source<'_>) -> Reading {
    let decoded = decode(source.bytes);
    let mut reader = Reader {
        name: source.name,
        edition: Edition::default(),
        dropped_notes: 0,
    };
    reader.note_decoding(decoded.encoding, decoded.damaged);
    let mut first = 1;
    for sheet in decoded.text.split('\u{c}') {
        reader.sheet(sheet, first);
        first += sheet.matches('\n').count();
    }
    reader.edition.date = reader
        .edition
        .date
        .or_else(|| find_date(source.name).map(|found| found.0));
    reader.edition.language = guess_tag(&decoded.text).map(str::to_owned);
    take_readings(&mut reader.edition);
    reader.close_notes();
    let mut notes = Notes::new(source.name);
    wash(&mut reader.edition, &mut notes);
    reader.edition.notes.extend(notes.close());
    Reading {
        edition: reader.edition,
        ..Reading::default()
    }
}

struct Reader<'s> {
    name: &'s str,
    edition: Edition,
    dropped_notes: usize,
}

impl Reader<'_> {
    fn note_decoding(&mut self, encoding: &str, damaged: usize) {
        if encoding != "UTF-8" {
            self.note(self.name.to_owned(), format!("decoded from {encoding}"));
        }
        if damaged > 0 {
            self.note(
                self.name.to_owned(),
                format!("{damaged} damaged byte sequences stand as U+FFFD"),
            );
        }
    }

    fn note(&mut self, at: String, what: String) {
        if self.edition.notes.len() < limits::NOTES {
            self.edition.notes.push(Note { at, what });
        } else {
            self.dropped_notes += 1;
        }
    }

    fn close_notes(&mut self) {
        if self.dropped_notes > 0 {
            let what = format!("{} more mends are not listed", self.dropped_notes);
            self.edition.notes.push(Note {
                at: self.name.to_owned(),
                what,
            });
        }
    }

    /// A sheet: the text between form feeds.
    fn sheet(&mut self, sheet: &str, first: usize) {
        let cleaned = clean(sheet);
        if cleaned.dropped > 0 {
            let what = format!(
                "dropped {} characters that could act on a terminal",
                cleaned.dropped
            );
            self.note(format!("{} line {first}", self.name), what);
        }
        let lines = lines::split(&cleaned.text, first);
        let items = classify(&lines);
        for page in pages(&items) {
            self.page(page);
        }
    }

    fn page(&mut self, items: &[Item<'_>]) {
        let mut assembled = assemble(items);
        settle(
            &mut assembled.drafts,
            &assembled.floats,
            &mut assembled.loose,
        );
        let Assembled {
            drafts,
            furniture,
            loose,
            notes,
            ..
        } = assembled;
        for (line, what) in notes {
            self.note(format!("{} line {line}", self.name), what);
        }
        let label = furniture.label.unwrap_or_default();
        let mut section = Section {
            label: label.clone(),
            title: furniture.title,
            ..Section::default()
        };
        for draft in drafts {
            let id = format!("s{}", self.edition.stories.len() + 1);
            section.stories.push(id.clone());
            let page = Some(label.clone()).filter(|label| !label.is_empty());
            self.edition.stories.push(Story {
                id,
                page,
                ..finish(draft)
            });
        }
        let edition = &mut self.edition;
        edition.loose.extend(loose.into_iter().map(str::to_owned));
        edition.date = edition.date.or(furniture.date);
        edition.masthead = edition.masthead.take().or(furniture.masthead);
        if !section.stories.is_empty() {
            edition.sections.push(section);
        }
    }
}

/// Cuts the items of a sheet where a page line with another label stands: before it, or after it where the sheet has
/// its page lines at the foot.
fn pages<'i, 'a>(items: &'i [Item<'a>]) -> Vec<&'i [Item<'a>]> {
    let labelled: Vec<(usize, &str)> = items
        .iter()
        .enumerate()
        .filter_map(|(i, item)| Some((i, label(item)?)))
        .collect();
    let first_text = items.iter().position(Item::is_body).unwrap_or(items.len());
    let at_foot = labelled
        .first()
        .is_some_and(|&(index, _)| index > first_text);
    let mut cuts = Vec::new();
    for pair in labelled.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
        cuts.push(if at_foot { pair[0].0 + 1 } else { pair[1].0 });
    }
    let mut start = 0;
    let mut pages = Vec::new();
    for cut in cuts.into_iter().chain([items.len()]) {
        if items[start..cut]
            .iter()
            .any(|item| !matches!(item.kind, Kind::Furniture(_)))
            || cut == items.len()
        {
            pages.push(&items[start..cut]);
            start = cut;
        }
    }
    pages
}

fn label<'i>(item: &'i Item<'_>) -> Option<&'i str> {
    match &item.kind {
        Kind::Furniture(furniture) => furniture.label.as_deref(),
        _ => None,
    }
}
