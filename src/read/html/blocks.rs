//! A tree to the blocks of a story: one walk, in the order of the page.

use dom_query::{NodeData, NodeRef};

use super::address::Base;
use super::figure::{self, picture};
use super::inline::{MUTE, Running, inline_node, line, marked};
use super::list;
use super::node::{is, is_hidden, raw_text};
use super::table;
use crate::edition::{Block, Mark, Span};

/// Elements that are part of the text they stand in.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "rtc", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Headings.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// The blocks of what stands in a node.
pub fn blocks(node: &NodeRef<'_>, base: &Base) -> Vec<Block> {
    let mut walk = Walk {
        base,
        blocks: Vec::new(),
        running: Running::default(),
    };
    walk.inside(node);
    walk.close();
    walk.blocks
}

struct Walk<'b> {
    base: &'b Base,
    blocks: Vec<Block>,
    running: Running,
}

impl Walk<'_> {
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
        } else if !node.is_element() || is(node, MUTE) || is_hidden(node) {
        } else if is(node, INLINE) {
            self.inline(node);
        } else {
            self.close();
            self.block(node);
            self.close();
        }
    }

    /// An inline element: running text, unless somebody wrapped blocks or a picture in it.
    fn inline(&mut self, node: &NodeRef<'_>) {
        let is_block =
            |inner: &NodeRef<'_>| inner.is_element() && !is(inner, INLINE) && !is(inner, MUTE);
        if is(node, &["ruby"]) {
            inline_node(node, self.base, &mut self.running);
        } else if node.descendants_it().any(|inner| is_block(&inner)) {
            self.inside(node);
        } else {
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
            self.blocks.push(Block::subhead(text));
        }
    }

    fn quote(&mut self, node: &NodeRef<'_>) {
        for block in blocks(node, self.base) {
            self.blocks.push(match block {
                Block::Paragraph { text, spans } => Block::Quote { text, spans },
                block => block,
            });
        }
    }

    fn list(&mut self, node: &NodeRef<'_>) {
        match list::items(node) {
            Some(text) if !text.is_empty() => self.blocks.push(Block::List { text }),
            Some(_) => {}
            None => self.inside(node),
        }
    }

    fn table(&mut self, node: &NodeRef<'_>) {
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
