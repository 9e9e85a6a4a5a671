//! One entry of a feed in XML: what each of its elements says.

use std::borrow::Cow;

use super::names::Space;
use super::parts::{Entry, Kind, Link};
use super::tree::Node;
use super::{dates, media, people, text};
use crate::read::limits::PARTS;

/// Takes an entry apart. `unsaid` is what its texts are written in where they do not say.
pub fn entry<'a>(node: &Node<'a>, unsaid: Kind) -> Entry<'a> {
    let mut entry = Entry {
        language: node.language.clone(),
        ..Entry::default()
    };
    for part in node.nodes() {
        head(part, unsaid, &mut entry);
        body(part, unsaid, &mut entry);
        when(part, &mut entry);
    }
    // Of Dublin Core's one date nobody knows which it is.
    entry.published = entry.published.or(entry.created).or(entry.date);
    entry.updated = entry.updated.or(entry.date);
    if entry.links.is_empty() {
        // RSS 1.0 names an item by its address, CDF gives it one.
        let own = node.attribute("about").or_else(|| node.attribute("href"));
        entry
            .links
            .extend(own.map(|href| plain_link(href.clone(), node)));
    }
    entry
}

/// What stands over a story and beside it.
fn head<'a>(part: &Node<'a>, unsaid: Kind, entry: &mut Entry<'a>) {
    match (part.space, &*part.name) {
        (Space::Core, "title") => {
            entry.title = text::text(part, unsaid).or(entry.title.take());
        }
        (Space::Dc, "title") => first(&mut entry.title, || text::text(part, unsaid)),
        (Space::Core, "link") => match link(part) {
            Some(link) if link.rel == "enclosure" => {
                push(&mut entry.media, media::medium(part, "href"));
            }
            link => push(&mut entry.links, link),
        },
        (Space::Core, "guid") => entry.guid = permanent(part).or(entry.guid.take()),
        (Space::Core, "author") | (Space::Dc, "creator" | "author") => {
            push(&mut entry.people, people::person(part));
        }
        (Space::Core, "category") | (Space::Dc, "subject") => {
            push(&mut entry.categories, category(part));
        }
        (Space::Core, "source") => {
            let inner = part.nodes().find(|inner| inner.is(Space::Core, "title"));
            entry.source = text::text(inner.unwrap_or(part), unsaid);
        }
        _ => {}
    }
}

/// What a story is made of.
fn body<'a>(part: &Node<'a>, unsaid: Kind, entry: &mut Entry<'a>) {
    match (part.space, &*part.name) {
        (Space::Core, "description" | "summary" | "abstract") => {
            match text::text(part, unsaid) {
                // Of two texts that should be the summary the second is the story.
                more if entry.summary.is_some() => push(&mut entry.contents, more),
                summary => entry.summary = summary,
            }
        }
        (Space::Dc | Space::Media, "description") | (Space::Itunes, "summary")
            if entry.summary.is_none() =>
        {
            entry.summary = text::text(part, unsaid);
        }
        (Space::Core, "content") if part.attribute("src").is_some() => {
            push(&mut entry.media, media::medium(part, "src"));
        }
        (Space::Core, "content") => push(&mut entry.contents, text::text(part, unsaid)),
        (Space::Content, "encoded")
        | (Space::Xhtml, "body" | "div")
        | (Space::Core, "body" | "fullitem") => {
            push(&mut entry.contents, text::text(part, Kind::Html));
        }
        (Space::Core, "enclosure") => push(&mut entry.media, media::medium(part, "url")),
        (Space::Core, "image") => push(&mut entry.media, media::image(part)),
        (Space::Media, _) if entry.media.len() < PARTS => media::collect(part, &mut entry.media),
        _ => {}
    }
}

fn when(part: &Node<'_>, entry: &mut Entry<'_>) {
    let date = || dates::moment(&part.text());
    match (part.space, &*part.name) {
        (Space::Core, "pubdate" | "published" | "issued") | (Space::Terms, "issued") => {
            entry.published = date().or(entry.published);
        }
        (Space::Core, "updated" | "modified" | "lastbuilddate") | (Space::Terms, "modified") => {
            entry.updated = date().or(entry.updated);
        }
        (Space::Core | Space::Terms, "created" | "date") => {
            entry.created = date().or(entry.created)
        }
        (Space::Dc, "date") => entry.date = date().or(entry.date),
        _ => {}
    }
}

/// Keeps what is found first.
pub fn first<T>(slot: &mut Option<T>, find: impl FnOnce() -> Option<T>) {
    if slot.is_none() {
        *slot = find();
    }
}

fn push<T>(list: &mut Vec<T>, item: Option<T>) {
    if list.len() < PARTS {
        list.extend(item);
    }
}

/// A link of Atom, with attributes, or of RSS, which is text.
pub fn link<'a>(node: &Node<'a>) -> Option<Link<'a>> {
    let Some(href) = node.attribute("href") else {
        let text = node.text();
        return (!text.trim().is_empty()).then(|| plain_link(text, node));
    };
    let rel = node.attribute("rel").cloned();
    Some(Link {
        rel: rel.unwrap_or(Cow::Borrowed("alternate")),
        sort: node.attribute("type").cloned(),
        ..plain_link(href.clone(), node)
    })
}

fn plain_link<'a>(href: Cow<'a, str>, node: &Node<'_>) -> Link<'a> {
    Link {
        href,
        rel: Cow::Borrowed("alternate"),
        sort: None,
        base: node.base.clone(),
    }
}

/// The address an item is known by for good, unless it says that it is none.
fn permanent<'a>(node: &Node<'a>) -> Option<Cow<'a, str>> {
    let says_no = node
        .attribute("ispermalink")
        .is_some_and(|said| said.trim().eq_ignore_ascii_case("false"));
    let id = node.text();
    (!says_no && !id.trim().is_empty()).then_some(id)
}

/// What an entry was filed under: a label for people before a term for machines.
fn category<'a>(node: &Node<'a>) -> Option<Cow<'a, str>> {
    let named = node.attribute("label").or_else(|| node.attribute("term"));
    let name = named.cloned().unwrap_or_else(|| node.text());
    (!name.trim().is_empty()).then_some(name)
}
