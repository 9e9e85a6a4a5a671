//! Pages that yuebao wrote itself, as HTML or in an EPUB: the classes and attributes of `write::markup` back to the parts of
//! an edition, texts to the letter. Anything else that such a page holds is passed over.

use std::ops::Range;

use dom_query::NodeRef;

use super::Reading;
use super::build::Builder;
use super::html::{is, parse, raw_text};
use super::limits::{SECTIONS, STORIES};
use crate::edition::{Block, Edition, Jump, Mark, Note, Section, Sort, Span, Story};

/// How the name of the program begins where it made a page.
pub const GENERATOR: &str = "yuebao ";

/// Reads a page of HTML; `None` where yuebao did not write it.
pub fn read(name: &str, markup: &str) -> Option<Reading> {
    const LOOK: usize = 1024;
    let head = markup
        .char_indices()
        .nth(LOOK)
        .map_or(markup, |(end, _)| &markup[..end]);
    if !head.contains("<meta name=\"generator\" content=\"yuebao ") {
        return None;
    }
    let tree = parse(markup);
    let mut parts = Parts::default();
    parts.take(&tree.document.root());
    parts.is_whole.then(|| {
        let mut builder = Builder::new(name);
        for (count, what) in &tree.mended {
            builder.notes.count("", *count, what);
        }
        parts.put(&mut builder);
        builder.close()
    })
}

fn is_own(markup: &str) -> bool {
    const LOOK: usize = 1024;
    let end = markup
        .char_indices()
        .nth(LOOK)
        .map_or(markup.len(), |(end, _)| end);
    markup[..end].contains("<meta name=\"generator\" content=\"yuebao ")
}

/// The bytes of a picture that is in a page of HTML, by the name that its figure has.
pub fn picture(markup: &str, name: &str) -> Option<Vec<u8>> {
    let tree = is_own(markup).then(|| parse(markup))?;
    let root = tree.document.root();
    let mut figures = root.descendants_it().filter(|node| is(node, &["figure"]));
    let figure = figures.find(|node| exact(node, "data-name").as_deref() == Some(name))?;
    let image = figure.descendants_it().find(|node| is(node, &["img"]))?;
    let source = exact(&image, "src")?;
    Some(decoded(
        source.strip_prefix("data:")?.split_once(";base64,")?.1,
    ))
}

/// The bytes of base64 (RFC 4648 §4), up to the first character that is no digit of it.
fn decoded(text: &str) -> Vec<u8> {
    let digit = |byte: u8| {
        Some(match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        })
    };
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(text.len() / 4 * 3), 0u32, 0);
    for value in text.bytes().map_while(digit) {
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.extend(u8::try_from(bits >> held & 0xff));
        }
    }
    bytes
}

/// What was found of an edition.
#[derive(Default)]
pub struct Parts {
    edition: Edition,
    stories: Vec<(usize, Story)>,
    /// Whether the element of the edition itself was there.
    is_whole: bool,
}

impl Parts {
    /// Adds what stands in a page.
    pub fn take(&mut self, root: &NodeRef<'_>) {
        for node in root.descendants_it().filter(NodeRef::is_element) {
            if is(&node, &["main"]) && node.has_class("edition") {
                self.head(&node);
            } else if is(&node, &["article"]) && node.has_class("story") {
                self.story(&node);
            } else if is(&node, &["section"]) {
                self.section(&node);
            }
        }
    }

    /// The edition, its stories in their order.
    pub fn put(mut self, builder: &mut Builder) {
        self.stories.sort_by_key(|(index, _)| *index);
        let over = self.stories.len().saturating_sub(STORIES);
        builder
            .notes
            .count("", over, "stories were left out: there are too many");
        let stories = self.stories.into_iter().take(STORIES);
        self.edition.stories = stories.map(|(_, story)| story).collect();
        builder.edition = self.edition;
    }

    fn head(&mut self, main: &NodeRef<'_>) {
        self.is_whole = true;
        self.edition.masthead = exact(main, "data-masthead");
        self.edition.date = exact(main, "data-date").and_then(|date| date.parse().ok());
        self.edition.url = exact(main, "data-url");
        self.edition.language = exact(main, "data-language");
        self.edition.vertical = exact(main, "data-vertical").is_some();
    }

    fn section(&mut self, node: &NodeRef<'_>) {
        if node.has_class("page") && self.edition.sections.len() < SECTIONS {
            self.edition.sections.push(page(node));
        } else if node.has_class("loose") {
            self.edition.loose.extend(classed(node, "stray"));
        } else if node.has_class("notes") {
            let notes = classed(node, "at").into_iter().zip(classed(node, "what"));
            self.edition
                .notes
                .extend(notes.map(|(at, what)| Note { at, what }));
        }
    }

    fn story(&mut self, article: &NodeRef<'_>) {
        let index = exact(article, "data-index").and_then(|index| index.parse().ok());
        let mut story = Story {
            id: exact(article, "data-id").unwrap_or_default(),
            sort: sort(article),
            page: exact(article, "data-page"),
            language: exact(article, "data-language"),
            regions: json(article, "data-regions"),
            ..Story::default()
        };
        let parts = article.children_it(false).filter(NodeRef::is_element);
        parts.for_each(|part| set_part(&mut story, &part));
        self.stories.push((index.unwrap_or(usize::MAX), story));
    }
}

/// The texts of the elements of a class.
fn classed(node: &NodeRef<'_>, class: &str) -> Vec<String> {
    let inner = node.descendants_it().filter(NodeRef::is_element);
    let inner = inner.filter(|inner| inner.has_class(class));
    inner.map(|inner| raw_text(&inner)).collect()
}

fn page(node: &NodeRef<'_>) -> Section {
    Section {
        label: exact(node, "data-label").unwrap_or_default(),
        title: exact(node, "data-title"),
        stories: json(node, "data-stories"),
        facsimile: exact(node, "data-facsimile"),
        pdf: exact(node, "data-pdf"),
        missing: exact(node, "data-missing"),
    }
}

fn set_part(story: &mut Story, part: &NodeRef<'_>) {
    let inner = part.children_it(false).filter(NodeRef::is_element);
    if is(part, &["header", "footer"]) {
        inner.for_each(|line| set_line(story, &line));
    } else if part.has_class("text") {
        story.blocks = inner.filter_map(|node| block(&node)).collect();
    } else if part.has_class("from") {
        story.continued_from = Some(jump(part));
    } else if part.has_class("on") {
        story.continued_on = Some(jump(part));
    }
}

fn sort(article: &NodeRef<'_>) -> Sort {
    if article.has_class("picture") {
        Sort::Picture
    } else if article.has_class("advertisement") {
        Sort::Advertisement
    } else if article.has_class("imprint") {
        Sort::Imprint
    } else {
        Sort::Story
    }
}

fn set_line(story: &mut Story, node: &NodeRef<'_>) {
    let class = exact(node, "class").unwrap_or_default();
    let text = || Some(raw_text(node));
    let time = || exact(node, "data-time").and_then(|time| time.parse().ok());
    match &*class {
        "kicker" => story.kicker = text(),
        "headline" => story.headline = text(),
        "deck" => story.deck = text(),
        "byline" => story.byline = text(),
        "dateline" => story.dateline = text(),
        "source" => story.source = text(),
        "url" => story.url = exact(node, "data-href"),
        "published" => story.published = time(),
        "updated" => story.updated = time(),
        _ => {}
    }
}

fn jump(node: &NodeRef<'_>) -> Jump {
    Jump {
        page: exact(node, "data-page"),
        text: raw_text(node),
        story: exact(node, "data-story"),
    }
}

fn block(node: &NodeRef<'_>) -> Option<Block> {
    let name = node.qual_name_ref()?.local.to_string();
    Some(match &*name {
        "p" => {
            let (text, spans) = marked(node);
            Block::Paragraph { text, spans }
        }
        "blockquote" => {
            let inner = node.children_it(false).find(|inner| is(inner, &["p"]))?;
            let (text, spans) = marked(&inner);
            Block::Quote { text, spans }
        }
        "h3" => Block::subhead(raw_text(node)),
        "ul" => Block::List {
            text: texts(node, "li", "\n"),
        },
        "table" => Block::Table { text: rows(node) },
        "figure" => figure(node),
        "hr" => Block::Rule,
        "pre" => Block::Verbatim {
            text: raw_text(node),
        },
        _ => return None,
    })
}

/// The texts of all elements of a name, with something between them.
fn texts(node: &NodeRef<'_>, name: &str, between: &str) -> String {
    let inner = node.descendants_it().filter(|inner| is(inner, &[name]));
    inner
        .map(|inner| raw_text(&inner))
        .collect::<Vec<_>>()
        .join(between)
}

fn rows(table: &NodeRef<'_>) -> String {
    let rows = table.descendants_it().filter(|inner| is(inner, &["tr"]));
    rows.map(|row| texts(&row, "td", "\t"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn figure(node: &NodeRef<'_>) -> Block {
    Block::Figure {
        caption: classed(node, "caption").pop(),
        credit: classed(node, "credit").pop(),
        image: exact(node, "data-name"),
    }
}

/// A text with its spans, the elements in their order.
fn marked(node: &NodeRef<'_>) -> (String, Vec<Span>) {
    let mut marked = Marked::default();
    marked.inside(node);
    let spans = match exact(node, "data-spans") {
        Some(json) => serde_json::from_str(&json).unwrap_or_default(),
        None => marked.spans,
    };
    (marked.text, spans)
}

#[derive(Default)]
struct Marked {
    text: String,
    spans: Vec<Span>,
}

impl Marked {
    /// The tree is no deeper than `limits::DEPTH`.
    fn inside(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.text.push_str(&raw_text(&child));
            } else if child.is_element() && !is(&child, &["rt"]) {
                self.element(&child);
            }
        }
    }

    fn element(&mut self, node: &NodeRef<'_>) {
        let (at, start) = (self.spans.len(), self.text.len());
        let mark = mark(node);
        let range = Range { start, end: start };
        self.spans.extend(mark.map(|mark| Span { range, mark }));
        let is_marked = self.spans.len() > at;
        self.inside(node);
        if let Some(span) = self.spans.get_mut(at).filter(|_| is_marked) {
            span.range.end = self.text.len();
        }
    }
}

fn mark(node: &NodeRef<'_>) -> Option<Mark> {
    let name = node.qual_name_ref()?.local.to_string();
    match &*name {
        "em" => Some(Mark::Emphasis),
        "strong" => Some(Mark::Strong),
        "u" => Some(Mark::Name),
        "cite" => Some(Mark::Title),
        "ruby" => Some(Mark::Ruby(texts(node, "rt", ""))),
        "a" | "span" => exact(node, "data-href").map(Mark::Link),
        _ => None,
    }
}

/// An attribute to the letter.
fn exact(node: &NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.to_string())
}

/// A list in an attribute; empty where it is none.
fn json<T: serde::de::DeserializeOwned>(node: &NodeRef<'_>, name: &str) -> Vec<T> {
    let value = exact(node, name).and_then(|json| serde_json::from_str(&json).ok());
    value.unwrap_or_default()
}
