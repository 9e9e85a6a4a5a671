//! The day of an issue: as a page prints it, or in the folders of an address (`2023-02/10`, `202412/25`, `20230210`).

use jiff::civil::Date;

/// The day that stands in a path or an address.
pub fn in_path(path: &str) -> Option<Date> {
    let bytes = path.as_bytes();
    let starts = (0..bytes.len()).filter(|&at| {
        (bytes[at..].starts_with(b"19") || bytes[at..].starts_with(b"20"))
            && (at == 0 || !bytes[at - 1].is_ascii_digit())
    });
    starts.filter_map(|at| path.get(at..)).find_map(day)
}

/// `2023-02/10`, `2023-02-10`, `2023/02/10`, `202302/10`, `20230210`; and no digit after it, but for a file's name that goes on
/// with the page's number.
fn day(text: &str) -> Option<Date> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix(['-', '/', '_']).unwrap_or(rest), 2)?;
    let (day, _) = digits(rest.strip_prefix(['-', '/', '_']).unwrap_or(rest), 2)?;
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

/// A number of so many digits.
fn digits(text: &str, count: usize) -> Option<(i32, &str)> {
    let number = text.get(..count)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Some((number.parse().ok()?, &text[count..])))?
}

#[cfg(test)]
mod tests {
    use super::in_path;

    #[test]
    fn days_stand_in_addresses() {
        for (path, day) in [
            ("html/2023-02/10/node_2.htm", Some("2023-02-10")),
            ("../../../pic/202412/25/a.jpg.2", Some("2024-12-25")),
            ("content/20260928/Page01BC.htm", Some("2026-09-28")),
            ("resfile/2023-11-17/20/x2023111720.pdf", Some("2023-11-17")),
            ("nw.D110000xxrb_20171016_2-01.htm", Some("2017-10-16")),
            ("_szb/jfjb/2026/09/27/index.json", Some("2026-09-27")),
            ("content_20189914.htm", None),
            ("content_548643.htm", None),
            ("120171016", None),
        ] {
            assert_eq!(
                in_path(path).map(|day| day.to_string()).as_deref(),
                day,
                "{path}"
            );
        }
    }
}
