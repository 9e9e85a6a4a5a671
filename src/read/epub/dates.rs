//! Days as packages and titles of issues write them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day in a text: `2026-11-23…`, `20261123`, `2026年11月23日`, `Mon, 23 Nov 2026`, `November 23, 2026`.
pub fn date_of(text: &str) -> Option<Date> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.flat_map(pieces).take(12).collect();
    let numbers: Vec<i32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let month = words.iter().find_map(|word| named(word));
    match (&numbers[..], month) {
        ([year, month, day, ..], None) if *year > 999 => date(*year, *month, *day),
        ([day, year, ..], Some(month)) if *year > 999 => date(*year, month, *day),
        ([year, day, ..], Some(month)) if *year > 999 => date(*year, month, *day),
        ([whole, ..], None) if *whole > 9_999_999 => {
            date(whole / 10_000, whole / 100 % 100, whole % 100)
        }
        _ => None,
    }
}

/// A word divided where digits meet letters (`2026年11月`, `23T13`).
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?.is_ascii_digit();
        let end = rest
            .find(|c: char| c.is_ascii_digit() != first)
            .unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

fn named(word: &str) -> Option<i32> {
    let word = word.to_ascii_lowercase();
    let is_it = |name: &&str| word.len() > 2 && word.starts_with(*name);
    let at = MONTHS.iter().position(is_it)?;
    i32::try_from(at + 1).ok()
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::date_of;

    #[test]
    fn days_are_read_in_every_form() {
        let day = jiff::civil::date(2026, 11, 23);
        for text in [
            "2026-11-23T13:48:38.7+00:00",
            "20261123",
            "2026年11月23日 星期一",
            "Mon, 23 Nov 2026",
            "November 23, 2026",
            "[2026/11/23]",
            "周一, 23 11月 2026",
        ] {
            let expected = (!text.starts_with('周')).then_some(day);
            assert_eq!(date_of(text), expected, "{text}");
        }
        assert_eq!(date_of("1890"), None);
        assert_eq!(date_of("2026-13-45"), None);
    }
}
