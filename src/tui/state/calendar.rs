//! The editions of one paper by their days, and walking from one day that has an edition to another.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::library::archive::Standing;

/// The editions of a paper. Those without a day stand before all others.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The paper.
    pub paper: String,
    /// What there is of each day.
    pub days: BTreeMap<Option<Date>, Vec<Standing>>,
    /// The day where the reader is; one of those.
    pub at: Option<Date>,
}

impl Calendar {
    /// The editions of a paper, open at the day nearest to `near`, or at the latest.
    pub fn of(paper: String, standings: Vec<Standing>, near: Option<Date>) -> Self {
        let mut days: BTreeMap<Option<Date>, Vec<Standing>> = BTreeMap::new();
        for standing in standings {
            days.entry(standing.date).or_default().push(standing);
        }
        let last = days.keys().next_back().copied().flatten();
        let mut calendar = Self {
            paper,
            days,
            at: last,
        };
        if let Some(near) = near {
            calendar.go_near(near, false);
        }
        calendar
    }

    /// The editions of the day where the reader is.
    pub fn here(&self) -> &[Standing] {
        self.days.get(&self.at).map_or(&[], Vec::as_slice)
    }

    /// The years that have editions.
    pub fn years(&self) -> BTreeSet<i16> {
        self.days.keys().flatten().map(|day| day.year()).collect()
    }

    /// Whether a day has an edition.
    pub fn has(&self, day: Date) -> bool {
        self.days.contains_key(&Some(day))
    }

    /// On or back by days that have editions.
    pub fn by_days(&mut self, times: usize, forward: bool) {
        for _ in 0..times {
            let beside = match forward {
                true => self.days.keys().find(|day| **day > self.at),
                false => self.days.keys().rfind(|day| **day < self.at),
            };
            let Some(day) = beside else { return };
            self.at = *day;
        }
    }

    /// On or back by weeks, to the nearest day there that has an edition.
    pub fn by_weeks(&mut self, times: usize, forward: bool) {
        let weeks = i64::try_from(times).unwrap_or(0).min(9_999);
        self.by_span(weeks.weeks(), forward);
    }

    /// On or back by months, to the nearest day there that has an edition.
    pub fn by_months(&mut self, times: usize, forward: bool) {
        let months = i64::try_from(times).unwrap_or(0).min(9_999);
        self.by_span(months.months(), forward);
    }

    fn by_span(&mut self, span: jiff::Span, forward: bool) {
        let Some(day) = self.at else {
            return self.by_days(1, forward);
        };
        let to = match forward {
            true => day.saturating_add(span),
            false => day.saturating_sub(span),
        };
        self.go_near(to, forward);
        // What is nearest may be where the reader is.
        if self.at == Some(day) {
            self.by_days(1, forward);
        }
    }

    /// To the day nearest to one; of two as near, to the later if `later`.
    fn go_near(&mut self, day: Date, later: bool) {
        let after = self.days.range(Some(day)..).next();
        let before = self.days.range(..Some(day)).next_back();
        let after = after.and_then(|(found, _)| *found);
        let before = before.and_then(|(found, _)| *found);
        let away = |found: Date| day.duration_until(found).as_secs().abs();
        self.at = match (before, after) {
            (Some(before), Some(after)) => Some(match (away(before), away(after)) {
                (b, a) if b < a || (b == a && !later) => before,
                _ => after,
            }),
            (before, after) => before.or(after).or(self.at),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Key;

    fn calendar(days: &[&str]) -> Calendar {
        let standing = |day: &&str| Standing {
            key: Key::of([day.as_bytes()]),
            paper: "晚报".into(),
            date: day.parse().ok(),
            pages: 4,
            stories: 20,
            filed: 0,
        };
        Calendar::of("晚报".into(), days.iter().map(standing).collect(), None)
    }

    #[track_caller]
    fn at(calendar: &Calendar, day: &str) {
        let told = calendar.at.map_or("none".into(), |day| day.to_string());
        assert_eq!(told, day);
    }

    #[test]
    fn only_days_that_have_editions_are_walked_to() {
        let mut it = calendar(&["", "2026-07-01", "2026-07-02", "2026-07-09", "2026-09-30"]);
        at(&it, "2026-09-30");
        it.by_days(1, false);
        at(&it, "2026-07-09");
        it.by_weeks(1, false);
        at(&it, "2026-07-02");
        it.by_weeks(1, true);
        at(&it, "2026-07-09");
        it.by_months(1, true);
        at(&it, "2026-09-30");
        it.by_months(1, true);
        at(&it, "2026-09-30");
        it.by_months(12, false);
        at(&it, "2026-07-01");
        it.by_days(9, false);
        at(&it, "none");
        assert_eq!(it.here().len(), 1);
        it.by_months(1, true);
        at(&it, "2026-07-01");
    }

    #[test]
    fn a_paper_without_days_is_no_trouble() {
        let mut it = calendar(&["", ""]);
        it.by_days(1, true);
        it.by_months(1, false);
        assert_eq!(it.here().len(), 2);
        let mut none = calendar(&[]);
        none.by_weeks(3, true);
        assert!(none.here().is_empty());
    }
}
