//! Lists: an item a line. A list that lays out a page is none.

use dom_query::NodeRef;

use super::inline::line;
use super::node::{attribute, is};

/// The items, separated by `\n`; `None` for a list that holds more than lines.
pub fn items(list: &NodeRef<'_>) -> Option<String> {
    let is_layout = |node: NodeRef<'_>| {
        is(
            &node,
            &["img", "table", "h1", "h2", "h3", "h4", "h5", "h6", "figure"],
        )
    };
    if list.descendants_it().any(is_layout) {
        return None;
    }
    let first = attribute(list, "start").and_then(|start| start.parse::<i64>().ok());
    let mut number = is(list, &["ol"]).then(|| first.unwrap_or(1));
    let mut lines: Vec<String> = Vec::new();
    collect(list, &mut number, &mut lines);
    Some(lines.join("\n"))
}

/// Items of a list and, after each, of the lists in it: flat, as a terminal shows them.
fn collect(list: &NodeRef<'_>, number: &mut Option<i64>, lines: &mut Vec<String>) {
    for item in list.children_it(false).filter(NodeRef::is_element) {
        let text = line(&item);
        if text.is_empty() {
            continue;
        }
        lines.push(match number {
            Some(at) => format!("{at}. {text}"),
            None => text,
        });
        *number = number.map(|at| at.saturating_add(1));
    }
}

/// Whether the items of a list have places that links lead to, and links themselves: so have notes.
pub fn leads_back(list: &NodeRef<'_>) -> bool {
    let has = |node: &NodeRef<'_>, name: &str| attribute(node, name).is_some();
    let mut items = list.children_it(false).filter(NodeRef::is_element);
    items.all(|item| {
        let inner = || item.descendants_it().filter(|node| is(node, &["a"]));
        (has(&item, "id") || inner().any(|node| has(&node, "id")))
            && inner().any(|node| has(&node, "href"))
    })
}
