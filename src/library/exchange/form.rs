//! What `yuebao marks --to json` writes: a public contract. Read leniently: what is missing has its default, what is
//! unknown is passed over.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::edition::{Place, Slot};

/// Everything, or the marks that were wanted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Export {
    /// The marks, newest first.
    pub marks: Vec<MarkForm>,
    /// The editions with what was read in them; none where only some marks were wanted.
    pub editions: Vec<EditionForm>,
}

/// A mark.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MarkForm {
    /// Its name in every library.
    pub uid: String,
    /// Who made it, where that was another reader.
    pub reader: Option<String>,
    /// bookmark, star, tag or highlight.
    pub kind: String,
    /// Key of the edition.
    pub edition: String,
    /// Name of the paper.
    pub paper: String,
    /// Day of the issue.
    pub date: Option<Date>,
    /// Label of the page.
    pub page: Option<String>,
    /// Who wrote the story, as printed.
    pub byline: Option<String>,
    /// The headline.
    pub headline: String,
    /// The words highlighted, or the first at the place.
    pub excerpt: String,
    /// The reader's note.
    pub note: Option<String>,
    /// The reader's tags.
    pub tags: Vec<String>,
    /// Id of the story.
    pub story: String,
    /// Where it begins.
    pub place: Place,
    /// Where a highlight ends, in the same story.
    pub end: Option<EndForm>,
    /// What the edition was opened from.
    pub files: Vec<String>,
    /// When it was made.
    pub made: Timestamp,
    /// When it was changed last.
    pub changed: Timestamp,
}

/// Where a highlight ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndForm {
    /// The part of the story.
    pub slot: Slot,
    /// The byte of its text.
    pub byte: usize,
}

/// An edition with what was read in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditionForm {
    /// Its key.
    pub key: String,
    /// Name of the paper.
    pub paper: String,
    /// Day of the issue.
    pub date: Option<Date>,
    /// What it was opened from.
    pub files: Vec<String>,
    /// When it was opened last.
    pub opened: Timestamp,
    /// Id of the story that was open last.
    pub last: Option<String>,
    /// The stories that were read.
    pub read: Vec<ReadForm>,
    /// Where the reader is in every story.
    pub positions: Vec<PositionForm>,
    /// The time that stories were open.
    pub sessions: Vec<SessionForm>,
}

/// A story that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadForm {
    /// Its id.
    pub story: String,
    /// When.
    pub at: Timestamp,
}

/// Where the reader is in a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PositionForm {
    /// Its id.
    pub story: String,
    /// The place.
    pub place: Place,
    /// Since when.
    pub at: Timestamp,
}

/// A story that was open without a break.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    /// Its id.
    pub story: String,
    /// When it was opened.
    pub started: Timestamp,
    /// The reader's own day.
    pub day: Option<Date>,
    /// How long it was read.
    pub seconds: u64,
}
