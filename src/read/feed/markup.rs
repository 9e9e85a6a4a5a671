//! Markup that stands in a feed as elements of its own, written out as HTML.

use std::fmt::Write as _;

use super::tree::{Inside, Node};

/// Elements that HTML never closes.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "data-src", "poster"];

/// What stands in an element, as HTML. The depth of trees is bounded, so this may call itself.
pub fn html(node: &Node<'_>) -> String {
    let mut html = String::new();
    write_inside(node, node.base.as_deref(), &mut html);
    html
}

fn write_inside(node: &Node<'_>, base: Option<&str>, html: &mut String) {
    for inside in &node.inside {
        match inside {
            Inside::Text(text) => escape(text, html),
            Inside::Node(node) => write_node(node, base, html),
        }
    }
}

fn write_node(node: &Node<'_>, base: Option<&str>, html: &mut String) {
    let _ = write!(html, "<{}", node.name);
    for (name, value) in node.attributes() {
        if name.contains(':') || name == "xmlns" {
            continue;
        }
        let _ = write!(html, " {name}=\"");
        // An element with a base of its own is the only place where that base is known.
        let moved = (node.base.as_deref() != base && ADDRESSES.contains(&name))
            .then(|| {
                url::Url::parse(node.base.as_deref()?)
                    .ok()?
                    .join(value.trim())
                    .ok()
            })
            .flatten();
        escape(moved.as_ref().map_or(value, |url| url.as_str()), html);
        html.push('"');
    }
    html.push('>');
    if !VOID.contains(&&*node.name) {
        write_inside(node, base, html);
        let _ = write!(html, "</{}>", node.name);
    }
}

fn escape(text: &str, html: &mut String) {
    let is_special = |c| matches!(c, '&' | '<' | '>' | '"');
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (before, after) = rest.split_at(at);
        let _ = write!(html, "{before}&#{};", after.as_bytes()[0]);
        rest = &after[1..];
    }
    html.push_str(rest);
}
