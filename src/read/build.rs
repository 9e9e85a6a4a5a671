//! How every reader but that of page dumps makes its edition: pages and stories are put in as they come, and `close`
//! washes all texts, numbers the stories and guesses the language. It knows no format.

use super::wash::{Notes, wash};
use super::{Reading, limits};
use crate::edition::{Edition, Section, Story};
use crate::text::language::guess_tag;

/// An edition in the making.
pub struct Builder {
    /// The edition so far, its texts as they came. Stories and pages go in by [`Builder::put`] and [`Builder::page`].
    pub edition: Edition,
    /// What was mended so far.
    pub notes: Notes,
    left_out: usize,
}

impl Builder {
    /// An empty edition from the source of this name.
    pub fn new(name: &str) -> Self {
        Self {
            edition: Edition::default(),
            notes: Notes::new(name),
            left_out: 0,
        }
    }

    /// The index of the page of this label and title, which is added where there is none. `None` over the limit.
    pub fn page(&mut self, label: &str, title: Option<&str>) -> Option<usize> {
        let is_it = |page: &Section| page.label == label && page.title.as_deref() == title;
        let sections = &mut self.edition.sections;
        // Stories come page after page, so the page is nearly always the last.
        if let Some(at) = sections.iter().rposition(is_it) {
            return Some(at);
        }
        if sections.len() >= limits::SECTIONS {
            return None;
        }
        sections.push(Section {
            label: label.to_owned(),
            title: title.map(str::to_owned),
            ..Section::default()
        });
        Some(sections.len() - 1)
    }

    /// Adds a story, on a page or on none; gives it its id and its page's label.
    pub fn put(&mut self, page: Option<usize>, mut story: Story) {
        if self.edition.stories.len() >= limits::STORIES {
            self.left_out += 1;
            return;
        }
        story.id = format!("s{}", self.edition.stories.len() + 1);
        if let Some(section) = page.and_then(|page| self.edition.sections.get_mut(page)) {
            section.stories.push(story.id.clone());
            let label = Some(&section.label).filter(|label| !label.is_empty());
            story.page = label.cloned();
        }
        self.edition.stories.push(story);
    }

    /// The edition as it goes on: clean, bounded, its stories named, its language told.
    pub fn close(mut self) -> Reading {
        let over = "stories were left out: there are too many";
        self.notes.count("", self.left_out, over);
        let edition = &mut self.edition;
        wash(edition, &mut self.notes);
        edition.language = edition.language.take().or_else(|| language_of(edition));
        edition.notes.extend(self.notes.close());
        Reading::whole(self.edition)
    }
}

/// The language of the stories' first texts, for an edition that names none.
fn language_of(edition: &Edition) -> Option<String> {
    const ENOUGH: usize = 16_000;
    let mut text = String::new();
    for part in edition.stories.iter().flat_map(|story| story.parts()) {
        text.extend(part.1.chars().take(ENOUGH));
        if text.len() > ENOUGH {
            break;
        }
    }
    guess_tag(&text).map(str::to_owned)
}
