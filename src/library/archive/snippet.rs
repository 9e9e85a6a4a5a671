//! Some words around the first hit in a story, with the hits marked.

use std::borrow::Cow;
use std::ops::Range;

use crate::edition::{Place, Slot, Story};
use crate::library::query::{Needle, Query};
use crate::text::fold::Folded;
use crate::text::kinsoku::never_starts;

/// Characters before the first hit, and in all.
const BEFORE: usize = 16;
const ALL: usize = 80;

/// A stretch of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The words, in one line.
    pub text: String,
    /// Where the hits are, in bytes of `text`.
    pub marks: Vec<Range<usize>>,
    /// Where in its edition the first hit is; the beginning of the story where there is none.
    pub place: Place,
}

/// The stretch of a story that shows best why it was found: the part with the most different needles, text before heads.
pub fn snippet(index: usize, story: &Story, query: &Query) -> Snippet {
    let needles: Vec<&Needle> = query.shown().collect();
    let Some((slot, text, hits)) = best_part(story, &needles) else {
        return Snippet {
            text: String::new(),
            marks: Vec::new(),
            place: Place::start_of(index),
        };
    };
    let first = hits.iter().map(|(_, hit)| hit.start).min();
    let place = first.map_or(Place::start_of(index), |byte| Place {
        story: index,
        slot,
        byte,
    });
    let (text, marks) = cut(&text, first.unwrap_or(0), &hits);
    Snippet { text, marks, place }
}

/// A needle's number and where it is.
type Found = (usize, Range<usize>);

/// The first of the best parts; what stands after one that has everything is not looked at.
fn best_part<'a>(
    story: &'a Story,
    needles: &[&Needle],
) -> Option<(Slot, Cow<'a, str>, Vec<Found>)> {
    let mut best: Option<((usize, bool), _)> = None;
    for (slot, text) in story.parts() {
        let hits = hits(&text, needles);
        let kinds = (0..needles.len()).filter(|at| hits.iter().any(|(kind, _)| kind == at));
        let worth = (kinds.count(), matches!(slot, Slot::Block(_)));
        if best.as_ref().is_none_or(|(known, _)| worth > *known) {
            best = Some((worth, (slot, text, hits)));
        }
        if worth == (needles.len(), true) {
            break;
        }
    }
    best.map(|(_, part)| part)
}

/// Where each needle is: its number and the bytes.
fn hits(text: &str, needles: &[&Needle]) -> Vec<(usize, Range<usize>)> {
    let folded = Folded::new(text);
    let needles = needles.iter().enumerate();
    let mut hits: Vec<(usize, Range<usize>)> = needles
        .flat_map(|(at, needle)| {
            folded
                .find_whole(&needle.folded)
                .into_iter()
                .map(move |hit| (at, hit))
        })
        .collect();
    hits.sort_by_key(|(_, hit)| (hit.start, hit.end));
    hits
}

/// The words around `first`, in one line, and the hits in them.
fn cut(text: &str, first: usize, hits: &[(usize, Range<usize>)]) -> (String, Vec<Range<usize>>) {
    let before = text[..first].char_indices().rev().take(BEFORE);
    let start = before.last().map_or(first, |(at, _)| at);
    // A stretch that begins inside the text begins with no mark that may not begin a line.
    let marks = text[start..first]
        .chars()
        .take_while(|&c| start > 0 && never_starts(c));
    let start = start + marks.map(char::len_utf8).sum::<usize>();
    let end = text[start..].char_indices().nth(ALL);
    let end = end.map_or(text.len(), |(at, _)| start + at);
    let mut marks: Vec<Range<usize>> = Vec::new();
    let dots = if start > 0 { "…" } else { "" };
    let shift = |at: usize| at - start + dots.len();
    for (_, hit) in hits
        .iter()
        .filter(|(_, hit)| hit.start >= start && hit.end <= end)
    {
        match marks.last_mut() {
            Some(last) if shift(hit.start) <= last.end => last.end = last.end.max(shift(hit.end)),
            _ => marks.push(shift(hit.start)..shift(hit.end)),
        }
    }
    let after = if end < text.len() { "…" } else { "" };
    let line = text[start..end].replace(['\n', '\t'], " ");
    (format!("{dots}{line}{after}"), marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Block;

    #[track_caller]
    fn check(texts: &[&str], query: &str, expected: &str) {
        let story = Story {
            headline: Some("大棚里的账本".into()),
            blocks: texts.iter().map(|text| Block::paragraph(*text)).collect(),
            ..Story::default()
        };
        let query = Query::parse(query).expect("a query");
        let found = snippet(3, &story, &query);
        let mut told = found.text.clone();
        for mark in found.marks.iter().rev() {
            told.insert(mark.end, ']');
            told.insert(mark.start, '[');
        }
        assert_eq!(told, expected);
        assert_eq!(found.place.story, 3);
    }

    #[test]
    fn it_shows_where_the_words_are() {
        check(&["西邵村怎样把地种活"], "邵村", "西[邵村]怎样把地种活");
        check(
            &["无", "一处一处量地势、打基坑"],
            "地势 基坑",
            "一处一处量[地势]、打[基坑]",
        );
        check(&["無關", "雲彩"], "云", "[雲]彩");
        check(&["第105页，1"], "1", "第105页，[1]");
        check(&["西邵村"], "账本", "大棚里的[账本]");
        check(&["西邵村"], "page:1", "西邵村");
        check(&["aaa\tbb\ncc"], "bb", "aaa [bb] cc");
    }

    #[test]
    fn it_is_short() {
        let long = format!("{}养老{}", "前".repeat(100), "后".repeat(100));
        let expected = format!("…{}[养老]{}…", "前".repeat(16), "后".repeat(62));
        check(&[&long], "养老", &expected);
        let long = format!("{}。”{}养老", "前".repeat(10), "中".repeat(14));
        let expected = format!("…{}[养老]", "中".repeat(14));
        check(&[&long], "养老", &expected);
    }
}
