//! What people write for dates: RFC 822 and ISO 8601 with all that is done to them, `ctime`, months in the languages of
//! newspapers, and years, months and days in Chinese, Japanese and Korean. No zone means UTC.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::calendar::{month, zone};

/// A point in time, and the day it was where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The point.
    pub at: Timestamp,
    /// The day.
    pub day: Date,
}

/// What was found of a date so far.
#[derive(Debug, Default)]
struct Found {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// Seconds since midnight.
    time: Option<i64>,
    /// Seconds the zone is ahead of UTC.
    zone: Option<i64>,
    is_afternoon: Option<bool>,
}

/// Longest date in bytes.
const LONGEST: usize = 120;

/// Reads a date; `None` where there is none.
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let text = western(text);
    let mut found = Found::default();
    let rest = iso_day(&text, &mut found).unwrap_or(&text);
    for piece in rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')')) {
        found.piece(piece);
    }
    found.moment()
}

/// Marks of East Asian dates, and what others write for them.
const MARKS: &[(&str, &str)] = &[
    ("年", "-"),
    ("년", "-"),
    ("月", "-"),
    ("월", "-"),
    ("日", " "),
    ("일", " "),
    ("时", ":"),
    ("時", ":"),
    ("分", ":"),
    ("秒", ""),
    ("下午", " pm "),
    ("午後", " pm "),
    ("오후", " pm "),
    ("上午", " am "),
    ("午前", " am "),
    ("오전", " am "),
    ("：", ":"),
];

/// East Asian dates with the marks of others.
fn western(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut western = text.to_owned();
    for (mark, meaning) in MARKS.iter().filter(|(mark, _)| text.contains(mark)) {
        western = western.replace(mark, meaning);
    }
    Cow::Owned(western.replace("- ", "-").replace(": ", ":"))
}

/// Takes `2004-05-25`, `2004/5/25`, `20040525`, `2004-146`, `2004-05` or `2004` from the start; answers with the rest.
fn iso_day<'t>(text: &'t str, found: &mut Found) -> Option<&'t str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits(text);
    let (number, rest) = text.split_at(year);
    if year == 8 || year == 14 {
        found.year = number[..4].parse().ok();
        found.month = number[4..6].parse().ok();
        found.day = number[6..8].parse().ok();
        return Some(if year == 8 {
            rest.trim_start_matches('T')
        } else {
            &text[8..]
        });
    }
    if year != 4 {
        return None;
    }
    found.year = number.parse().ok();
    let Some(rest) = rest.strip_prefix(['-', '/', '.']) else {
        return Some(rest);
    };
    let (number, rest) = rest.split_at(digits(rest));
    match number.len() {
        1 | 2 => found.month = number.parse().ok(),
        3 => return day_of_year(found, number).map(|()| rest),
        _ => return Some(rest),
    }
    let Some(after) = rest.strip_prefix(['-', '/', '.']) else {
        return Some(rest);
    };
    let (number, rest) = after.split_at(digits(after));
    found.day = number.parse().ok();
    Some(rest.strip_prefix(['T', 't']).unwrap_or(rest))
}

fn day_of_year(found: &mut Found, number: &str) -> Option<()> {
    let first = Date::new(found.year?, 1, 1).ok()?;
    let days = number.parse::<i64>().ok()?.checked_sub(1)?;
    let day = first
        .checked_add(SignedDuration::from_hours(24 * days))
        .ok()?;
    (found.month, found.day) = (Some(day.month()), Some(day.day()));
    Some(())
}

impl Found {
    /// Takes what one piece between blanks says.
    fn piece(&mut self, piece: &str) {
        let piece = piece.trim_matches('.');
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        if piece.contains(':') {
            self.clock(piece);
        } else if self.time.is_some() && piece.starts_with(['+', '-']) {
            self.zone = offset(piece).or(self.zone);
        } else if digits > 0 && digits == piece.len() {
            self.number(piece);
        } else if matches!(digits, 4 | 6) && self.day.is_some() && self.time.is_none() {
            self.number(&piece[..digits]);
            self.piece(&piece[digits..]);
        } else if piece.contains(['-', '/']) {
            self.run(piece);
        } else if let Some(zone) = zone(piece) {
            self.zone = self.zone.or(Some(zone));
        } else {
            self.word(piece);
        }
    }

    /// `01-Jan-2004`, `2004-július-13T9:15` without its time, `25.12.2004`.
    fn run(&mut self, piece: &str) {
        for part in piece.split(['-', '/']) {
            match part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty() {
                true => self.number(part),
                false => self.word(part),
            }
        }
    }

    fn number(&mut self, digits: &str) {
        let number = digits.parse::<i16>().unwrap_or(i16::MAX);
        match digits.len() {
            // Six digits, or four after a year: a time without colons.
            6 if self.day.is_some() => self.time = self.time.or(bare_clock(digits)),
            4 if self.year.is_some() && self.time.is_none() => self.time = bare_clock(digits),
            3.. => self.year = self.year.or(Some(number)),
            _ if self.day.is_none() => self.day = i8::try_from(number).ok(),
            _ if self.year.is_none() => {
                // RFC 2822 §4.3, but that nobody had feeds before 1970.
                self.year = Some(if number < 70 {
                    2000 + number
                } else {
                    1900 + number
                });
            }
            _ => {}
        }
    }

    fn word(&mut self, word: &str) {
        match &*word.to_lowercase() {
            "am" | "a.m" => self.is_afternoon = Some(false),
            "pm" | "p.m" => self.is_afternoon = Some(true),
            // The last name counts: `mar` is a Tuesday in French, a March in English.
            word => self.month = month(word).or(self.month),
        }
    }

    /// `10:14`, `10:14:55`, `10:14:55.5+02:00`, with or without a date before a `T`.
    fn clock(&mut self, piece: &str) {
        if let Some((day, time)) = piece.split_once(['T', 't'])
            && time.starts_with(|c: char| c.is_ascii_digit())
        {
            self.run(day);
            return self.clock(time);
        }
        let end = piece.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'));
        let (clock, after) = piece.split_at(end.unwrap_or(piece.len()));
        let parts = clock
            .split(':')
            .map(|part| part.split('.').next().unwrap_or("").parse::<i64>());
        let parts: Vec<i64> = parts.map_while(Result::ok).take(3).collect();
        let at = |index: usize| parts.get(index).copied().unwrap_or(0);
        if !parts.is_empty() && at(0) <= 24 && at(1) < 60 && at(2) <= 61 {
            self.time = self.time.or(Some(at(0) * 3600 + at(1) * 60 + at(2)));
        }
        match after {
            "" => {}
            after if after.starts_with(['+', '-']) => self.zone = offset(after),
            after => match zone(after) {
                Some(zone) => self.zone = Some(zone),
                None => self.word(after),
            },
        }
    }

    fn moment(self) -> Option<Moment> {
        let (year, month) = (self.year?, self.month.unwrap_or(1));
        let first = Date::new(year, month, 1).ok()?;
        let day = self.day.unwrap_or(1).clamp(1, first.days_in_month());
        let day = Date::new(year, month, day).ok()?;
        let mut time = self.time.unwrap_or(0);
        match self.is_afternoon {
            Some(true) if time < 12 * 3600 => time += 12 * 3600,
            Some(false) if time >= 12 * 3600 => time -= 12 * 3600,
            _ => {}
        }
        let midnight = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?;
        let past = SignedDuration::from_secs(time - self.zone.unwrap_or(0));
        let at = midnight.checked_add(past).ok()?;
        Some(Moment { at, day })
    }
}

/// `101455` or `1014` as seconds.
fn bare_clock(digits: &str) -> Option<i64> {
    let part = |at: usize| digits.get(at..at + 2).map_or(Ok(0), str::parse::<i64>).ok();
    let (hours, minutes, seconds) = (part(0)?, part(2)?, part(4)?);
    (hours <= 24 && minutes < 60 && seconds <= 61).then_some(hours * 3600 + minutes * 60 + seconds)
}

/// `+02:00`, `-0500`, `+9` as seconds.
fn offset(text: &str) -> Option<i64> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text[1..]
        .chars()
        .filter(char::is_ascii_digit)
        .take(4)
        .collect();
    let (hours, minutes) = digits.split_at(digits.len().min(if digits.len() == 3 { 1 } else { 2 }));
    let minutes: i64 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().ok()?
    };
    let hours: i64 = hours.parse().ok()?;
    (hours <= 26 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("1 Jan 04 19:48 EST", "2004-01-02T00:48:00Z"),
            (
                "Thu,  1 January 2004 09:48:21 +0800",
                "2004-01-01T01:48:21Z",
            ),
            ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"),
            ("2003-12-31T10:14:55.25-08:00", "2003-12-31T18:14:55Z"),
            ("2003-12-31 10:14", "2003-12-31T10:14:00Z"),
            ("2003-12-31", "2003-12-31T00:00:00Z"),
            ("2003-12", "2003-12-01T00:00:00Z"),
            ("2003", "2003-01-01T00:00:00Z"),
            ("20031231", "2003-12-31T00:00:00Z"),
            ("20031231T101455Z", "2003-12-31T10:14:55Z"),
            ("2003-335", "2003-12-01T00:00:00Z"),
            ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
            ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
            ("04-Feb-2021 06:15:20 +00:00", "2021-02-04T06:15:20Z"),
            ("mar., 12 janv. 2021 08:00:00 +0100", "2021-01-12T07:00:00Z"),
            ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"),
            ("2026年7月8日 下午3:05", "2026-07-08T15:05:00Z"),
            ("2004년 05월 28일  01:31:15", "2004-05-28T01:31:15Z"),
            ("July 8, 2026 12:05 AM", "2026-07-08T00:05:00Z"),
            ("Mon, 31 Feb 2022 24:00:00 GMT", "2022-03-01T00:00:00Z"),
        ] {
            let found = moment(text).map(|moment| moment.at.to_string());
            let expected = expected.replace(".25", "");
            assert_eq!(found.as_deref(), Some(&*expected), "{text}");
        }
    }

    #[test]
    fn the_day_is_that_of_the_place() {
        let found = moment("Wed, 08 Jul 2026 02:00:00 +0800").expect("a date");
        assert_eq!(found.day.to_string(), "2026-07-08");
        assert_eq!(found.at.to_string(), "2026-07-07T18:00:00Z");
    }

    #[test]
    fn what_is_none_is_none() {
        for text in [
            "",
            "yesterday",
            "99:99",
            "Mon",
            "-",
            "+",
            "2004-13-01",
            "12",
            &"1 ".repeat(500),
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
