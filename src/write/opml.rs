//! A list of feeds (OPML 2.0). An edition that came from a feed is one outline; a list of feeds is written as it was read:
//! its sections as folders, its stories as feeds.

use std::io;

use crate::edition::{Edition, Section, Story};

/// Writes the list: one outline for each edition of a feed, all outlines of each edition of a list.
pub(super) fn write(editions: &[&Edition], out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<opml version=\"2.0\">\n<head>")?;
    if let [edition] = editions {
        head(edition, out)?;
    }
    writeln!(out, "</head>\n<body>")?;
    for edition in editions {
        body(edition, out)?;
    }
    writeln!(out, "</body>\n</opml>")
}

fn head(edition: &Edition, out: &mut dyn io::Write) -> io::Result<()> {
    let date = edition.date;
    let date = date.map(|date| date.strftime("%a, %d %b %Y 00:00:00 GMT").to_string());
    element("title", edition.masthead.as_deref(), out)?;
    element("dateModified", date.as_deref(), out)
}

fn element(name: &str, said: Option<&str>, out: &mut dyn io::Write) -> io::Result<()> {
    match said {
        Some(said) => writeln!(out, "<{name}>{}</{name}>", escaped(said)),
        None => Ok(()),
    }
}

fn body(edition: &Edition, out: &mut dyn io::Write) -> io::Result<()> {
    if edition.url.is_some() {
        return outline(&whole(edition), out);
    }
    let mut pages = edition.pages().into_iter();
    pages.try_for_each(|(section, stories)| folder(section, &stories, out))
}

/// The feed that an edition came from.
fn whole(edition: &Edition) -> Story {
    Story {
        headline: edition.masthead.clone(),
        url: edition.url.clone(),
        language: edition.language.clone(),
        ..Story::default()
    }
}

fn folder(
    section: Option<&Section>,
    stories: &[&Story],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let title = section.and_then(|section| section.title.as_deref());
    let title = title.filter(|_| !stories.is_empty());
    if let Some(title) = title {
        writeln!(out, "<outline text=\"{}\">", escaped(title))?;
    }
    for story in stories {
        outline(story, out)?;
    }
    if title.is_some() {
        writeln!(out, "</outline>")?;
    }
    Ok(())
}

fn outline(story: &Story, out: &mut dyn io::Write) -> io::Result<()> {
    let headline = story.headline.as_deref().unwrap_or("");
    let texts: Vec<_> = story.blocks.iter().map(|block| block.text()).collect();
    let description = texts.join(" ");
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let parts = [
        ("type", story.url.as_ref().map(|_| "rss".to_owned())),
        ("title", story.deck.clone().or_else(|| said(headline))),
        ("xmlUrl", story.url.clone()),
        ("htmlUrl", story.source.clone()),
        ("description", said(&description)),
        ("language", story.language.clone()),
    ];
    write!(out, "<outline text=\"{}\"", escaped(headline))?;
    for (name, value) in parts {
        if let Some(value) = value {
            write!(out, " {name}=\"{}\"", escaped(&value))?;
        }
    }
    writeln!(out, "/>")
}

/// Text as it stands between tags or in an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            c => escaped.push(c),
        }
    }
    escaped
}
