//! News that calibre downloaded: sections and articles by the folders they lie in, without the bars and lists that calibre
//! put round them. It names no story by what it says, only by where it lies and what the contents say of it.

use std::collections::HashMap;

use super::bundle::Bundle;
use super::package::Package;
use super::pages::{self, Page};
use super::toc::{Entry, collapsed};
use super::trim::{drop_title, letters, without_inner_links};
use crate::edition::{Block, Story};
use crate::read::build::Builder;

/// Where a file of a periodical lies: the number of its feed, and of its article.
fn place_of(path: &str) -> (Option<&str>, Option<&str>) {
    let step = |name: &str| {
        let steps = path.split('/');
        let mut numbers = steps.filter_map(move |step| step.strip_prefix(name));
        numbers
            .find(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    (step("feed_"), step("article_"))
}

/// Whether an EPUB is a periodical of calibre's.
pub fn is_periodical(bundle: &Bundle<'_>, package: &Package) -> bool {
    let articles = || {
        package
            .spine
            .iter()
            .filter(|&&file| place_of(bundle.name(file)).1.is_some())
    };
    let is_news = package
        .publication
        .as_ref()
        .is_some_and(|kind| kind.starts_with("periodical"));
    let has_feeds = || {
        package
            .spine
            .iter()
            .any(|&file| place_of(bundle.name(file)).0.is_some())
    };
    articles().next().is_some() && (is_news || has_feeds())
}

/// Reads a periodical into the edition.
pub fn read(bundle: &Bundle<'_>, package: &Package, contents: &[Entry], builder: &mut Builder) {
    head(package, builder);
    let of_periodical = |file: &&usize| {
        let (feed, article) = place_of(bundle.name(**file));
        feed.is_some() || article.is_some() || package.spine.len() > 1
    };
    let files: Vec<usize> = package
        .spine
        .iter()
        .filter(of_periodical)
        .copied()
        .collect();
    let pages = pages::read(bundle, &files);
    let known = Known::of(bundle, contents, &pages);
    let mut pages = pages.into_iter().peekable();
    while let Some(mut page) = pages.next() {
        let place = place_of(bundle.name(page.file));
        if place.1.is_none() {
            continue;
        }
        while let Some(part) = pages.next_if(|part| place_of(bundle.name(part.file)) == place) {
            page.walked.blocks.extend(part.walked.blocks);
            page.added.origin = page.added.origin.or(part.added.origin);
        }
        let section = place.0.and_then(|feed| known.sections.get(feed));
        let section = section.or(known.only.as_ref());
        let at = section.and_then(|title| builder.page("", Some(title)));
        builder.put(at, story(page, &known));
    }
}

/// What contents and lists say.
struct Known<'a> {
    /// The contents by file.
    entries: HashMap<usize, &'a Entry>,
    /// The names of sections by the number of their feed.
    sections: HashMap<String, String>,
    /// The name of the section where there is one alone, and no folder for it.
    only: Option<String>,
    /// Descriptions by file.
    listed: HashMap<usize, String>,
}

impl<'a> Known<'a> {
    fn of(bundle: &Bundle<'_>, contents: &'a [Entry], pages: &[Page]) -> Self {
        let mut entries = HashMap::new();
        let mut sections: HashMap<String, String> = HashMap::new();
        let mut above: Option<&Entry> = None;
        for entry in contents {
            let place = entry.file.map(|file| place_of(bundle.name(file)));
            match place {
                Some((Some(feed), None)) => {
                    drop(sections.insert(feed.to_owned(), entry.title.clone()))
                }
                Some((feed, Some(_))) => {
                    // A section whose list of articles is gone still stands above them in the contents.
                    if let (Some(feed), Some(above)) =
                        (feed, above.filter(|above| above.depth < entry.depth))
                    {
                        sections
                            .entry(feed.to_owned())
                            .or_insert_with(|| above.title.clone());
                    }
                    entries.extend(entry.file.map(|file| (file, entry)));
                    continue;
                }
                _ => {}
            }
            above = Some(entry);
        }
        let only = from_lists(bundle, pages, &mut sections);
        let listed = pages.iter().flat_map(|page| page.added.listed.clone());
        Self {
            entries,
            sections,
            only,
            listed: listed.collect(),
        }
    }
}

/// The names of sections that the contents do not name, from the lists of their articles; answers with the name of the
/// only one where no folder tells which it is.
fn from_lists(
    bundle: &Bundle<'_>,
    pages: &[Page],
    sections: &mut HashMap<String, String>,
) -> Option<String> {
    let mut only = None;
    for page in pages {
        let Some(title) = page.added.section.clone() else {
            continue;
        };
        match place_of(bundle.name(page.file)) {
            (Some(feed), None) => drop(sections.entry(feed.to_owned()).or_insert(title)),
            (None, None) => only = Some(title),
            _ => {}
        }
    }
    only
}

fn story(page: Page, known: &Known<'_>) -> Story {
    let entry = known.entries.get(&page.file);
    let titled = entry
        .map(|entry| entry.title.clone())
        .filter(|title| !title.is_empty());
    let headline = titled
        .or(page.title)
        .or_else(|| first_heading(&page.walked.blocks));
    let mut blocks = page.walked.blocks;
    if let Some(headline) = &headline {
        drop_title(&mut blocks, headline);
    }
    blocks.iter_mut().for_each(without_inner_links);
    let said = entry.and_then(|entry| entry.description.clone());
    let said = said.or_else(|| known.listed.get(&page.file).cloned());
    let author = entry.and_then(|entry| entry.author.clone());
    Story {
        deck: said.filter(|said| adds(said, headline.as_deref(), &blocks)),
        headline,
        byline: author,
        url: page.added.origin,
        blocks,
        ..Story::default()
    }
}

fn first_heading(blocks: &[Block]) -> Option<String> {
    match blocks.first() {
        Some(Block::Subhead { text }) => Some(text.clone()),
        _ => None,
    }
}

/// Whether a description says what neither the headline nor the text says: most repeat how the text begins.
fn adds(said: &str, headline: Option<&str>, blocks: &[Block]) -> bool {
    const ENOUGH: usize = 40;
    const LOOK: usize = 4000;
    let start: String = letters(said).take(ENOUGH).collect();
    let text: String = blocks
        .iter()
        .flat_map(|block| letters(&block.text()).collect::<Vec<_>>())
        .take(LOOK)
        .collect();
    let head: String = headline
        .map(|headline| letters(headline).collect())
        .unwrap_or_default();
    !start.is_empty() && !text.contains(&start) && !head.contains(&start)
}

/// Masthead and date: the title of the issue has both, "海南日报 [Mon, 23 Nov 2026]".
fn head(package: &Package, builder: &mut Builder) {
    let title = package.title.as_deref().unwrap_or("").trim();
    let (name, day) = match title
        .strip_suffix(']')
        .and_then(|title| title.rsplit_once('['))
    {
        Some((name, day)) => (name.trim(), super::dates::date_of(day)),
        None => (title, None),
    };
    let called = package
        .publication
        .as_deref()
        .unwrap_or("")
        .splitn(3, ':')
        .nth(2);
    let name = Some(name).filter(|name| !name.is_empty()).or(called);
    builder.edition.masthead = name.map(collapsed);
    builder.edition.date = day.or(package.date);
}
