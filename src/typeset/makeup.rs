//! Make-up: the rows of a galley in bands of columns, each band as high as the window, the last one balanced.
//!
//! A column is filled from its top and ends where the galley is best broken; what is told to stay together and fits no
//! column is broken all the same, so that nothing is lost.

use super::columns::Columns;
use super::galley::Galley;

/// Rows left under a head from which on columns begin there, and not at the top of the next window.
const LEAST_ROOM: usize = 4;
/// Heights that are tried for a column of a balanced band, beside that of the band itself.
const FEW: usize = 4;
/// Where there is no window, what is not more than this many times as high as the columns would be stays whole.
const STRETCH: usize = 2;

/// The row of each row of the galley, and the cells that it is moved to the right.
pub(super) fn make_up(
    galley: &Galley,
    columns: Columns,
    depth: Option<u16>,
    head: u32,
) -> Vec<(u32, u16)> {
    let mut places = vec![(0, 0); galley.len()];
    let mut top = head as usize;
    let mut first = galley.below_air(0);
    while first < galley.len() {
        let room = depth.map(|depth| usize::from(depth) - top % usize::from(depth.max(1)));
        if room.is_none_or(|room| room >= LEAST_ROOM) {
            let ends = Band::new(galley, columns, first, room).ends();
            for (column, end) in (0..).zip(ends) {
                let rows = places.get_mut(first..end).unwrap_or_default();
                for (row, place) in (top..).zip(rows) {
                    *place = (u32::try_from(row).unwrap_or(u32::MAX), columns.x(column));
                }
                first = galley.below_air(end);
            }
        }
        top = top.saturating_add(room.unwrap_or(0));
    }
    places
}

/// Columns side by side, to be filled from a row on.
struct Band<'a> {
    galley: &'a Galley,
    first: usize,
    /// Columns in it.
    count: usize,
    /// Rows that the window holds.
    room: Option<usize>,
    /// Rows of what is kept whole.
    highest: usize,
    /// Rows that it takes at least for all that is left.
    even: usize,
}

impl<'a> Band<'a> {
    fn new(galley: &'a Galley, columns: Columns, first: usize, room: Option<usize>) -> Self {
        let count = usize::from(columns.count);
        let even = galley.ink_from(first).div_ceil(count).max(1);
        let highest = room.unwrap_or(even * STRETCH);
        Self {
            galley,
            first,
            count,
            room,
            highest,
            even,
        }
    }

    /// The row after each column: the columns filled one after the other, or all that is left in balance.
    fn ends(&self) -> Vec<usize> {
        match self.height() {
            Some(height) => self.balanced(height),
            None => self.filled(),
        }
    }

    fn filled(&self) -> Vec<usize> {
        let mut first = self.first;
        let mut ends = Vec::new();
        for _ in 0..self.count {
            let height = self.room.unwrap_or(usize::MAX);
            let end = self.galley.end(first, height, self.highest).row;
            ends.push(end);
            first = self.galley.below_air(end);
        }
        ends
    }

    /// The least height at which all that is left is in the band and every column ends well. Where there is none, what
    /// is left goes on in the next window; without windows it is the least at which all is in the band.
    fn height(&self) -> Option<usize> {
        let fits = |well: bool| {
            move |height: &usize| self.rest_fits(self.first, self.count, *height, well)
        };
        let well = self.heights(self.highest).find(fits(true));
        match self.room {
            Some(_) => well,
            None => well.or_else(|| self.heights(usize::MAX).find(fits(false))),
        }
    }

    /// Heights from the even one up, in steps that grow, so that few are tried of many.
    fn heights(&self, most: usize) -> impl Iterator<Item = usize> {
        let most = most.min(self.galley.len());
        let next = move |height: &usize| {
            let step = 1 + (height - self.even) / 8;
            (*height < most).then(|| (height + step).min(most))
        };
        std::iter::successors((self.even <= most).then_some(self.even), next)
    }

    /// Whether columns of a height hold all from a row on.
    fn rest_fits(&self, from: usize, columns: usize, height: usize, well: bool) -> bool {
        let mut first = from;
        for _ in 0..columns {
            if first >= self.galley.len() {
                break;
            }
            let end = self.galley.end(first, height, self.highest);
            if well && !end.is_good {
                return false;
            }
            first = self.galley.below_air(end.row);
        }
        first >= self.galley.len()
    }

    /// Columns of no more than a height, each as near as can be to an even share of what is left for it and those after it.
    fn balanced(&self, height: usize) -> Vec<usize> {
        let galley = self.galley;
        let mut first = self.first;
        let mut ends = Vec::new();
        for left in (1..=self.count).rev() {
            if first >= galley.len() {
                break;
            }
            let even = galley.ink_from(first).div_ceil(left);
            let rest_fits =
                |end: &usize| self.rest_fits(galley.below_air(*end), left - 1, height, true);
            let mut near = (even..height).take(FEW).filter_map(|height| {
                let end = galley.end(first, height, self.highest);
                end.is_good.then_some(end.row)
            });
            let end = near.find(rest_fits);
            let end = end.unwrap_or_else(|| galley.end(first, height, self.highest).row);
            ends.push(end);
            first = galley.below_air(end);
        }
        ends
    }
}
