//! The composing stick: sets one row of text after another, each broken into lines of its frame, and gives the lines their
//! rows. Which parts there are and how much air is between them is told by [`super::set`].

use std::borrow::Cow;

use super::air::Indent;
use super::distribute;
use super::fill::{Cut, Fill};
use super::line::{Fitting, Line, Role};
use super::map::saturate;
use super::paragraph::{self, Scratch};
use super::piece::{Row, is_blank};
use super::prepare::{Part, Prepared};
use super::split::split;
use super::style::{Direction, Style};
use crate::config::Fit;

/// Lines being set.
pub(super) struct Stick<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) style: Style,
    pub(super) lines: Vec<Line>,
    /// The first row that is free.
    pub(super) below: u32,
    scratch: Scratch,
}

/// Where the lines of a row of text stand.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// Cells before it.
    pub(super) x: u16,
    /// Cells in it.
    pub(super) width: u16,
    pub(super) indent: Indent,
    pub(super) fit: Fit,
}

impl<'a> Stick<'a> {
    pub(super) fn new(prepared: &'a Prepared, style: Style) -> Self {
        Self {
            prepared,
            style,
            lines: Vec::new(),
            below: 0,
            scratch: Scratch::default(),
        }
    }

    /// The whole measure, indented for a role.
    pub(super) fn frame(&self, role: Role) -> Frame {
        let is_filled = !matches!(
            role,
            Role::Headline | Role::Deck | Role::Verbatim | Role::Table
        );
        Frame {
            x: self.style.gutter,
            width: self.style.measure,
            indent: Indent::of(role, self.prepared.manner, &self.style),
            fit: if is_filled {
                self.style.fit
            } else {
                Fit::Greedy
            },
        }
    }

    /// Sets a row of text in a frame, below what is there.
    pub(super) fn row(&mut self, part: &Part, row: &Row, frame: Frame) {
        let pieces = self.prepared.pieces_of(row);
        let start = row.text.start as usize;
        if pieces.is_empty() {
            // A blank line of verse is one; a paragraph without text is none.
            if part.role == Role::Verbatim {
                let end = start;
                let cut = Cut {
                    start,
                    end,
                    ..Cut::default()
                };
                self.push(part, cut, frame.x, Fitting::default());
            }
            return;
        }
        let room = frame.indent.room(frame.width);
        let text = &part.display.text;
        let manner = self.prepared.manner;
        let least = room[0].min(room[1]);
        let pieces = split(text, start, pieces, least, manner);
        // Where something had to be cut, characters may have come apart that are read as one.
        let readings = !part.readings.is_empty() && matches!(pieces, Cow::Borrowed(_));
        let fill = Fill {
            pieces: &pieces,
            start,
            room,
            hang: self.style.hang,
            gutter: self.style.gutter,
            stands: manner.direction == Direction::Vertical,
            at_blanks: matches!(part.role, Role::Headline | Role::Deck),
        };
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut indent = frame.indent.first;
        let mut line = |cut: Cut| {
            let x = (frame.x + indent).saturating_sub(cut.trim);
            let fitting = Fitting {
                stretch: 0,
                shrink: cut.shrink,
                hyphen: cut.hyphen,
                readings,
            };
            self.push(part, cut, x, fitting);
            if self.style.justify && !cut.is_last {
                let room = fill.room[usize::from(cut.start > start)];
                self.stretch(part, room + cut.trim);
            }
            indent = frame.indent.rest;
        };
        match frame.fit {
            Fit::Greedy => fill.greedy(&mut line),
            Fit::Paragraph => {
                let orphan_after =
                    paragraph::orphan_after(text.get(..row.text.end as usize).unwrap_or(""));
                scratch.fill(&fill, orphan_after, &mut line);
            }
        }
        self.scratch = scratch;
    }

    /// Stretches the last line to `room` cells.
    fn stretch(&mut self, part: &Part, room: u16) {
        let Some(line) = self.lines.last_mut() else {
            return;
        };
        let wanted = room.saturating_sub(line.width);
        let pieces = self.prepared.pieces_on(part, line.shown);
        let glyphs = distribute::glyphs(part, line, pieces, self.prepared.manner);
        line.fitting.stretch = distribute::stretch_of(&glyphs.text, wanted);
        line.width += line.fitting.stretch;
    }

    pub(super) fn push(&mut self, part: &Part, cut: Cut, x: u16, fitting: Fitting) {
        let text = part.display.text.get(cut.start..cut.end).unwrap_or("");
        let end = cut.start + text.trim_end_matches(is_blank).len();
        self.lines.push(Line {
            role: part.role,
            slot: part.slot,
            start: part.display.source(cut.start),
            end: part.display.source(end),
            row: self.below + u32::from(fitting.readings),
            x,
            width: u16::try_from(cut.width).unwrap_or(u16::MAX),
            shown: (saturate(cut.start), saturate(end)),
            fitting,
        });
        self.below += 1 + u32::from(fitting.readings);
    }
}
