//! Markup to a tree, by the rules of HTML (html5ever), within limits.

use dom_query::{Document, NodeData};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};

use super::nesting::flatten;
use super::xhtml::expand;
use crate::read::limits::{ATTRIBUTES, NODES};

/// A parsed page.
pub struct Tree {
    /// The tree.
    pub document: Document,
    /// What was done to keep it within limits, each with how often.
    pub mended: Vec<(usize, &'static str)>,
}

/// Parses a page or a fragment of one.
pub fn parse(markup: &str) -> Tree {
    let (flat, gone) = flatten(markup);
    let mut parser = parse_document(Document::default(), ParseOpts::default());
    let mut rest = &*flat;
    let mut standstill = Standstill::default();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece(rest));
        parser.process(StrTendril::from_slice(piece));
        let document = &parser.tokenizer.sink.sink;
        document.errors.borrow_mut().clear();
        rest = after;
        if document.tree.len() > NODES || standstill.is_too_long(document, piece) {
            break;
        }
    }
    let mended = [
        (
            gone,
            "tags that stood too deep inside others were taken out",
        ),
        (
            rest.len(),
            "bytes were left out: what stands before them is too large, or too many elements",
        ),
    ];
    Tree {
        document: parser.finish(),
        mended: mended.into_iter().filter(|(count, _)| *count > 0).collect(),
    }
}

/// How long the tree has not grown: the parser is in one tag all the while, and compares each attribute with all before it.
#[derive(Default)]
struct Standstill {
    nodes: usize,
    text: usize,
    separators: usize,
}

impl Standstill {
    fn is_too_long(&mut self, document: &Document, piece: &str) -> bool {
        let (nodes, text) = (document.tree.len(), last_text(document));
        if (nodes, text) == (self.nodes, self.text) {
            let separates = |byte: &u8| byte.is_ascii_whitespace() || b"/\"'".contains(byte);
            self.separators += piece.bytes().filter(|byte| separates(byte)).count();
        } else {
            self.separators = 0;
        }
        (self.nodes, self.text) = (nodes, text);
        self.separators > ATTRIBUTES
    }
}

/// Bytes of the text at the end of the page so far.
fn last_text(document: &Document) -> usize {
    let mut last = document.root();
    while let Some(child) = last.last_child() {
        last = child;
    }
    last.query(|node| match &node.data {
        NodeData::Text { contents } => contents.len(),
        _ => 0,
    })
    .unwrap_or(0)
}

/// Parses a page of XHTML, by the same rules.
pub fn parse_xhtml(markup: &str) -> Tree {
    parse(&expand(markup))
}

/// So much goes to the parser at once: the limit is looked at between pieces.
fn piece(rest: &str) -> usize {
    const BYTES: usize = 4 << 10;
    let end = rest.len().min(BYTES);
    (end..rest.len())
        .find(|&at| rest.is_char_boundary(at))
        .unwrap_or(rest.len())
}
