//! Where a page of markup leads on to: the page it sends its readers to, the feeds it names, its links. For whoever fetches;
//! nothing here does.

use dom_query::NodeRef;

use super::html::{Base, attribute, is, line, parse, raw_text};
use super::{Source, limits, web};

/// Where a page leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Onward {
    /// The page it sends its readers to at once, by a refresh or, where nothing else stands on it, by a script.
    pub moved: Option<String>,
    /// Addresses of the feeds it names.
    pub feeds: Vec<String>,
    /// Its links: where each leads, and what it says.
    pub links: Vec<(String, String)>,
}

/// Where a page leads. Of what is no markup, nowhere.
pub fn onward(source: Source<'_>) -> Onward {
    let tree = parse(&web::decoded(source.bytes).0);
    let root = tree.document.root();
    let base = base(&root, source.name);
    let mut onward = Onward::default();
    for node in root.descendants_it().filter(NodeRef::is_element) {
        if is(&node, &["meta"]) {
            let target = refresh(&node).and_then(|link| base.resolve(&link));
            onward.moved = onward.moved.or(target);
        } else if is(&node, &["link"]) && names_feed(&node) {
            let feed = attribute(&node, "href").and_then(|link| base.resolve(&link));
            onward.feeds.extend(feed);
        } else if is(&node, &["a"]) && onward.links.len() < limits::STORIES {
            let target = attribute(&node, "href").and_then(|link| base.resolve(&link));
            onward
                .links
                .extend(target.map(|target| (target, line(&node))));
        }
    }
    if onward.moved.is_none() && onward.links.is_empty() {
        onward.moved = scripted(&root).and_then(|link| base.resolve(&link));
    }
    onward
}

/// What links are relative to: the page, or what its `base` element says.
fn base(root: &NodeRef<'_>, name: &str) -> Base {
    let own = Base::of(name);
    let said = root.descendants_it().find(|node| is(node, &["base"]));
    let said = said.and_then(|node| own.resolve(&attribute(&node, "href")?));
    own.or_url(said.as_deref())
}

/// The address of `<meta http-equiv=refresh content="0; URL=…">`.
fn refresh(meta: &NodeRef<'_>) -> Option<String> {
    let is_it = attribute(meta, "http-equiv")?.eq_ignore_ascii_case("refresh");
    let content = attribute(meta, "content").filter(|_| is_it)?;
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim();
    let (name, link) = rest.split_once('=').unwrap_or(("url", rest));
    let is_url = name.trim().eq_ignore_ascii_case("url");
    let link = link
        .trim()
        .trim_matches(|c: char| matches!(c, '"' | '\'') || c.is_whitespace());
    (is_url && !link.is_empty()).then(|| link.to_owned())
}

fn names_feed(link: &NodeRef<'_>) -> bool {
    const TYPES: &[&str] = &[
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
    ];
    let kind = attribute(link, "type").unwrap_or_default();
    let role = attribute(link, "rel").unwrap_or_default();
    role.to_ascii_lowercase().contains("alternate")
        && TYPES.iter().any(|known| kind.eq_ignore_ascii_case(known))
}

/// Where a script goes: `location.href = "…"`, `location.replace("…")`.
fn scripted(root: &NodeRef<'_>) -> Option<String> {
    let mut scripts = root
        .descendants_it()
        .filter(|node| is(node, &["script"]))
        .map(|node| raw_text(&node));
    scripts.find_map(|script| {
        let (_, rest) = script.split_once("location")?;
        let rest = rest
            .trim_start_matches(".href")
            .trim_start_matches(".replace")
            .trim_start_matches([' ', '=', '(']);
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (link, _) = rest[1..].split_once(quote)?;
        (!link.is_empty()).then(|| link.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, moved: Option<&str>, feeds: &[&str], links: usize) {
        let onward = onward(Source {
            name: "https://a.test/paper/index.htm",
            bytes: markup.as_bytes(),
        });
        assert_eq!(onward.moved.as_deref(), moved, "{markup}");
        assert_eq!(onward.feeds, feeds, "{markup}");
        assert_eq!(onward.links.len(), links, "{markup}");
    }

    #[test]
    fn pages_lead_on() {
        let there = Some("https://a.test/paper/html/2026-11/26/node_1.htm");
        for markup in [
            "<META HTTP-EQUIV=REFRESH CONTENT=\"0; URL=html/2026-11/26/node_1.htm\">",
            "<meta http-equiv='refresh' content=\"1;url='html/2026-11/26/node_1.htm'\"><a href=x>x</a>",
            "<script>window.location.href = \"html/2026-11/26/node_1.htm\";</script>",
            "<script>location.replace('/paper/html/2026-11/26/node_1.htm')</script>",
        ] {
            let links = markup.matches("<a ").count();
            check(markup, there, &[], links);
        }
        check("<meta name=refresh content='0;url=x'><p>text", None, &[], 0);
        check(
            "<script>if (location.hash == '') {}</script><a href=a.htm>a</a>",
            None,
            &[],
            1,
        );
        check(
            "<base href='https://b.test/'><link rel=alternate type='application/rss+xml' href=feed.xml>",
            None,
            &["https://b.test/feed.xml"],
            0,
        );
    }
}
