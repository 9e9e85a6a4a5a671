//! Tables: a row a line, cells separated by tabs. A table that only lays out a page is none.

use dom_query::NodeRef;

use super::inline::line;
use super::node::is;

/// The rows; `None` for a table that holds blocks, another table, or but one column or one cell.
pub fn rows(table: &NodeRef<'_>) -> Option<String> {
    let is_layout = |node: NodeRef<'_>| {
        is(
            &node,
            &[
                "table",
                "img",
                "ul",
                "ol",
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "figure",
                "form",
                "blockquote",
            ],
        )
    };
    if table.descendants_it().any(is_layout) {
        return None;
    }
    let rows: Vec<Vec<String>> = table
        .descendants_it()
        .filter(|node| is(node, &["tr"]))
        .map(|row| cells(&row))
        .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows.is_empty() {
        return Some(String::new());
    }
    if columns < 2 || rows.len() < 2 && is_long(&rows) || holds_paragraphs(table) {
        return None;
    }
    let rows: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    Some(rows.join("\n"))
}

fn cells(row: &NodeRef<'_>) -> Vec<String> {
    let cells = row
        .children_it(false)
        .filter(|cell| is(cell, &["td", "th"]));
    cells.map(|cell| line(&cell)).collect()
}

fn is_long(rows: &[Vec<String>]) -> bool {
    const LINE: usize = 60;
    rows.iter()
        .flatten()
        .any(|cell| cell.chars().count() > LINE)
}

/// Whether a cell has more than one paragraph of some length: running text, laid out by a table.
fn holds_paragraphs(table: &NodeRef<'_>) -> bool {
    table
        .descendants_it()
        .filter(|node| is(node, &["td", "th"]))
        .any(|cell| {
            let long =
                |node: &NodeRef<'_>| is(node, &["p", "div"]) && node.text().chars().count() > 40;
            cell.children_it(false).filter(long).nth(1).is_some()
        })
}
