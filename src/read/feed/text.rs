//! Texts of feeds: what is markup and what only looks like it (RFC 4287 §3.1, Atom 0.3 §3.1, RSS by what it shows).

use std::borrow::Cow;

use super::markup::html;
use super::parts::{Kind, Text};
use super::tree::Node;

/// The text an element holds. `unsaid` is what it is written in where it does not say.
pub fn text<'a>(node: &Node<'a>, unsaid: Kind) -> Option<Text<'a>> {
    let attribute = |name| {
        let value = node.attribute(name);
        value.map_or(String::new(), |value| value.trim().to_ascii_lowercase())
    };
    let (sort, mode) = (attribute("type"), attribute("mode"));
    let is_coded = mode == "base64" || (mode.is_empty() && is_binary(&sort));
    let (said, kind) = if is_coded {
        let decoded = String::from_utf8(base64(&node.text())?).ok()?;
        (Cow::Owned(decoded), kind(&sort, Kind::Unsaid))
    } else if node.nodes().next().is_some() {
        (Cow::Owned(html(node)), Kind::Html)
    } else {
        (node.text(), kind(&sort, unsaid))
    };
    let base = node.base.clone();
    (!said.trim().is_empty()).then_some(Text { said, kind, base })
}

fn kind(sort: &str, unsaid: Kind) -> Kind {
    match sort {
        "html" | "text/html" | "xhtml" | "application/xhtml+xml" | "text/xhtml" => Kind::Html,
        "text" | "text/plain" | "plain" => Kind::Plain,
        _ => unsaid,
    }
}

/// A media type whose bytes are written out in letters (RFC 4287 §4.1.3.3).
fn is_binary(sort: &str) -> bool {
    sort.contains('/')
        && !sort.starts_with("text/")
        && !sort.ends_with("/xml")
        && !sort.ends_with("+xml")
}

/// The bytes of base64; `None` where it is something else.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    Some(bytes)
}

/// Elements of HTML.
const NAMES: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "details",
    "dfn",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "math",
    "menu",
    "meta",
    "nav",
    "nobr",
    "noscript",
    "object",
    "ol",
    "p",
    "param",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Whether text of unsaid kind is HTML: it has a tag of HTML in it. A `<String>` is no such tag.
pub fn has_tags(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let tag = text[at + 1..].trim_start_matches('/');
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &tag[..end.unwrap_or(tag.len())];
        tag.starts_with("!--") || name.len() <= 10 && NAMES.contains(&&*name.to_ascii_lowercase())
    })
}

/// HTML without the tags that would swallow the rest of it where nobody closes them: XML writers leave `<iframe/>`.
pub fn unframed(html: &str) -> Cow<'_, str> {
    let is_frame = |at: &usize| {
        let tag = html.get(*at..at + 7);
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case("<iframe"))
    };
    let mut starts = memchr::memchr_iter(b'<', html.as_bytes())
        .filter(is_frame)
        .peekable();
    if starts.peek().is_none() {
        return Cow::Borrowed(html);
    }
    let mut rest = 0;
    let mut unframed = String::with_capacity(html.len());
    for at in starts {
        if at < rest {
            continue;
        }
        unframed.push_str(html.get(rest..at).unwrap_or(""));
        rest = memchr::memchr(b'>', &html.as_bytes()[at..]).map_or(html.len(), |end| at + end + 1);
    }
    unframed.push_str(&html[rest..]);
    Cow::Owned(unframed)
}
