//! The head of a story: which of the short lines over a text is its headline, which stand above it (kicker, 引题) and
//! which below (deck, 副题).

use super::draft::Draft;
use super::items::Item;
use super::junction::{is_broken, leads_on, size_of, yes};
use super::lines::is_capitals;
use super::vocabulary::Vocabulary;

/// Which of several short lines is the headline: it speaks of the text, stands near it, and is neither too short nor a
/// banner that the page repeats.
pub fn headline_of(
    shorts: &[Item<'_>],
    ahead: &Vocabulary,
    repeated: impl Fn(&str) -> bool,
) -> usize {
    let weigh = |(index, short): (usize, &Item<'_>)| {
        let length = size_of(short.text);
        // A main headline is terse; what explains it, above (引题) or below (副题), is longer.
        let size = match length {
            0..=5 => -1.0,
            6 => -0.3,
            7..=16 => 0.6,
            17..=26 => 0.1,
            _ => -0.1,
        };
        let near = 0.25 * f32::from(u16::try_from(index).unwrap_or(u16::MAX).min(8));
        let above = index.checked_sub(1).and_then(|above| shorts.get(above));
        let explained = above.is_some_and(|above| length >= 8 && size_of(above.text) >= length + 4);
        let near = near + yes(explained, 0.5);
        let banner = yes(repeated(short.text), -3.0) + yes(leads_on(short.text), -1.0);
        let space = yes(is_broken(short.text), 0.3);
        (
            index,
            1.6 * ahead.share_of(short.text) + size + near + space + banner,
        )
    };
    let best = shorts
        .iter()
        .enumerate()
        .map(weigh)
        .max_by(|a, b| a.1.total_cmp(&b.1));
    best.map_or(0, |(index, _)| index)
}

/// Sorts short lines round the headline at `head`: lines of its chunk that are halves of it join it.
pub fn sort<'a>(draft: &mut Draft<'a>, shorts: &[Item<'a>], head: usize) {
    let halves = |above: usize, below: usize| match (shorts.get(above), shorts.get(below)) {
        (Some(first), Some(second)) => second.gap == 0 && is_half(first.text, second.text),
        _ => false,
    };
    let mut first = head;
    while first > 0 && halves(first - 1, first) {
        first -= 1;
    }
    let mut end = head + 1;
    while halves(end - 1, end) {
        end += 1;
    }
    let texts = |range: std::ops::Range<usize>| {
        shorts
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|item| item.text)
    };
    draft.kickers.extend(texts(0..first));
    draft.headline.extend(texts(first..end));
    draft.deck.extend(texts(end..shorts.len()));
}

/// Whether two lines of one chunk look like a headline in two halves: of like length and type, and neither complete.
fn is_half(first: &str, second: &str) -> bool {
    let (a, b) = (size_of(first), size_of(second));
    let alike = a * 2 >= b && b * 3 >= a && is_capitals(first) == is_capitals(second);
    alike && !is_complete(first) && !is_complete(second)
}

/// A title that has its own break, a pause or an end needs no second half.
fn is_complete(title: &str) -> bool {
    is_broken(title)
        || leads_on(title)
        || title.contains(['，', '；', '：'])
        || title.ends_with(['？', '！', '?', '!', '…'])
}
