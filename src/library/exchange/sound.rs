//! What comes from outside made sound before it is taken in: texts cleaned, lengths bounded, what makes no sense left out.

use jiff::Timestamp;

use super::form::{EditionForm, Export, MarkForm};
use crate::library::Key;
use crate::library::marks::{Draft, Kind, tags_in};
use crate::text::clean::clean;

/// Longest name, headline, byline, in characters.
const LINE: usize = 1000;
/// Longest excerpt and note, in characters.
const TEXT: usize = 100_000;
/// Most files of an edition.
const FILES: usize = 10_000;

/// An export with what makes sense of it.
pub(super) struct Sound {
    pub(super) marks: Vec<SoundMark>,
    pub(super) editions: Vec<EditionForm>,
    /// Marks of other readers, which stay theirs.
    pub(super) others: usize,
    /// Marks that were left out.
    pub(super) senseless: usize,
}

/// A mark that makes sense.
pub(in crate::library) struct SoundMark {
    pub(in crate::library) uid: String,
    /// As much of its edition as it knows.
    pub(in crate::library) edition: EditionForm,
    pub(in crate::library) draft: Draft,
    pub(in crate::library) made: i64,
    pub(in crate::library) changed: i64,
}

/// Makes all of it sound.
pub(super) fn export(export: Export) -> Sound {
    let all = export.marks.len();
    let own = export
        .marks
        .into_iter()
        .filter(|mark| mark.reader.is_none());
    let own: Vec<MarkForm> = own.collect();
    let (others, all) = (all - own.len(), own.len());
    let marks: Vec<SoundMark> = own.into_iter().filter_map(mark).collect();
    Sound {
        others,
        senseless: all - marks.len(),
        marks,
        editions: export.editions.into_iter().filter_map(edition).collect(),
    }
}

/// Makes a mark sound; `None` where it makes no sense.
pub(in crate::library) fn mark(mark: MarkForm) -> Option<SoundMark> {
    let kind = Kind::named(&mark.kind)?;
    let of = EditionForm {
        key: mark.edition,
        paper: mark.paper,
        date: mark.date,
        files: mark.files,
        ..EditionForm::default()
    };
    let end = mark.end.filter(|_| kind == Kind::Highlight);
    Some(SoundMark {
        uid: Some(mark.uid).filter(|uid| is_id(uid))?,
        edition: edition(of)?,
        draft: Draft {
            kind,
            story: line(&mark.story),
            place: mark.place,
            end: end.map(|end| (end.slot, end.byte)),
            title: line(&mark.headline),
            excerpt: text(&mark.excerpt),
            page: optional(mark.page, line),
            byline: optional(mark.byline, line),
            note: optional(mark.note, text),
            tags: tags_in(&mark.tags.join(" ")),
        },
        made: mark.made.as_second(),
        changed: mark.changed.min(soon()).as_second(),
    })
}

fn edition(edition: EditionForm) -> Option<EditionForm> {
    let mut edition = EditionForm {
        key: Key::parse(&edition.key)?.as_str().to_owned(),
        paper: line(&edition.paper),
        files: files(edition.files),
        last: optional(edition.last, line),
        ..edition
    };
    edition.read.retain(|read| is_story(&read.story));
    edition
        .positions
        .retain(|position| is_story(&position.story));
    edition.sessions.retain(|session| is_story(&session.story));
    for position in &mut edition.positions {
        position.at = position.at.min(soon());
    }
    Some(edition)
}

/// What comes from a later time than there can be would never be changed again.
fn soon() -> Timestamp {
    let day = jiff::SignedDuration::from_hours(24);
    let now = Timestamp::now();
    now.checked_add(day).unwrap_or(now)
}

/// Whether a text can be the name of a mark in every library.
pub(in crate::library) fn is_id(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn is_story(id: &str) -> bool {
    !id.is_empty() && id.chars().count() <= LINE && clean(id).dropped == 0
}

fn optional(text: Option<String>, sound: fn(&str) -> String) -> Option<String> {
    text.map(|text| sound(&text))
        .filter(|text| !text.is_empty())
}

/// A text on one line, and not long.
pub(in crate::library) fn line(text: &str) -> String {
    let cleaned = clean(text).text;
    let characters = cleaned.chars().take(LINE);
    let line: String = characters
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    line.trim().to_owned()
}

fn text(text: &str) -> String {
    clean(text).text.chars().take(TEXT).collect()
}

/// Names of files as they are; one that holds what no name should is left out.
fn files(files: Vec<String>) -> Vec<String> {
    let sound = files
        .into_iter()
        .filter(|name| !name.chars().any(char::is_control));
    sound.take(FILES).collect()
}
