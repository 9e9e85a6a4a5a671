//! Marks as plain values.

use jiff::civil::Date;

use crate::edition::{Place, Slot};
use crate::library::Key;

/// What a mark is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A place to come back to.
    #[default]
    Bookmark,
    /// A story that is worth keeping.
    Star,
    /// A story that has tags.
    Tag,
    /// A passage.
    Highlight,
}

impl Kind {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Bookmark, Self::Star, Self::Tag, Self::Highlight];

    /// Its name, in the database and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bookmark => "bookmark",
            Self::Star => "star",
            Self::Tag => "tag",
            Self::Highlight => "highlight",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it marks a story as a whole: such a mark stands once in a story.
    pub fn is_of_story(self) -> bool {
        matches!(self, Self::Star | Self::Tag)
    }
}

/// A mark to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// Id of the story; empty in marks of before that was kept.
    pub story: String,
    /// Where it begins.
    pub place: Place,
    /// Where a highlight ends, in the same story.
    pub end: Option<(Slot, usize)>,
    /// Title of the story.
    pub title: String,
    /// The words that are highlighted, or the first words at the place: what is read in lists, and what the place is
    /// found by if the edition is ever read differently. Empty where the story as a whole is meant.
    pub excerpt: String,
    /// Label of the page.
    pub page: Option<String>,
    /// Who wrote the story, as printed.
    pub byline: Option<String>,
    /// What the reader wrote about it.
    pub note: Option<String>,
    /// In the order of their letters, each once (see [`super::tags_in`]).
    pub tags: Vec<String>,
}

/// A mark that is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Its number in this library; less than 0 where another reader made it.
    pub id: i64,
    /// Its name in every library: what an export and an import know it by.
    pub uid: String,
    /// The edition it is in.
    pub edition: Key,
    /// Who made it, where that was another reader, who told it in a room.
    pub reader: Option<String>,
    /// Name of that edition ("太原日报 2026-07-09").
    pub edition_title: String,
    /// Where that edition was last opened from (files separated by `\n`).
    pub origin: String,
    /// Name of the paper.
    pub paper: String,
    /// Day of the issue.
    pub date: Option<Date>,
    /// Where it points, and what it says.
    pub draft: Draft,
    /// When it was made, seconds since 1970.
    pub made: i64,
    /// When it was changed last: its note, its tags, whether it stands.
    pub changed: i64,
}

/// Where words were printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// Name of the paper.
    pub paper: String,
    /// Day of the issue.
    pub date: Option<Date>,
    /// Label of the page.
    pub page: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The headline.
    pub headline: String,
}

impl Mark {
    /// Where its words were printed.
    pub fn citation(&self) -> Citation {
        Citation {
            paper: self.paper.clone(),
            date: self.date,
            page: self.draft.page.clone(),
            byline: self.draft.byline.clone(),
            headline: self.draft.title.clone(),
        }
    }
}

impl Citation {
    /// On one line: "《太原日报》 2026-07-09 第02版 下穿通道装上了阻车杆 记者 甘棠", as titles in other letters are in italics or
    /// quotes: "Evening Post, 2026-07-09, p. 2, “The rain is late”, By A. Reed".
    pub fn line(&self) -> String {
        let chinese = self
            .paper
            .chars()
            .chain(self.headline.chars())
            .any(crate::text::script::is_cjk);
        let date = self.date.map(|date| date.to_string());
        let page = self.page.as_deref();
        let byline = self.byline.clone();
        let (paper, page, headline, between) = match chinese {
            true => (
                around("《", &self.paper, "》"),
                page.map(|page| format!("第{page}版")),
                around("", &self.headline, ""),
                " ",
            ),
            false => (
                around("", &self.paper, ""),
                page.map(|page| format!("p. {page}")),
                around("“", &self.headline, "”"),
                ", ",
            ),
        };
        let parts = [paper, date, page, headline, byline];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(between)
    }
}

fn around(before: &str, text: &str, after: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("{before}{text}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_one_line_in_the_manner_of_its_letters() {
        let citation = Citation {
            paper: "太原日报".into(),
            date: Some(jiff::civil::date(2026, 7, 9)),
            page: Some("02".into()),
            byline: Some("记者 甘棠".into()),
            headline: "下穿通道装上了阻车杆".into(),
        };
        assert_eq!(
            citation.line(),
            "《太原日报》 2026-07-09 第02版 下穿通道装上了阻车杆 记者 甘棠"
        );
        let citation = Citation {
            paper: "Evening Post".into(),
            page: Some("2".into()),
            headline: "The rain is late".into(),
            ..Citation::default()
        };
        assert_eq!(citation.line(), "Evening Post, p. 2, “The rain is late”");
        assert_eq!(Citation::default().line(), "");
    }

    #[test]
    fn every_kind_is_known_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(kind));
        }
        assert_eq!(Kind::named("scratch"), None);
    }
}
