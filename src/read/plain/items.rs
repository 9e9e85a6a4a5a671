//! What each logical line is, as far as the line and its chunk tell: running text, a short line that may be a title,
//! a caption, a credit, a tail, furniture. What a short line is a title *of* is for `junction` to decide.

use super::captions::{self, Caption};
use super::credits;
use super::furniture::{self, Furniture};
use super::grammar::ends_sentence;
use super::jumps;
use super::lines::Line;
use crate::edition::Jump;

/// The kind of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'a> {
    /// Running text: a paragraph or a fragment of one.
    Text,
    /// Running text that goes on from another page.
    Tail(Jump),
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
}

impl Item<'_> {
    /// Whether this is running text.
    pub fn is_body(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Tail(_))
    }
}

/// Classifies the lines of a page.
pub fn classify<'a>(lines: &'a [Line<'a>]) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let place = Placing {
            first: line.gap > 0 || index == 0,
            last: lines.get(index + 1).is_none_or(|next| next.gap > 0),
            after_text: items
                .last()
                .is_some_and(|item| item.is_body() && line.gap == 0),
            among_furniture: index < 4
                && line.gap == 0
                && items
                    .last()
                    .is_some_and(|item| matches!(item.kind, Kind::Furniture(_))),
            edge: index < 4 || index + 4 >= lines.len(),
        };
        let (kind, text) = kind_of(&line.text, &place);
        items.push(Item {
            kind,
            text,
            line: line.number,
            gap: if index == 0 { 1 } else { line.gap },
        });
    }
    items
}

/// Bytes of the longest line that may be anything but running text.
const LONGEST_TITLE: usize = 720;

/// Where a line stands in its chunk (a run of lines without a blank one).
struct Placing {
    first: bool,
    last: bool,
    after_text: bool,
    /// At the head of the page, in one chunk with a line of furniture before it.
    among_furniture: bool,
    edge: bool,
}

impl Placing {
    fn alone(&self) -> bool {
        self.first && self.last
    }

    /// Between two lines of running text.
    fn after_text_inside(&self) -> bool {
        self.after_text && !self.last
    }
}

fn kind_of<'a>(line: &'a str, place: &Placing) -> (Kind<'a>, &'a str) {
    if let Some((jump, rest)) = jumps::from(line) {
        return (Kind::Tail(jump), rest);
    }
    // Only running text is longer than any other kind of line may be; most of a page stops here.
    if line.len() > LONGEST_TITLE {
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
    if place.after_text && place.last && credits::is_signature(line) {
        return (Kind::Credit, line);
    }
    if let Some(furniture) = furniture(line, place) {
        return (Kind::Furniture(furniture), line);
    }
    if let Some(caption) = captions::parse(line).filter(|caption| is_apart(place, caption)) {
        return (Kind::Caption(caption), line);
    }
    let kind = if place.among_furniture && is_short(line, place) {
        Kind::Furniture(Furniture::default())
    } else if is_deck(line) && !place.after_text {
        Kind::Deck
    } else if !place.after_text && is_short(line, place) {
        Kind::Short
    } else {
        Kind::Text
    };
    (kind, line)
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

/// A caption stands alone; in a chunk with text only its credit makes one of it.
fn is_apart(place: &Placing, caption: &Caption<'_>) -> bool {
    place.alone()
        || (!place.after_text && caption.credit.is_some())
        || (place.last && caption.credit.is_some())
}

fn is_deck(line: &str) -> bool {
    const LONGEST: usize = 70;
    line.starts_with(['—', '－', '―', '─'])
        && line.chars().count() <= LONGEST
        && !ends_sentence(line)
}

/// A line that may be a title: short, not a sentence, few commas.
fn is_short(line: &str, place: &Placing) -> bool {
    // Most lines of a page end with a full stop; nothing else need be asked of them.
    const NO_TITLE: [char; 11] = ['。', '.', '．', '，', ',', '；', ';', '、', '“', '(', '（'];
    if line.ends_with(NO_TITLE) {
        return false;
    }
    let length = line.chars().count();
    let longest = longest_title(line, length, place);
    length <= longest && !is_sentence(line, length) && is_lightly_pointed(line, length, longest)
}

/// Characters of the longest title in the script of a line.
fn longest_title(line: &str, length: usize, place: &Placing) -> usize {
    let wide = line.chars().filter(|c| u32::from(*c) > 0x2E7F).count() * 2 > length;
    match (wide, place.alone()) {
        (true, true) => 56,
        (true, false) => 40,
        (false, _) => 110,
    }
}

/// Whether a line is a sentence or a fragment of one: a full stop in it, a speech, a quotation left open, or the whole of
/// it in brackets.
fn is_sentence(line: &str, length: usize) -> bool {
    const SPEECH: usize = 24;
    let bracketed = line.starts_with(['(', '（', '【']) && line.ends_with([')', '）', '】']);
    let quoted = line.ends_with(['”', '"', '」', '』']);
    let ended = ends_sentence(line) && !line.ends_with(['？', '?', '！', '!', '…']);
    let spoken = ended && (!quoted || length > SPEECH);
    bracketed || spoken || line.contains('。') || !is_balanced(line)
}

/// A title has two commas at the most, and where it has any it is shorter or broken in two.
fn is_lightly_pointed(line: &str, length: usize, longest: usize) -> bool {
    let commas = line
        .chars()
        .filter(|c| matches!(c, '，' | ',' | '；' | ';'))
        .count();
    commas == 0 || (commas <= 2 && (length <= longest * 2 / 3 || line.contains([' ', '\u{3000}'])))
}

/// Whether every quotation and bracket that a line opens is closed in it; a fragment of a sentence may not be.
fn is_balanced(line: &str) -> bool {
    const PAIRS: &[(&[char], &[char])] = &[
        (&['“'], &['”']),
        (&['《'], &['》']),
        (&['「'], &['」']),
        (&['(', '（'], &[')', '）']),
    ];
    PAIRS
        .iter()
        .all(|(open, close)| line.matches(*open).count() == line.matches(*close).count())
}
