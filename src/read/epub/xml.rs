//! The small XML files of an EPUB as one flat list of elements. What is no XML is read by the rules of HTML instead, which
//! make something of anything.

use dom_query::{NodeData, NodeRef};
use roxmltree::{Document, Node, ParsingOptions};

use crate::read::html::{parse_xhtml, raw_text};
use crate::read::limits::NODES;

/// An element, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// How many elements it stands in.
    pub depth: usize,
    /// Its name without a prefix, in small letters.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// The text in it that stands in no other element.
    pub text: String,
}

impl Element {
    /// An attribute by its name without a prefix; `None` where it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut named = self.attributes.iter().filter(|(key, _)| key == name);
        named
            .next()
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }
}

/// The elements of a file, and whether it is sound XML.
pub fn elements(markup: &str) -> (Vec<Element>, bool) {
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: u32::try_from(NODES).unwrap_or(u32::MAX),
        ..ParsingOptions::default()
    };
    match shallow(markup).then(|| Document::parse_with_options(markup.trim_start(), options)) {
        Some(Ok(document)) => (of_xml(document.root_element()), true),
        _ => (of_html(markup), false),
    }
}

/// Whether no element stands deeper than sane ones do: the parser of XML need not see others.
fn shallow(markup: &str) -> bool {
    const DEEPEST: isize = 1000;
    let bytes = markup.as_bytes();
    let mut depth = 0isize;
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth -= 1,
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let end = memchr::memchr2(b'<', b'>', &bytes[at + 1..]).map_or(at, |end| at + end);
                depth += isize::from(bytes[end] != b'/');
            }
        }
        if depth > DEEPEST {
            return false;
        }
    }
    true
}

fn of_xml(root: Node<'_, '_>) -> Vec<Element> {
    let mut elements = Vec::new();
    let (mut next, mut depth) = (Some(root), 0);
    while let Some(node) = next {
        let attributes = node
            .attributes()
            .map(|one| (one.name().to_ascii_lowercase(), one.value().to_owned()));
        let texts = node
            .children()
            .filter(Node::is_text)
            .filter_map(|text| text.text());
        elements.push(Element {
            depth,
            name: node.tag_name().name().to_ascii_lowercase(),
            attributes: attributes.collect(),
            text: texts.collect::<String>().trim().to_owned(),
        });
        next = node.first_element_child().inspect(|_| depth += 1);
        let mut from = node;
        while next.is_none() && from != root {
            next = from.next_sibling_element();
            if next.is_none() {
                depth -= 1;
                match from.parent() {
                    Some(parent) => from = parent,
                    None => break,
                }
            }
        }
    }
    elements
}

fn of_html(markup: &str) -> Vec<Element> {
    let tree = parse_xhtml(markup);
    let mut elements = Vec::new();
    if let Some(body) = tree.document.body() {
        gather(&body, 0, &mut elements);
    }
    elements
}

/// The tree is no deeper than `limits::DEPTH`.
fn gather(node: &NodeRef<'_>, depth: usize, elements: &mut Vec<Element>) {
    for child in node.children_it(false).filter(NodeRef::is_element) {
        let named = child.query(|node| match &node.data {
            NodeData::Element(element) => {
                let attributes = element
                    .attrs
                    .iter()
                    .map(|one| (bare(&one.name.local), one.value.to_string()));
                (bare(&element.name.local), attributes.collect())
            }
            _ => (String::new(), Vec::new()),
        });
        let (name, attributes) = named.unwrap_or_default();
        let texts = child.children_it(false).filter(NodeRef::is_text);
        let text: String = texts.map(|text| raw_text(&text)).collect();
        elements.push(Element {
            depth,
            name,
            attributes,
            text: text.trim().to_owned(),
        });
        gather(&child, depth + 1, elements);
    }
}

/// A name without its prefix.
fn bare(name: &str) -> String {
    let bare = name.rsplit(':').next().unwrap_or(name);
    bare.to_ascii_lowercase()
}
