//! How far text reaches along its line: cells where it runs across, squares where it runs down. Measuring, cutting and
//! distributing all ask here.

use super::style::{Direction, Manner};
use crate::text::vertical::{Squares, squares};
use crate::text::width::{cells, width};
use unicode_segmentation::{GraphemeIndices, UnicodeSegmentation};

/// What takes its place on a line as a whole, each with its byte: a grapheme cluster, or a square.
pub(super) enum Steps<'a> {
    Across(GraphemeIndices<'a>),
    Down(Squares<'a>),
}

/// The steps of a shown text.
pub(super) fn steps(text: &str, manner: Manner) -> Steps<'_> {
    match manner.direction {
        Direction::Horizontal => Steps::Across(text.grapheme_indices(true)),
        Direction::Vertical => Steps::Down(squares(text)),
    }
}

impl<'a> Iterator for Steps<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Across(clusters) => clusters.next(),
            Self::Down(squares) => squares.next(),
        }
    }
}

/// Cells along the line that a step takes; 0 for one that is not seen.
pub(super) fn reach(step: &str, manner: Manner) -> u16 {
    let cells = cells(step, manner.ambiguous);
    match manner.direction {
        Direction::Horizontal => cells,
        Direction::Vertical => cells.min(1),
    }
}

/// Cells along the line that a shown text takes; [`u16::MAX`] for that many or more.
pub(super) fn length(text: &str, manner: Manner) -> u16 {
    let length = match manner.direction {
        Direction::Horizontal => width(text, manner.ambiguous),
        Direction::Vertical => {
            let steps = squares(text).map(|(_, step)| usize::from(reach(step, manner)));
            steps.sum()
        }
    };
    u16::try_from(length).unwrap_or(u16::MAX)
}
