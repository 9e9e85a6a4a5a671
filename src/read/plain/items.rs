//! What each logical line is, as far as the line and its chunk tell: running text, a short line that may be a title,
//! a caption, a credit, a tail, furniture. What a short line is a title *of* is for `junction` to decide.

use super::captions::{self, Caption};
use super::credits;
use super::furniture::{self, Furniture};
use super::grammar::ends_sentence;
use super::jumps;
use super::lines::Line;
use super::names;
use super::titles;
use crate::edition::Jump;

/// The kind of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'a> {
    /// Running text: a paragraph or a fragment of one.
    Text,
    /// Running text that goes on from another page.
    Tail(Jump),
    /// A line of verse: text whose line ends count.
    Verse,
    /// A short line without an end: a headline, a subhead, a kicker.
    Short,
    /// A line that begins with a dash, under a headline.
    Deck,
    /// A caption.
    Caption(Caption<'a>),
    /// A credit, without its brackets and marks.
    Credit,
    /// A jump line to another page.
    JumpOn(Jump),
    /// Page furniture.
    Furniture(Furniture),
}

/// A line with its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// The text that counts: of a tail without its jump line, of a credit without its brackets.
    pub text: &'a str,
    /// Number of its first physical line.
    pub line: usize,
    /// Blank lines before it.
    pub gap: usize,
    /// Whether its line was indented.
    pub indented: bool,
}

impl Item<'_> {
    /// Whether this is running text.
    pub fn is_body(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Tail(_) | Kind::Verse)
    }
}

/// Classifies the lines of a page.
pub fn classify<'a>(lines: &'a [Line<'a>]) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::with_capacity(lines.len());
    let head = end_of_head(lines);
    let mut verse_to = 0;
    for (index, line) in lines.iter().enumerate() {
        let last = items.last();
        let place = Placing {
            first: line.gap > 0 || index == 0,
            last: lines.get(index + 1).is_none_or(|next| next.gap > 0),
            in_head: index < head,
            edge: index < 4 || index + 4 >= lines.len(),
            before_text: lines
                .get(index + 1)
                .is_some_and(|next| is_plainly_text(&next.text)),
            after_sentence: last.is_some_and(|last| ends_sentence(last.text)),
            before: last.map_or(Before::Nothing, |last| Before::of(last, line.gap)),
        };
        if place.first && place.before != Before::Nothing {
            verse_to = verse_to.max(end_of_verse(lines, index, place.before));
        }
        let (kind, text) = match index < verse_to {
            true => (Kind::Verse, line.text.as_ref()),
            false => kind_of(&line.text, &place),
        };
        let gap = if index == 0 { 1 } else { line.gap };
        items.push(Item {
            kind,
            text,
            line: line.number,
            gap,
            indented: line.indented,
        });
    }
    items
}

/// How many lines at the top of the page are its head: up to the last line of furniture in the first chunk.
fn end_of_head(lines: &[Line<'_>]) -> usize {
    const LONGEST: usize = 6;
    let chunk = lines
        .iter()
        .enumerate()
        .take_while(|(index, line)| *index == 0 || line.gap == 0)
        .take(LONGEST);
    let furniture = chunk.filter(|(_, line)| furniture::parse(&line.text).is_some());
    furniture.last().map_or(0, |(index, _)| index + 1)
}

/// Where verse ends that begins at `start`: a chunk of short lines, indented, or under a title.
fn end_of_verse(lines: &[Line<'_>], start: usize, before: Before) -> usize {
    let rest = lines.get(start + 1..).unwrap_or_default();
    let end = start + 1 + rest.iter().take_while(|line| line.gap == 0).count();
    let chunk = &lines[start..end];
    let fewest = if chunk.iter().all(|line| line.indented) {
        3
    } else if matches!(before, Before::Title | Before::Other) {
        4
    } else {
        return start;
    };
    let is_verse = |line: &Line<'_>| {
        titles::is_short(&line.text, false)
            && credits::line(&line.text).is_none()
            && furniture::parse(&line.text).is_none()
    };
    if chunk.len() >= fewest && chunk.iter().all(is_verse) {
        end
    } else {
        start
    }
}

/// A line that can be nothing but running text.
fn is_plainly_text(line: &str) -> bool {
    line.len() > 150 || ends_sentence(line)
}

/// Bytes of the longest line that may be anything but running text.
const LONGEST_TITLE: usize = 720;

/// What stands before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    /// Running text in the same chunk.
    Text,
    /// Running text that a blank line ended.
    TextAbove,
    /// A title.
    Title,
    /// Furniture in the same chunk.
    Furniture,
    Other,
}

impl Before {
    fn of(last: &Item<'_>, gap: usize) -> Self {
        match last.kind {
            Kind::Text | Kind::Tail(_) | Kind::Verse if gap == 0 => Self::Text,
            Kind::Text | Kind::Tail(_) | Kind::Verse => Self::TextAbove,
            Kind::Short | Kind::Deck => Self::Title,
            Kind::Furniture(_) if gap == 0 => Self::Furniture,
            _ => Self::Other,
        }
    }
}

/// Where a line stands in its chunk (a run of lines without a blank one) and on the page.
struct Placing {
    first: bool,
    last: bool,
    /// In the head of the page.
    in_head: bool,
    /// Among the first or last lines of the page.
    edge: bool,
    /// The next line is running text.
    before_text: bool,
    /// The line before ends with a full stop.
    after_sentence: bool,
    before: Before,
}

impl Placing {
    fn alone(&self) -> bool {
        self.first && self.last
    }

    fn after_text(&self) -> bool {
        self.before == Before::Text
    }

    /// Between two lines of running text.
    fn after_text_inside(&self) -> bool {
        self.after_text() && !self.last
    }

    /// In the head of the page, or right under it with no text to be a title of.
    fn is_in_masthead(&self) -> bool {
        self.in_head || (self.before == Before::Furniture && self.edge && !self.before_text)
    }
}

fn kind_of<'a>(line: &'a str, place: &Placing) -> (Kind<'a>, &'a str) {
    if let Some((jump, rest)) = jumps::from(line) {
        return (Kind::Tail(jump), rest);
    }
    // Only running text is longer than any other kind of line may be, or ends with a full stop, but for a caption
    // that says what it is; most of a page stops here.
    if line.len() > LONGEST_TITLE
        || (line.ends_with('。') && !(place.alone() && captions::shows(line)))
    {
        return (Kind::Text, line);
    }
    if let Some((_, jump)) = jumps::on(line).filter(|(rest, _)| rest.is_empty()) {
        return (Kind::JumpOn(jump), line);
    }
    if furniture::is_staff(line) && !place.after_text_inside() {
        return (Kind::Furniture(Furniture::default()), line);
    }
    if let Some(credit) = credits::line(line) {
        return (Kind::Credit, credit);
    }
    if is_signed(line, place) {
        return (Kind::Credit, line);
    }
    if let Some(furniture) = furniture(line, place) {
        return (Kind::Furniture(furniture), line);
    }
    if let Some(caption) = captions::parse(line).filter(|caption| is_apart(place, caption)) {
        return (Kind::Caption(caption), line);
    }
    let kind = if place.is_in_masthead() && titles::is_short(line, place.alone()) {
        Kind::Furniture(furniture::bare_label(line).unwrap_or_default())
    } else if place.after_text() {
        if is_glued_subhead(line, place) {
            Kind::Short
        } else {
            Kind::Text
        }
    } else if titles::is_deck(line) {
        Kind::Deck
    } else if titles::is_short(line, place.alone()) {
        Kind::Short
    } else {
        Kind::Text
    };
    (kind, line)
}

/// A subhead between two paragraphs without a blank line: after a finished sentence, short, and without a mark.
fn is_glued_subhead(line: &str, place: &Placing) -> bool {
    const LONGEST: usize = 18;
    let marked =
        |c: char| !c.is_alphanumeric() && !matches!(c, '”' | '」' | '？' | '！' | '?' | '!');
    place.after_sentence
        && place.before_text
        && !place.last
        && line.chars().count() <= LONGEST
        && !line.starts_with(['“', '「', '"'])
        && !line.ends_with(marked)
        && titles::is_short(line, false)
}

/// A bare name: at the end of a text, or between a title and its text.
fn is_signed(line: &str, place: &Placing) -> bool {
    match place.before {
        Before::Text => place.last && credits::is_signature(line),
        Before::TextAbove => place.alone() && names::spaced_name(line),
        Before::Title => place.before_text && credits::is_bare_name(line),
        _ => false,
    }
}

/// Furniture stands apart, or with other furniture at the edges of the page.
fn furniture(line: &str, place: &Placing) -> Option<Furniture> {
    let named = || {
        furniture::masthead(line)
            .filter(|_| place.edge)
            .map(|name| Furniture {
                masthead: Some(name.to_owned()),
                ..Furniture::default()
            })
    };
    if place.after_text_inside() {
        return None;
    }
    furniture::parse(line).or_else(named)
}

/// A caption stands alone; in a chunk with text its credit makes one of it.
fn is_apart(place: &Placing, caption: &Caption<'_>) -> bool {
    place.alone() || caption.credit.is_some()
}
