//! Markup to a tree, by the rules of HTML (html5ever), within limits.

use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};

use super::nesting::flatten;
use super::xhtml::expand;
use crate::read::limits::NODES;

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
    while !rest.is_empty() && parser.tokenizer.sink.sink.tree.len() < NODES {
        let (piece, after) = rest.split_at(piece(rest));
        parser.process(StrTendril::from_slice(piece));
        parser.tokenizer.sink.sink.errors.borrow_mut().clear();
        rest = after;
    }
    let cut = rest.len();
    let mended = [
        (
            gone,
            "tags that stood too deep inside others were taken out",
        ),
        (
            cut,
            "bytes were left out: there are too many elements before them",
        ),
    ];
    Tree {
        document: parser.finish(),
        mended: mended.into_iter().filter(|(count, _)| *count > 0).collect(),
    }
}

/// Parses a page of XHTML, by the same rules.
pub fn parse_xhtml(markup: &str) -> Tree {
    parse(&expand(markup))
}

/// So much goes to the parser at once: the limit is looked at between pieces.
fn piece(rest: &str) -> usize {
    const BYTES: usize = 16 << 10;
    let end = rest.len().min(BYTES);
    (end..rest.len())
        .find(|&at| rest.is_char_boundary(at))
        .unwrap_or(rest.len())
}
