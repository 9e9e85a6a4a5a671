//! Dates as western papers print them, and the datelines that open a report. What East Asian papers print is `plain`'s.

use jiff::civil::Date;

/// Beginnings of the months' names in English, French, German, Spanish and Italian; a few of them begin two months'
/// names in no language.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "maerz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];
/// Longest name of a month in letters.
const LONGEST: usize = 10;
/// Words of a line that are looked through.
const WORDS: usize = 40;

/// The month a word names.
fn month(word: &str) -> Option<i8> {
    let is_letter = |c: char| c.is_alphabetic();
    let is_word = (3..=LONGEST).contains(&word.chars().count()) && word.chars().all(is_letter);
    let lower = word.to_lowercase();
    let names = |names: &&[&str]| names.iter().any(|name| lower.starts_with(name));
    let at = MONTHS.iter().position(names).filter(|_| is_word)?;
    i8::try_from(at + 1).ok()
}

/// The first whole date of a line: "December 13, 1944", "7. Dezember 1858", "le 7 décembre 1858".
pub fn find(line: &str) -> Option<Date> {
    let words: Vec<&str> = tokens(line).map(|(_, word)| word).collect();
    words.windows(3).find_map(|words| {
        let &[one, two, three] = words else {
            return None;
        };
        let year: i16 = three
            .parse()
            .ok()
            .filter(|year| (1600..=2200).contains(year))?;
        let (day, month) = match (month(one), month(two)) {
            (Some(month), _) => (two, month),
            (None, Some(month)) => (one, month),
            (None, None) => return None,
        };
        Date::new(year, month, day.parse().ok()?).ok()
    })
}

/// Words and numbers with where they end, in bytes. A day may have its ending: "7th", "1er".
fn tokens(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let pieces = line.split(|c: char| !c.is_alphanumeric());
    let mut at = 0;
    let ends = pieces.map(move |word| {
        let end = at + word.len();
        let after = line[end..].chars().next().map_or(0, char::len_utf8);
        at = end + after;
        (end, word)
    });
    let filler = |word: &str| word.is_empty() || ["of", "de", "del", "di"].contains(&word);
    ends.filter(move |(_, word)| !filler(word))
        .map(|(end, word)| (end, day(word)))
        .take(WORDS)
}

fn day(word: &str) -> &str {
    const ENDS: [&str; 6] = ["st", "nd", "rd", "th", "er", "re"];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = word.split_at(digits);
    let is_day = digits > 0 && ENDS.iter().any(|end| rest.eq_ignore_ascii_case(end));
    if is_day { number } else { word }
}

/// The dateline a paragraph opens with: "Paris, 3 décembre.", "BERLIN, Nov. 3 —". A place, then a day and a month.
pub fn dateline(paragraph: &str) -> Option<&str> {
    const PLACE: usize = 40;
    let comma = paragraph.find(',').filter(|&at| at <= PLACE)?;
    let place = &paragraph[..comma];
    if !place.starts_with(char::is_uppercase) || place.split_whitespace().count() > 4 {
        return None;
    }
    let rest = &paragraph[comma..];
    let (mut day, mut named) = (false, false);
    for (end, word) in tokens(rest).take(3) {
        let number = word.parse::<u32>().is_ok_and(|day| day <= 31);
        let is_month = month(word).is_some();
        if !number && !is_month && word != "le" && word != "den" {
            return None;
        }
        (day, named) = (day || number, named || is_month);
        if day && named {
            let after = &rest[end..];
            let closes = after
                .trim_start()
                .starts_with(['.', '—', '–', '-', ':', '(']);
            let dot = usize::from(after.starts_with('.'));
            return closes.then_some(&paragraph[..comma + end + dot]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{dateline, find};

    #[test]
    fn dates_of_many_papers() {
        for line in [
            "Nr. 288.— Dinstag, 7. Dezember 1858.",
            "Mardi, 7 Décembre 1858",
            "TUESDAY, DECEMBER 7TH, 1858",
            "Martes 7 de diciembre de 1858",
        ] {
            let found = find(line).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some("1858-12-07"), "{line}");
        }
        assert_eq!(find("In May 400 people came"), None);
    }

    #[test]
    fn datelines_open_reports() {
        assert_eq!(
            dateline("Paris, 3 décembre. Ma lettre"),
            Some("Paris, 3 décembre.")
        );
        assert_eq!(dateline("HULL, Nov. 3 — The boat"), Some("HULL, Nov. 3"));
        assert_eq!(
            dateline("Wien, den 2. März. Man sagt"),
            Some("Wien, den 2. März.")
        );
        assert_eq!(dateline("Yesterday, the mayor went."), None);
    }
}
