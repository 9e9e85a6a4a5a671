//! JSON to values: lists that may be of any length stop at their limit while they are read, so that small bytes make
//! no large memory. Unknown fields are passed over, missing ones have their defaults.

use std::fmt;
use std::marker::PhantomData;

use jiff::civil::Date;
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::edition::{Edition, Note, Section, Story};
use crate::read::limits;
use crate::read::wash::Notes;

/// An edition as it stands in the source.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wire {
    masthead: Option<String>,
    date: Option<Date>,
    language: Option<String>,
    url: Option<String>,
    vertical: bool,
    sections: UpTo<Page, { limits::SECTIONS }>,
    stories: UpTo<Story, { limits::STORIES }>,
    loose: UpTo<String, { limits::LOOSE }>,
    notes: UpTo<Note, { limits::NOTES_BROUGHT }>,
}

/// A section as it stands in the source.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Page {
    label: String,
    title: Option<String>,
    stories: UpTo<String, { limits::STORIES }>,
    facsimile: Option<String>,
    pdf: Option<String>,
    missing: Option<String>,
}

/// Parses bytes that hold an edition and nothing after it.
pub fn parse(bytes: &[u8]) -> serde_json::Result<Wire> {
    serde_json::from_slice(bytes)
}

impl Wire {
    /// As the model has it; what was over a limit is noted.
    pub fn into_edition(self, notes: &mut Notes) -> Edition {
        let over = "were left out: there are too many";
        for (list, more) in [
            ("sections", self.sections.more),
            ("stories", self.stories.more),
            ("loose", self.loose.more),
            ("notes", self.notes.more),
        ] {
            notes.count(list, more, over);
        }
        let sections = self.sections.kept.into_iter().map(|page| {
            notes.count(&format!("section {}", page.label), page.stories.more, over);
            Section {
                label: page.label,
                title: page.title,
                stories: page.stories.kept,
                facsimile: page.facsimile,
                pdf: page.pdf,
                missing: page.missing,
            }
        });
        Edition {
            sections: sections.collect(),
            masthead: self.masthead,
            date: self.date,
            language: self.language,
            url: self.url,
            vertical: self.vertical,
            stories: self.stories.kept,
            loose: self.loose.kept,
            notes: self.notes.kept,
        }
    }
}

/// A list of which at most `MOST` items are kept; the others are read past.
struct UpTo<T, const MOST: usize> {
    kept: Vec<T>,
    more: usize,
}

impl<T, const MOST: usize> Default for UpTo<T, MOST> {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            more: 0,
        }
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for UpTo<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Items(PhantomData))
    }
}

struct Items<T, const MOST: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for Items<T, MOST> {
    type Value = UpTo<T, MOST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = UpTo::default();
        while list.kept.len() < MOST {
            match items.next_element()? {
                Some(item) => list.kept.push(item),
                None => return Ok(list),
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {
            list.more += 1;
        }
        Ok(list)
    }
}
