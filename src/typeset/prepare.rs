//! Stage one: a story's parts as measured pieces, independent of any line width.

use super::display::Display;
use super::line::Role;
use super::map::saturate;
use super::piece::{self, Piece, Row};
use super::reading::Reading;
use super::style::{Direction, Manner};
use crate::edition::{Block, Slot, Span, Story};
use crate::text::spacing::Autospace;

/// A story, measured. Owns what it shows, so the story may go.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// How it was measured.
    pub(super) manner: Manner,
    /// The parts in reading order, ascending by slot.
    pub(super) parts: Vec<Part>,
    /// The pieces of all rows of all parts, in order.
    pub(super) pieces: Vec<Piece>,
}

/// One part of a story.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) slot: Slot,
    pub(super) role: Role,
    pub(super) display: Display,
    /// Its rows; for a table its cells, row by row.
    pub(super) rows: Vec<Row>,
    /// What stands above its characters.
    pub(super) readings: Vec<Reading>,
}

impl Prepared {
    /// The part in a slot.
    pub(super) fn part(&self, slot: Slot) -> Option<&Part> {
        let index = self.parts.binary_search_by_key(&slot, |part| part.slot);
        self.parts.get(index.ok()?)
    }

    /// The pieces of a row.
    pub(super) fn pieces_of(&self, row: &Row) -> &[Piece] {
        let range = row.pieces.start as usize..row.pieces.end as usize;
        self.pieces.get(range).unwrap_or(&[])
    }

    /// The pieces with text in a stretch of a part's shown text, where spaces stand between some of them.
    pub(super) fn pieces_on(&self, part: &Part, shown: (u32, u32)) -> &[Piece] {
        if self.manner.autospace == Autospace::Off {
            return &[];
        }
        let row = part.rows.partition_point(|row| row.text.end < shown.0);
        let pieces = part
            .rows
            .get(row)
            .map_or(&[][..], |row| self.pieces_of(row));
        let first = pieces.partition_point(|piece| piece.end <= shown.0);
        let after = pieces.partition_point(|piece| piece.end < shown.1) + 1;
        pieces.get(first..after.min(pieces.len())).unwrap_or(&[])
    }

    /// Bytes of memory it holds, for those who keep several.
    pub fn memory(&self) -> usize {
        let parts = self.parts.iter().map(|part| {
            let readings = part.readings.iter().map(Reading::memory).sum::<usize>();
            part.display.memory()
                + part.rows.capacity() * size_of::<Row>()
                + size_of::<Part>()
                + readings
        });
        parts.sum::<usize>() + self.pieces.capacity() * size_of::<Piece>()
    }
}

/// Measures a story: display text, break opportunities and widths of every part.
///
/// Linear in the length of the story, whatever stands in it.
pub fn prepare(story: &Story, manner: Manner) -> Prepared {
    let manner = manner.followed();
    let mut prepared = Prepared {
        manner,
        ..Prepared::default()
    };
    for (slot, text) in story.parts() {
        let role = role(story, slot);
        let spans = spans(story, slot);
        let mut display = Display::new(&text, spans, role, manner);
        let across =
            (manner.direction == Direction::Vertical).then(|| display.stand(manner.language));
        let readings = Reading::above(&display, spans, manner);
        let shown = Shown {
            text: &display.text,
            across: across.as_deref(),
            readings: &readings,
        };
        // Chinese has a piece for nearly each of its characters, of three bytes.
        prepared.pieces.reserve(display.text.len() / 3 + 1);
        let rows = rows(shown, role, manner, &mut prepared.pieces);
        prepared.parts.push(Part {
            slot,
            role,
            display,
            rows,
            readings,
        });
    }
    prepared.pieces.shrink_to_fit();
    prepared
}

/// What is marked in a part's text.
fn spans(story: &Story, slot: Slot) -> &[Span] {
    match slot {
        Slot::Block(index) => story.blocks.get(index).map_or(&[], Block::spans),
        _ => &[],
    }
}

fn role(story: &Story, slot: Slot) -> Role {
    let index = match slot {
        Slot::Kicker => return Role::Kicker,
        Slot::Headline => return Role::Headline,
        Slot::Deck => return Role::Deck,
        Slot::Byline => return Role::Byline,
        Slot::From | Slot::On => return Role::Jump,
        Slot::Block(index) => index,
    };
    match story.blocks.get(index) {
        Some(Block::Subhead { .. }) => Role::Subhead,
        Some(Block::Quote { .. }) => Role::Quote,
        Some(Block::List { .. }) => Role::List,
        Some(Block::Table { .. }) => Role::Table,
        Some(Block::Figure { .. }) => Role::Caption,
        Some(Block::Rule) => Role::Rule,
        Some(Block::Verbatim { .. }) => Role::Verbatim,
        Some(Block::Paragraph { .. }) | None => Role::Paragraph,
    }
}

/// What is to be cut.
#[derive(Clone, Copy)]
struct Shown<'a> {
    text: &'a str,
    /// Where it runs down, what it was.
    across: Option<&'a str>,
    readings: &'a [Reading],
}

/// Cuts a part into rows, and the rows into pieces.
fn rows(shown: Shown<'_>, role: Role, manner: Manner, pieces: &mut Vec<Piece>) -> Vec<Row> {
    let ends_row = |c: char| c == '\n' || (role == Role::Table && c == '\t');
    let mut rows = Vec::new();
    let mut from = 0;
    let mut rows_across = shown.across.unwrap_or("").split(ends_row);
    for row in shown.text.split(ends_row) {
        let blanks = own_indent(row, role);
        let start = from + blanks;
        let end = from + row.len();
        let first = saturate(pieces.len());
        match shown.across.and(rows_across.next()) {
            None => piece::measure(shown.text, start..end, shown.readings, manner, pieces),
            Some(across) => {
                let [row, across] = [row, across].map(|row| row.get(blanks..).unwrap_or(""));
                piece::measure_down(row, across, start, manner, pieces);
            }
        }
        rows.push(Row {
            text: saturate(start)..saturate(end),
            pieces: first..saturate(pieces.len()),
        });
        from = end + 1;
    }
    rows.shrink_to_fit();
    rows
}

/// Bytes of blanks a row begins with: the source's own indent, which the layout's replaces. Verbatim text keeps it.
fn own_indent(row: &str, role: Role) -> usize {
    match role {
        Role::Verbatim | Role::Table => 0,
        _ => row.len() - row.trim_start().len(),
    }
}
