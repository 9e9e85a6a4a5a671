//! Questions about one node of a tree that the tree itself does not answer.

use dom_query::NodeRef;

/// Whether a node is an element of one of these names.
pub fn is(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.qual_name_ref()
        .is_some_and(|name| names.contains(&&*name.local))
}

/// The value of an attribute, without blanks round it; `None` where it is empty.
pub fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    let value = node.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Whether an element is not shown.
pub fn is_hidden(node: &NodeRef<'_>) -> bool {
    let hides = |style: String| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    node.has_attr("hidden") || attribute(node, "style").is_some_and(hides)
}

/// All text in a node as it stands in the source, comments and markup left out.
pub fn raw_text(node: &NodeRef<'_>) -> String {
    node.text().to_string()
}
