//! A page of an e-paper that lists its stories: the pages of the issue, the picture of this one, its titles and where they
//! stand on it. Some sites list the titles of all pages on each.

use std::collections::{HashMap, HashSet};

use dom_query::NodeRef;

use super::area::{self, Area};
use super::links::{self, address, folder, key, target, title};
use super::page::Page;
use super::words::{PageName, page_name, sort};
use super::{papers, signs};
use crate::edition::{Sort, Story};
use crate::read::build::Builder;
use crate::read::html::{attribute, is, line};
use crate::read::limits;
use crate::read::reading::{Reading, Role};

/// A page of the issue, as its list names it.
struct Leaf {
    name: PageName,
    /// Where it leads, resolved; empty where it leads nowhere.
    address: String,
    pdf: Option<String>,
}

/// A title in the list of a page.
struct Item {
    /// Index of its page.
    page: Option<usize>,
    /// Whether it stands in a list of this page's titles.
    is_own: bool,
    link: String,
    title: Option<String>,
}

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

/// The pages and the titles, in the order of the page. Titles that stand under different pages are theirs.
fn lists(page: &Page<'_>, areas: &[Area]) -> (Vec<Leaf>, Vec<Item>) {
    let listed: HashSet<_> = signs::PAGE_LISTS
        .iter()
        .flat_map(|selector| page.finder.all(selector))
        .map(|node| node.id)
        .collect();
    let keys: HashSet<&str> = areas.iter().map(|area| key(&area.link)).collect();
    let wanted = Wanted::new(page, areas, &keys);
    let (mut leaves, mut items): (Vec<Leaf>, Vec<Item>) = (Vec::new(), Vec::new());
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    let mut under = None;
    for node in page.finder.in_order(signs::PAGE_MARKS) {
        let link = target(&node);
        let is_listed = listed.contains(&node.id);
        let name = leaf_name(&node, link.as_deref(), is_listed);
        if let Some(name) = name.filter(|_| leaves.len() < limits::SECTIONS) {
            let address = link
                .and_then(|link| page.base.resolve(&link))
                .unwrap_or_default();
            let at = *known
                .entry((name.label.clone(), key(&address).to_owned()))
                .or_insert(leaves.len());
            if at == leaves.len() {
                let pdf = leaf_pdf(page, &node);
                leaves.push(Leaf { name, address, pdf });
            }
            under = Some(at);
        } else if let Some((link, is_own)) = link.and_then(|link| wanted.holds(&node, link))
            && items.len() < limits::STORIES
        {
            items.push(Item {
                page: under,
                is_own,
                title: title(&node),
                link,
            });
        }
    }
    let pages: HashSet<_> = items.iter().filter_map(|item| item.page).collect();
    let is_on_map = |item: &Item| keys.contains(key(&item.link));
    if pages.len() < 2 || !keys.is_empty() && items.iter().all(is_on_map) {
        items.retain(|item| item.is_own);
        items.iter_mut().for_each(|item| item.page = None);
    }
    (leaves, items)
}

/// The name of the page a mark leads to or heads; `None` for what is no mark of a page.
fn leaf_name(node: &NodeRef<'_>, link: Option<&str>, is_listed: bool) -> Option<PageName> {
    let leads = link.map(|link| link.to_ascii_lowercase());
    let is_file = |link: &str| link.contains(".pdf") || links::is_article(key(link));
    if leads.as_deref().is_some_and(is_file) || is(node, &["a"]) && leads.is_none() && !is_listed {
        return None;
    }
    if is(node, &["option"]) {
        return None;
    }
    page_name(&line(node), is_listed)
}

/// The PDF beside the mark of a page.
fn leaf_pdf(page: &Page<'_>, node: &NodeRef<'_>) -> Option<String> {
    let own = attribute(node, "pdf_href");
    let beside = || {
        let parent = node
            .parent()
            .filter(|parent| is(parent, &["h3", "h4", "li", "dt", "p"]))?;
        let mut links = parent
            .children_it(false)
            .filter_map(|child| attribute(&child, "href"));
        links.find(|link| is_pdf(link))
    };
    own.or_else(beside)
        .and_then(|link| page.base.resolve(&link))
}

fn is_pdf(link: &str) -> bool {
    let link = link.to_ascii_lowercase();
    link.split(['?', '#'])
        .next()
        .is_some_and(|path| path.ends_with(".pdf"))
        || link.contains(".pdf?")
}

/// Which links are titles of this page: those to articles beside the ones the map leads to, and in the same list.
struct Wanted<'p> {
    keys: &'p HashSet<&'p str>,
    folder: Option<&'p str>,
    lists: HashSet<dom_query::NodeId>,
}

impl<'p> Wanted<'p> {
    fn new(page: &Page<'_>, areas: &'p [Area], keys: &'p HashSet<&'p str>) -> Self {
        let anchors = || {
            page.finder.all("a").filter(|node| {
                target(node)
                    .is_some_and(|link| links::is_article(key(&link)) || keys.contains(key(&link)))
            })
        };
        let mut lists: HashSet<_> = signs::TITLE_LISTS
            .iter()
            .flat_map(|selector| page.finder.all(selector))
            .map(|node| node.id)
            .collect();
        if let Some(first) =
            anchors().find(|node| target(node).is_some_and(|link| keys.contains(key(&link))))
        {
            lists.extend(list_round(&first).map(|node| node.id));
        }
        let folder = areas.first().map(|area| folder(&area.link));
        Self {
            keys,
            folder,
            lists,
        }
    }

    /// A link that leads to an article, and whether it is this page's. Other pages' titles stand there too, on some.
    fn holds(&self, node: &NodeRef<'_>, link: String) -> Option<(String, bool)> {
        let name = key(&link);
        if self.keys.contains(name) {
            return Some((link, true));
        }
        let is_listed = || {
            let mut round = node.ancestors_it(None);
            round.any(|outer| self.lists.contains(&outer.id))
        };
        let is_marked = ["daoxiang", "data-href"]
            .iter()
            .any(|name| node.has_attr(name));
        let is_article = links::is_article(name) || is_marked;
        let is_file = !links::is_page(name) && link.to_ascii_lowercase().contains(".htm");
        let (fits, is_own) = match self.folder {
            Some(beside) => (is_article && folder(&link) == beside, is_listed()),
            None if self.lists.is_empty() => (is_article && !link.contains("://"), true),
            None => (
                is_article && !link.contains("://") || is_file && is_listed(),
                is_listed(),
            ),
        };
        fits.then_some((link, is_own))
    }
}

/// The list that a title stands in.
fn list_round<'t>(node: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    let mut round = node.ancestors_it(None);
    round.find(|outer| is(outer, &["ul", "ol", "dl", "table", "tbody"]))
}

/// Which page of the list this is: the one that leads here, or that the page names itself. One that is not in the list comes in.
fn own_page(page: &Page<'_>, leaves: &mut Vec<Leaf>) -> Option<usize> {
    let own = key(page.name);
    if let Some(at) = leaves
        .iter()
        .position(|leaf| !own.is_empty() && key(&leaf.address) == own)
    {
        return Some(at);
    }
    let Some(name) = own_name(page) else {
        return (!leaves.is_empty()).then_some(0);
    };
    if let Some(at) = leaves.iter().position(|leaf| leaf.name.label == name.label) {
        return Some(at);
    }
    leaves.push(Leaf {
        name,
        address: String::new(),
        pdf: None,
    });
    Some(leaves.len() - 1)
}

/// What the page calls itself: in an element for that, or in a short line outside all links.
pub fn own_name(page: &Page<'_>) -> Option<PageName> {
    let named = signs::OWN_PAGE
        .iter()
        .flat_map(|selector| page.finder.all(selector));
    let mut named = named.filter(|node| !is(node, &["a"]));
    if let Some(name) = named.find_map(|node| page_name(&line(&node), true)) {
        return Some(name);
    }
    let cells = page.finder.in_order(&[
        "td", "div", "p", "span", "strong", "h1", "h2", "h3", "h4", "b", "li",
    ]);
    cells.into_iter().find_map(|node| {
        const MOST: usize = 12;
        let is_short = node.descendants_it().take(MOST).count() < MOST;
        let is_linked = || {
            is(&node, &["a"])
                || node
                    .ancestors_it(None)
                    .any(|outer| is(&outer, &["a", "li", "select"]))
        };
        let links = || node.descendants_it().any(|inner| is(&inner, &["a"]));
        (is_short && node.text().contains('版') && !is_linked() && !links())
            .then(|| page_name(&line(&node), false))?
    })
}

/// The picture of the page.
fn picture<'t>(page: &Page<'t>) -> Option<NodeRef<'t>> {
    let mapped = page
        .finder
        .all("img")
        .find(|node| attribute(node, "usemap").is_some());
    mapped.or_else(|| {
        let found = page
            .finder
            .first(signs::FACSIMILES, |node| attribute(node, "src").is_some());
        found.filter(|node| is(node, &["img"]))
    })
}

fn image(page: &Page<'_>, node: &NodeRef<'_>) -> Option<String> {
    let mut files = ["src", "data-src", "data-original"]
        .iter()
        .filter_map(|name| attribute(node, name));
    files.next().and_then(|file| page.base.resolve(&file))
}

fn pdf(page: &Page<'_>) -> Option<String> {
    let mut links = page
        .finder
        .all("a")
        .filter_map(|node| attribute(&node, "href"));
    links
        .find(|link| is_pdf(link))
        .and_then(|link| page.base.resolve(&link))
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
