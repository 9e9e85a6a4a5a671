//! Any page of the web: its main article by Readability's rules, what it says of itself in its metadata; and where it has
//! none, its whole body.

use dom_query::{NodeData, NodeRef};
use dom_smoothie::{Config, Readability};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::edition::{Block, Story};
use crate::read::Reading;
use crate::read::build::Builder;
use crate::read::html::{Base, attribute, blocks, is, line, parse};
use crate::read::limits;
use crate::read::plain::furniture::find_date;

/// Reads a page.
pub fn read(name: &str, markup: &str) -> Reading {
    let tree = parse(markup);
    let mut builder = Builder::new(name);
    for (count, what) in &tree.mended {
        builder.notes.count("", *count, what);
    }
    let meta = Meta::new(&tree.document);
    let base = Base::of(name).or_url(meta.url.as_deref());
    let whole = tree
        .document
        .body()
        .map(|body| blocks(&body, &base))
        .unwrap_or_default();
    let mut story = Story {
        kicker: meta.kicker,
        deck: meta.deck,
        ..Story::default()
    };
    let article = main(tree.document);
    builder.edition.language = meta.language;
    let said = article.as_ref();
    builder.edition.masthead = meta
        .site
        .or_else(|| said.and_then(|article| article.site_name.clone()));
    story.url = meta.url;
    story.published = meta
        .published
        .or_else(|| stamp(said?.published_time.as_deref()?));
    story.updated = meta
        .updated
        .or_else(|| stamp(said?.modified_time.as_deref()?));
    story.headline = meta
        .headline
        .or_else(|| said.map(|article| article.title.clone()));
    story.byline = said
        .and_then(|article| article.byline.clone())
        .or(meta.byline);
    story.blocks = article
        .map(|article| inner(&article.content, &base))
        .unwrap_or_default();
    if !story.blocks.iter().any(|block| !block.text().is_empty()) {
        story.blocks = whole;
    }
    tidy(&mut story);
    builder.edition.date = story
        .published
        .map(|at| TimeZone::UTC.to_datetime(at).date())
        .or(meta.day);
    builder.edition.url.clone_from(&story.url);
    builder.put(None, story);
    builder.close()
}

/// The main article; `None` where there is none, or the page is too large to look for it.
fn main(document: dom_query::Document) -> Option<dom_smoothie::Article> {
    if document.root().descendants_it().any(|node| is_long(&node)) {
        return None;
    }
    let config = Config {
        max_elements_to_parse: limits::READABLE,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    readability.parse().ok()
}

fn is_long(node: &NodeRef<'_>) -> bool {
    node.query_or(false, |node| match &node.data {
        NodeData::Text { contents } => contents.len() > limits::READABLE_TEXT,
        _ => false,
    })
}

fn inner(content: &str, base: &Base) -> Vec<Block> {
    blocks(&parse(content).document.root(), base)
}

/// What stands in the body and in the head alike stands in the head.
fn tidy(story: &mut Story) {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        &mut story.kicker,
        &mut story.headline,
        &mut story.deck,
        &mut story.byline,
    ] {
        *part = part
            .take()
            .map(|text| one_line(&text))
            .filter(|text| !text.is_empty());
    }
    let is_said = |text: &str, part: &Option<String>| part.as_deref() == Some(text);
    let head = [
        story.kicker.clone(),
        story.headline.clone(),
        story.deck.clone(),
        story.byline.clone(),
    ];
    let count = story.blocks.iter().take(6).take_while(|block| {
        let text = one_line(&block.text());
        matches!(block, Block::Subhead { .. } | Block::Paragraph { .. })
            && head.iter().any(|part| is_said(&text, part))
    });
    let count = count.count();
    story.blocks.drain(..count);
}

/// What a page says of itself.
#[derive(Default)]
struct Meta {
    url: Option<String>,
    site: Option<String>,
    language: Option<String>,
    headline: Option<String>,
    kicker: Option<String>,
    deck: Option<String>,
    byline: Option<String>,
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
    day: Option<Date>,
}

impl Meta {
    fn new(document: &dom_query::Document) -> Self {
        let mut meta = Self::default();
        for node in document
            .root()
            .descendants_it()
            .filter(dom_query::NodeRef::is_element)
        {
            meta.take(&node);
        }
        meta
    }

    fn take(&mut self, node: &dom_query::NodeRef<'_>) {
        let set = |part: &mut Option<String>, value: Option<String>| *part = part.take().or(value);
        if is(node, &["html"]) {
            set(
                &mut self.language,
                attribute(node, "lang").filter(|tag| tag.len() >= 2 && tag.is_ascii()),
            );
        } else if is(node, &["link"])
            && attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        {
            set(
                &mut self.url,
                attribute(node, "href").filter(|url| url.starts_with("http")),
            );
        } else if is(node, &["meta"]) {
            self.meta(node);
        } else if is(node, &["time"]) {
            let said = attribute(node, "datetime").unwrap_or_else(|| line(node));
            self.published = self.published.or_else(|| stamp(&said));
            self.day = self.day.or_else(|| find_date(&said).map(|found| found.0));
        } else if is(node, &["h1"]) {
            set(
                &mut self.headline,
                Some(line(node)).filter(|text| !text.is_empty()),
            );
        } else if is(node, &["p", "div", "span", "h2", "h3", "h4"]) {
            self.named(node);
        }
    }

    fn meta(&mut self, node: &dom_query::NodeRef<'_>) {
        let name = attribute(node, "property")
            .or_else(|| attribute(node, "name"))
            .or_else(|| attribute(node, "itemprop"));
        let Some((name, value)) = name.zip(attribute(node, "content")) else {
            return;
        };
        let set = |part: &mut Option<String>, value: String| *part = part.take().or(Some(value));
        match &*name.to_ascii_lowercase() {
            "og:url" if value.starts_with("http") => set(&mut self.url, value),
            "og:site_name" => set(&mut self.site, value),
            "author" | "article:author" if !value.starts_with("http") => {
                set(&mut self.byline, value)
            }
            "article:published_time" | "datepublished" | "pubdate" | "publishdate" => {
                self.published = self.published.or_else(|| stamp(&value));
                self.day = self.day.or_else(|| find_date(&value).map(|found| found.0));
            }
            "article:modified_time" | "datemodified" => {
                self.updated = self.updated.or_else(|| stamp(&value))
            }
            _ => {}
        }
    }

    /// Kicker and deck, where the page's classes say what they are.
    fn named(&mut self, node: &dom_query::NodeRef<'_>) {
        const KICKERS: &[&str] = &["kicker", "overline", "eyebrow", "topline"];
        const DECKS: &[&str] = &[
            "deck",
            "dek",
            "standfirst",
            "subhead",
            "sub-headline",
            "subheadline",
            "article-subtitle",
            "summary-lead",
        ];
        let Some(class) = node.class() else {
            return;
        };
        let ends = |names: &[&str]| {
            class.split_ascii_whitespace().any(|class| {
                names
                    .iter()
                    .any(|name| class.to_ascii_lowercase().ends_with(name))
            })
        };
        let text =
            || Some(line(node)).filter(|text| !text.is_empty() && text.chars().count() < 400);
        if self.kicker.is_none() && ends(KICKERS) {
            self.kicker = text();
        } else if self.deck.is_none() && ends(DECKS) {
            self.deck = text();
        }
    }
}

/// An instant as pages write it; a day and a time without a zone count as UTC.
fn stamp(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let local = || {
        text.replace('/', "-")
            .parse::<DateTime>()
            .ok()
            .and_then(|at| TimeZone::UTC.to_timestamp(at).ok())
    };
    text.parse().ok().or_else(local)
}
