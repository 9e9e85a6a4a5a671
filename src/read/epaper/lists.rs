//! The lists of an e-paper's page: the pages of the issue, and the titles, some sites' of all pages.

use std::collections::{HashMap, HashSet};

use dom_query::NodeRef;

use super::area::Area;
use super::links::{self, folder, is_pdf, key, target, title};
use super::page::Page;
use super::signs;
use super::words::{PageName, page_name};
use crate::read::html::{attribute, is, line};
use crate::read::limits;

/// A page of the issue, as its list names it.
pub struct Leaf {
    pub name: PageName,
    /// Where it leads, resolved; empty where it leads nowhere.
    pub address: String,
    pub pdf: Option<String>,
}

/// A title in the list of a page.
pub struct Item {
    /// Index of its page.
    pub page: Option<usize>,
    /// Whether it stands in a list of this page's titles.
    pub is_own: bool,
    pub link: String,
    pub title: Option<String>,
}

/// The pages and the titles, in the order of the page. Titles that stand under different pages are theirs.
pub fn lists(page: &Page<'_>, areas: &[Area]) -> (Vec<Leaf>, Vec<Item>) {
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
