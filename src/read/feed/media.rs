//! Pictures and sound of an entry: enclosures, and the elements of Media RSS, which stand in groups and in each other.

use std::borrow::Cow;

use super::names::Space;
use super::parts::{Kind, Media, MediaSort};
use super::people;
use super::text::text;
use super::tree::Node;

/// The medium that an enclosure, a link or a `media:content` leads to.
pub fn medium<'a>(node: &Node<'a>, address: &str) -> Option<Media<'a>> {
    let href = node.attribute(address)?.clone();
    let said = |name| node.attribute(name).map_or("", |value| value.as_ref());
    let sort = sort(&href, said("type"), said("medium"));
    Some(Media {
        href,
        sort,
        title: None,
        credit: None,
        base: node.base.clone(),
    })
}

/// What is at an address: by what is said of it, or by the end of its name.
pub fn sort(href: &str, sort: &str, medium: &str) -> MediaSort {
    const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let path = href
        .split(['?', '#'])
        .next()
        .unwrap_or("")
        .to_ascii_lowercase();
    let is_image = match (medium.trim(), sort.trim()) {
        ("", "") => PICTURES.iter().any(|end| path.ends_with(end)),
        ("", sort) => sort.starts_with("image"),
        (medium, _) => medium == "image",
    };
    if is_image {
        MediaSort::Image
    } else {
        MediaSort::Other
    }
}

/// Adds the media of an element of Media RSS, and of those in it.
pub fn collect<'a>(node: &Node<'a>, media: &mut Vec<Media<'a>>) {
    let first = media.len();
    match &*node.name {
        "group" => {}
        "content" => media.extend(medium(node, "url")),
        "thumbnail" => {
            let sort = MediaSort::Thumbnail;
            media.extend(medium(node, "url").map(|medium| Media { sort, ..medium }));
        }
        _ => return,
    }
    let mut title = None;
    let mut credit = None;
    for part in node.nodes().filter(|part| part.space == Space::Media) {
        match &*part.name {
            "content" | "thumbnail" | "group" => collect(part, media),
            "description" => title = text(part, Kind::Unsaid).or(title),
            "title" => title = title.or_else(|| text(part, Kind::Unsaid)),
            "credit" => credit = Some(people::name(&part.text())).filter(|name| !name.is_empty()),
            _ => {}
        }
    }
    for medium in &mut media[first..] {
        medium.title = medium.title.take().or_else(|| title.clone());
        medium.credit = medium.credit.take().or_else(|| credit.clone());
    }
}

/// A picture that stands in an entry of RSS by itself, as an address or an element with one.
pub fn image<'a>(node: &Node<'a>) -> Option<Media<'a>> {
    let url = node.nodes().find(|part| part.is(Space::Core, "url"));
    let href = url.map_or_else(|| node.text(), Node::text);
    let href = href.trim();
    let is_address = href.starts_with("http") || href.starts_with('/');
    is_address.then(|| Media {
        href: Cow::Owned(href.to_owned()),
        sort: MediaSort::Thumbnail,
        title: None,
        credit: None,
        base: node.base.clone(),
    })
}
