//! How a paper stands in the list of papers: how today's edition stands where it is subscribed to, and what there is of it.

use ratatui::layout::Rect;

use super::app::App;
use super::entry::{Entry, Marked, Under};
use super::lists::SIGNS;
use super::round::{Came, Turn};
use super::screen::Listing;
use super::shelved::{Shelved, has_pages};
use super::stacks::Stacks;
use crate::delivery::{State, Subscribed};
use crate::library::archive::Paper;
use crate::tui::words::fill;

/// The most lines of a reason.
const REASON: usize = 2;

impl App {
    /// Changes what is known of the papers, and keeps the cursor of their list on the paper where it is.
    pub fn keep_paper(&mut self, change: impl FnOnce(&mut Stacks)) {
        let selected = self.lists.roll(Listing::Papers).selected();
        let selected = selected.and_then(|item| self.stacks.papers.get(item));
        let name = selected.map(|paper| paper.name.clone());
        change(&mut self.stacks);
        let rows = self.rows(Listing::Papers);
        let here = |item: usize| self.stacks.papers.get(item).map(|paper| &paper.name);
        let at = rows.iter().position(|row| here(row.item) == name.as_ref());
        let roll = self.lists.roll_mut(Listing::Papers);
        roll.at = at.unwrap_or(roll.at);
        roll.rows = rows;
    }

    pub(super) fn paper_entry(&self, entry: Entry, at: usize, area: Rect) -> Option<Entry> {
        let item = self.lists.roll(Listing::Papers).rows.get(at)?.item;
        let paper = self.stacks.papers.get(item)?;
        let room = usize::from(area.width.saturating_sub(SIGNS + 1));
        let extent = entry.air.then(|| self.extent_of(paper)).flatten();
        let lines = if entry.air { REASON } else { 1 };
        let told = self.told_of(paper).into_iter();
        let told = told.flat_map(|text| self.broken(Marked::plain(text), room, lines));
        let told = told.map(|line| Under {
            line,
            ..Under::default()
        });
        Some(Entry {
            heading: self.heading_over_paper(at),
            beside: self.state_of(paper),
            under: extent
                .map(Under::furniture)
                .into_iter()
                .chain(told)
                .collect(),
            dim: paper.is_read(),
            ..entry
        })
    }

    /// The heading over the first paper that is not subscribed to, where some are.
    fn heading_over_paper(&self, at: usize) -> Option<String> {
        let rows = &self.lists.roll(Listing::Papers).rows;
        let paper = |at: usize| self.stacks.papers.get(rows.get(at)?.item);
        let is_subscribed = |at| paper(at).map(|paper| paper.subscribed.is_some());
        let before = at.checked_sub(1).and_then(is_subscribed);
        let first = before == Some(true) && is_subscribed(at) == Some(false);
        first.then(|| self.habits.words.fetch.others.clone())
    }

    /// What stands at the right of its name: where it is in a round, or how its edition stands, or how many there are.
    fn state_of(&self, paper: &Shelved) -> String {
        let words = &self.habits.words.fetch;
        let Some(subscribed) = &paper.subscribed else {
            let standing = paper.standing.as_ref();
            return standing.map_or(String::new(), |paper| self.editions(paper.editions));
        };
        match self.turn_of(subscribed) {
            Turn::Comes(Came { pages, of, .. }) if *of > 0 => counted(&words.pages, *pages, *of),
            Turn::Comes(_) => words.comes.clone(),
            Turn::Waits => words.waits.clone(),
            Turn::None => self.standing_of(subscribed),
        }
    }

    /// How the latest edition of a paper stands, in a few words.
    pub fn standing_of(&self, paper: &Subscribed) -> String {
        let words = &self.habits.words.fetch;
        let read = self.read_of(paper);
        match &paper.state {
            State::Never => words.never.clone(),
            State::Failed { .. } => words.failed.clone(),
            _ if !paper.is_today => words.not_today.clone(),
            State::Whole => read,
            State::Partly { pages, of, .. } => {
                format!("{}  {read}", counted(&words.partly, *pages, *of))
            }
        }
    }

    /// How much of an edition is read.
    fn read_of(&self, paper: &Subscribed) -> String {
        let words = &self.habits.words.fetch;
        match paper.read {
            0 => fill(&words.new, &[("n", &paper.stories.to_string())]),
            read if read >= paper.stories => words.all_read.clone(),
            read => counted(&words.some_read, read, paper.stories),
        }
    }

    fn turn_of(&self, paper: &Subscribed) -> Turn<'_> {
        let round = self.deliveries.round.as_ref();
        round.map_or(Turn::None, |round| round.turn(&paper.id))
    }

    /// What came last while it is fetched, or why it is not here whole.
    fn told_of(&self, paper: &Shelved) -> Option<String> {
        let subscribed = paper.subscribed.as_ref()?;
        let text = match (self.turn_of(subscribed), &subscribed.state) {
            (Turn::Comes(came), _) if came.what.is_empty() => String::new(),
            (Turn::Comes(came), _) => {
                let text = self.shown(&came.what);
                fill(&self.habits.words.fetch.what, &[("text", &text)])
            }
            (Turn::Waits, _) => String::new(),
            (Turn::None, State::Failed { reason }) => reason.clone(),
            (Turn::None, State::Partly { reason, .. }) if subscribed.is_today => reason.clone(),
            (Turn::None, _) => String::new(),
        };
        (!text.is_empty()).then_some(text)
    }

    /// From which day to which it stands on the shelf, and how much of it.
    fn extent_of(&self, paper: &Shelved) -> Option<String> {
        let standing = paper.standing.as_ref()?;
        let words = &self.habits.words.list;
        let stories = fill(&words.stories, &[("n", &standing.stories.to_string())]);
        let span = self.span(standing);
        Some(match paper.subscribed {
            Some(_) => format!("{span}  {}  {stories}", self.editions(standing.editions)),
            None => format!("{span}  {stories}"),
        })
    }

    fn span(&self, paper: &Paper) -> String {
        let words = &self.habits.words.list;
        match (paper.first, paper.latest) {
            (Some(first), Some(latest)) if first != latest => fill(
                &words.span,
                &[("from", &first.to_string()), ("to", &latest.to_string())],
            ),
            (_, Some(day)) => day.to_string(),
            _ => words.undated.clone(),
        }
    }

    fn editions(&self, count: usize) -> String {
        fill(
            &self.habits.words.list.editions,
            &[("n", &count.to_string())],
        )
    }

    /// The subscription that the reader faces: of the paper under the cursor, of the calendar, or of the open edition.
    pub fn paper_here(&self) -> Option<&Subscribed> {
        use super::screen::Screen::{Days, List};
        let name = match self.screen {
            List(Listing::Papers) => {
                let item = self.lists.roll(Listing::Papers).selected()?;
                return self.stacks.papers.get(item)?.subscribed.as_ref();
            }
            Days | List(Listing::Issues) => &self.stacks.calendar.paper,
            _ => &self.name,
        };
        let mut papers = self.stacks.subscribed();
        papers.find(|paper| paper.name == *name || paper.key.as_ref() == Some(&self.key))
    }

    /// The quiet word of fetching for the status line, the longest form first; nothing where there is none.
    pub fn quiet(&self) -> Vec<String> {
        let (words, deliveries) = (&self.habits.words.fetch, &self.deliveries);
        if deliveries.grown {
            return [&words.grown, &words.grown_short]
                .map(|text| self.tell(text, &[]))
                .into();
        }
        let round = deliveries.round.as_ref().filter(|round| !round.stopping);
        let Some((id, came)) = round.and_then(|round| round.at()) else {
            return deliveries.told.iter().cloned().collect();
        };
        let paper = self.stacks.subscribed().find(|paper| paper.id == id);
        let paper = paper.map_or(id, |paper| &paper.name);
        let (n, of) = (came.pages.to_string(), came.of.to_string());
        let values = [("paper", paper), ("n", &*n), ("of", &*of)];
        match came.of {
            0 => vec![fill(&words.begins, &values)],
            _ => vec![fill(&words.under_way, &values), fill(&words.short, &values)],
        }
    }

    /// What is said of a paper when it is done with.
    pub fn came_of(&self, paper: &Subscribed) -> String {
        let words = &self.habits.words.fetch;
        let state = match &paper.state {
            State::Whole => words.whole.clone(),
            State::Failed { reason } => format!("{}  {reason}", words.failed),
            state if has_pages(state) => self.standing_of(paper),
            _ => words.never.clone(),
        };
        fill(&words.came, &[("paper", &paper.name), ("state", &state)])
    }
}

fn counted(form: &str, n: usize, of: usize) -> String {
    fill(form, &[("n", &n.to_string()), ("of", &of.to_string())])
}
