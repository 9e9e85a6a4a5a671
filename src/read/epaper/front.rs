//! What a page of an e-paper says of itself: its own number and name, its picture, its PDF.

use dom_query::NodeRef;

use super::links::{is_pdf, key};
use super::lists::Leaf;
use super::page::Page;
use super::signs;
use super::words::{PageName, page_name};
use crate::read::html::{attribute, is, line};

/// Which page of the list this is: the one that leads here, or that the page names itself. One that is not in the list comes in.
pub fn own_page(page: &Page<'_>, leaves: &mut Vec<Leaf>) -> Option<usize> {
    let own = key(page.name);
    if let Some(at) = leaves
        .iter()
        .position(|leaf| !own.is_empty() && key(&leaf.address) == own)
    {
        return Some(at);
    }
    let Some(name) = own_name(page) else {
        return (!leaves.is_empty()).then_some(0);
    };
    if let Some(at) = leaves.iter().position(|leaf| leaf.name.label == name.label) {
        return Some(at);
    }
    leaves.push(Leaf {
        name,
        address: String::new(),
        pdf: None,
    });
    Some(leaves.len() - 1)
}

/// What the page calls itself: in an element for that, or in a short line outside all links.
pub fn own_name(page: &Page<'_>) -> Option<PageName> {
    let named = signs::OWN_PAGE
        .iter()
        .flat_map(|selector| page.finder.all(selector));
    let mut named = named.filter(|node| !is(node, &["a"]));
    if let Some(name) = named.find_map(|node| page_name(&line(&node), true)) {
        return Some(name);
    }
    let cells = page.finder.in_order(&[
        "td", "div", "p", "span", "strong", "h1", "h2", "h3", "h4", "b", "li",
    ]);
    cells.into_iter().find_map(|node| {
        const MOST: usize = 12;
        let is_short = node.descendants_it().take(MOST).count() < MOST;
        let is_linked = || {
            is(&node, &["a"])
                || node
                    .ancestors_it(None)
                    .any(|outer| is(&outer, &["a", "li", "select"]))
        };
        let links = || node.descendants_it().any(|inner| is(&inner, &["a"]));
        (is_short && node.text().contains('版') && !is_linked() && !links())
            .then(|| page_name(&line(&node), false))?
    })
}

/// The picture of the page.
pub fn picture<'t>(page: &Page<'t>) -> Option<NodeRef<'t>> {
    let mapped = page
        .finder
        .all("img")
        .find(|node| attribute(node, "usemap").is_some());
    mapped.or_else(|| {
        let found = page
            .finder
            .first(signs::FACSIMILES, |node| attribute(node, "src").is_some());
        found.filter(|node| is(node, &["img"]))
    })
}

/// The file of a picture.
pub fn image(page: &Page<'_>, node: &NodeRef<'_>) -> Option<String> {
    let mut files = ["src", "data-src", "data-original"]
        .iter()
        .filter_map(|name| attribute(node, name));
    files.next().and_then(|file| page.base.resolve(&file))
}

/// The first PDF that the page leads to.
pub fn pdf(page: &Page<'_>) -> Option<String> {
    let mut links = page
        .finder
        .all("a")
        .filter_map(|node| attribute(&node, "href"));
    links
        .find(|link| is_pdf(link))
        .and_then(|link| page.base.resolve(&link))
}
