//! Spans over a text that cleaning may have changed: they move along with their words, and those that mark nothing, or
//! lie across each other, go.

use std::cmp::Reverse;
use std::ops::Range;

use crate::edition::{Mark, Span};

/// A stretch that cleaning took out of a text, and the bytes of the clean text that stand for it (none, or a line end).
#[derive(Clone, Debug)]
pub struct Cut {
    /// Bytes of the text as it was.
    pub was: Range<usize>,
    /// Bytes of the clean text.
    pub is: Range<usize>,
}

/// Moves spans from a text as it was to the text without the `cuts`, which are in order.
pub fn follow(spans: &mut [Span], cuts: &[Cut]) {
    if cuts.is_empty() {
        return;
    }
    for span in spans {
        span.range = moved(span.range.start, cuts)..moved(span.range.end, cuts);
    }
}

fn moved(at: usize, cuts: &[Cut]) -> usize {
    let before = cuts.partition_point(|cut| cut.was.start < at);
    match before.checked_sub(1).and_then(|last| cuts.get(last)) {
        None => at,
        Some(cut) if at < cut.was.end => cut.is.start,
        Some(cut) => at - cut.was.end + cut.is.end,
    }
}

/// Drops spans that are no stretch of `text`, its characters whole.
pub fn keep_sound(spans: &mut Vec<Span>, text: &str) {
    spans.retain(|span| {
        let part = text.get(span.range.clone());
        part.is_some_and(|part| !part.is_empty())
    });
}

/// Drops spans so that any two left are apart or one within the other, and no ruby stands over ruby. Of two that are
/// at odds the one that begins first stays, or the longer one. The order of the rest is as it was.
pub fn keep_nested(spans: &mut Vec<Span>) {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&at| (spans[at].range.start, Reverse(spans[at].range.end)));
    let mut keeps = vec![true; spans.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut ruby = 0;
    for at in order {
        let Range { start, end } = spans[at].range;
        while open.last().is_some_and(|&end| end <= start) {
            open.pop();
        }
        let is_ruby = matches!(spans[at].mark, Mark::Ruby(_));
        keeps[at] = open.last().is_none_or(|&outer| end <= outer) && !(is_ruby && start < ruby);
        if keeps[at] {
            open.push(end);
            ruby = if is_ruby { end } else { ruby };
        }
    }
    let mut keeps = keeps.into_iter();
    spans.retain(|_| keeps.next().unwrap_or(true));
}
