//! Days as readers write them: a year, a month, a day, or from one to another.

use jiff::civil::Date;

use crate::text::fold::Folded;

/// The days from one to another, both of them too; open where one is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

impl Days {
    /// Of `2026`, `2026-07`, `2026-07-09`, `20260709`, `2026年7月9日`, and `..` between two of them or beside one.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = Folded::new(text);
        let text = folded.text();
        if let Some((from, to)) = text.split_once("..") {
            let from = from.trim();
            let to = to.trim().trim_start_matches('.');
            let first = (!from.is_empty())
                .then(|| one(from))
                .map_or(Some(None), |d| d.map(Some))?;
            let last = (!to.is_empty())
                .then(|| one(to))
                .map_or(Some(None), |d| d.map(Some))?;
            return Some(Self {
                from: first.map(|(first, _)| first),
                to: last.map(|(_, last)| last),
            });
        }
        let (from, to) = one(text)?;
        Some(Self {
            from: Some(from),
            to: Some(to),
        })
    }

    /// Whether a day is one of them; an edition without a date is of none.
    pub fn contains(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| {
            self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
        })
    }
}

/// The first and the last day of a year, a month or a day.
fn one(text: &str) -> Option<(Date, Date)> {
    let numbers = numbers(text)?;
    let year = i16::try_from(*numbers.first()?).ok()?;
    let small = |at: usize| numbers.get(at).map(|&n| i8::try_from(n).ok());
    match (small(1), small(2)) {
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(month), None) => {
            let first = Date::new(year, month?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, month?, day?).ok()?;
            Some((day, day))
        }
    }
}

/// Year, month and day, as many as there are.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        let cuts: &[usize] = match text.len() {
            4 => &[4],
            6 => &[4, 6],
            8 => &[4, 6, 8],
            _ => return None,
        };
        let mut start = 0;
        return cuts
            .iter()
            .map(|&end| {
                let number = text.get(start..end)?.parse().ok();
                start = end;
                number
            })
            .collect();
    }
    let parts = text.split(['-', '/', '.', '年', '月', '日']);
    let numbers: Option<Vec<u32>> = parts
        .filter(|part| !part.trim().is_empty())
        .map(|part| part.trim().parse().ok())
        .collect();
    numbers.filter(|numbers| (1..=3).contains(&numbers.len()))
}

#[cfg(test)]
mod tests {
    use super::Days;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let days = Days::parse(text).map_or("none".into(), |days| {
            let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |d| d.to_string());
            format!("{}..{}", day(days.from), day(days.to))
        });
        assert_eq!(days, expected, "{text}");
    }

    #[test]
    fn years_months_and_days() {
        check("2026", "2026-01-01..2026-12-31");
        check("2026-07", "2026-07-01..2026-07-31");
        check("2026年2月", "2026-02-01..2026-02-28");
        check("2026-7-9", "2026-07-09..2026-07-09");
        check("20260709", "2026-07-09..2026-07-09");
        check("２０２６．７．９", "2026-07-09..2026-07-09");
        check("2026-07..2026-09", "2026-07-01..2026-09-30");
        check("2026..", "2026-01-01..");
        check("..1949", "..1949-12-31");
        check("..", "..");
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "x",
            "2026-13",
            "2026-02-30",
            "99",
            "2026-07-09-1",
            "2026..x",
        ] {
            check(text, "none");
        }
    }
}
