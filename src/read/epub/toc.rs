//! The contents of an EPUB: the navigation document of EPUB 3, or the NCX of EPUB 2, as one flat list.

use dom_query::NodeRef;

use super::bundle::{Bundle, unescaped};
use super::package::Package;
use super::xml::{Element, elements};
use crate::read::html::{attribute, is, line, parse_xhtml};
use crate::read::limits::STORIES;

/// A line of the contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// How many others it stands under.
    pub depth: usize,
    /// What it says.
    pub title: String,
    /// The file it leads to, where it leads to one.
    pub file: Option<usize>,
    /// The name of the place in that file.
    pub place: Option<String>,
    /// Who wrote it, as calibre notes it.
    pub author: Option<String>,
    /// What it is about, as calibre notes it.
    pub description: Option<String>,
}

/// Reads the contents; empty where there are none.
pub fn read(bundle: &Bundle<'_>, package: &Package) -> Vec<Entry> {
    let of_nav = package
        .nav
        .map(|file| nav(bundle, file))
        .unwrap_or_default();
    let of_ncx = package
        .ncx
        .map(|file| ncx(bundle, file))
        .unwrap_or_default();
    // The older form may say more: calibre's authors and descriptions stand in it alone.
    let says_more = of_ncx
        .iter()
        .any(|entry| entry.author.is_some() || entry.description.is_some());
    let mut entries = match of_nav.is_empty() || says_more && of_ncx.len() >= of_nav.len() {
        true => of_ncx,
        false => of_nav,
    };
    if entries.len() > STORIES {
        entries.truncate(STORIES);
        bundle.tell(format!(
            "the contents have more than {STORIES} lines; the rest were left out"
        ));
    }
    entries
}

fn ncx(bundle: &Bundle<'_>, file: usize) -> Vec<Entry> {
    let path = bundle.name(file);
    let (elements, is_sound) = elements(&bundle.text(file).unwrap_or_default());
    if !is_sound {
        bundle.tell(format!(
            "{path} is no sound XML and was read as well as it could be"
        ));
    }
    let mut entries: Vec<Entry> = Vec::new();
    // Depths of the points that are open: the ones that others may stand under.
    let mut open: Vec<usize> = Vec::new();
    let mut in_points = false;
    for element in elements {
        match element.name.as_str() {
            "navmap" => in_points = true,
            "pagelist" | "navlist" => in_points = false,
            _ if !in_points => {}
            "navpoint" => {
                while open.last().is_some_and(|&last| last >= element.depth) {
                    open.pop();
                }
                entries.push(Entry {
                    depth: open.len(),
                    ..Entry::default()
                });
                open.push(element.depth);
            }
            _ => entries
                .iter_mut()
                .rev()
                .take(1)
                .for_each(|entry| entry.learn(&element, bundle, path)),
        }
    }
    entries
}

fn nav(bundle: &Bundle<'_>, file: usize) -> Vec<Entry> {
    let tree = parse_xhtml(&bundle.text(file).unwrap_or_default());
    let root = tree.document.root();
    let navs = || root.descendants_it().filter(|node| is(node, &["nav"]));
    let contents = navs().find(is_contents).or_else(|| navs().next());
    let mut entries = Vec::new();
    let list = contents.and_then(|nav| nav.descendants_it().find(|node| is(node, &["ol", "ul"])));
    if let Some(list) = list {
        items(bundle, bundle.name(file), &list, 0, &mut entries);
    }
    entries
}

/// Whether a list of links is the contents, and not that of pictures or pages (EPUB 3.3 §5.5).
fn is_contents(node: &NodeRef<'_>) -> bool {
    let kind = attribute(node, "epub:type").or_else(|| attribute(node, "role"));
    let mut words = kind.iter().flat_map(|kind| kind.split_whitespace());
    words.any(|word| matches!(word, "toc" | "doc-toc"))
}

/// The tree is no deeper than `limits::DEPTH`.
fn items(
    bundle: &Bundle<'_>,
    path: &str,
    list: &NodeRef<'_>,
    depth: usize,
    entries: &mut Vec<Entry>,
) {
    for item in list.children_it(false).filter(|node| is(node, &["li"])) {
        let mut entry = Entry {
            depth,
            ..Entry::default()
        };
        let parts: Vec<NodeRef<'_>> = item
            .children_it(false)
            .filter(NodeRef::is_element)
            .collect();
        if let Some(label) = parts.iter().find(|node| !is(node, &["ol", "ul"])) {
            entry.title = line(label);
            let link = Some(*label).filter(|node| is(node, &["a"]));
            let link = link.or_else(|| label.descendants_it().find(|node| is(node, &["a"])));
            entry.lead(
                bundle,
                path,
                &link
                    .and_then(|link| attribute(&link, "href"))
                    .unwrap_or_default(),
            );
        }
        entries.push(entry);
        for inner in parts.iter().filter(|node| is(node, &["ol", "ul"])) {
            items(bundle, path, inner, depth + 1, entries);
        }
    }
}

impl Entry {
    /// Takes in an element that stands under its point of the NCX.
    fn learn(&mut self, element: &Element, bundle: &Bundle<'_>, path: &str) {
        let said = Some(collapsed(&element.text)).filter(|text| !text.is_empty());
        match (element.name.as_str(), element.get("name")) {
            ("text", _) if self.title.is_empty() => self.title = said.unwrap_or_default(),
            ("content", _) => self.lead(bundle, path, element.get("src").unwrap_or("")),
            ("meta", Some("author")) => self.author = said,
            ("meta", Some("description")) => self.description = said,
            _ => {}
        }
    }

    fn lead(&mut self, bundle: &Bundle<'_>, path: &str, link: &str) {
        let place = link.split_once('#').map(|(_, place)| unescaped(place));
        self.file = bundle.linked(path, link).filter(|_| !link.is_empty());
        self.place = place.filter(|place| !place.is_empty());
    }
}

/// Text with its blanks and line ends as one blank each.
pub fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
