//! A feed as an edition: its name over it, its entries as stories, its categories as sections.

use super::parts::{Feed, Link};
use super::sections::sections;
use super::story::{Site, best, one_line, story};
use crate::read::Reading;
use crate::read::build::Builder;
use crate::read::html::Base;
use crate::read::wash::Notes;
use crate::text::language::{Language, guess_tag};

/// Makes an edition of a feed.
pub fn edition(mut feed: Feed<'_>, name: &str, notes: Notes) -> Reading {
    let mut builder = Builder::new(name);
    builder.notes = notes;
    let edition = &mut builder.edition;
    edition.masthead = feed.title.as_ref().and_then(one_line);
    edition.date = newest(&feed);
    edition.url = own_address(&feed.links);
    edition.language = language(&feed);
    if feed.entries.is_empty() {
        builder.notes.tell("", "the feed has no entries".to_owned());
        let front = &builder.edition;
        if front.masthead.is_some() || front.url.is_some() || front.date.is_some() {
            builder.page("", None);
        }
    }
    let categories = feed.entries.iter().map(|entry| {
        let first = entry.categories.first()?;
        Some(first.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let sections = sections(categories.collect());
    let site = Site {
        address: site_address(&feed.links),
        people: std::mem::take(&mut feed.people),
    };
    for (entry, section) in feed.entries.into_iter().zip(sections) {
        let (mut story, mended) = story(entry, &site);
        let own = story.language.take().map(|tag| tidy_tag(&tag));
        story.language = own.filter(|own| builder.edition.language.as_deref() != Some(own));
        let page = builder.page("", section.as_deref());
        let at = story.title().into_owned();
        for (count, what) in mended {
            builder.notes.count(&at, count, what);
        }
        builder.put(page, story);
    }
    builder.close()
}

/// The day of the newest entry, where it was written; or that of the feed.
fn newest(feed: &Feed<'_>) -> Option<jiff::civil::Date> {
    let entries = feed.entries.iter();
    let newest = entries
        .filter_map(|entry| entry.published.or(entry.updated))
        .max_by_key(|moment| moment.at);
    newest.or(feed.date).map(|moment| moment.day)
}

/// The feed's own address, or that of its site.
fn own_address(links: &[Link<'_>]) -> Option<String> {
    let own = links.iter().find(|link| link.rel == "self");
    let link = own.or_else(|| best(links))?;
    let base = Base::of_url(link.base.as_deref().unwrap_or(""));
    base.resolve(&link.href)
}

/// What relative links start from: the site, or the feed itself.
fn site_address(links: &[Link<'_>]) -> Option<String> {
    let own = links.iter().find(|link| link.rel == "self");
    let absolute = |link: &&Link<'_>| link.href.contains("://");
    let link = best(links).filter(absolute).or(own.filter(absolute))?;
    Some(link.href.trim().to_owned())
}

/// The language a feed says it is in; `None` where its letters plainly are not: templates say `en-us` of everything.
fn language(feed: &Feed<'_>) -> Option<String> {
    const ENOUGH: usize = 20;
    let said = tidy_tag(feed.language.as_deref()?);
    let titles = feed
        .entries
        .iter()
        .take(ENOUGH)
        .filter_map(|entry| entry.title.as_ref());
    let titles: String = titles.map(|title| &*title.said).collect();
    let shown = guess_tag(&titles).map(Language::from_tag);
    let is_lie = shown.is_some_and(|shown| shown.is_cjk() && !Language::from_tag(&said).is_cjk());
    (!is_lie && !said.is_empty()).then_some(said)
}

/// A tag as BCP 47 writes it: `en-us` is `en-US`, `zh_TW` is `zh-Hant`.
fn tidy_tag(tag: &str) -> String {
    let tag = tag.trim().replace('_', "-");
    if let Some(tag) = Language::from_tag(&tag).tag() {
        return tag.to_owned();
    }
    let mut parts = tag.split('-').map(str::to_ascii_lowercase);
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| match part.len() {
        2 => part.to_ascii_uppercase(),
        _ => part,
    });
    std::iter::once(first)
        .chain(rest)
        .collect::<Vec<_>>()
        .join("-")
}
