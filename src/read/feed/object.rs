//! JSON Feed 1 and 1.1. A value of an unexpected type is passed over; where the JSON breaks off, what came before is read.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::dates;
use super::media::sort;
use super::parts::{Entry, Feed, Kind, Link, Media, MediaSort, Text};
use crate::read::limits;
use crate::read::wash::Notes;

/// Reads a feed. What is wrong with it is noted.
pub fn feed(document: &str, notes: &mut Notes) -> Feed<'static> {
    let mut feed = Feed::default();
    let mut json = serde_json::Deserializer::from_str(document);
    if let Err(error) = Outside(&mut feed).deserialize(&mut json) {
        let at = format!("line {} column {}", error.line(), error.column());
        notes.tell(
            &at,
            "the JSON is broken: what came before is read".to_owned(),
        );
    }
    notes.count(
        "",
        feed.left_out,
        "stories were left out: there are too many",
    );
    feed
}

/// The object that is the feed.
struct Outside<'f>(&'f mut Feed<'static>);

impl<'de> DeserializeSeed<'de> for Outside<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Outside<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feed")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let feed = self.0;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match &*key {
                "items" => map.next_value_seed(Items(&mut *feed))?,
                "title" => feed.title = text(map.next_value()?, Kind::Plain),
                "home_page_url" => feed.links.extend(link(map.next_value()?, "alternate")),
                "feed_url" => feed.links.extend(link(map.next_value()?, "self")),
                "language" => feed.language = said(map.next_value()?),
                "author" | "authors" => feed.people.extend(people(map.next_value()?)),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// The list of its items.
struct Items<'f>(&'f mut Feed<'static>);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of items")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        loop {
            if self.0.entries.len() >= limits::STORIES {
                match items.next_element::<IgnoredAny>()? {
                    Some(_) => self.0.left_out += 1,
                    None => return Ok(()),
                }
            } else {
                match items.next_element::<Item>()? {
                    Some(item) => self.0.entries.push(entry(item)),
                    None => return Ok(()),
                }
            }
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Item {
    id: Value,
    url: Value,
    external_url: Value,
    title: Value,
    content_html: Value,
    content_text: Value,
    summary: Value,
    image: Value,
    banner_image: Value,
    date_published: Value,
    date_modified: Value,
    author: Value,
    authors: Value,
    tags: Value,
    language: Value,
    attachments: Value,
}

fn entry(item: Item) -> Entry<'static> {
    let date = |value| said(value).and_then(|text| dates::moment(&text));
    let pictures = [item.image, item.banner_image];
    let pictures = pictures
        .into_iter()
        .filter_map(said)
        .map(|href| medium(href, MediaSort::Image));
    let attached = list(item.attachments).into_iter().filter_map(attachment);
    let whole = text(item.content_html, Kind::Html);
    let links = [
        link(item.url, "alternate"),
        link(item.external_url, "alternate"),
    ];
    Entry {
        title: text(item.title, Kind::Plain),
        links: links.into_iter().flatten().collect(),
        guid: said(item.id)
            .filter(|id| id.starts_with("http"))
            .map(Cow::Owned),
        contents: whole
            .or_else(|| text(item.content_text, Kind::Plain))
            .into_iter()
            .collect(),
        summary: text(item.summary, Kind::Plain),
        people: match people(item.authors) {
            authors if authors.is_empty() => people(item.author),
            authors => authors,
        },
        published: date(item.date_published),
        updated: date(item.date_modified),
        categories: list(item.tags)
            .into_iter()
            .filter_map(said)
            .map(Cow::Owned)
            .collect(),
        media: pictures.chain(attached).collect(),
        language: said(item.language).map(|tag| tag.as_str().into()),
        ..Entry::default()
    }
}

fn said(value: Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.into_iter().take(limits::PARTS).collect(),
        Value::Null => Vec::new(),
        value => vec![value],
    }
}

fn text(value: Value, kind: Kind) -> Option<Text<'static>> {
    Some(Text {
        said: Cow::Owned(said(value)?),
        kind,
        base: None,
    })
}

fn link(value: Value, rel: &'static str) -> Option<Link<'static>> {
    Some(Link {
        href: Cow::Owned(said(value)?),
        rel: Cow::Borrowed(rel),
        sort: None,
        base: None,
    })
}

fn people(value: Value) -> Vec<String> {
    let name = |value| match value {
        Value::Object(mut person) => said(person.remove("name")?),
        value => said(value),
    };
    list(value).into_iter().filter_map(name).collect()
}

fn medium(href: String, sort: MediaSort) -> Media<'static> {
    Media {
        href: Cow::Owned(href),
        sort,
        title: None,
        credit: None,
        base: None,
    }
}

fn attachment(value: Value) -> Option<Media<'static>> {
    let Value::Object(mut part) = value else {
        return None;
    };
    let href = said(part.remove("url")?)?;
    let mime = part.remove("mime_type").and_then(said).unwrap_or_default();
    let title = part
        .remove("title")
        .and_then(|title| text(title, Kind::Plain));
    let sort = sort(&href, &mime, "");
    Some(Media {
        title,
        ..medium(href, sort)
    })
}
