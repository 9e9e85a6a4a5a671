//! A feed in XML: its head, and its entries one after the other, wherever they stand.

use super::dates;
use super::entry::{entry, first, link};
use super::names::Space;
use super::parts::{Feed, Kind};
use super::people;
use super::text::text;
use super::tree::{Node, Trees};
use crate::read::limits;
use crate::read::wash::Notes;

/// Reads a feed. What is wrong with it is noted.
pub fn feed<'a>(document: &'a str, notes: &mut Notes) -> Feed<'a> {
    let document = without_junk(document, notes);
    let mut feed = Feed::default();
    let mut unsaid = Kind::Unsaid;
    let mut trees = Trees::new(document);
    for node in trees.by_ref() {
        if node.space == Space::Core && matches!(&*node.name, "feed" | "entry") {
            unsaid = Kind::Plain;
        }
        match (node.space, &*node.name) {
            (Space::Core, "item" | "entry") if feed.entries.len() >= limits::STORIES => {
                feed.left_out += 1;
            }
            (Space::Core, "item" | "entry") => feed.entries.push(entry(&node, unsaid)),
            _ => front(&node, unsaid, &mut feed),
        }
    }
    notes.count(
        "",
        feed.left_out,
        "stories were left out: there are too many",
    );
    notes.count(
        "",
        trees.left_out,
        "elements were left out: they stand too deep or are too many",
    );
    if trees.is_cut {
        notes.tell(
            "",
            "the file ends before the feed does: what was there is read".to_owned(),
        );
    }
    if trees.is_bounded() {
        notes.tell(
            "",
            "entities were left as they stand: they are too many or too long".to_owned(),
        );
    }
    feed
}

/// The document from where it begins: servers print warnings before it.
fn without_junk<'a>(document: &'a str, notes: &mut Notes) -> &'a str {
    const LOOK: usize = 16 << 10;
    let document = document.trim_start_matches(['\u{feff}', '\0']).trim_start();
    let head = &document.as_bytes()[..document.len().min(LOOK)];
    let start = memchr::memmem::find(head, b"<?xml").filter(|&start| start > 0);
    let is_root = |rest: &[u8]| {
        ["<rss", "<rdf", "<feed"].iter().any(|root| {
            rest.get(..root.len())
                .is_some_and(|rest| rest.eq_ignore_ascii_case(root.as_bytes()))
        })
    };
    let root = memchr::memchr_iter(b'<', head).find(|&at| is_root(&head[at..]));
    match start {
        Some(start) if root.is_none_or(|root| start < root) => {
            notes.tell("", "what stands before the feed was passed over".to_owned());
            &document[start..]
        }
        _ => document,
    }
}

/// What an element at the head of a feed says.
fn front<'a>(node: &Node<'a>, unsaid: Kind, feed: &mut Feed<'a>) {
    let said = || Some(node.text().trim().to_owned()).filter(|said| !said.is_empty());
    match (node.space, &*node.name) {
        (_, "rss" | "rdf" | "feed" | "channel") => {
            first(&mut feed.language, || {
                node.language.as_deref().map(str::to_owned)
            });
        }
        (Space::Core | Space::Dc, "title") => first(&mut feed.title, || text(node, unsaid)),
        (Space::Core, "link") if feed.links.len() < limits::PARTS => feed.links.extend(link(node)),
        (Space::Core | Space::Dc, "language") => feed.language = said().or(feed.language.take()),
        (Space::Core, "author") if unsaid == Kind::Plain && feed.people.len() < limits::PARTS => {
            feed.people.extend(people::person(node));
        }
        (Space::Core, "pubdate" | "published" | "lastbuilddate" | "updated" | "modified")
        | (Space::Dc | Space::Terms, "date" | "issued" | "modified" | "created") => {
            first(&mut feed.date, || dates::moment(&node.text()))
        }
        _ => {}
    }
}
