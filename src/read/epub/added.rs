//! What calibre puts into the pages of news: bars to walk by, lists of articles, dates, the address an article came from. It
//! is taken out, and what it says is kept.

use dom_query::NodeRef;

use super::bundle::{Bundle, beside};
use crate::read::html::{Tree, attribute, is, line, raw_text};

/// What calibre put into a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Where the article was downloaded from.
    pub origin: Option<String>,
    /// The name of the section, on its list of articles.
    pub section: Option<String>,
    /// What the list says of articles: the file of each and its description.
    pub listed: Vec<(usize, String)>,
}

/// Takes bars, lists and dates of calibre's out of a page, and answers with what they said.
pub fn take_away(tree: &Tree, path: &str, bundle: &Bundle<'_>) -> Added {
    let mut added = Added::default();
    let root = tree.document.root();
    let mut gone = Vec::new();
    for node in root.descendants_it().filter(NodeRef::is_element) {
        let classes = node.class().unwrap_or_default();
        let has = |name: &str| {
            classes
                .split_whitespace()
                .any(|class| class.starts_with(name))
        };
        if attribute(&node, "rel").is_some_and(|rel| rel == "calibre-downloaded-from") {
            added.origin = attribute(&node, "href");
            gone.extend(node.parent().filter(|parent| is(parent, &["p", "div"])));
        } else if has("calibre_navbar") || is_bar(&node) {
            added.origin = added.origin.take().or_else(|| outward(&node));
            gone.push(node);
        } else if has("calibre_feed_title") {
            added.section = Some(line(&node)).filter(|title| !title.is_empty());
        } else if has("calibre_feed_list") {
            added.listed = listed(&node, path, bundle);
            gone.push(node);
        } else if has("article_date")
            || has("calibre_feed_description")
            || has("calibre_feed_image")
        {
            gone.push(node);
        }
    }
    gone.iter().for_each(NodeRef::remove_from_parent);
    added
}

/// Whether an element is a bar in other words than calibre's own: links into the bundle with upright strokes between.
fn is_bar(node: &NodeRef<'_>) -> bool {
    const LONGEST: usize = 400;
    if !is(node, &["div", "p"]) {
        return false;
    }
    let children = || node.children_it(false);
    let is_part = |child: &NodeRef<'_>| !child.is_element() || is(child, &["a", "hr", "br"]);
    let mut links = children().filter(|child| is(child, &["a"]));
    let leads_in = |link: NodeRef<'_>| attribute(&link, "href").is_some_and(|to| !to.contains(':'));
    let between: String = children()
        .filter(NodeRef::is_text)
        .map(|text| raw_text(&text))
        .take(20)
        .collect();
    between.len() < LONGEST
        && between.contains('|')
        && between.chars().all(|c| c == '|' || c.is_whitespace())
        && children().all(|child| is_part(&child))
        && links.all(leads_in)
}

/// The address outside the bundle that a bar leads to.
fn outward(bar: &NodeRef<'_>) -> Option<String> {
    let links = bar.descendants_it().filter(|node| is(node, &["a"]));
    let mut links = links.filter_map(|link| attribute(&link, "href"));
    links.find(|link| link.starts_with("http"))
}

fn listed(list: &NodeRef<'_>, path: &str, bundle: &Bundle<'_>) -> Vec<(usize, String)> {
    let described = |item: NodeRef<'_>| {
        let mut nodes = item.descendants_it();
        let link = nodes.find(|node| is(node, &["a"]))?;
        let said = nodes.find(|node| node.has_class("article_description"))?;
        let file = bundle.find(&beside(path, &attribute(&link, "href")?))?;
        Some((file, line(&said)))
    };
    let items = list.children_it(false).filter(|node| is(node, &["li"]));
    items.filter_map(described).collect()
}
