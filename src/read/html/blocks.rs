//! A tree to the blocks of a story: one walk, in the order of the page.

use std::ops::Range;

use dom_query::{NodeData, NodeRef};

use super::address::Base;
use super::figure::{self, picture};
use super::inline::{MUTE, Running, inline_node, line, marked};
use super::list;
use super::node::{attribute, is, is_hidden, raw_text};
use super::table;
use crate::edition::{Block, Mark, Span};

/// Elements that are part of the text they stand in.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "object", "q", "ruby", "rb", "rt", "rtc",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
];

/// Headings.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// The blocks of what stands in a node.
pub fn blocks(node: &NodeRef<'_>, base: &Base) -> Vec<Block> {
    Walk::through(node, base, None).blocks
}

/// The blocks of a chapter, and where its places and its notes are among them.
pub fn walk(node: &NodeRef<'_>, base: &Base) -> Walked {
    let walk = Walk::through(node, base, Some(Walked::default()));
    Walked {
        blocks: walk.blocks,
        ..walk.places.unwrap_or_default()
    }
}

/// A chapter, walked through.
#[derive(Debug, Default)]
pub struct Walked {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The places that links can lead to: the name of each and the index of the block it is in, or before.
    pub places: Vec<(String, usize)>,
    /// The blocks of each element that says it is a note.
    pub notes: Vec<Range<usize>>,
}

struct Walk<'b> {
    base: &'b Base,
    blocks: Vec<Block>,
    running: Running,
    /// Of a chapter alone.
    places: Option<Walked>,
}

impl<'b> Walk<'b> {
    fn through(node: &NodeRef<'_>, base: &'b Base, places: Option<Walked>) -> Self {
        let mut walk = Self {
            base,
            blocks: Vec::new(),
            running: Running::default(),
            places,
        };
        walk.inside(node);
        walk.close();
        walk
    }

    fn inside(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            self.node(&child);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>) {
        if node.is_text() {
            node.query(|node| {
                if let NodeData::Text { contents } = &node.data {
                    self.running.push(contents);
                }
            });
        } else if !node.is_element() || is_hidden(node) {
        } else if is(node, &["iframe"]) {
            self.frame(node);
        } else if is(node, MUTE) {
        } else if is(node, INLINE) {
            self.place(node);
            self.inline(node);
        } else {
            self.close();
            let first = self.blocks.len();
            self.place(node);
            self.block(node);
            self.close();
            self.note(node, first);
        }
    }

    /// Keeps the name of an element that links can lead to.
    fn place(&mut self, node: &NodeRef<'_>) {
        let at = self.blocks.len();
        if let Some(places) = &mut self.places {
            let names = ["id", "name"].into_iter();
            let names = names.filter_map(|name| attribute(node, name));
            places.places.extend(names.map(|name| (name, at)));
        }
    }

    /// Keeps the names of all elements in one that is not walked through.
    fn places_in(&mut self, node: &NodeRef<'_>) {
        if self.places.is_some() {
            node.descendants_it()
                .filter(NodeRef::is_element)
                .for_each(|inner| self.place(&inner));
        }
    }

    /// Keeps which blocks a note has, once it is walked through.
    fn note(&mut self, node: &NodeRef<'_>, first: usize) {
        let blocks = first..self.blocks.len();
        if let Some(places) = self.places.as_mut().filter(|_| is_note(node)) {
            places.notes.push(blocks);
        }
    }

    /// An inline element: running text, unless somebody wrapped blocks or a picture in it.
    fn inline(&mut self, node: &NodeRef<'_>) {
        let is_block = |inner: &NodeRef<'_>| {
            let flows = !inner.is_element() || is(inner, INLINE) || is(inner, MUTE);
            !flows || is(inner, &["iframe"])
        };
        if is(node, &["ruby"]) {
            inline_node(node, self.base, &mut self.running);
        } else if node.descendants_it().any(|inner| is_block(&inner)) {
            self.inside(node);
        } else {
            self.places_in(node);
            marked(node, self.base, &mut self.running);
        }
    }

    fn block(&mut self, node: &NodeRef<'_>) {
        if is(node, HEADINGS) {
            self.heading(node);
        } else if is(node, &["blockquote"]) {
            self.quote(node);
        } else if is(node, &["ul", "ol", "menu", "dir"]) {
            self.list(node);
        } else if is(node, &["table"]) {
            self.table(node);
        } else if is(node, &["img", "picture", "figure"]) {
            self.figure(node);
        } else if is(node, &["pre", "listing", "xmp"]) {
            self.verbatim(node);
        } else if is(node, &["hr"]) {
            self.blocks.push(Block::Rule);
        } else {
            self.inside(node);
        }
    }

    /// Ends the paragraph.
    fn close(&mut self) {
        if self.running.is_empty() {
            self.running = Running::default();
            return;
        }
        let (text, spans) = self.running.take();
        self.blocks.push(if is_subhead(&text, &spans) {
            Block::subhead(text)
        } else {
            Block::Paragraph { text, spans }
        });
    }

    /// A heading with a picture or blocks in it is walked through.
    fn heading(&mut self, node: &NodeRef<'_>) {
        if node
            .descendants_it()
            .any(|inner| is(&inner, &["img", "p", "div", "table"]))
        {
            return self.inside(node);
        }
        let text = line(node);
        if !text.is_empty() {
            self.places_in(node);
            self.blocks.push(Block::subhead(text));
        }
    }

    fn quote(&mut self, node: &NodeRef<'_>) {
        self.places_in(node);
        for block in blocks(node, self.base) {
            self.blocks.push(match block {
                Block::Paragraph { text, spans } => Block::Quote { text, spans },
                block => block,
            });
        }
    }

    fn list(&mut self, node: &NodeRef<'_>) {
        if self.places.is_some() && list::leads_back(node) {
            return self.notes_of(node);
        }
        match list::items(node) {
            Some(text) if !text.is_empty() => self.blocks.push(Block::List { text }),
            Some(_) => {}
            None => self.inside(node),
        }
    }

    /// A list of notes: each is a block by itself, which can go to the text it belongs to.
    fn notes_of(&mut self, node: &NodeRef<'_>) {
        let is_numbered = is(node, &["ol"]);
        let items = node.children_it(false).filter(NodeRef::is_element);
        for (at, item) in items.enumerate() {
            self.close();
            self.place(&item);
            if is_numbered {
                self.running.push(&format!("{}. ", at + 1));
            }
            let first = self.blocks.len();
            self.places_in(&item);
            inline_node(&item, self.base, &mut self.running);
            self.close();
            self.note(&item, first);
        }
    }

    fn table(&mut self, node: &NodeRef<'_>) {
        self.places_in(node);
        match table::rows(node) {
            Some(text) if !text.is_empty() => self.blocks.push(Block::Table { text }),
            Some(_) => {}
            None => self.inside(node),
        }
    }

    fn figure(&mut self, node: &NodeRef<'_>) {
        if !is(node, &["figure"]) {
            self.blocks.extend(picture(node, self.base));
        } else if figure::is_plain(node) {
            self.blocks.extend(figure::figure(node, self.base));
        } else {
            self.inside(node);
        }
    }

    fn frame(&mut self, node: &NodeRef<'_>) {
        if let Some(link) = figure::frame(node, self.base) {
            self.close();
            self.blocks.push(link);
        }
    }

    fn verbatim(&mut self, node: &NodeRef<'_>) {
        let text = raw_text(node);
        let text = text.trim_matches(['\n', '\r']).trim_end();
        if !text.is_empty() {
            self.blocks.push(Block::Verbatim {
                text: text.to_owned(),
            });
        }
    }
}

/// Whether an element says that it is a footnote (EPUB Structural Semantics; DPUB-ARIA).
fn is_note(node: &NodeRef<'_>) -> bool {
    const TYPES: &[&str] = &[
        "footnote",
        "endnote",
        "rearnote",
        "doc-footnote",
        "doc-endnote",
    ];
    let says = |name| {
        attribute(node, name)
            .is_some_and(|said| said.split_whitespace().any(|word| TYPES.contains(&word)))
    };
    says("epub:type") || says("role")
}

/// A short paragraph that is strong from end to end and no sentence is what papers use for a subhead.
fn is_subhead(text: &str, spans: &[Span]) -> bool {
    const LONGEST: usize = 40;
    let is_strong = spans
        .iter()
        .any(|span| span.mark == Mark::Strong && span.range == (0..text.len()));
    let is_sentence = text.ends_with([
        '。', '！', '？', '…', '.', '!', '?', ':', '：', '”', '"', '）', ')', ',', '，', ';', '；',
    ]);
    is_strong && !is_sentence && text.chars().count() <= LONGEST
}
