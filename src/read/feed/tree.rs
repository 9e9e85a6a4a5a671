//! A feed as its head and its entries, each a small tree: what one entry is made of is looked at as a whole, and gone when the
//! next one comes. Tags that were left open are closed by those round them.

use std::borrow::Cow;
use std::rc::Rc;

use super::names::{Space, customary, declared};
use crate::read::limits;
use crate::read::xml::{Scan, Token, attributes};

/// An element.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// Its vocabulary.
    pub space: Space,
    /// Its name without the prefix, in lower case.
    pub name: Cow<'a, str>,
    attributes: Vec<(&'a str, Cow<'a, str>)>,
    /// What stands in it.
    pub inside: Vec<Inside<'a>>,
    /// What relative links in it are relative to, where that is said.
    pub base: Option<Rc<str>>,
    /// The language of what stands in it, where that is said.
    pub language: Option<Rc<str>>,
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub enum Inside<'a> {
    /// Another one.
    Node(Node<'a>),
    /// Text.
    Text(Cow<'a, str>),
}

impl<'a> Node<'a> {
    /// An attribute by its name, with or without a prefix.
    pub fn attribute(&self, name: &str) -> Option<&Cow<'a, str>> {
        let local = |full: &str| full.rsplit(':').next().unwrap_or(full).len();
        let is_it = |full: &str| full[full.len() - local(full)..].eq_ignore_ascii_case(name);
        let found = self.attributes.iter().find(|(full, _)| is_it(full));
        found
            .map(|(_, value)| value)
            .filter(|value| !value.trim().is_empty())
    }

    /// All attributes, their names as they stand.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes
            .iter()
            .map(|(name, value)| (*name, &**value))
    }

    /// The elements in it.
    pub fn nodes(&self) -> impl Iterator<Item = &Node<'a>> {
        self.inside.iter().filter_map(|inside| match inside {
            Inside::Node(node) => Some(node),
            Inside::Text(_) => None,
        })
    }

    /// The text that stands right in it.
    pub fn text(&self) -> Cow<'a, str> {
        let mut texts = self.inside.iter().filter_map(|inside| match inside {
            Inside::Text(text) => Some(text),
            Inside::Node(_) => None,
        });
        let first = texts.next().cloned().unwrap_or_default();
        texts.fold(first, |all, text| Cow::Owned(all.into_owned() + text))
    }

    /// Whether it is the element of this name.
    pub fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.name == name
    }
}

/// An element that was opened.
struct Open<'a> {
    node: Node<'a>,
    tag: &'a str,
    /// Whether its elements are handed out one by one.
    is_shell: bool,
    /// How many prefixes were declared outside it.
    prefixes: usize,
}

/// The elements of a feed, in order.
pub struct Trees<'a> {
    scan: Scan<'a>,
    open: Vec<Open<'a>>,
    prefixes: Vec<(&'a str, Space)>,
    /// Open elements that stand too deep to be kept.
    too_deep: usize,
    nodes: usize,
    /// Elements that were left out: they stood too deep, or were too many.
    pub left_out: usize,
    /// Whether the file ended before its elements did.
    pub is_cut: bool,
}

/// Elements that only hold others, at the outside of a feed.
const SHELLS: &[&str] = &["rss", "rdf", "feed", "channel"];

impl<'a> Trees<'a> {
    /// Begins at the start of a document.
    pub fn new(text: &'a str) -> Self {
        Self {
            scan: Scan::new(text),
            open: Vec::new(),
            prefixes: Vec::new(),
            too_deep: 0,
            nodes: 0,
            left_out: 0,
            is_cut: false,
        }
    }

    /// Whether entities were left as they stand.
    pub fn is_bounded(&self) -> bool {
        self.scan.entities.is_bounded
    }

    fn node(&mut self, tag: &'a str, said: &'a str) -> Node<'a> {
        let (prefix, local) = tag.split_once(':').unwrap_or(("", tag));
        let attributes: Vec<_> = attributes(said)
            .take(limits::PARTS)
            .map(|(name, value)| (name, self.scan.entities.decode(value)))
            .collect();
        for (name, value) in &attributes {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => rest.strip_prefix(':').unwrap_or(rest),
                None => continue,
            };
            if self.prefixes.len() < limits::PREFIXES {
                self.prefixes.push((prefix, declared(prefix, value)));
            }
        }
        let known = self.prefixes.iter().rfind(|(known, _)| *known == prefix);
        let has_capitals = local.bytes().any(|byte| byte.is_ascii_uppercase());
        Node {
            space: known.map_or_else(|| customary(prefix), |(_, space)| *space),
            name: match has_capitals {
                true => Cow::Owned(local.to_ascii_lowercase()),
                false => Cow::Borrowed(local),
            },
            base: self.base(&attributes),
            language: self.language(&attributes),
            attributes,
            inside: Vec::new(),
        }
    }

    fn base(&self, attributes: &[(&str, Cow<'a, str>)]) -> Option<Rc<str>> {
        let outer = self.open.last().and_then(|open| open.node.base.clone());
        let own = attributes.iter().find(|(name, _)| *name == "xml:base");
        match (own.map(|(_, value)| value.trim()), outer) {
            (Some(own), outer) if !own.is_empty() => {
                let joined = outer.and_then(|outer| url::Url::parse(&outer).ok()?.join(own).ok());
                Some(joined.map_or_else(|| Rc::from(own), |url| Rc::from(url.as_str())))
            }
            (_, outer) => outer,
        }
    }

    fn language(&self, attributes: &[(&str, Cow<'a, str>)]) -> Option<Rc<str>> {
        let own = attributes.iter().find(|(name, _)| *name == "xml:lang");
        match own {
            Some((_, tag)) => Some(tag.trim()).filter(|tag| !tag.is_empty()).map(Rc::from),
            None => self.open.last().and_then(|open| open.node.language.clone()),
        }
    }

    /// Opens an element; `Some` where that closed an entry that nobody closed.
    fn open(&mut self, tag: &'a str, attributes: &'a str) -> Option<Node<'a>> {
        let is_full = self.nodes >= limits::NODES;
        if self.open.len() >= limits::DEPTH || is_full {
            self.too_deep += 1;
            self.left_out += 1;
            return None;
        }
        let prefixes = self.prefixes.len();
        let node = self.node(tag, attributes);
        self.nodes += 1;
        let is_outside = self.open.iter().all(|open| open.is_shell);
        let is_shell = is_outside && SHELLS.contains(&&*node.name);
        let unclosed = is_entry(&node)
            .then(|| self.open.iter().rposition(|open| is_entry(&open.node)))
            .flatten()
            .filter(|&at| node.name == "item" || at + 1 == self.open.len());
        let closed = unclosed.and_then(|at| self.close_to(at));
        if let Some(last) = self.open.len().checked_sub(1)
            && is_line(&self.open[last].node)
            && (is_line(&node) || is_part(&node))
        {
            self.close_to(last);
        }
        self.open.push(Open {
            node,
            tag,
            is_shell,
            prefixes,
        });
        closed
    }

    /// Closes all elements from this one on; answers with the tree, where that is one by itself.
    fn close_to(&mut self, at: usize) -> Option<Node<'a>> {
        let mut whole = None;
        while self.open.len() > at {
            let closed = self.open.pop()?;
            self.prefixes.truncate(closed.prefixes);
            match self.open.last_mut() {
                Some(outer) if !outer.is_shell => outer.node.inside.push(Inside::Node(closed.node)),
                _ if closed.is_shell => {}
                _ => {
                    self.nodes = 0;
                    whole = Some(closed.node);
                }
            }
        }
        whole
    }

    fn close(&mut self, tag: &str) -> Option<Node<'a>> {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return None;
        }
        let is_it = |open: &Open<'_>| open.tag.eq_ignore_ascii_case(tag);
        let at = self.open.iter().rposition(is_it)?;
        self.close_to(at)
    }

    /// The outermost elements, whose attributes say something of the whole.
    fn shell(&self) -> Option<Node<'a>> {
        let last = self.open.last().filter(|open| open.is_shell)?;
        Some(last.node.clone())
    }
}

/// Elements of one line, in which none of their neighbours can stand.
const LINES: &[&str] = &[
    "title",
    "link",
    "guid",
    "id",
    "pubdate",
    "published",
    "updated",
];

/// Their neighbours of more than a line.
const PARTS: &[&str] = &[
    "description",
    "summary",
    "content",
    "author",
    "category",
    "enclosure",
];

fn is_line(node: &Node<'_>) -> bool {
    node.space == Space::Core && LINES.contains(&&*node.name)
}

fn is_part(node: &Node<'_>) -> bool {
    let is_known = node.space == Space::Core && PARTS.contains(&&*node.name);
    is_known || node.is(Space::Content, "encoded")
}

fn is_entry(node: &Node<'_>) -> bool {
    node.space == Space::Core && matches!(&*node.name, "item" | "entry")
}

impl<'a> Iterator for Trees<'a> {
    /// A shell, with nothing in it yet, or an element with all that is in it.
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        loop {
            let ready = match self.scan.next() {
                Some(Token::Open {
                    name,
                    attributes,
                    is_alone,
                }) => {
                    let before = self.open.len();
                    let closed = self.open(name, attributes);
                    let shell = self.shell().filter(|_| self.open.len() > before);
                    let alone = is_alone.then(|| self.close(name)).flatten();
                    closed.or(alone).or(shell)
                }
                Some(Token::Close(name)) => self.close(name),
                Some(Token::Text(text)) => {
                    if let Some(open) = self.open.last_mut().filter(|open| !open.is_shell) {
                        open.node.inside.push(Inside::Text(text));
                    }
                    None
                }
                None if self.open.is_empty() => return None,
                None => {
                    self.is_cut = true;
                    return self.close_to(0);
                }
            };
            if ready.is_some() {
                return ready;
            }
        }
    }
}
