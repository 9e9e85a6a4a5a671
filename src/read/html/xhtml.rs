//! XHTML made ready for a parser of HTML: elements that close themselves are closed in full, for HTML would take a
//! `<title/>` for the beginning of one; what CDATA holds becomes text.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Elements of HTML that have no content, and so need no closing.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// The markup with its elements closed.
pub fn expand(markup: &str) -> Cow<'_, str> {
    let bytes = markup.as_bytes();
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let open = at + found;
        let rest = &markup[open..];
        if rest.starts_with("<!--") {
            at = open + memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |end| end + 3);
        } else if let Some(inner) = rest.strip_prefix("<![CDATA[") {
            let end = memmem::find(inner.as_bytes(), b"]]>").unwrap_or(inner.len());
            out.push_str(&markup[copied..open]);
            out.push_str(&inner[..end].replace('&', "&amp;").replace('<', "&lt;"));
            copied = (open + 9 + end + 3).min(markup.len());
            at = copied;
        } else if let Some((name, length)) = alone(rest) {
            at = open + length;
            if !VOID.iter().any(|void| void.eq_ignore_ascii_case(name)) {
                out.push_str(&markup[copied..at - 2]);
                out.push_str("></");
                out.push_str(name);
                out.push('>');
                copied = at;
            }
        } else {
            at = open + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(markup);
    }
    out.push_str(&markup[copied..]);
    Cow::Owned(out)
}

/// The name and the length in bytes of a tag that closes itself, which begins here.
fn alone(markup: &str) -> Option<(&str, usize)> {
    /// A tag that goes on for longer is none.
    const LONGEST: usize = 4096;
    let bytes = &markup.as_bytes()[..markup.len().min(LONGEST)];
    if !bytes.get(1)?.is_ascii_alphabetic() {
        return None;
    }
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'<') => return None,
            (None, b'>') if bytes[at - 1] == b'/' => {
                let name = &markup[1..at - 1];
                let end = name.find(|c: char| c.is_ascii_whitespace() || c == '/');
                return Some((&name[..end.unwrap_or(name.len())], at + 1));
            }
            (None, b'>') => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        assert_eq!(expand(markup), expected);
    }

    #[test]
    fn elements_that_close_themselves_are_closed() {
        check("<title/>甲", "<title></title>甲");
        check("<p/><br/><hr />", "<p></p><br/><hr />");
        check("<a id='x>' />", "<a id='x>' ></a>");
        check("<!-- <p/> --><p>", "<!-- <p/> --><p>");
        check("<![CDATA[a<b&c]]>d", "a&lt;b&amp;cd");
        check("a < b/> <p", "a < b/> <p");
        check("<![CDATA[a", "a");
    }
}
