//! Running text of markup: blanks as HTML collapses them, line ends as CSS does, and the marks that lie over it.

use dom_query::{NodeData, NodeRef};

use super::address::Base;
use super::node::{attribute, is, is_hidden};
use crate::edition::{Mark, Span};
use crate::text::segment;

/// Elements without text for a reader.
pub const MUTE: &[&str] = &[
    "area", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "link",
    "map", "meta", "noscript", "param", "rp", "script", "select", "source", "style", "svg",
    "template", "textarea", "title", "track", "video",
];

/// A line or paragraph in the making.
#[derive(Debug, Default)]
pub struct Running {
    text: String,
    spans: Vec<Span>,
    /// A blank that waits for a character after it; whether a line end was part of it.
    blank: Option<bool>,
}

impl Running {
    /// Adds text as it stands in the source.
    pub fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' => self.blank = Some(self.blank.unwrap_or(false)),
                '\n' | '\r' | '\u{c}' => self.blank = Some(true),
                c => self.push_char(c),
            }
        }
    }

    fn push_char(&mut self, c: char) {
        if let Some(had_line_end) = self.blank.take()
            && let Some(before) = self.text.chars().next_back()
            && !(had_line_end && segment::vanishes(before, c))
        {
            self.text.push(' ');
        }
        self.text.push(c);
    }

    /// A blank, unless one is there or waits already.
    pub fn space(&mut self) {
        self.blank = Some(self.blank.unwrap_or(false));
    }

    /// Where what comes next begins, in bytes, with the blank before it, if there is one.
    fn here(&self) -> usize {
        self.text.len()
    }

    /// Marks what was added since `start`, but for blanks at its ends.
    fn mark(&mut self, start: usize, mark: Mark) {
        let start = start.min(self.text.len());
        let part = &self.text[start..];
        let start = start + part.len() - part.trim_start().len();
        let end = self.text.trim_end().len();
        if start < end {
            let range = start..end;
            self.spans.push(Span { range, mark });
        }
    }

    /// Whether there is nothing to see in it.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text without blanks at its ends, with its spans, and empties itself.
    pub fn take(&mut self) -> (String, Vec<Span>) {
        let Self { text, spans, .. } = std::mem::take(self);
        let end = text.trim_end().len();
        let start = text.len() - text.trim_start().len();
        let text = text.get(start..end).unwrap_or("").to_owned();
        let cut = |at: usize| at.clamp(start, end.max(start)) - start;
        let spans = spans.into_iter().map(|span| Span {
            range: cut(span.range.start)..cut(span.range.end),
            mark: span.mark,
        });
        let mut spans: Vec<Span> = spans.filter(|span| !span.range.is_empty()).collect();
        // An outer element is marked after those in it; spans go from the outside in.
        spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        spans.dedup();
        (text, spans)
    }
}

/// All of a node as one line of text, without its spans.
pub fn line(node: &NodeRef<'_>) -> String {
    let mut running = Running::default();
    inline(node, &Base::default(), &mut running);
    running.take().0
}

/// Adds what a node holds as running text, whatever elements it is made of.
pub fn inline(node: &NodeRef<'_>, base: &Base, running: &mut Running) {
    for child in node.children_it(false) {
        inline_node(&child, base, running);
    }
}

/// Adds one node as running text.
pub fn inline_node(node: &NodeRef<'_>, base: &Base, running: &mut Running) {
    if node.is_text() {
        node.query(|node| {
            if let NodeData::Text { contents } = &node.data {
                running.push(contents);
            }
        });
    } else if !node.is_element() || is(node, MUTE) || is_hidden(node) {
    } else if is(node, &["ruby"]) {
        ruby(node, base, running);
    } else if is(node, &["br", "p", "div", "li", "td", "th", "tr"]) {
        running.space();
        inline(node, base, running);
        running.space();
    } else {
        marked(node, base, running);
    }
}

/// An inline element: its text, and the mark it lays over it.
pub fn marked(node: &NodeRef<'_>, base: &Base, running: &mut Running) {
    let start = running.here();
    inline(node, base, running);
    if let Some(mark) = mark(node, base) {
        running.mark(start, mark);
    }
}

fn mark(node: &NodeRef<'_>, base: &Base) -> Option<Mark> {
    if is(node, &["b", "strong"]) {
        Some(Mark::Strong)
    } else if is(node, &["em", "i", "dfn"]) {
        Some(Mark::Emphasis)
    } else if is(node, &["u"]) && node.has_class("name") {
        Some(Mark::Name)
    } else if is(node, &["cite"]) {
        Some(Mark::Title)
    } else if is(node, &["a"]) {
        let link = attribute(node, "href").and_then(|link| base.resolve(&link));
        link.map(Mark::Link)
    } else {
        None
    }
}

/// Ruby: each `rt` is the reading of what stands between it and the one before.
fn ruby(node: &NodeRef<'_>, base: &Base, running: &mut Running) {
    let mut start = running.here();
    for child in node.children_it(false) {
        if is(&child, &["rt", "rtc"]) {
            let reading = line(&child);
            if !reading.is_empty() {
                running.mark(start, Mark::Ruby(reading));
            }
            start = running.here();
        } else {
            inline_node(&child, base, running);
        }
    }
}
