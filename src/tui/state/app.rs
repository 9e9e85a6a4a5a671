//! The whole of it, and what is computed from it: who has the keyboard, what stands where, which story is open.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::config::{self, Setting};
use crate::edition::{Edition, Slot, Story};
use crate::library::{Key, Stats};
use crate::text::convert::Conversion;
use crate::text::language::Language;
use crate::text::punctuation::widen;
use crate::text::width::Ambiguous;
use crate::tui::actions::{ACTIONS, Surface};
use crate::tui::key::Stroke;
use crate::tui::keymap::Keymap;
use crate::tui::theme::Theme;
use crate::tui::words::{Words, fill};
use crate::tui::{Browser, Look, Paper, Widths};
use crate::typeset::{Manner, Style, set_paragraph};

use super::contents::{Contents, Kind, Spot};
use super::geometry::{Facing, Panes, panes};
use super::landing::Landing;
use super::lists::Lists;
use super::marks::{Marks, Undo};
use super::pace::Pace;
use super::pane::Pane;
use super::passage::Passage;
use super::press::{Galley, Press};
use super::reading::{Reading, Step};
use super::round::Deliveries;
use super::screen::{Listing, Screen};
use super::search::{Prompt, Search};
use super::stacks::Stacks;

/// How this reader likes it. Only how text is set changes while the paper is open, by a key or by what the terminal
/// answers.
#[derive(Debug)]
pub struct Habits {
    /// How text is set.
    pub setting: Setting,
    /// How the screen looks and behaves.
    pub screen: config::Screen,
    /// The interface's texts.
    pub words: Words,
    /// The interface's marks.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// Cells of an ambiguous character on this terminal.
    pub ambiguous: Ambiguous,
    /// Rules are drawn in ASCII.
    pub ascii: bool,
    /// Commands that stories are piped to.
    pub commands: Vec<config::Command>,
    /// Where the reader's clock is.
    pub zone: TimeZone,
    /// What opens an address, where anything does.
    pub browser: Option<Browser>,
    /// Whether marks are shared with other readers.
    pub shares: bool,
    /// What the terminal answered about its widths.
    pub widths: Option<Widths>,
}

/// Keys typed that are no action yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The number before an action.
    pub count: Option<usize>,
    /// The beginning of a run of keys.
    pub strokes: Vec<Stroke>,
}

/// The state of the screen.
#[derive(Debug)]
pub struct App {
    /// The paper. Its stories may be followed by some that [`Contents`] made.
    pub edition: Edition,
    /// Its key in the library.
    pub key: Key,
    /// Its name for the masthead.
    pub name: String,
    /// Where it was opened from.
    pub origin: String,
    /// What stands on which shelf.
    pub contents: Contents,
    /// The reader's habits.
    pub habits: Habits,
    /// Width and height of the window in cells.
    pub size: (u16, u16),
    /// What the reader faces.
    pub screen: Screen,
    /// The screens that lists lie over; the last is gone back to first.
    pub under: Vec<Screen>,
    /// The selected story, which is also the open one.
    pub spot: Spot,
    /// Where lists stand.
    pub lists: Lists,
    /// What the archive has told.
    pub stacks: Stacks,
    /// Papers that are fetched.
    pub deliveries: Deliveries,
    /// Where the text stands.
    pub reading: Reading,
    /// Stories as set.
    pub press: Press,
    /// Minutes that stories take.
    pub pace: Pace,
    /// What the reader marked.
    pub marks: Marks,
    /// What was read, once the library has told it.
    pub stats: Option<Stats>,
    /// What can be undone, the latest last.
    pub undo: Vec<Undo>,
    /// Where jumps began, the latest last.
    pub trail: Vec<Step>,
    /// Origins of the issues before and after this one, of those that were opened together.
    pub beside: [Option<String>; 2],
    /// Where the reader was in the paper before this one, by its origin.
    pub came_from: Option<(String, Landing)>,
    /// The characters that stories are shown in, where the reader asked for it.
    pub scripts: BTreeMap<usize, Conversion>,
    /// What was searched.
    pub search: Option<Search>,
    /// The passage that is being chosen.
    pub passage: Option<Passage>,
    /// What lies over the window that is no list: what a command said, what was changed.
    pub pane: Option<Pane>,
    /// How many commands were run.
    pub runs: u64,
    /// The text field, when one is open.
    pub prompt: Option<Prompt>,
    /// Keys waiting for more.
    pub typed: Typed,
    /// What the status line has to say.
    pub said: Option<String>,
    /// Whether the reader has done anything yet.
    pub touched: bool,
}

impl App {
    /// A paper on the desk, in a window of `size` cells.
    pub fn new(paper: Paper, look: Look, size: (u16, u16)) -> Self {
        let words = Words::for_locale(&look.locale);
        let mut edition = paper.edition;
        let contents = Contents::of(&mut edition, &words);
        let (keymap, mut complaints) = Keymap::new(&look.screen.keys);
        let theme = theme(&look, &mut complaints);
        let ambiguous = look.setting.ambiguous_width.policy(None);
        let habits = Habits {
            ambiguous,
            ascii: look.ascii || ambiguous == Ambiguous::Wide,
            widths: None,
            setting: look.setting,
            screen: look.screen,
            words,
            theme,
            keymap,
            commands: look.commands,
            zone: look.zone,
            browser: look.browser,
            shares: look.shares,
        };
        let name = edition.masthead.clone().unwrap_or(paper.name);
        let stories = edition.stories.len();
        let mut app = Self {
            edition,
            key: paper.key,
            origin: paper.origin,
            name,
            contents,
            habits,
            size,
            screen: Screen::Stories,
            under: Vec::new(),
            spot: Spot::default(),
            lists: Lists::default(),
            stacks: Stacks::default(),
            deliveries: Deliveries::default(),
            reading: Reading::default(),
            press: Press::default(),
            pace: Pace::new(stories),
            marks: Marks::new(stories),
            stats: None,
            undo: Vec::new(),
            trail: Vec::new(),
            beside: paper.beside,
            came_from: None,
            scripts: BTreeMap::new(),
            search: None,
            passage: None,
            pane: None,
            runs: 0,
            prompt: None,
            typed: Typed::default(),
            said: complaints.into_iter().next(),
            touched: false,
        };
        app.settle(&mut Vec::new());
        app
    }

    /// Takes the terminal's word for how wide it draws; the text is set anew for it, at the same place.
    pub fn believe(&mut self, widths: Widths) {
        let habits = &mut self.habits;
        habits.widths = Some(widths);
        let policy = habits.setting.ambiguous_width.policy(Some(widths.text));
        // A hairline is made of pieces of one cell.
        habits.ascii |= widths.rules == Ambiguous::Wide;
        if habits.ambiguous != policy {
            habits.ambiguous = policy;
            self.press = Press::default();
            self.reading.forget_shape();
        }
    }

    /// Which surface has the keyboard.
    pub fn surface(&self) -> Surface {
        match (&self.prompt, self.screen) {
            (Some(_), _) => Surface::Field,
            (None, Screen::Sections) => Surface::Sections,
            (None, Screen::Stories) => Surface::Stories,
            (None, Screen::Text) if self.passage.is_some() => Surface::Passage,
            (None, Screen::Text) => Surface::Text,
            (None, Screen::List(Listing::Marks)) => Surface::Marks,
            (None, Screen::List(_)) => Surface::List,
            (None, Screen::Days) => Surface::Days,
            (None, Screen::Pane) => Surface::Pane,
            (None, Screen::Stats | Screen::Help) => Surface::Help,
        }
    }

    /// What stands where; `None` in a window too small to read in.
    pub fn panes(&self) -> Option<Panes> {
        let (width, height) = self.size;
        let facing = self.facing();
        let panes = panes(width, height, facing, self.breadth(facing))?;
        Some(self.with_notice(panes))
    }

    /// What the reader is looking at.
    pub(super) fn facing(&self) -> Facing {
        match self.screen {
            Screen::Sections => Facing::Sections,
            Screen::Stories => Facing::Stories,
            Screen::Text if self.reading.alone => Facing::TextAlone,
            Screen::Text => Facing::Text,
            Screen::List(_) | Screen::Days | Screen::Pane | Screen::Stats | Screen::Help => {
                Facing::Whole
            }
        }
    }

    /// The open story, which is the selected one.
    pub fn open(&self) -> Option<usize> {
        self.contents.story_at(self.spot)
    }

    /// A story by its index.
    pub fn story(&self, index: usize) -> Option<&Story> {
        self.edition.stories.get(index)
    }

    /// The open story as it stands set.
    pub fn galley(&self) -> Option<&Galley> {
        self.press.galley(self.open()?)
    }

    /// The first part and byte on the screen of a story.
    pub fn anchor(&self, story: usize) -> (Slot, usize) {
        let kept = self.marks.places.get(&story);
        kept.copied().unwrap_or((Slot::Kicker, 0))
    }

    /// The language a story is set in: its own or its edition's tag, else a guess.
    pub fn language_of(&self, index: usize, story: &Story) -> Language {
        match self.edition.language_of(story) {
            Some(tag) => Language::from_tag(tag),
            None => self.pace.language(index, story),
        }
    }

    /// How a story is set, apart from the width of the window.
    pub fn manner_of(&self, index: usize, story: &Story) -> Manner {
        let language = self.language_of(index, story);
        let tag = self.edition.language_of(story);
        Manner {
            script: self.script_of(index, story),
            ..Manner::from_setting(&self.habits.setting, language, tag, self.habits.ambiguous)
        }
    }

    /// The characters a story is shown in, if they are not those it was printed in.
    pub fn script_of(&self, index: usize, story: &Story) -> Conversion {
        let asked = self.scripts.get(&index).copied();
        let script = asked.unwrap_or(self.habits.setting.script);
        script.for_text_in(self.language_of(index, story))
    }

    /// Stories of the paper on a shelf, and how many of them are unread.
    pub fn counts(&self, shelf: usize) -> (usize, usize) {
        let stories = self.contents.shelves.get(shelf);
        let stories = stories.map_or(&[][..], |shelf| &shelf.stories);
        let unread = stories.iter().filter(|&&story| !self.marks.is_read(story));
        (stories.len(), unread.count())
    }

    /// Whether a shelf is counted in stories read and unread.
    pub fn is_counted(kind: Kind) -> bool {
        matches!(kind, Kind::Page | Kind::Unlisted)
    }

    /// A text of the interface with its values filled in; names of actions are filled with their first key.
    pub fn tell(&self, text: &str, values: &[(&str, &str)]) -> String {
        let keys: Vec<(&str, String)> = ACTIONS
            .iter()
            .filter(|row| text.contains(row.name))
            .map(|row| {
                let keys = self.habits.keymap.keys_of(row.action);
                let key = keys.first().map(|key| self.habits.words.key(key));
                (row.name, key.unwrap_or_default())
            })
            .collect();
        let keys = keys.iter().map(|(name, key)| (*name, key.as_str()));
        let all: Vec<(&str, &str)> = values.iter().copied().chain(keys).collect();
        fill(text, &all)
    }

    /// A piece of the paper as it stands in lists: with the punctuation that its text is set with.
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.habits.setting.widen_punctuation {
            true => widen(text),
            false => Cow::Borrowed(text),
        }
    }

    /// A text of the interface as lines of at most `width` cells.
    pub fn lines(&self, text: &str, width: u16) -> Vec<String> {
        let manner = Manner {
            ambiguous: self.habits.ambiguous,
            ..Manner::default()
        };
        let style = Style {
            indent: Some(0),
            ..Style::of(width)
        };
        set_paragraph(text, manner, &style)
    }

    /// A moment as the reader's clock shows it; without the day where that is the day of the edition.
    pub fn time(&self, at: Timestamp) -> String {
        let there = self.habits.zone.to_datetime(at);
        let form = match Some(there.date()) == self.edition.date {
            true => "%H:%M",
            false => "%m-%d %H:%M",
        };
        there.strftime(form).to_string()
    }

    /// Whether the open story has a jump line that leads somewhere.
    pub fn jumps(&self) -> bool {
        let story = self.open().and_then(|index| self.story(index));
        story.is_some_and(|story| {
            let mut jumps = [&story.continued_from, &story.continued_on]
                .into_iter()
                .flatten();
            jumps.any(|jump| jump.story.is_some())
        })
    }

    /// Puts a text of the interface on the status line.
    pub fn say(&mut self, text: &str, values: &[(&str, &str)]) {
        self.said = Some(self.tell(text, values));
    }

    /// Cells of a string as this reader's terminal shows it.
    pub fn cells(&self, text: &str) -> usize {
        crate::text::width::width(text, self.habits.ambiguous)
    }
}

/// The theme that the reader asked for. One that there is not is told, and the terminal's own colours serve.
fn theme(look: &Look, complaints: &mut Vec<String>) -> Theme {
    let name = &look.screen.theme;
    let theme = Theme::named(name).unwrap_or_else(|| {
        let names = Theme::names().collect::<Vec<_>>().join(", ");
        complaints.push(format!("no theme is named {name:?}; there are {names}"));
        Theme::named("auto").unwrap_or_default()
    });
    match look.colour {
        true => theme,
        false => theme.without_colour(),
    }
}
