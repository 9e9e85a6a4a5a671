//! How many cells a grapheme takes. The one width function: layout, drawing and hit-testing all ask here.
//!
//! It counts by grapheme cluster, for sums over characters are wrong for emoji and combining marks. Where text
//! is plain (ASCII, Han, kana, wide punctuation) every character is a cluster, and a table answers.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How wide characters of ambiguous East Asian width are (UAX #11 class A: “ ” — … · ①).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ambiguous {
    /// One cell, as most terminals draw them.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

/// Cells of one grapheme cluster: 0, 1 or 2.
///
/// A cluster of marks without a letter takes 0; Greek and Cyrillic letters stay 1 under either policy, as
/// terminals draw them.
pub fn cells(grapheme: &str, ambiguous: Ambiguous) -> u16 {
    let width = match ambiguous {
        Ambiguous::Narrow => grapheme.width(),
        Ambiguous::Wide => grapheme.width_cjk(),
    };
    if width >= 2 { 2 } else { u16::from(width == 1) }
}

/// Cells of a whole string: the sum of [`cells`] over its grapheme clusters.
pub fn width(text: &str, ambiguous: Ambiguous) -> usize {
    let mut total = 0;
    let mut rest = text;
    loop {
        let (cells_of_prefix, bytes) = plain_prefix(rest, ambiguous);
        total += cells_of_prefix;
        rest = &rest[bytes..];
        if rest.is_empty() {
            return total;
        }
        let Some(grapheme) = rest.graphemes(true).next() else {
            return total;
        };
        total += usize::from(cells(grapheme, ambiguous));
        rest = &rest[grapheme.len()..];
    }
}

/// Cells and bytes of the longest prefix whose characters are clusters of their own: plain characters, less the
/// last one if something follows that may combine with it.
fn plain_prefix(text: &str, ambiguous: Ambiguous) -> (usize, usize) {
    let (mut cells, mut last) = (0, 0);
    for (at, c) in text.char_indices() {
        let Some(width) = plain_cells(c, ambiguous) else {
            let before = text[..at].chars().next_back().map_or(0, char::len_utf8);
            return (cells - last, at - before);
        };
        last = usize::from(width);
        cells += last;
    }
    (cells, text.len())
}

/// Cells of a plain character: one that is no part of a larger cluster unless a character that is not plain follows.
fn plain_cells(c: char, ambiguous: Ambiguous) -> Option<u16> {
    match c {
        ' '..='~' => Some(1),
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{AC00}'..='\u{D7A3}' => Some(2),
        '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}' => Some(2),
        '\u{FF01}'..='\u{FF60}' => Some(2),
        // Quotes, dashes, ellipses and the interpunct: the ambiguous ones of everyday text. A variation selector
        // may widen a quote (Unicode 16), but that is no plain character.
        '“' | '”' | '‘' | '’' | '—' | '–' | '…' | '·' => {
            Some(if ambiguous == Ambiguous::Wide { 2 } else { 1 })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{Ambiguous, cells, plain_cells, width};

    fn check(text: &str, narrow: usize, wide: usize) {
        assert_eq!(width(text, Ambiguous::Narrow), narrow, "{text:?} narrow");
        assert_eq!(width(text, Ambiguous::Wide), wide, "{text:?} wide");
    }

    #[test]
    fn widths_of_news_characters() {
        check("", 0, 0);
        check("abc 123", 7, 7);
        check("汉字，。「」ａ３％", 18, 18);
        check("“”‘’—–…·", 8, 16);
        check("①②※→°′″±×÷§№℃☆★○●◎◇◆□■△▲‥", 24 + 1, 48 + 2);
        check("Ελληνικά Русский", 16, 16);
        check("한국어", 6, 6);
        check("e\u{301}が\u{3099}", 3, 3);
        check("👨‍👩‍👧🇨🇳👍🏽❤\u{fe0f}", 8, 8);
        check("ｶﾞﾊﾟ", 4, 4);
        check("\u{301}", 0, 0);
    }

    #[test]
    fn the_table_agrees_with_the_library() {
        for c in ('\0'..=char::MAX).filter(|&c| plain_cells(c, Ambiguous::Narrow).is_some()) {
            for policy in [Ambiguous::Narrow, Ambiguous::Wide] {
                let by_library = cells(c.encode_utf8(&mut [0; 4]), policy);
                assert_eq!(plain_cells(c, policy), Some(by_library), "{c:?}");
            }
        }
    }

    fn sum(text: &str, ambiguous: Ambiguous) -> usize {
        text.graphemes(true)
            .map(|g| usize::from(cells(g, ambiguous)))
            .sum()
    }

    proptest! {
        #[test]
        fn width_is_the_sum_of_the_cells(text in any::<String>()) {
            prop_assert_eq!(width(&text, Ambiguous::Narrow), sum(&text, Ambiguous::Narrow));
        }

        #[test]
        fn width_is_the_sum_of_the_cells_of_combinations(
            text in "[汉がa “—\u{301}\u{3099}\u{fe0f}\u{fe01}\u{200d}👩❤🇨🇳\u{600}각\u{11a8}क्ष1️⃣ｶﾞ]{0,30}"
        ) {
            for policy in [Ambiguous::Narrow, Ambiguous::Wide] {
                prop_assert_eq!(width(&text, policy), sum(&text, policy));
            }
        }
    }
}
