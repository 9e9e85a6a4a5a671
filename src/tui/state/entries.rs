//! What is in each list over the window, and how one of its things stands there.

use ratatui::layout::Rect;

use super::app::App;
use super::entry::{Entry, Marked, Under};
use super::lists::{ROOMY, Row, SIGNS, first_line};
use super::screen::Listing;
use super::stacks::Asks;
use crate::config::{Command, Takes};
use crate::library::archive::{Hit, Standing};
use crate::library::{Kind, Mark};
use crate::text::finder::Finder;
use crate::tui::words::fill;

/// The most lines of a snippet.
const SNIPPET: usize = 2;

impl App {
    /// The rows of a list: what its filter finds, in order.
    pub(super) fn rows(&self, listing: Listing) -> Vec<Row> {
        let finder = match listing {
            Listing::Found => Finder::default(),
            _ => Finder::of(&self.lists.roll(listing).filter),
        };
        let row = |item: usize| {
            let marks = self.matched(listing, item, &finder)?;
            Some(Row { item, marks })
        };
        (0..self.things(listing)).filter_map(row).collect()
    }

    /// How many things a list would have without a filter.
    pub fn things(&self, listing: Listing) -> usize {
        match listing {
            Listing::Marks => self.marks.len(),
            Listing::Papers => self.stacks.papers.len(),
            Listing::Issues => self.stacks.calendar.here().len(),
            Listing::Found => self.stacks.results.hits.len(),
            Listing::Picks => self.contents.printed,
            Listing::Commands => self.habits.commands.len(),
        }
    }

    /// What a filter matches of a thing's title, or nothing of it where it matches something else that stands there.
    fn matched(
        &self,
        listing: Listing,
        item: usize,
        finder: &Finder,
    ) -> Option<Vec<std::ops::Range<usize>>> {
        if listing == Listing::Marks {
            return self.matched_mark(self.mark(item)?, finder);
        }
        if finder.is_empty() {
            return Some(Vec::new());
        }
        finder.find(&self.title(listing, item))
    }

    fn matched_mark(&self, mark: &Mark, finder: &Finder) -> Option<Vec<std::ops::Range<usize>>> {
        let wanted = self.lists.kind.is_none_or(|kind| kind == mark.draft.kind);
        if !wanted {
            return None;
        }
        let draft = &mark.draft;
        let others = [
            draft.note.as_deref(),
            Some(mark.paper.as_str()),
            mark.reader.as_deref(),
        ];
        let tags = draft.tags.iter().map(String::as_str);
        let mut others = others.into_iter().flatten().chain(tags);
        let title = finder.find(&self.shown(&draft.title));
        title.or_else(|| {
            others
                .any(|text| finder.find(text).is_some())
                .then(Vec::new)
        })
    }

    fn title(&self, listing: Listing, item: usize) -> String {
        let title = match listing {
            Listing::Marks => self.mark(item).map(|mark| mark.draft.title.clone()),
            Listing::Papers => self.stacks.papers.get(item).map(|paper| paper.name.clone()),
            Listing::Issues => self
                .stacks
                .calendar
                .at
                .map(|day| self.habits.words.date(day)),
            Listing::Found => {
                let hit = self.stacks.results.hits.get(item);
                hit.map(|hit| hit.headline.clone())
            }
            Listing::Picks => self.story(item).map(|story| story.title().into_owned()),
            Listing::Commands => {
                let command = self.habits.commands.get(item);
                command.map(|command| command.name.clone())
            }
        };
        self.shown(&title.unwrap_or_default()).into_owned()
    }

    /// A mark by its place among all of them.
    pub fn mark(&self, item: usize) -> Option<&Mark> {
        self.marks.listed().nth(item)
    }

    /// How a row of a list stands in a pane.
    pub fn entry(&self, listing: Listing, at: usize, area: Rect) -> Option<Entry> {
        let row = self.lists.roll(listing).rows.get(at)?;
        let title = Marked {
            text: self.title(listing, row.item),
            marks: row.marks.clone(),
        };
        let entry = Entry {
            title,
            air: area.height >= ROOMY,
            ..Entry::default()
        };
        let mut entry = match listing {
            Listing::Marks => self.mark_entry(entry, at, self.mark(row.item)?),
            Listing::Papers => self.paper_entry(entry, at, area)?,
            Listing::Issues => self.issue_entry(entry, self.stacks.calendar.here().get(row.item)?),
            Listing::Found => self.hit_entry(entry, self.stacks.results.hits.get(row.item)?, area),
            Listing::Commands => self.command_entry(entry, self.habits.commands.get(row.item)?),
            Listing::Picks => Entry {
                beside: self.page_of(row.item),
                air: false,
                ..entry
            },
        };
        self.make_room(&mut entry, area);
        Some(entry)
    }

    /// What does not fit beside the title stands under it.
    fn make_room(&self, entry: &mut Entry, area: Rect) {
        let both = self.cells(&entry.title.text) + self.cells(&entry.beside) + 2;
        let room = usize::from(area.width.saturating_sub(SIGNS + 1));
        // A title of one line is cut rather than given two.
        if both > room && !entry.under.is_empty() && !entry.beside.is_empty() {
            let beside = std::mem::take(&mut entry.beside);
            entry.under.insert(0, Under::furniture(beside));
        }
    }

    fn mark_entry(&self, entry: Entry, at: usize, mark: &Mark) -> Entry {
        let draft = &mark.draft;
        let mut under = Vec::new();
        if !draft.excerpt.is_empty() {
            under.push(Under::furniture(
                self.shown(&draft.excerpt).replace('\n', " "),
            ));
        }
        let tags: Vec<String> = draft.tags.iter().map(|tag| format!("#{tag}")).collect();
        let tags = (!tags.is_empty()).then(|| (String::new(), tags.join(" ")));
        let note = draft.note.clone();
        let note = note.map(|note| (self.habits.words.list.note.clone(), note));
        under.extend(
            [tags, note]
                .into_iter()
                .flatten()
                .map(|(label, text)| Under {
                    label,
                    line: Marked::plain(text),
                    own: mark.reader.is_none(),
                }),
        );
        let kind = self.kind_name(draft.kind).to_owned();
        let beside = [Some(kind), mark.reader.clone(), Some(self.whence(mark))];
        let beside: Vec<String> = beside.into_iter().flatten().collect();
        Entry {
            heading: self.heading_over_mark(at),
            beside: beside.join("  "),
            under,
            ..entry
        }
    }

    /// What a kind of marks is called.
    pub fn kind_name(&self, kind: Kind) -> &str {
        let names = self.habits.words.list.kinds.get(kind.name());
        names.map_or("", String::as_str)
    }

    /// The heading that stands over the first mark of other editions, when both kinds are listed.
    fn heading_over_mark(&self, at: usize) -> Option<String> {
        let rows = &self.lists.roll(Listing::Marks).rows;
        let own = |at: usize| rows.get(at).map(|row| row.item < self.marks.here.len());
        let first = own(at) == Some(false) && (at == 0 || own(at - 1) == Some(true));
        first.then(|| self.habits.words.list.elsewhere.clone())
    }

    /// The page a mark is on, or the edition that it is in.
    fn whence(&self, mark: &Mark) -> String {
        match mark.edition == self.key {
            true => self.page_of(mark.draft.place.story),
            false => mark.edition_title.clone(),
        }
    }

    /// Label and name of the page that a story of this edition stands on first.
    fn page_of(&self, story: usize) -> String {
        let spot = self.contents.home_of(story);
        let shelf = spot.and_then(|spot| self.contents.shelves.get(spot.shelf));
        let name = shelf.map(|shelf| format!("{} {}", shelf.label, shelf.title));
        name.unwrap_or_default().trim().to_owned()
    }

    fn issue_entry(&self, mut entry: Entry, issue: &Standing) -> Entry {
        let words = &self.habits.words.list;
        if issue.date.is_none() {
            entry.title.text.clone_from(&words.undated);
        }
        Entry {
            beside: self.extent(issue),
            air: false,
            ..entry
        }
    }

    /// How much an edition has.
    pub fn extent(&self, issue: &Standing) -> String {
        let words = &self.habits.words.list;
        let pages = fill(&words.pages, &[("n", &issue.pages.to_string())]);
        let stories = fill(&words.stories, &[("n", &issue.stories.to_string())]);
        format!("{pages}  {stories}")
    }

    /// What a command takes, and its arguments.
    fn command_entry(&self, entry: Entry, command: &Command) -> Entry {
        let words = &self.habits.words.command;
        let takes = match command.takes {
            Takes::Passage if self.passage.is_some() => &words.passage,
            Takes::Passage | Takes::Story => &words.story,
        };
        Entry {
            beside: takes.clone(),
            under: vec![Under::furniture(command.run.join(" "))],
            ..entry
        }
    }

    fn hit_entry(&self, mut entry: Entry, hit: &Hit, area: Rect) -> Entry {
        let needles = self.stacks.results.needles();
        entry.title = Marked::with(entry.title.text, &needles);
        let date = hit.date.map(|date| date.to_string());
        let whence = [
            Some(hit.paper.clone()),
            date,
            hit.page.clone(),
            hit.section.clone(),
        ];
        let whence: Vec<String> = whence.into_iter().flatten().collect();
        let snippet = self.shown(&hit.snippet.text);
        let snippet = Marked::with(snippet, &needles);
        let room = usize::from(area.width.saturating_sub(SIGNS + 1));
        let lines = if entry.air { SNIPPET } else { 1 };
        let under = self
            .broken(snippet, room, lines)
            .into_iter()
            .map(|line| Under {
                line,
                ..Under::default()
            });
        Entry {
            beside: whence.join(" "),
            under: under.collect(),
            ..entry
        }
    }

    /// A text as at most so many lines; the last is cut where it is drawn.
    pub(super) fn broken(&self, text: Marked, room: usize, most: usize) -> Vec<Marked> {
        let (mut lines, mut rest) = (Vec::new(), text);
        while lines.len() + 1 < most {
            let Some(at) = first_line(&rest.text, room, self.habits.ambiguous) else {
                break;
            };
            lines.push(rest.before(at));
            rest = rest.after(at);
        }
        lines.push(rest);
        lines
    }

    /// What a list is called, with what was asked for it.
    pub fn name_of(&self, listing: Listing) -> String {
        let words = &self.habits.words.list;
        let results = &self.stacks.results;
        match listing {
            Listing::Marks => words.marks.clone(),
            Listing::Papers => words.papers.clone(),
            Listing::Issues => self.stacks.calendar.paper.clone(),
            Listing::Picks => words.picks.clone(),
            Listing::Commands => words.commands.clone(),
            Listing::Found => match &results.asks {
                Asks::Words => fill(&words.found, &[("text", &results.field)]),
                Asks::Alike(_, title) => fill(&words.alike, &[("text", title)]),
                Asks::Same(_, title) => fill(&words.same, &[("text", title)]),
            },
        }
    }
}
