//! An entry to a story: which of its links is its own, which of its texts is the whole one, what pictures it has besides.

use std::rc::Rc;

use super::dates::Moment;
use super::parts::{Entry, Kind, Link, Media, MediaSort, Text};
use super::people;
use super::text::{has_tags, unframed};
use crate::edition::{Block, Mark, Span, Story};
use crate::read::html::{Base, Running, blocks, line, parse};
use crate::read::xml::Entities;

/// What all entries of a feed share.
pub struct Site {
    /// What relative links are relative to where nothing else is said.
    pub address: Option<String>,
    /// Who writes all of it.
    pub people: Vec<String>,
}

/// Makes a story of an entry; answers as well with what was left out of its markup.
pub fn story(entry: Entry<'_>, site: &Site) -> (Story, Vec<(usize, &'static str)>) {
    let mut mended = Vec::new();
    let url = address(&entry, site);
    let place = Place {
        site,
        entry: url.as_deref(),
    };
    let whole = entry.contents.iter().max_by_key(|text| text.said.len());
    let body = whole.or(entry.summary.as_ref());
    let mut body = body.map_or_else(Vec::new, |text| body_of(text, &place, &mut mended));
    let headline = entry.title.as_ref().and_then(one_line);
    let deck = entry
        .summary
        .as_ref()
        .filter(|_| !body.is_empty() && whole.is_some());
    let deck = deck
        .and_then(one_line)
        .filter(|deck| adds(deck, headline.as_deref(), &body));
    add_media(&entry.media, &place, &mut body);
    let authors = if entry.people.is_empty() {
        &site.people
    } else {
        &entry.people
    };
    let at = |moment: Option<Moment>| moment.map(|moment| moment.at);
    let story = Story {
        headline,
        deck,
        byline: people::byline(authors),
        source: entry.source.as_ref().and_then(one_line),
        url,
        published: at(entry.published),
        updated: at(entry.updated),
        language: entry.language.as_deref().map(str::to_owned),
        blocks: body,
        ..Story::default()
    };
    (story, mended)
}

/// Where links of an entry start from.
struct Place<'s> {
    site: &'s Site,
    entry: Option<&'s str>,
}

impl Place<'_> {
    /// For links in texts: what the feed says, or the address of the entry, or that of the feed.
    fn base(&self, own: Option<&Rc<str>>) -> Base {
        match own {
            Some(own) => said_base(own, self.site),
            None => Base::of_url(self.entry.or(self.site.address.as_deref()).unwrap_or("")),
        }
    }

    fn resolve(&self, medium: &Media<'_>) -> Option<String> {
        match &medium.base {
            Some(own) => said_base(own, self.site).resolve(&medium.href),
            None => site_base(self.site).resolve(&medium.href),
        }
    }
}

fn site_base(site: &Site) -> Base {
    Base::of_url(site.address.as_deref().unwrap_or(""))
}

/// A base that the feed names, which may be relative itself.
fn said_base(own: &str, site: &Site) -> Base {
    match site_base(site).resolve(own) {
        Some(absolute) => Base::of_url(&absolute),
        None => site_base(site),
    }
}

/// The address of the story on the web.
fn address(entry: &Entry<'_>, site: &Site) -> Option<String> {
    let resolve = |link: &Link<'_>| match &link.base {
        Some(own) => said_base(own, site).resolve(&link.href),
        None => site_base(site).resolve(&link.href),
    };
    let own = best(&entry.links).and_then(resolve);
    let id = entry.guid.as_deref().map(str::trim);
    own.or_else(|| id.filter(|id| id.contains("://")).map(str::to_owned))
}

/// The link that leads to the thing itself: a page of the web before other forms of it.
pub fn best<'l, 'a>(links: &'l [Link<'a>]) -> Option<&'l Link<'a>> {
    let is_own = |link: &&Link<'_>| link.rel.trim().eq_ignore_ascii_case("alternate");
    let is_page = |link: &&Link<'_>| {
        let sort = link.sort.as_deref().map(str::trim);
        sort.is_none_or(|sort| sort.contains("html"))
    };
    let own = || links.iter().filter(is_own);
    own().find(is_page).or_else(|| own().next())
}

/// A text as one line.
pub fn one_line(text: &Text<'_>) -> Option<String> {
    let said = &*text.said;
    let is_marked_up = match text.kind {
        Kind::Plain => false,
        Kind::Html => said.contains('<'),
        Kind::Unsaid => has_tags(said),
    };
    let line = if is_marked_up {
        line(&parse(said).document.root())
    } else if text.kind == Kind::Plain {
        collapsed(said)
    } else {
        collapsed(&Entities::default().decode(said))
    };
    (!line.is_empty()).then_some(line)
}

fn collapsed(text: &str) -> String {
    let mut running = Running::default();
    running.push(text);
    running.take().0
}

/// A text as the body of a story.
fn body_of(
    text: &Text<'_>,
    place: &Place<'_>,
    mended: &mut Vec<(usize, &'static str)>,
) -> Vec<Block> {
    let is_html = match text.kind {
        Kind::Plain => false,
        Kind::Html => true,
        Kind::Unsaid => has_tags(&text.said),
    };
    if !is_html {
        return match text.kind {
            Kind::Plain => paragraphs(&text.said),
            _ => paragraphs(&Entities::default().decode(&text.said)),
        };
    }
    let tree = parse(&unframed(&text.said));
    mended.extend(tree.mended.iter().copied());
    blocks(&tree.document.root(), &place.base(text.base.as_ref()))
}

/// Plain text: what blank lines divide, or, where there are none, lines.
fn paragraphs(text: &str) -> Vec<Block> {
    let is_blank = |line: &str| line.trim().is_empty();
    let lines: Vec<&str> = text.trim().lines().collect();
    let pieces: Vec<String> = if lines.iter().any(|line| is_blank(line)) {
        let pieces = lines.split(|line| is_blank(line));
        pieces.map(|lines| collapsed(&lines.join("\n"))).collect()
    } else {
        lines.into_iter().map(collapsed).collect()
    };
    let pieces = pieces.into_iter().filter(|piece| !piece.is_empty());
    pieces.map(Block::paragraph).collect()
}

/// Whether a summary says something that the headline or the beginning of the body does not.
fn adds(deck: &str, headline: Option<&str>, body: &[Block]) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let deck_letters = letters(deck);
    let mut start = String::new();
    for block in body {
        if start.len() > deck_letters.len() {
            break;
        }
        start.push_str(&letters(&block.text()));
    }
    let is_same = headline.is_some_and(|headline| letters(headline) == deck_letters);
    !deck_letters.is_empty() && !is_same && !start.starts_with(&deck_letters)
}

/// Adds the pictures that are not in the body already, and ways to recordings.
fn add_media(media: &[Media<'_>], place: &Place<'_>, body: &mut Vec<Block>) {
    let mut known: Vec<String> = body.iter().filter_map(shown).collect();
    let at = if known.is_empty() { 0 } else { body.len() };
    let has_image = media.iter().any(|medium| medium.sort == MediaSort::Image);
    let mut pictures = Vec::new();
    for medium in media {
        let serves = match medium.sort {
            MediaSort::Image => true,
            MediaSort::Thumbnail => !has_image && known.is_empty(),
            MediaSort::Other => false,
        };
        let picture = serves.then(|| picture(medium, place)).flatten();
        let name = picture.as_ref().and_then(shown);
        if let (Some(picture), Some(name)) = (picture, name.filter(|name| !known.contains(name))) {
            known.push(name);
            pictures.push(picture);
        }
    }
    body.splice(at..at, pictures);
    let others = media
        .iter()
        .filter(|medium| medium.sort == MediaSort::Other);
    body.extend(others.filter_map(|medium| way(medium, place.resolve(medium)?)));
}

fn picture(medium: &Media<'_>, place: &Place<'_>) -> Option<Block> {
    Some(Block::Figure {
        caption: medium.title.as_ref().and_then(one_line),
        credit: medium.credit.clone(),
        image: Some(place.resolve(medium)?),
    })
}

/// The file that a block shows.
fn shown(block: &Block) -> Option<String> {
    match block {
        Block::Figure { image, .. } => image.as_deref().map(|image| file(image).to_owned()),
        _ => None,
    }
}

/// A paragraph that leads to a recording.
fn way(medium: &Media<'_>, address: String) -> Option<Block> {
    let text = medium.title.as_ref().and_then(one_line);
    let text = text.unwrap_or_else(|| match file(&address) {
        "" => address.clone(),
        file => file.to_owned(),
    });
    let span = Span {
        range: 0..text.len(),
        mark: Mark::Link(address),
    };
    (!text.is_empty()).then(|| Block::Paragraph {
        text,
        spans: vec![span],
    })
}

/// The name of the file an address leads to: pictures come in many sizes under one name.
fn file(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or("");
    path.trim_end_matches('/').rsplit('/').next().unwrap_or("")
}
