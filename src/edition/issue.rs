//! One issue of a paper: its pages, its stories, and what could not be placed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Story;

/// One issue of a newspaper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edition {
    /// Name of the paper.
    pub masthead: Option<String>,
    /// Day of the issue.
    pub date: Option<Date>,
    /// BCP 47 tag of the language most of it is in (`zh-Hans`, `ja`, `en`).
    pub language: Option<String>,
    /// Address it was taken from: a feed's, or that of its front page.
    pub url: Option<String>,
    /// Whether the paper prints its lines from top to bottom.
    pub vertical: bool,
    /// The pages in order.
    pub sections: Vec<Section>,
    /// The stories in reading order; sections refer to them by id.
    pub stories: Vec<Story>,
    /// Visible text of the source that belongs to no story.
    pub loose: Vec<String>,
    /// What was mended or could not be placed.
    pub notes: Vec<Note>,
}

/// A page of an edition and the stories that stand on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The page number as printed ("02", "A01").
    pub label: String,
    /// The page's name ("要闻").
    pub title: Option<String>,
    /// Ids of its stories, in reading order.
    pub stories: Vec<String>,
    /// A picture of the whole page, if there is one.
    pub facsimile: Option<String>,
    /// The page as PDF, if there is one.
    pub pdf: Option<String>,
    /// Why the page is not here, where it could not be had whole; not in JSON where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
}

/// Something the reader mended, dropped or doubted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// Where in the source ("taiyuan.txt line 104").
    pub at: String,
    /// What was found and what was done.
    pub what: String,
}

impl Edition {
    /// Index of a story by its id.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        // Ids are `s1`, `s2`, … in order wherever yuebao made them, so the number is nearly always right.
        let guess = id
            .strip_prefix('s')
            .and_then(|n| n.parse::<usize>().ok()?.checked_sub(1));
        let hit = guess.filter(|&i| self.stories.get(i).is_some_and(|story| story.id == id));
        hit.or_else(|| self.stories.iter().position(|story| story.id == id))
    }

    /// The language a story is in: its own tag, or the edition's.
    pub fn language_of<'a>(&'a self, story: &'a Story) -> Option<&'a str> {
        story.language.as_deref().or(self.language.as_deref())
    }
}
