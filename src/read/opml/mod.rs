//! Lists of feeds (OPML 1 and 2), in and out of every reader of feeds: folders are sections, a feed is a story with its address.
//! What is no feed but stands in the list stays as what it says. Nothing is fetched.

use std::collections::HashMap;

use super::build::Builder;
use super::feed::moment;
use super::xml::{self, Scan, Token, attributes};
use super::{Reading, Refusal, Source, limits};
use crate::edition::{Block, Story};

/// Reads a list of feeds.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    let decoded = xml::decode(source.bytes);
    let mut builder = Builder::new(source.name);
    let damaged = "characters could not be decoded";
    builder.notes.count("", decoded.damaged, damaged);
    let mut list = List {
        builder,
        feeds: Vec::new(),
        folders: Vec::new(),
        too_deep: 0,
        flattened: 0,
        waiting: None,
        inside: "",
    };
    let mut scan = Scan::new(&decoded.text);
    while let Some(token) = scan.next() {
        list.take(token, &mut scan);
    }
    let is_cut = scan.is_cut || !list.folders.is_empty();
    let mut builder = list.end();
    if is_cut {
        let what = "the file ends before the list does: what was there is read";
        builder.notes.tell("", what.to_owned());
    }
    Ok(builder.close())
}

/// A list in the making.
struct List<'a> {
    builder: Builder,
    /// The feeds, each with its section.
    feeds: Vec<(Option<String>, Story)>,
    /// The open outlines, each as the section its feeds belong to.
    folders: Vec<Option<String>>,
    too_deep: usize,
    flattened: usize,
    /// The outline that was opened last: what comes next says whether it is a folder.
    waiting: Option<Outline>,
    /// The element of the head that is open.
    inside: &'a str,
}

/// What an outline says.
#[derive(Default)]
struct Outline {
    text: String,
    title: String,
    feed: String,
    site: String,
    description: String,
    language: String,
}

impl<'a> List<'a> {
    fn take(&mut self, token: Token<'a>, scan: &mut Scan<'a>) {
        match token {
            Token::Open {
                name,
                attributes,
                is_alone,
            } if name.eq_ignore_ascii_case("outline") => {
                self.open(outline(attributes, scan));
                if is_alone {
                    self.close();
                }
            }
            Token::Open { name, .. } => self.inside = name,
            Token::Close(name) if name.eq_ignore_ascii_case("outline") => self.close(),
            Token::Close(_) => self.inside = "",
            Token::Text(text) => self.head(&text),
        }
    }

    fn head(&mut self, text: &str) {
        let edition = &mut self.builder.edition;
        match self.inside {
            "title" if edition.masthead.is_none() => edition.masthead = line(text),
            "dateModified" | "dateCreated" => {
                edition.date = moment(text).map(|moment| moment.day).or(edition.date);
            }
            _ => {}
        }
    }

    fn open(&mut self, outline: Outline) {
        self.unfold();
        if self.folders.len() >= limits::DEPTH {
            self.too_deep += 1;
            self.flattened += 1;
            return self.put(outline, 0);
        }
        let outer = self.folders.last().cloned().flatten();
        self.folders.push(outer);
        self.waiting = Some(outline);
    }

    /// What has another outline in it is a folder, unless it is a feed itself.
    fn unfold(&mut self) {
        if self.waiting.as_ref().is_some_and(Outline::is_feed) {
            return self.settle();
        }
        let outer = self.folders.iter().rev().nth(1).cloned().flatten();
        if let (Some(folder), Some(open)) = (self.waiting.take(), self.folders.last_mut()) {
            *open = path(outer, folder.text);
        }
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        self.settle();
        self.folders.pop();
    }

    /// An outline with nothing in it is a feed.
    fn settle(&mut self) {
        if let Some(outline) = self.waiting.take() {
            self.put(outline, 1);
        }
    }

    /// Adds a feed to the section that is so many outlines further out.
    fn put(&mut self, outline: Outline, out: usize) {
        let section = self.folders.iter().rev().nth(out).cloned().flatten();
        if self.feeds.len() <= limits::STORIES {
            self.feeds.push((section, outline.story()));
        }
    }

    /// All feeds, section by section in the order the sections came.
    fn end(mut self) -> Builder {
        self.settle();
        let what = "outlines stand too deep and were taken out of their folders";
        self.builder.notes.count("", self.flattened, what);
        let mut order: HashMap<Option<String>, usize> = HashMap::new();
        for (section, _) in &self.feeds {
            let next = order.len();
            order.entry(section.clone()).or_insert(next);
        }
        let place = |section: &Option<String>| order.get(section).copied();
        self.feeds.sort_by_key(|(section, _)| place(section));
        for (section, story) in self.feeds {
            let page = self.builder.page("", section.as_deref());
            self.builder.put(page, story);
        }
        self.builder
    }
}

impl Outline {
    fn is_feed(&self) -> bool {
        !self.feed.is_empty()
    }

    fn story(self) -> Story {
        let (text, title) = (line(&self.text), line(&self.title));
        let description = line(&self.description);
        Story {
            deck: title
                .clone()
                .filter(|title| text.as_ref().is_some_and(|text| text != title)),
            headline: text.or(title),
            url: line(&self.feed),
            source: line(&self.site),
            language: line(&self.language),
            blocks: description.map(Block::paragraph).into_iter().collect(),
            ..Story::default()
        }
    }
}

/// Reads the attributes of an outline; their names are written in many ways.
fn outline<'a>(tag: &'a str, scan: &mut Scan<'a>) -> Outline {
    let mut outline = Outline::default();
    for (name, value) in attributes(tag).take(limits::PARTS) {
        let slot = match &*name.to_ascii_lowercase() {
            "text" => &mut outline.text,
            "title" => &mut outline.title,
            "xmlurl" => &mut outline.feed,
            "htmlurl" => &mut outline.site,
            "url" if outline.site.is_empty() => &mut outline.site,
            "description" => &mut outline.description,
            "language" => &mut outline.language,
            _ => continue,
        };
        *slot = scan.entities.decode(value).into_owned();
    }
    if outline.text.trim().is_empty() && outline.feed.is_empty() {
        outline.text = std::mem::take(&mut outline.title);
    }
    outline
}

/// A folder inside another.
fn path(outer: Option<String>, name: String) -> Option<String> {
    match (outer, line(&name)) {
        (Some(outer), Some(name)) => Some(short(format!("{outer} / {name}"))),
        (outer, name) => name.map(short).or(outer),
    }
}

fn short(mut path: String) -> String {
    let most = limits::FOLDER_BYTES.min(path.len());
    let end = (0..=most).rev().find(|&end| path.is_char_boundary(end));
    path.truncate(end.unwrap_or(0));
    path
}

fn line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
