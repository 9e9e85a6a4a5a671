//! Markup that is nested deeper than any page: the elements too deep go, what stands in them stays. Parsers of HTML look
//! through all open elements at many tags, so depth must be bounded before they see it.

use std::borrow::Cow;

use memchr::memchr_iter;

use crate::read::limits::DEPTH;

/// Elements that stand alone, or that the next of their kind closes: they do not nest by themselves.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "th", "tr", "track", "wbr",
];

/// The markup, and how many tags were taken out of it.
pub fn flatten(markup: &str) -> (Cow<'_, str>, usize) {
    let mut flat = String::new();
    let (mut depth, mut copied, mut gone) = (0usize, 0, 0);
    for at in memchr_iter(b'<', markup.as_bytes()) {
        let Some(tag) = tag(&markup[at..]).filter(|_| at >= copied) else {
            continue;
        };
        let is_too_deep = depth >= DEPTH;
        depth = if tag.closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        if is_too_deep && (!tag.closes || depth >= DEPTH) {
            flat.push_str(&markup[copied..at]);
            copied = at + tag.length;
            gone += 1;
        }
    }
    if gone == 0 {
        return (Cow::Borrowed(markup), 0);
    }
    flat.push_str(&markup[copied..]);
    (Cow::Owned(flat), gone)
}

/// A tag that opens or closes an element which may hold others.
struct Tag {
    closes: bool,
    /// Bytes, from `<` to `>`.
    length: usize,
}

fn tag(markup: &str) -> Option<Tag> {
    /// A tag that goes on for longer is none.
    const LONGEST: usize = 4096;
    let closes = markup.starts_with("</");
    let name = &markup[1 + usize::from(closes)..];
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':');
    let name = &name[..end.unwrap_or(name.len())];
    if name.is_empty() || FLAT.iter().any(|flat| flat.eq_ignore_ascii_case(name)) {
        return None;
    }
    let look = markup.as_bytes();
    let end = memchr::memchr(b'>', &look[..look.len().min(LONGEST)])?;
    let stands_alone = look[end - 1] == b'/';
    (!stands_alone).then_some(Tag {
        closes,
        length: end + 1,
    })
}
