//! Language substitution: the text that is shown in place of a part's own, and the map between the two.
//!
//! Flattened punctuation is shown wide, and a control that got this far is shown as a blank.

use crate::text::punctuation;

/// A part's text as it is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Display {
    pub(super) text: String,
    /// Bytes of the part's own text and of the shown one that stand for each other, ascending; from each on the two
    /// advance together.
    anchors: Vec<(u32, u32)>,
}

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
        let anchors = char_for_char(source, &shown);
        Self {
            text: without_controls(shown.into_owned(), tabs),
            anchors,
        }
    }

    /// Byte of the shown text for a byte of the part's own.
    #[cfg(test)]
    pub(super) fn shown(&self, source: usize) -> usize {
        let after = self
            .anchors
            .partition_point(|&(at, _)| at as usize <= source);
        let (from, to) = self.anchor_before(after);
        let end = self
            .anchors
            .get(after)
            .map_or(self.text.len(), |&(_, shown)| shown as usize);
        (to + (source - from)).min(end)
    }

    /// Byte of the part's own text for a byte of the shown one.
    pub(super) fn source(&self, shown: usize) -> usize {
        let after = self
            .anchors
            .partition_point(|&(_, at)| at as usize <= shown);
        let (from, to) = self.anchor_before(after);
        let end = self
            .anchors
            .get(after)
            .map_or(usize::MAX, |&(source, _)| source as usize);
        (from + (shown - to)).min(end)
    }

    fn anchor_before(&self, after: usize) -> (usize, usize) {
        let before = after.checked_sub(1).and_then(|at| self.anchors.get(at));
        before.map_or((0, 0), |&(source, shown)| (source as usize, shown as usize))
    }

    /// Bytes of memory it holds.
    pub(super) fn memory(&self) -> usize {
        self.text.capacity() + self.anchors.capacity() * size_of::<(u32, u32)>()
    }
}

fn first_bytes(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Anchors of two texts of as many characters: after each character that takes other bytes in the one than in the other.
fn char_for_char(source: &str, shown: &str) -> Vec<(u32, u32)> {
    let mut anchors = Vec::new();
    if source.len() == shown.len() {
        return anchors;
    }
    let (mut from, mut to) = (0u32, 0u32);
    for (own, shown) in source.chars().zip(shown.chars()) {
        from += own.len_utf8() as u32;
        to += shown.len_utf8() as u32;
        if own.len_utf8() != shown.len_utf8() {
            anchors.push((from, to));
        }
    }
    anchors.shrink_to_fit();
    anchors
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
