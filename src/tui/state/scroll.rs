//! Moving through the text, and from story to story with the way back remembered.

use crate::edition::{Place, Slot};
use crate::library::{Citation, Draft};
use crate::tui::effect::Effect;

use super::app::App;
use super::contents::Spot;
use super::landing::Landing;
use super::marks::MEMORY;
use super::reading::{Step, TAIL};
use super::round::Deliveries;
use super::screen::{Listing, Screen};

/// Characters of a bookmark's excerpt.
const EXCERPT: usize = 40;

impl App {
    /// The last `top` that still fills the window; in columns that with the last band.
    pub fn last_top(&self) -> usize {
        let Some(galley) = self.galley() else {
            return 0;
        };
        match galley.band() {
            Some(_) => self.band_of(galley.height().saturating_sub(1)),
            None => (galley.height() + TAIL).saturating_sub(self.page()),
        }
    }

    /// Whether the last line of the story is on the screen.
    pub fn at_end(&self) -> bool {
        let lines = self.galley().map_or(0, |galley| galley.height());
        self.reading.top + self.page() >= lines
    }

    /// How much of the open story was on the screen so far, in percent.
    pub fn percent(&self) -> usize {
        let lines = self.galley().map_or(0, |galley| galley.height());
        let seen = (self.reading.top + self.page()).min(lines);
        (seen * 100).checked_div(lines).unwrap_or(100)
    }

    /// Scrolls so that `line` is the first on the screen, or as near as the end of the story lets it. A
    /// place is news only when that moves it.
    pub fn scroll_to(&mut self, line: usize) {
        let top = line.min(self.last_top());
        if top == std::mem::replace(&mut self.reading.top, top) {
            return;
        }
        let place = self.galley().map(|g| g.place_of(self.reading.top));
        if let (Some(story), Some(place)) = (self.open(), place) {
            self.marks.places.insert(story, place);
        }
    }

    /// Scrolls only as far as it takes to have a part's byte on the screen, with some lines above it; in columns to its band.
    pub fn show(&mut self, place: (Slot, usize)) {
        let row = self.galley().map(|galley| galley.row_of(place));
        let (top, page) = (self.reading.top, self.page());
        if row.is_some_and(|row| row < top || row >= top + page) {
            self.bring(place);
        }
    }

    /// Scrolls so that a part's byte has some lines above it; in columns to its band.
    pub fn bring(&mut self, place: (Slot, usize)) {
        let Some(row) = self.galley().map(|galley| galley.row_of(place)) else {
            return;
        };
        let is_in_bands = self.galley().is_some_and(|galley| galley.band().is_some());
        let above = self.page() / 3;
        self.scroll_to(match is_in_bands {
            true => self.band_of(row),
            false => row.saturating_sub(above),
        });
    }

    /// Opens a story at a place, remembering where the reader was.
    pub fn leap(&mut self, story: usize, place: Option<(Slot, usize)>) {
        let Some(spot) = self.contents.home_of(story) else {
            return;
        };
        if let Some(step) = self.step() {
            self.trail.push(step);
            if self.trail.len() > MEMORY {
                self.trail.remove(0);
            }
        }
        self.stand_at(spot, story, place);
    }

    /// Opens the story of a bookmark where its words are now. A paper that was read differently when the bookmark was
    /// made may have them elsewhere, or not at all; then that is said.
    pub fn lead_to(&mut self, draft: &Draft) {
        self.touched = true;
        let (title, excerpt) = (&draft.title, &draft.excerpt);
        let place = self.edition.anchor(draft.place, title, excerpt);
        match place.filter(|place| self.contents.is_printed(place.story)) {
            Some(place) => self.leap(place.story, Some((place.slot, place.byte))),
            None => {
                let words = self.habits.words.said.lost.clone();
                self.say(&words, &[("text", title)]);
            }
        }
    }

    /// A mark to be, of a story as a whole.
    pub fn draft_of(&self, index: usize) -> Option<Draft> {
        let story = self.story(index)?;
        Some(Draft {
            story: story.id.clone(),
            place: Place::start_of(index),
            title: story.title().into_owned(),
            page: story.page.clone(),
            byline: story.byline.clone(),
            ..Draft::default()
        })
    }

    /// Where the words of a story were printed.
    pub fn citation(&self, index: usize) -> Option<Citation> {
        let story = self.story(index)?;
        Some(Citation {
            paper: self.name.clone(),
            date: self.edition.date,
            page: story.page.clone(),
            byline: story.byline.clone(),
            headline: story.title().into_owned(),
        })
    }

    /// A bookmark to be, at a place.
    pub fn draft(&self, place: Place) -> Option<Draft> {
        let story = self.story(place.story)?;
        let text = story.text_of(place.slot).unwrap_or_default();
        let rest = text.get(place.byte..).unwrap_or("");
        Some(Draft {
            place,
            excerpt: rest.chars().take(EXCERPT).collect(),
            ..self.draft_of(place.story)?
        })
    }

    /// Where the reader is, for the way back; `None` in the front view.
    fn step(&self) -> Option<Step> {
        let faced = self.faced();
        let story = self.open()?;
        (self.screen == Screen::Text || !faced.is_empty()).then(|| Step {
            story,
            place: self.marks.places.get(&story).copied(),
            faced,
        })
    }

    /// The screens that lie over the front view or the text, if the reader faces one of them.
    fn faced(&self) -> Vec<Screen> {
        match self.screen.lies_over() {
            true => self.under.iter().copied().chain([self.screen]).collect(),
            false => Vec::new(),
        }
    }

    /// Puts screens over the text again, as they lay.
    pub fn face(&mut self, faced: &[Screen]) {
        if let Some((screen, under)) = faced.split_last() {
            self.screen = *screen;
            self.under = under.to_vec();
        }
    }

    /// The way back to this paper, for the one that takes its place on the desk.
    pub fn way_back(&self) -> Option<(String, Landing)> {
        let story = self.open().filter(|&story| self.contents.is_printed(story));
        let draft = story.and_then(|story| {
            let (slot, byte) = self.anchor(story);
            self.draft(Place { story, slot, byte })
        });
        let faced = self.faced();
        (draft.is_some() || !faced.is_empty()).then(|| {
            let landing = Landing {
                draft,
                faced,
                query: None,
            };
            (self.origin.clone(), landing)
        })
    }

    /// Takes the place of the paper that was on the desk before: what the terminal answered, what is known of the shelf,
    /// and the way back go on.
    pub fn follow(&mut self, before: Self, landing: &Landing) -> Vec<Effect> {
        let is_same = before.key == self.key;
        self.came_from = match is_same {
            true => before.came_from.clone(),
            false => before.way_back(),
        };
        if is_same {
            self.reading.alone = before.reading.alone;
            let words = self.habits.words.said.reloaded.clone();
            self.say(&words, &[]);
        }
        if let Some(widths) = before.habits.widths {
            self.believe(widths);
        }
        self.stacks = before.stacks;
        self.runs = before.runs;
        self.deliveries = Deliveries {
            grown: false,
            ..before.deliveries
        };
        for listing in [Listing::Papers, Listing::Issues, Listing::Found] {
            *self.lists.roll_mut(listing) = before.lists.roll(listing).clone();
        }
        self.turn_to(landing)
    }

    /// Brings the reader down in a paper that has just come on the desk.
    pub fn turn_to(&mut self, landing: &Landing) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(draft) = &landing.draft {
            self.lead_to(draft);
        }
        self.face(&landing.faced);
        self.settle(&mut effects);
        if let Some(query) = &landing.query {
            self.look_for_all(query);
            self.settle(&mut effects);
        }
        effects
    }

    /// Opens a story at a place.
    pub fn stand_at(&mut self, spot: Spot, story: usize, place: Option<(Slot, usize)>) {
        self.spot = spot;
        self.screen = Screen::Text;
        self.under.clear();
        if let Some(place) = place {
            self.marks.places.insert(story, place);
            self.reading.forget_shape();
        }
    }
}
