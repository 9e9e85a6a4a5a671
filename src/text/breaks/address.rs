//! URLs, e-mail addresses and paths: where they may break, and where UAX #14 would break them and nobody should.
//!
//! An address breaks after a solidus and before the marks that begin its next part, so that a reader sees it goes on;
//! never near its ends, and a short one not at all.

use std::ops::Range;

/// Bytes up to which an address is whole.
pub(super) const WHOLE: usize = 16;
/// Bytes that stay together at its start.
const HEAD: usize = 4;
/// Bytes that stay together at its end.
const TAIL: usize = 6;
/// Bytes up to which a host is whole.
const LONG_HOST: usize = 32;

/// An address, without the stops of the sentence around it.
#[derive(Clone, Debug)]
pub(super) struct Address<'a> {
    text: &'a str,
    /// Bytes of the host, when it is whole.
    host: Range<usize>,
}

impl<'a> Address<'a> {
    /// How many bytes from the start of `text` on are one address or none, at least 1; and the address.
    pub(super) fn first_of(text: &'a str) -> (usize, Option<Self>) {
        let run = text.find(|c| !is_part(c)).map_or(text, |end| &text[..end]);
        let address = run.trim_end_matches(|c| ".:?-,;".contains(c));
        if address.len() > WHOLE && is_address(address) {
            let host = host_of(address);
            let text = address;
            return (text.len(), Some(Self { text, host }));
        }
        (run.len().max(1), None)
    }

    /// Whether a line may break before byte `at`.
    pub(super) fn breaks_at(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let byte = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
        if at < HEAD || at + TAIL > bytes.len() {
            return false;
        }
        let (left, right) = (byte(at - 1), byte(at));
        let after_solidus = left == b'/' && right != b'/';
        let begins_part = b".?&=#-_@+%~".contains(&right) && byte(at + 1).is_ascii_alphanumeric();
        let inside = left.is_ascii_alphanumeric() && !self.host.contains(&at);
        after_solidus || (begins_part && inside)
    }
}

/// Characters of addresses. Brackets and quotes are left to the text around.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@&=+%$,;".contains(c)
}

fn is_address(run: &str) -> bool {
    run.contains("://") || run.starts_with("www.") || is_mail(run) || is_path(run)
}

fn is_mail(run: &str) -> bool {
    let (name, host) = run.split_once('@').unwrap_or_default();
    !name.is_empty() && host.contains('.') && !host.contains('@')
}

/// A path from a root, or one that begins with a host.
fn is_path(run: &str) -> bool {
    match run.split_once('/') {
        Some(("" | "." | ".." | "~", rest)) => rest.contains('/'),
        Some((host, _)) => is_host(host),
        None => false,
    }
}

fn is_host(name: &str) -> bool {
    let is_last = |end: &str| end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_alphabetic());
    name.rsplit_once('.').is_some_and(|(_, end)| is_last(end))
}

/// The bytes of the host; none where it is as long as an address.
fn host_of(address: &str) -> Range<usize> {
    let start = address.find("://").map_or(0, |scheme| scheme + 3);
    let rest = address.get(start..).unwrap_or_default();
    let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let start = start + rest[..length].find('@').map_or(0, |name| name + 1);
    let end = address.len() - rest.len() + length;
    if end - start > LONG_HOST {
        0..0
    } else {
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    /// `|` stands where an address may break.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let (length, address) = Address::first_of(&text);
        let mut shown = String::new();
        for (at, c) in text.char_indices() {
            let inside = address.as_ref().filter(|_| at < length);
            if inside.is_some_and(|address| address.breaks_at(at)) {
                shown.push('|');
            }
            shown.push(c);
        }
        assert_eq!(shown, marked);
    }

    #[test]
    fn addresses_break_where_a_part_begins() {
        check("https://|news.example.org/|politics/|2026/|a|-long|_title.html");
        check("www.example.com/|search|?q|=paper|&page|=twelve");
        check("letters|.to|.the|.editor|@example.com");
        check("/usr/|local/|share/|yuebao/|themes");
        check("https://|another|.very|.long|.chain|.of|.names|.that|.goes|.example.org");
    }

    #[test]
    fn other_words_and_short_ones_are_no_addresses() {
        check("www.example.com");
        check("mid-nineteenth-century");
        check("and/or/not/either/neither");
        check("2026/11/24-2026/12/24");
        check("example.org/a.");
    }
}
