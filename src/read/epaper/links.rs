//! Where the links of e-papers lead, which of them lead to articles, and what they say.

use dom_query::NodeRef;

use super::signs;
use super::words::{headline, headline_in};
use crate::read::html::{Base, attribute, is, line, parse, raw_text};

/// Where an element leads, as the page has it.
pub fn target(node: &NodeRef<'_>) -> Option<String> {
    let mut links = signs::LINKS.iter().filter_map(|name| attribute(node, name));
    links.find(|link| {
        !link.starts_with('#') && !link.to_ascii_lowercase().starts_with("javascript:")
    })
}

/// The address of an article: without the part that only tells its text (`?div=-1`) from its picture (`?div=0`).
pub fn address(base: &Base, link: &str) -> Option<String> {
    let whole = link.split_once("?div=").map_or(link, |(whole, _)| whole);
    base.resolve(whole.split('#').next().unwrap_or(whole))
}

/// Whether a link leads to the picture of an article.
pub fn is_picture(link: &str) -> bool {
    link.split_once("?div=")
        .is_some_and(|(_, part)| part == "0" || part.starts_with("0&"))
}

/// What is the same in all addresses and file names of an article: the last part of the path without its extension. Where
/// that has no number, what follows it (`detail.html?id=7`) tells articles apart.
pub fn key(address: &str) -> &str {
    let whole = address.split('#').next().unwrap_or(address);
    let whole = whole.split_once("?div=").map_or(whole, |(whole, _)| whole);
    if let Some((path, query)) = whole.split_once('?') {
        let start = path.rfind('/').map_or(0, |at| at + 1);
        let is_numbered = path[start..].bytes().any(|byte| byte.is_ascii_digit());
        if !is_numbered && query.bytes().any(|byte| byte.is_ascii_digit()) {
            return &whole[start..];
        }
    }
    const ENDS: &[&str] = &[".html", ".htm", ".shtml", ".json", ".xhtml"];
    let path = address.split(['?', '#', '@']).next().unwrap_or(address);
    let last = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(path);
    let lower = last.to_ascii_lowercase();
    let end = ENDS
        .iter()
        .find(|end| lower.ends_with(*end))
        .map_or(0, |end| end.len());
    &last[..last.len() - end]
}

/// The folder of an address, for comparison.
pub fn folder(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.rfind('/')
        .map_or("", |end| &path[..end])
        .trim_start_matches("./")
}

/// Whether a key is that of an article, by the prefixes that publishing systems use.
pub fn is_article(key: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "content_",
        "con_",
        "nw.",
        "articel",
        "article",
        "newsarticle",
        "detail_",
    ];
    let lower = key.to_ascii_lowercase();
    let is_c = lower
        .strip_prefix('c')
        .is_some_and(|rest| rest.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_digit()));
    PREFIXES.iter().any(|prefix| lower.starts_with(prefix)) || is_c
}

/// Whether a key is that of a page.
pub fn is_page(key: &str) -> bool {
    const PREFIXES: &[&str] = &["node_", "nbs.", "page", "layout", "l0", "node"];
    let lower = key.to_ascii_lowercase();
    PREFIXES.iter().any(|prefix| lower.starts_with(prefix))
}

/// Whether a link leads to a PDF.
pub fn is_pdf(link: &str) -> bool {
    let link = link.to_ascii_lowercase();
    link.split(['?', '#'])
        .next()
        .is_some_and(|path| path.ends_with(".pdf"))
        || link.contains(".pdf?")
}

/// What a link says: its text, or what the script in it writes.
pub fn title(node: &NodeRef<'_>) -> Option<String> {
    if let Some(shown) = headline_in(node) {
        return Some(shown);
    }
    let mut scripts = node.descendants_it().filter(|inner| is(inner, &["script"]));
    let written = scripts.find_map(|script| written(&raw_text(&script)));
    let said = written.and_then(|markup| headline(&line(&parse(&markup).document.root())));
    said.or_else(|| attribute(node, "title").and_then(|title| headline(&title)))
}

/// The first text that a script writes: `document.write(view("…"))`.
fn written(script: &str) -> Option<String> {
    let (_, rest) = script.split_once("document.write")?;
    let open = rest.find(['"', '\''])?;
    let quote = rest[open..].chars().next()?;
    let mut text = String::new();
    let mut letters = rest[open + 1..].chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => match letters.next()? {
                'n' | 'r' | 't' => text.push(' '),
                'u' => {
                    let code: String = letters.by_ref().take(4).collect();
                    text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                }
                other => text.push(other),
            },
            c if c == quote => return Some(text),
            c => text.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{address, is_article, is_picture, key, written};
    use crate::read::html::Base;

    #[test]
    fn an_article_has_one_key() {
        for link in [
            "content_7.htm?div=-1",
            "content_7.htm@div=-1",
            "../../../content/202412/25/content_7.html",
            "https://paper.example/pc/content_7.html?a=b#c",
            "content_7",
        ] {
            assert_eq!(key(link), "content_7", "{link}");
        }
        assert_eq!(
            key("nw.D110000xxrb_20171016_2-01.htm"),
            "nw.D110000xxrb_20171016_2-01"
        );
        assert_eq!(
            address(&Base::default(), "content_7.htm?div=0").as_deref(),
            Some("content_7.htm")
        );
        assert!(is_picture("content_7.htm?div=0") && !is_picture("content_7.htm?div=-1"));
        assert!(
            is_article("content_58464_19727196")
                && is_article("Articel01002NR")
                && is_article("c123")
        );
        assert!(!is_article("node_2") && !is_article("contents"));
    }

    #[test]
    fn scripts_write_titles() {
        let script = r#"document.write(view("一行<br>\"二\"行 \u4e09  "))"#;
        assert_eq!(written(script).as_deref(), Some("一行<br>\"二\"行 三  "));
        assert_eq!(written("document.write(view('x"), None);
        assert_eq!(written("alert(1)"), None);
    }
}
