//! A page of an e-paper that lists its stories: the pages of the issue, the picture of this one, its titles and where they
//! stand on it. Some sites list the titles of all pages on each.

use std::collections::HashMap;

use dom_query::NodeRef;

use super::area::{self, Area};
use super::front::{image, own_page, pdf, picture};
use super::links::{address, key};
use super::lists::{Item, Leaf, lists};
use super::page::Page;
use super::papers;
use super::words::sort;
use crate::edition::{Sort, Story};
use crate::read::build::Builder;
use crate::read::html::attribute;
use crate::read::limits;
use crate::read::reading::{Reading, Role};

/// What a page of an e-paper lists.
struct Sheet {
    leaves: Vec<Leaf>,
    /// Index of this page.
    own: Option<usize>,
    items: Vec<Item>,
    areas: Vec<Area>,
}

/// Reads a page that lists stories, or pages; `None` where it does not.
pub fn read(page: &Page<'_>) -> Option<Reading> {
    let sheet = sheet(page)?;
    let mut builder = page.builder();
    let picture = picture(page);
    let facsimile = picture.as_ref().and_then(|node| image(page, node));
    let pdf = pdf(page);
    tell_issue(page, &sheet, [&facsimile, &pdf], &mut builder);
    let pages = add_pages(&sheet, &mut builder);
    let own = sheet.own.and_then(|own| pages.get(own).copied().flatten());
    if let Some(section) = own.and_then(|own| builder.edition.sections.get_mut(own)) {
        section.facsimile = facsimile;
        section.pdf = section.pdf.take().or(pdf);
    }
    let stories = stories(page, &sheet, picture.as_ref());
    for (at, story) in stories {
        let at = at
            .or(sheet.own)
            .and_then(|at| pages.get(at).copied().flatten());
        builder.put(at, story);
    }
    let mut reading = builder.close();
    reading.role = Role::Sheet;
    let leaves = sheet.leaves.into_iter();
    reading.leaves = leaves.map(|leaf| (leaf.name.label, leaf.address)).collect();
    Some(reading)
}

fn sheet(page: &Page<'_>) -> Option<Sheet> {
    let areas = page.finder.all("area").filter_map(|node| area::area(&node));
    let areas: Vec<Area> = areas.take(limits::STORIES).collect();
    let (mut leaves, items) = lists(page, &areas);
    let is_one = !areas.is_empty() || leaves.len() > 1 || !leaves.is_empty() && !items.is_empty();
    if !is_one {
        return None;
    }
    let own = own_page(page, &mut leaves);
    Some(Sheet {
        leaves,
        own,
        items,
        areas,
    })
}

fn tell_issue(page: &Page<'_>, sheet: &Sheet, files: [&Option<String>; 2], builder: &mut Builder) {
    let url = page.url();
    let mut addresses: Vec<&str> = vec![page.name];
    addresses.extend(url.as_deref());
    addresses.extend(files.into_iter().flatten().map(String::as_str));
    let links = sheet
        .areas
        .iter()
        .map(|area| area.link.as_str())
        .chain(sheet.items.iter().map(|item| item.link.as_str()));
    addresses.extend(links.take(4));
    addresses.extend(sheet.leaves.first().map(|leaf| leaf.address.as_str()));
    builder.edition.masthead = page.masthead(&addresses);
    builder.edition.date = page.date(&addresses);
    builder.edition.language = papers::language(builder.edition.masthead.as_deref());
    builder.edition.url = url;
}

/// The pages of the list, in its order. Answers with their indices.
fn add_pages(sheet: &Sheet, builder: &mut Builder) -> Vec<Option<usize>> {
    let mut pages = Vec::new();
    for leaf in &sheet.leaves {
        let at = builder.page(&leaf.name.label, leaf.name.title.as_deref());
        if let Some(section) = at.and_then(|at| builder.edition.sections.get_mut(at)) {
            section.pdf = section.pdf.take().or_else(|| leaf.pdf.clone());
        }
        pages.push(at);
    }
    pages
}

/// The stories with the index of their page: titles in their order, then what stands on the map alone; what is no story last.
fn stories(
    page: &Page<'_>,
    sheet: &Sheet,
    picture: Option<&NodeRef<'_>>,
) -> Vec<(Option<usize>, Story)> {
    let mut areas: HashMap<&str, Vec<&Area>> = HashMap::new();
    sheet
        .areas
        .iter()
        .for_each(|area| areas.entry(key(&area.link)).or_default().push(area));
    let said =
        |name| picture.and_then(|node| attribute(node, name)?.trim_end_matches("px").parse().ok());
    let size = area::size((said("width"), said("height")), &sheet.areas);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut stories: Vec<(Option<usize>, Story)> = Vec::new();
    let unlisted = sheet
        .areas
        .iter()
        .map(|area| (None, &area.link, &area.title));
    let listed = sheet
        .items
        .iter()
        .map(|item| (item.page, &item.link, &item.title));
    for (leaf, link, title) in listed.chain(unlisted) {
        if let Some(&at) = seen.get(key(link)) {
            let story = &mut stories[at].1;
            story.headline = story.headline.take().or_else(|| title.clone());
            continue;
        }
        seen.insert(key(link), stories.len());
        let name = leaf
            .or(sheet.own)
            .and_then(|at| sheet.leaves.get(at))
            .map(|leaf| &leaf.name);
        let label = name.map_or("", |name| name.label.as_str());
        let regions = areas
            .get(key(link))
            .map(|areas| area::regions(areas, size, label));
        let story = Story {
            headline: title.clone(),
            url: address(&page.base, link),
            regions: regions.unwrap_or_default(),
            sort: sort(
                title.as_deref(),
                name.and_then(|name| name.title.as_deref()),
            ),
            ..Story::default()
        };
        stories.push((leaf, story));
    }
    stories.sort_by_key(|(leaf, story)| (leaf.or(sheet.own), story.sort != Sort::Story));
    stories
}
