//! What came from outside, made fit for a message: cleaned, on one line, cut. Addresses show neither who the reader is
//! nor long values of a query, which may be keys.

use url::Url;

use super::limits;
use crate::text::clean;

/// A text from outside on one line, at most `most` characters of it.
pub fn text(outside: &str, most: usize) -> String {
    let line = clean::clean(outside).text.replace(['\n', '\t'], " ");
    cut(line.trim(), most)
}

/// An address without user, password and fragment, its long values left out.
pub fn url(url: &Url) -> String {
    let mut shown = format!("{}://{}{}", url.scheme(), host(url), url.path());
    for (at, pair) in url
        .query()
        .into_iter()
        .flat_map(|q| q.split('&'))
        .enumerate()
    {
        shown.push(if at == 0 { '?' } else { '&' });
        shown.push_str(&value_cut(pair));
    }
    text(&shown, limits::SHOWN)
}

/// The host of an address, with its port where it is not the usual one.
pub fn host(url: &Url) -> String {
    let host = text(url.host_str().unwrap_or_default(), limits::SHOWN);
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host,
    }
}

fn value_cut(pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, value)) if value.len() > limits::SHOWN_VALUE => format!("{name}=…"),
        None if pair.len() > limits::SHOWN_VALUE => "…".to_owned(),
        _ => pair.to_owned(),
    }
}

fn cut(line: &str, most: usize) -> String {
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    #[track_caller]
    fn check(address: &str, expected: &str) {
        let url = Url::parse(address).unwrap();
        assert_eq!(super::url(&url), expected);
    }

    #[test]
    fn addresses_show_no_secret() {
        check("https://a.example/x", "https://a.example/x");
        check(
            "https://me:pw@a.example:8443/x#y",
            "https://a.example:8443/x",
        );
        check(
            "http://a.example/?id=7&key=0123456789abcdefg",
            "http://a.example/?id=7&key=…",
        );
        check("http://a.example/?0123456789abcdefg", "http://a.example/?…");
    }

    #[test]
    fn what_is_shown_is_short_and_on_one_line() {
        let long = Url::parse(&format!("http://a.example/{}", "x".repeat(5_000))).unwrap();
        assert_eq!(super::url(&long).chars().count(), super::limits::SHOWN + 1);
        assert_eq!(super::text("a\u{1b}[31m\nb\u{202e}", 20), "a b");
        assert_eq!(super::text("一二三", 2), "一二…");
    }
}
