//! What publishing systems write behind an article for themselves: `<!--enpproperty <title>…</title> … /enpproperty-->`,
//! and comments that name the parts of a page (`<!--<npm:article-title>-->…`). It is data, and never part of a text: where
//! such a comment is broken, a browser would show it.

use std::borrow::Cow;

use memchr::memmem;

use crate::read::html::{line, parse};

const OPENS: &str = "enpproperty";
const CLOSES: &str = "/enpproperty";

/// The properties of a page, by their names without `founder-`, in small letters.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Properties(Vec<(String, String)>);

impl Properties {
    /// The first of these that says something.
    pub fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let said = |(own, value): &&(String, String)| own == name && !value.is_empty();
            self.0.iter().find(said).map(|(_, value)| value.as_str())
        })
    }

    /// Whether the page has any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Takes the properties out of the markup of a page.
pub fn take(markup: &str) -> (Cow<'_, str>, Properties) {
    let (mut clean, mut copied) = (String::new(), 0);
    let mut properties = Properties::default();
    /// A page has one block, or one an article.
    const MOST: usize = 64;
    for opens in memmem::find_iter(markup.as_bytes(), OPENS).take(2 * MOST) {
        let Some(found) = block(markup, opens).filter(|_| opens >= copied) else {
            continue;
        };
        clean.push_str(&markup[copied..found.start]);
        copied = found.end;
        collect(found.inner, &mut properties);
    }
    named(markup, &mut properties);
    if copied == 0 {
        return (Cow::Borrowed(markup), properties);
    }
    clean.push_str(&markup[copied..]);
    (Cow::Owned(clean), properties)
}

/// A block of properties: bytes of the whole of it, and what stands in it.
struct Found<'m> {
    start: usize,
    end: usize,
    inner: &'m str,
}

/// The block whose first word is at `opens`. One that is never closed ends with its comment.
fn block(markup: &str, opens: usize) -> Option<Found<'_>> {
    /// More than any page writes.
    const LONGEST: usize = 64 << 10;
    let rest = &markup[opens + OPENS.len()..];
    rest.trim_start().strip_prefix('<')?;
    let before = markup[..opens].trim_end();
    let start = before.strip_suffix("<!--").map(str::len);
    let look = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let (inner, after) = match memmem::find(look, CLOSES.as_bytes()) {
        Some(end) => (end, end + CLOSES.len()),
        None => {
            let end = memmem::find(look, b"-->").filter(|_| start.is_some())?;
            (end, end)
        }
    };
    let tail = &rest[after..];
    let skipped = tail.len() - tail.trim_start().len();
    let closing = tail
        .trim_start()
        .strip_prefix("-->")
        .map_or(0, |_| skipped + "-->".len());
    Some(Found {
        start: start.unwrap_or(opens),
        end: opens + OPENS.len() + after + closing,
        inner: &rest[..inner],
    })
}

/// `<name>value</name>`, one after the other.
fn collect(mut text: &str, properties: &mut Properties) {
    const MOST: usize = 200;
    for _ in 0..MOST {
        let Some((_, rest)) = text.split_once('<') else {
            return;
        };
        let Some((name, rest)) = rest.split_once('>') else {
            return;
        };
        text = rest;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            continue;
        }
        let Some(end) = memmem::find(text.as_bytes(), format!("</{name}>").as_bytes()) else {
            continue;
        };
        let value = plain(&text[..end]);
        let name = name.to_ascii_lowercase();
        let name = name.strip_prefix("founder-").unwrap_or(&name).to_owned();
        properties.0.push((name, value));
        text = &text[end + name_length(&text[end..])..];
    }
}

/// Bytes of the closing tag a text begins with.
fn name_length(text: &str) -> usize {
    text.find('>').map_or(text.len(), |end| end + 1)
}

/// Parts of a page between two comments, by what this reader calls them.
const NAMED: &[(&str, &str)] = &[
    ("npm:article-title", "title"),
    ("npm:article-pretitle", "introtitle"),
    ("npm:article-introtitle", "introtitle"),
    ("npm:article-subtitle", "subtitle"),
    ("npm:article-author", "author"),
];

fn named(markup: &str, properties: &mut Properties) {
    if memmem::find(markup.as_bytes(), b"<npm:").is_none() {
        return;
    }
    for (name, own) in NAMED {
        let (opens, closes) = (format!("<!--<{name}>-->"), format!("<!--</{name}>-->"));
        let part = markup.split_once(&opens).map(|(_, rest)| rest);
        if let Some((value, _)) = part.and_then(|rest| rest.split_once(&closes)) {
            properties.0.push(((*own).to_owned(), plain(value)));
        }
    }
}

/// A value as one line of text: some systems write markup into it.
fn plain(value: &str) -> String {
    if value.contains(['<', '&']) {
        line(&parse(value).document.root())
    } else {
        value.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::take;

    #[test]
    fn properties_are_data_and_no_text() {
        let page = "<p>甲</p><!--/enpcontent--><!--enpproperty <date>2026-11-23</date><author></author>\
                    <founder-title><p>一&amp;<br>二</p></founder-title><empty/>/enpproperty--><p>乙</p>";
        let (clean, properties) = take(page);
        assert_eq!(clean, "<p>甲</p><!--/enpcontent--><p>乙</p>");
        assert_eq!(properties.get(&["author", "title"]), Some("一& 二"));
        assert_eq!(properties.get(&["date"]), Some("2026-11-23"));
        assert_eq!(properties.get(&["url"]), None);
    }

    #[test]
    fn broken_comments_do_not_leak() {
        for page in [
            "甲enpproperty <title>一--></title><date>x</date>/enpproperty-->",
            "甲<!-- enpproperty <title>一--></title>/enpproperty -->",
            "甲<!--enpproperty <title>一</title>-->",
        ] {
            let (clean, properties) = take(page);
            assert_eq!(clean, "甲", "{page}");
            assert!(
                properties
                    .get(&["title"])
                    .is_some_and(|title| title.starts_with('一'))
            );
        }
        let prose = "the word enpproperty alone";
        assert_eq!(take(prose).0, prose);
    }
}
