//! Language substitution: the text that is shown in place of a part's own, and the map between the two.
//!
//! Flattened punctuation is shown wide, and a control that got this far is shown as a blank. Both go character
//! for character, so that a few sorted offsets are map enough.

use crate::text::punctuation;

/// A part's text as it is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Display {
    pub(super) text: String,
    /// Bytes of the part's own text where a one-byte mark is shown as one of three bytes, ascending.
    widened: Vec<u32>,
}

/// Bytes that a widened mark has more than its ASCII one: U+3000 to U+FFFF take three in UTF-8.
const GROWTH: usize = 2;
/// The longest part in bytes, far above what any reader lets in.
const LONGEST: usize = 1 << 30;

impl Display {
    /// Shows `source`, its tabs as blanks unless they are to stay. What is beyond [`LONGEST`] is cut, so that
    /// every offset fits in 32 bits.
    pub(super) fn new(source: &str, widen: bool, tabs: bool) -> Self {
        let source = first_bytes(source, LONGEST);
        let shown = if widen {
            punctuation::widen(source)
        } else {
            source.into()
        };
        let widened = widened_marks(source, &shown);
        Self {
            text: without_controls(shown.into_owned(), tabs),
            widened,
        }
    }

    /// Byte of the shown text for a byte of the part's own.
    pub(super) fn shown(&self, source: usize) -> usize {
        let before = self
            .widened
            .partition_point(|&mark| (mark as usize) < source);
        (source + GROWTH * before).min(self.text.len())
    }

    /// Byte of the part's own text for a byte of the shown one.
    pub(super) fn source(&self, shown: usize) -> usize {
        let (mut low, mut high) = (0, self.widened.len());
        while low < high {
            let middle = low.midpoint(high);
            let at = self
                .widened
                .get(middle)
                .map_or(usize::MAX, |&mark| mark as usize + GROWTH * middle);
            if at < shown {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        shown - GROWTH * low
    }

    /// Bytes of memory it holds.
    pub(super) fn memory(&self) -> usize {
        self.text.capacity() + self.widened.capacity() * size_of::<u32>()
    }
}

fn first_bytes(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn widened_marks(source: &str, shown: &str) -> Vec<u32> {
    if source.len() == shown.len() {
        return Vec::new();
    }
    let pairs = source.char_indices().zip(shown.chars());
    let mut marks: Vec<u32> = pairs
        .filter(|((_, c), shown)| c != shown && c.len_utf8() < shown.len_utf8())
        .filter_map(|((at, _), _)| u32::try_from(at).ok())
        .collect();
    marks.shrink_to_fit();
    marks
}

/// The readers let no control through; should another hand make an edition that has one, it is a blank here.
fn without_controls(text: String, tabs: bool) -> String {
    let is_odd = |c: char| c.is_control() && c != '\n' && !(tabs && c == '\t');
    // A fold, unlike a search, is done many bytes at a time. U+0080 to U+009F begin with C2.
    let suspect = |found, &byte: &u8| found | (byte < b' ') | (byte == 0x7F) | (byte == 0xC2);
    if !text.as_bytes().iter().fold(false, suspect) || !text.contains(is_odd) {
        return text;
    }
    let blank = |c: char| if c.is_ascii() { ' ' } else { '\u{A0}' };
    text.chars()
        .map(|c| if is_odd(c) { blank(c) } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Display;

    proptest! {
        #[test]
        fn offsets_map_both_ways(text in "[汉字,:(){}a1\u{1}\u{85} ，。!?é]{0,40}") {
            let display = Display::new(&text, true, false);
            prop_assert_eq!(display.text.chars().count(), text.chars().count());
            for ((source, _), (shown, c)) in text.char_indices().zip(display.text.char_indices()) {
                prop_assert_eq!(display.shown(source), shown);
                prop_assert_eq!(display.source(shown), source);
                prop_assert!(!c.is_control());
            }
            prop_assert_eq!(display.source(display.text.len()), text.len());
        }
    }
}
