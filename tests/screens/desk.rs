//! A desk without a terminal: the state, a library in memory that answers its orders, and frames as text.

use crate::shelf;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use yuebao::config::{Screen, Setting};
use yuebao::delivery::{Subscribed, Wanted, deliver};
use yuebao::edition::Edition;
use yuebao::library::{Key, Mark, Remembered};
use yuebao::tui::key::{Stroke, sequence};
use yuebao::tui::{App, Effect, Errand, Look, Msg, Order, Paper, Stored, draw, update};

/// The edition that the cases are about.
pub const EDITION: &str = include_str!("../cases/screens/edition.json");

/// A paper on a desk.
pub struct Desk {
    pub app: App,
    pub effects: Vec<Effect>,
    stored: Vec<Mark>,
    own: Key,
    /// Whether there is a shelf to be asked, and papers of it are opened.
    pub shelf: bool,
    /// The papers that are subscribed to.
    pub papers: Vec<Subscribed>,
}

/// The key of the edition that the cases are about.
pub fn own_key() -> Key {
    Key::of([&b"this edition"[..]])
}

pub fn look(locale: &str) -> Look {
    Look {
        setting: Setting::default(),
        screen: Screen::default(),
        locale: locale.to_owned(),
        ascii: false,
        colour: true,
        commands: Vec::new(),
        zone: jiff::tz::TimeZone::UTC,
        browser: None,
        shares: false,
    }
}

pub fn edition() -> Edition {
    serde_json::from_str(EDITION).expect("the edition of the cases reads")
}

/// The edition that the program carries.
pub fn sample() -> Edition {
    edition_of(&[Wanted::Sample])
}

impl Desk {
    pub fn new(edition: Edition, look: Look, size: (u16, u16)) -> Self {
        let own = own_key();
        let paper = Paper {
            edition,
            key: own.clone(),
            name: "paper.txt".into(),
            origin: "paper.txt".into(),
            beside: [None, None],
        };
        let mut desk = Self {
            app: App::new(paper, look, size),
            effects: Vec::new(),
            stored: Vec::new(),
            own,
            shelf: false,
            papers: Vec::new(),
        };
        desk.tell(Msg::Remembered(Box::default()));
        desk
    }

    /// Gives a message, and the library's answers to what it brings about.
    pub fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.app, msg);
        for effect in &effects {
            if let Effect::Keep(order) = effect
                && let Some(answer) = self.answer(order)
            {
                self.tell(answer);
            }
            if *effect == Effect::Errand(Errand::List) && !self.papers.is_empty() {
                self.tell(Msg::Subscribed(Ok(self.papers.clone())));
            }
            if self.shelf {
                self.go_to_shelf(effect);
            }
        }
        self.effects.extend(effects);
    }

    /// Asks the shelf, or opens an edition of it.
    fn go_to_shelf(&mut self, effect: &Effect) {
        match effect {
            Effect::Ask(number, question) => {
                let answer = shelf::answer(question);
                self.tell(Msg::Answered(*number, question.topic(), answer));
            }
            Effect::Open { origin, landing } => {
                let paper = shelf::paper(origin).unwrap_or_else(|| Paper {
                    edition: edition(),
                    key: own_key(),
                    name: "paper.txt".into(),
                    origin: origin.clone(),
                    beside: [None, None],
                });
                self.own = paper.key.clone();
                let next = App::new(paper, look("zh-Hans"), self.app.size);
                let before = std::mem::replace(&mut self.app, next);
                for effect in self.app.follow(before, landing) {
                    self.go_to_shelf(&effect);
                }
                self.tell(Msg::Remembered(Box::default()));
            }
            _ => {}
        }
    }

    fn answer(&mut self, order: &Order) -> Option<Msg> {
        Some(match order {
            Order::SetRead { .. } | Order::SetPosition { .. } | Order::Attend(_) => return None,
            Order::AddMark(draft) => {
                let mark = Mark {
                    id: i64::try_from(self.stored.len()).expect("few") + 1,
                    edition: self.own.clone(),
                    edition_title: "汾水晚报 2026-07-09".into(),
                    origin: "paper.txt".into(),
                    draft: draft.clone(),
                    paper: "汾水晚报".into(),
                    ..Mark::default()
                };
                self.stored.push(mark.clone());
                Msg::Stored(Stored::Added(Box::new(mark)))
            }
            Order::RemoveMark(id) => Msg::Stored(Stored::Removed(*id)),
            Order::RestoreMark(id) => Msg::Stored(Stored::Restored(*id)),
            Order::SetNote(id, note) => Msg::Stored(Stored::Noted(*id, note.clone())),
            Order::SetTags(id, tags) => Msg::Stored(Stored::Tagged(*id, tags.clone())),
            Order::ReadStats => Msg::Counted(Box::new(shelf::stats())),
            Order::ListMarks => Msg::Listed(self.stored.clone()),
        })
    }

    /// Types keys in their notation; `"…"` types every character between the quotes.
    pub fn keys(&mut self, notation: &str) {
        for token in notation.split_whitespace() {
            match token
                .strip_prefix('"')
                .and_then(|text| text.strip_suffix('"'))
            {
                Some(text) => {
                    for c in text.chars() {
                        self.tell(Msg::Key(Stroke::plain(yuebao::tui::key::Code::Char(c))));
                    }
                }
                None => {
                    for stroke in sequence(token).expect(token) {
                        self.tell(Msg::Key(stroke));
                    }
                }
            }
        }
    }

    pub fn remembered(&mut self, remembered: Remembered) {
        self.tell(Msg::Remembered(Box::new(remembered)));
    }

    /// The frame, and the cursor if there is one.
    pub fn frame(&self) -> (Buffer, Option<Position>) {
        let (width, height) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = draw(&self.app, &mut buffer);
        (buffer, cursor)
    }

    /// The frame as text: its lines, then what is reversed or underlined in it, then the cursor.
    pub fn picture(&self) -> String {
        let (buffer, cursor) = self.frame();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            out += row(&buffer, y, |_| true).trim_end();
            out.push('\n');
        }
        for (name, modifier) in [
            ("reverse", Modifier::REVERSED),
            ("underline", Modifier::UNDERLINED),
        ] {
            for y in 0..buffer.area.height {
                let marked = row(&buffer, y, |cell| cell.modifier.contains(modifier));
                let marked = marked.trim();
                if !marked.is_empty() {
                    out += &format!("{name} {y}: {marked}\n");
                }
            }
        }
        if let Some(cursor) = cursor {
            out += &format!("cursor {},{}\n", cursor.x, cursor.y);
        }
        out
    }
}

/// A row of a buffer as a terminal would show it; cells that are not wanted are blank.
fn row(buffer: &Buffer, y: u16, wanted: impl Fn(&ratatui::buffer::Cell) -> bool) -> String {
    let mut line = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let Some(cell) = buffer.cell((x, y)) else {
            break;
        };
        let width = cell.cell_width().max(1);
        match wanted(cell) {
            true => line += cell.symbol(),
            false => line += &" ".repeat(usize::from(width)),
        }
        x += width;
    }
    line
}

/// Cells that the glyphs of a row take, trailing blanks not counted.
pub fn row_width(buffer: &Buffer, y: u16) -> u16 {
    let mut end = 0;
    let mut x = 0;
    while x < buffer.area.width {
        let Some(cell) = buffer.cell((x, y)) else {
            break;
        };
        let width = cell.cell_width().max(1);
        x += width;
        if cell.symbol() != " " {
            end = x;
        }
    }
    end
}

/// The only edition of what is wanted.
fn edition_of(wanted: &[Wanted]) -> Edition {
    let mut issues = deliver(wanted).issues;
    assert_eq!(issues.len(), 1);
    issues.remove(0).edition
}
