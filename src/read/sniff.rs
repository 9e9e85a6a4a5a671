//! What bytes are, told from the bytes and never from the name.

use super::Refusal;
use super::markdown::is_markdown;
use crate::text::decode::decode;

/// A form that `read` can take apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text: a page dump.
    Plain,
    /// Markdown, ours or anybody's.
    Markdown,
    /// An edition as yuebao itself writes it.
    Json,
    /// What the site of an e-paper gives to its own pages.
    EpaperJson,
    /// A web page: an e-paper's, or any other.
    Html,
    /// RSS, RDF, Atom or JSON Feed.
    Feed,
    /// A list of feeds.
    Opml,
    /// A book, or a periodical made by calibre.
    Epub,
    /// Files in one file.
    Archive(Archive),
}

/// A way of packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archive {
    /// ZIP.
    Zip,
    /// tar, as it is.
    Tar,
    /// One file, compressed; often a tar.
    Gzip,
}

/// Beginnings of files that are known and not read.
const FOREIGN: [(&[u8], &str); 14] = [
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "program"),
    (b"Rar!", "RAR"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"{\\rtf", "RTF"),
    (b"BOOKMOBI", "MOBI"),
];

/// Keys of an edition in JSON, one of which the outermost object has.
const EDITION: &[&[u8]] = &[
    b"masthead",
    b"date",
    b"language",
    b"sections",
    b"stories",
    b"loose",
    b"notes",
];

/// Keys of what 解放日报 and 解放军报 give for an issue, a page or a story.
const EPAPER: &[&[u8]] = &[
    b"pages",
    b"paperInfo",
    b"articleList",
    b"articlelist",
    b"pagelist",
    b"paperNumber",
    b"pnumber",
    b"xyList",
];

/// Bytes in which a form is looked for.
const LOOK: usize = 64 << 10;

/// Tells the form of a source.
///
/// # Errors
///
/// [`Refusal::Empty`], [`Refusal::Unsupported`] with the name of a known form, or [`Refusal::Binary`].
pub fn sniff(bytes: &[u8]) -> Result<Form, Refusal> {
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refusal::Unsupported(name));
    }
    if let Some(form) = packed(bytes) {
        return Ok(form);
    }
    let bare = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    if bare.is_empty() {
        return Err(Refusal::Empty);
    }
    let is_marked_up = bare.starts_with(b"<")
        || bare.starts_with(b"\0<")
        || bare.starts_with(b"\xff\xfe<")
        || bare.starts_with(b"\xfe\xff\0<");
    if is_marked_up && let Some(form) = markup(&decode(&bytes[..bytes.len().min(LOOK)]).text)? {
        // Warnings of servers are marked up as well.
        let is_page = form != Form::Html || memchr::memmem::find(bare, b"<?xml").is_none();
        return Ok(if is_page {
            form
        } else {
            late(bytes).unwrap_or(form)
        });
    }
    if let Some(form) = late(bytes) {
        return Ok(form);
    }
    if let Some(form) = object(bare) {
        Ok(form)
    } else if is_binary(bytes) {
        Err(Refusal::Binary)
    } else if is_markdown(&decode(&bytes[..bytes.len().min(LOOK)]).text) {
        Ok(Form::Markdown)
    } else {
        Ok(Form::Plain)
    }
}

/// What is packed: a ZIP that says it is a book is one.
fn packed(bytes: &[u8]) -> Option<Form> {
    const CONTAINER: &[u8] = b"META-INF/container.xml";
    let has = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
    if bytes.starts_with(b"PK\x03\x04") {
        let is_book = bytes
            .get(30..)
            .is_some_and(|rest| rest.starts_with(b"mimetypeapplication/epub+zip"));
        Some(if is_book || has(CONTAINER) {
            Form::Epub
        } else {
            Form::Archive(Archive::Zip)
        })
    } else if bytes.starts_with(b"PK\x05\x06") {
        Some(Form::Archive(Archive::Zip))
    } else if bytes.starts_with(b"\x1f\x8b") {
        Some(Form::Archive(Archive::Gzip))
    } else if bytes
        .get(257..)
        .is_some_and(|rest| rest.starts_with(b"ustar"))
    {
        Some(Form::Archive(Archive::Tar))
    } else {
        None
    }
}

/// A feed or a list of feeds that begins late: servers print warnings before it.
fn late(bytes: &[u8]) -> Option<Form> {
    const JUNK: usize = 4096;
    let head = &bytes[..bytes.len().min(JUNK)];
    let starts = ["<?xml", "<rss ", "<feed ", "<rdf:RDF ", "<opml "];
    let start = starts
        .iter()
        .filter_map(|start| memchr::memmem::find(head, start.as_bytes()))
        .min()?;
    let text = decode(&bytes[start..bytes.len().min(LOOK)]).text;
    let form = markup(&text).ok().flatten()?;
    matches!(form, Form::Feed | Form::Opml).then_some(form)
}

/// What marked-up text is, by its outermost element; `None` where it only begins like markup.
fn markup(text: &str) -> Result<Option<Form>, Refusal> {
    let Some(root) = root(text) else {
        return Ok(None);
    };
    let root = root.to_ascii_lowercase();
    match root.rsplit(':').next().unwrap_or(&root) {
        "rss" | "rdf" | "feed" | "channel" => Ok(Some(Form::Feed)),
        "entry" if text.contains("http://www.w3.org/2005/Atom") => Ok(Some(Form::Feed)),
        "opml" => Ok(Some(Form::Opml)),
        name if text.starts_with("<?xml") && !is_html(name) => Err(Refusal::Unsupported("XML")),
        name if is_html(name) => Ok(Some(Form::Html)),
        _ => Ok(None),
    }
}

fn is_html(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "html", "head", "body", "meta", "title", "link", "script", "style", "div", "span", "p",
        "a", "b", "center", "font", "h1", "h2", "h3", "h4", "table", "tr", "td", "ul", "ol", "li",
        "img", "article", "section", "main", "header", "nav", "base", "br", "hr", "form", "strong",
    ];
    NAMES.contains(&name) || name.starts_with("founder-")
}

/// The name of the first element: instructions, comments and the document's type come before it.
fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest
            .get(..14)
            .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"))
        {
            return Some("html");
        } else if rest.starts_with("<!") {
            end_of_type(rest)?
        } else {
            break;
        };
        rest = rest[end..].trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    name.get(..end)
        .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Where a document's type ends: it may have declarations in brackets.
fn end_of_type(text: &str) -> Option<usize> {
    let close = text.find('>')?;
    match text.find('[') {
        Some(open) if open < close => Some(open + text[open..].find("]>")? + 2),
        _ => Some(close + 1),
    }
}

/// What an object in JSON is, by the keys at its outermost level.
///
/// Bytes are looked at, not JSON: an edition with an error further on is still one, and is told so.
fn object(bytes: &[u8]) -> Option<Form> {
    let mut form = None;
    for (key, value) in keys(bytes) {
        const FEED: [&[u8]; 2] = [
            b"\"https://jsonfeed.org/version/",
            b"\"http://jsonfeed.org/version/",
        ];
        let is_feed = key == b"version" && FEED.iter().any(|start| value.starts_with(start));
        if is_feed || key == b"home_page_url" || key == b"feed_url" {
            return Some(Form::Feed);
        }
        let look = &value[..value.len().min(LOOK)];
        let wraps = [&b"object"[..], b"data", b"article"].contains(&key)
            && EPAPER
                .iter()
                .any(|key| memchr::memmem::find(look, &[b"\"", *key, b"\""].concat()).is_some());
        if wraps || EPAPER.contains(&key) {
            form = form.or(Some(Form::EpaperJson));
        } else if EDITION.contains(&key) {
            form = form.or(Some(Form::Json));
        }
    }
    form
}

/// The keys of the outermost object in the first bytes, with what comes after their colon.
fn keys(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut keys = Vec::new();
    let Some(mut rest) = bytes[..bytes.len().min(LOOK)].strip_prefix(b"{") else {
        return keys;
    };
    let mut depth = 1;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => {
                let end = end_of_string(rest);
                let (string, after) = rest.split_at(end.min(rest.len()));
                rest = after.get(1..).unwrap_or_default();
                if let Some(value) = rest
                    .trim_ascii_start()
                    .strip_prefix(b":")
                    .filter(|_| depth == 1)
                {
                    keys.push((string, value.trim_ascii_start()));
                }
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    keys
}

/// Where the string that begins here has its closing quotation mark.
fn end_of_string(bytes: &[u8]) -> usize {
    let mut escaped = false;
    let closes = |&byte: &u8| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    };
    bytes.iter().position(closes).unwrap_or(bytes.len())
}

/// Binary data: no UTF-8, and control bytes in numbers that no encoding of text has. UTF-16 has NULs in every other
/// place only, and for Han text control bytes among its low halves.
fn is_binary(bytes: &[u8]) -> bool {
    const LOOK: usize = 8192;
    let head = &bytes[..bytes.len().min(LOOK)];
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let nul = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd) = (nul(0), nul(1));
    let lopsided = even.min(odd) * 20 < even.max(odd);
    // ESC begins ISO-2022-JP's shifts; BEL, BS and the rest of C0 begin nothing.
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, 0 | b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = head.iter().filter(control).count();
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let nuls = (even + odd) * 20 > head.len() && !lopsided;
    !marked && (nuls || (!valid && controls * 100 > head.len() * 7))
}

#[cfg(test)]
mod tests {
    use super::{Archive, Form, sniff};
    use crate::read::Refusal;

    #[test]
    fn forms_are_told_from_bytes() {
        assert_eq!(sniff("新闻".as_bytes()), Ok(Form::Plain));
        assert_eq!(sniff(b" \n\t "), Err(Refusal::Empty));
        assert_eq!(sniff(b"%PDF-1.7"), Err(Refusal::Unsupported("PDF")));
        assert_eq!(sniff(b"\n<!DOCTYPE html>"), Ok(Form::Html));
        assert_eq!(sniff(b"<div id=a><p>x"), Ok(Form::Html));
        assert_eq!(
            sniff(b"<?xml version='1.0'?><!-- x --><html/>"),
            Ok(Form::Html)
        );
        let declared = b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'>";
        assert_eq!(sniff(declared), Ok(Form::Feed));
        assert_eq!(sniff(b"<opml version='2.0'>"), Ok(Form::Opml));
        assert_eq!(sniff(b"<r:rss xmlns:r='x'>"), Ok(Form::Feed));
        let late = b"Warning: no such host\n<?xml version='1.0'?><rss version='2.0'>";
        assert_eq!(sniff(late), Ok(Form::Feed));
        assert_eq!(sniff(b"He wrote <?xml ?> on the wall"), Ok(Form::Plain));
        assert_eq!(
            sniff(b"<?xml version='1.0'?><nitf>"),
            Err(Refusal::Unsupported("XML"))
        );
        assert_eq!(sniff("<本报讯>今天".as_bytes()), Ok(Form::Plain));
        assert_eq!(sniff(b"PK\x03\x04"), Ok(Form::Archive(Archive::Zip)));
        assert_eq!(
            sniff(br#"{"version": "https://jsonfeed.org/version/1.1"}"#),
            Ok(Form::Feed)
        );
        assert_eq!(
            sniff(br#"{"pages": [{"pnumber": "01"}]}"#),
            Ok(Form::EpaperJson)
        );
        let utf16: Vec<u8> = "A page of news"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(sniff(&utf16), Ok(Form::Plain));
        let noise: Vec<u8> = (0..4000u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        assert_eq!(sniff(&noise), Err(Refusal::Binary));
        let edition = "\u{feff}\n { \"x\": {\"stories\": \"}\\\"\"}, \"stories\" : [";
        assert_eq!(sniff(edition.as_bytes()), Ok(Form::Json));
        let other = br#"{"x": {"stories": 1}, "title": "stories"} {"stories": 1}"#;
        assert_eq!(sniff(other), Ok(Form::Plain));
        assert_eq!(sniff(br#"["stories", {"stories": 1}]"#), Ok(Form::Plain));
        assert_eq!(sniff("一行\0里有一个空字符".as_bytes()), Ok(Form::Plain));
    }
}
