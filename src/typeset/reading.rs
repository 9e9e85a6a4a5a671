//! Readings of characters that stand above them (ruby, 注音, ふりがな): what room they take. One full-size kana takes two
//! cells, so a reading may be wider than what it belongs to, which is then spaced (JLREQ 3.3, CLREQ 3.3).

use super::display::Display;
use super::map::saturate;
use super::style::Manner;
use crate::config::Ruby;
use crate::edition::{Mark, Span};
use crate::text::width::width;

/// A reading above characters that no line divides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Bytes of the shown text that it belongs to.
    pub(super) base: (u32, u32),
    pub(super) text: Box<str>,
    /// Cells of the reading.
    pub(super) cells: u16,
    /// Cells of the characters.
    pub(super) under: u16,
    /// Cells that the characters take under it.
    pub(super) room: u16,
    /// Cells after them, so that two Latin readings do not run together.
    pub(super) after: u16,
}

/// The widest reading in cells that still stands above; a longer one is a gloss.
const WIDEST: usize = 40;

impl Reading {
    /// The readings of a part that stand above its characters, in order.
    pub(super) fn above(display: &Display, spans: &[Span], manner: Manner) -> Vec<Self> {
        if manner.ruby != Ruby::Above {
            return Vec::new();
        }
        let readings = spans.iter().filter_map(|span| match &span.mark {
            Mark::Ruby(text) => Self::new(display, span, text, manner),
            _ => None,
        });
        let mut readings: Vec<Self> = readings.collect();
        readings.sort_by_key(|reading| reading.base);
        readings.dedup_by(|later, earlier| later.base.0 < earlier.base.1);
        readings
    }

    fn new(display: &Display, span: &Span, text: &str, manner: Manner) -> Option<Self> {
        let base = (
            display.shown(span.range.start),
            display.shown(span.range.end),
        );
        let characters = display.text.get(base.0..base.1)?;
        let under = width(characters, manner.ambiguous);
        let cells = width(text, manner.ambiguous);
        let is_set = under > 0 && cells > 0 && cells.max(under) <= WIDEST;
        if !is_set || characters.contains(['\n', '\t']) || text.contains(char::is_control) {
            return None;
        }
        let is_latin = text
            .chars()
            .all(|c| !c.is_alphabetic() || u32::from(c) < 0x2E80);
        Some(Self {
            base: (saturate(base.0), saturate(base.1)),
            text: text.into(),
            cells: u16::try_from(cells).ok()?,
            under: u16::try_from(under).ok()?,
            room: u16::try_from(cells.max(under)).ok()?,
            after: u16::from(is_latin && cells >= under),
        })
    }

    /// Cells that it adds to those of its characters.
    pub(super) fn extra(&self) -> u16 {
        self.room - self.under + self.after
    }

    /// Bytes of memory it holds.
    pub(super) fn memory(&self) -> usize {
        size_of::<Self>() + self.text.len()
    }
}
