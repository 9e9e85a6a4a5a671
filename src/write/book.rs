//! The files of an EPUB that say what is in it: package, contents in both forms, front page, and the frame of every page.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::markup::{GENERATOR, escape, front, story};
use crate::edition::{Edition, Section, Story};

/// The name of the page of stray texts and notes.
pub(super) const REST: &str = "rest";

/// A story with the page it is.
pub(super) struct Leaf<'a> {
    /// Its index in the edition.
    pub(super) index: usize,
    /// The name of its file, without its ending.
    pub(super) name: String,
    /// The story.
    pub(super) story: &'a Story,
    /// The page of the paper it stands on, by its index.
    section: Option<usize>,
}

/// The stories in the order in which they are read.
pub(super) fn leaves(edition: &Edition) -> Vec<Leaf<'_>> {
    let indices: HashMap<*const Story, usize> = edition
        .stories
        .iter()
        .enumerate()
        .map(|(index, story)| (std::ptr::from_ref(story), index))
        .collect();
    let mut leaves = Vec::new();
    for (at, (section, stories)) in edition.pages().into_iter().enumerate() {
        for story in stories {
            let index = indices
                .get(&std::ptr::from_ref(story))
                .copied()
                .unwrap_or(0);
            leaves.push(Leaf {
                index,
                name: format!("story-{:04}", index + 1),
                story,
                section: section.map(|_| at),
            });
        }
    }
    leaves
}

/// The stories of a page of the paper, or those on none: they come page by page.
fn on<'l, 'a>(leaves: &'l [Leaf<'a>], section: Option<usize>) -> &'l [Leaf<'a>] {
    let order = |section: Option<usize>| section.unwrap_or(usize::MAX);
    let start = leaves.partition_point(|leaf| order(leaf.section) < order(section));
    let end = leaves.partition_point(|leaf| order(leaf.section) <= order(section));
    &leaves[start..end]
}

/// A name for the file of a picture: any name of a figure becomes one that is a name of a file everywhere.
pub(super) fn picture_name(name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn open(page: &mut String, edition: &Edition, attributes: &str) {
    page.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"");
    page.push_str(attributes);
    for name in ["lang", "xml:lang"] {
        escape::attribute(page, name, tag(edition));
    }
    page.push_str(">\n<head>\n<meta name=\"generator\"");
    escape::attribute(page, "content", GENERATOR);
    page.push_str("/>\n<title>");
    escape::text(page, &front::title(edition));
    page.push_str("</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n");
}

fn tag(edition: &Edition) -> &str {
    let tag = edition.language.as_deref();
    tag.filter(|tag| story::is_tag(tag)).unwrap_or("und")
}

/// A page with this in its body.
pub(super) fn page(edition: &Edition, body: &str) -> String {
    let mut page = String::new();
    open(&mut page, edition, "");
    page.push_str(body);
    page.push_str("</body>\n</html>\n");
    page
}

/// The front page: the head of the edition.
pub(super) fn front(edition: &Edition) -> String {
    let mut page = String::new();
    front::begin(&mut page, edition);
    front::end(&mut page);
    page
}

/// A page of the paper, the `at`th: its heading, and what stands on it.
pub(super) fn paper_page(edition: &Edition, at: usize, leaves: &[Leaf<'_>]) -> String {
    let mut page = String::new();
    if let Some(section) = edition.sections.get(at) {
        front::begin_page(&mut page, section, at);
        links(&mut page, on(leaves, Some(at)).iter());
        page.push_str("</section>\n");
    }
    page
}

/// The name of the file of a page of the paper, the `at`th.
pub(super) fn page_name(at: usize) -> String {
    format!("page-{:04}", at + 1)
}

fn links<'a>(page: &mut String, leaves: impl Iterator<Item = &'a Leaf<'a>>) {
    let mut leaves = leaves.peekable();
    if leaves.peek().is_none() {
        return;
    }
    page.push_str("<ol class=\"contents\">\n");
    for leaf in leaves {
        page.push_str("<li>");
        link(page, &format!("{}.xhtml", leaf.name), &name(leaf.story));
        page.push_str("</li>\n");
    }
    page.push_str("</ol>\n");
}

fn link(page: &mut String, to: &str, text: &str) {
    page.push_str("<a");
    escape::attribute(page, "href", to);
    page.push('>');
    escape::text(page, text);
    page.push_str("</a>");
}

/// What a story is called in the contents.
fn name(story: &Story) -> String {
    visible(&story.title())
}

fn visible(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        "—".to_owned()
    } else {
        text
    }
}

/// The contents of EPUB 3.
pub(super) fn nav(edition: &Edition, leaves: &[Leaf<'_>]) -> String {
    let mut page = String::new();
    open(
        &mut page,
        edition,
        " xmlns:epub=\"http://www.idpf.org/2007/ops\"",
    );
    page.push_str("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<ol>\n");
    entry(&mut page, "front", &visible(&front::title(edition)), &[]);
    for (at, section) in edition.sections.iter().enumerate() {
        entry(
            &mut page,
            &page_name(at),
            &heading(section, at),
            on(leaves, Some(at)),
        );
    }
    for leaf in on(leaves, None) {
        entry(&mut page, &leaf.name, &name(leaf.story), &[]);
    }
    page.push_str("</ol>\n</nav>\n</body>\n</html>\n");
    page
}

/// A line of the contents, with the stories under it.
fn entry(page: &mut String, file: &str, text: &str, under: &[Leaf<'_>]) {
    page.push_str("<li>");
    link(page, &format!("{file}.xhtml"), text);
    links(page, under.iter());
    page.push_str("</li>\n");
}

fn heading(section: &Section, at: usize) -> String {
    match section.heading() {
        heading if heading.trim().is_empty() => (at + 1).to_string(),
        heading => visible(&heading),
    }
}

const NCX: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\">\n";

/// The contents of EPUB 2 (OPF 2.0.1 §2.4.1).
pub(super) fn ncx(edition: &Edition, leaves: &[Leaf<'_>], identifier: &str) -> String {
    let mut page = String::from(NCX);
    let title = visible(&front::title(edition));
    ncx_head(&mut page, identifier, &title);
    let mut order = 0;
    point(&mut page, &mut order, "front", &title, &[]);
    for (at, section) in edition.sections.iter().enumerate() {
        let heading = heading(section, at);
        point(
            &mut page,
            &mut order,
            &page_name(at),
            &heading,
            on(leaves, Some(at)),
        );
    }
    for leaf in on(leaves, None) {
        point(&mut page, &mut order, &leaf.name, &name(leaf.story), &[]);
    }
    page.push_str("</navMap>\n</ncx>\n");
    page
}

fn ncx_head(page: &mut String, identifier: &str, title: &str) {
    page.push_str("<head><meta name=\"dtb:uid\"");
    escape::attribute(page, "content", identifier);
    page.push_str("/></head>\n<docTitle><text>");
    escape::text(page, title);
    page.push_str("</text></docTitle>\n<navMap>\n");
}

fn point(page: &mut String, order: &mut usize, file: &str, text: &str, under: &[Leaf<'_>]) {
    begin_point(page, order, file, text);
    for leaf in under {
        point(page, order, &leaf.name, &name(leaf.story), &[]);
    }
    page.push_str("</navPoint>\n");
}

fn begin_point(page: &mut String, order: &mut usize, file: &str, text: &str) {
    *order += 1;
    page.push_str(&format!(
        "<navPoint id=\"p{order}\" playOrder=\"{order}\"><navLabel><text>"
    ));
    escape::text(page, text);
    page.push_str("</text></navLabel><content");
    escape::attribute(page, "src", &format!("{file}.xhtml"));
    page.push_str("/>\n");
}

/// The package.
pub(super) fn package(
    edition: &Edition,
    leaves: &[Leaf<'_>],
    images: &[(String, &'static str)],
    identifier: &str,
    has_rest: bool,
) -> String {
    let names = names(edition, leaves, has_rest);
    let mut page = String::from(PACKAGE);
    describe(&mut page, edition, identifier);
    manifest(&mut page, &names, images);
    spine(&mut page, edition, &names);
    page.push_str("</package>\n");
    page
}

const PACKAGE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\">\n";

/// The names of all files of text, in reading order.
fn names(edition: &Edition, leaves: &[Leaf<'_>], has_rest: bool) -> Vec<String> {
    let named = |leaf: &Leaf<'_>| leaf.name.clone();
    let mut names = vec!["front".to_owned()];
    for at in 0..edition.sections.len() {
        names.push(page_name(at));
        names.extend(on(leaves, Some(at)).iter().map(named));
    }
    names.extend(on(leaves, None).iter().map(named));
    names.extend(has_rest.then(|| REST.to_owned()));
    names
}

const XHTML: &str = "application/xhtml+xml";

fn manifest(page: &mut String, names: &[String], images: &[(String, &'static str)]) {
    page.push_str("<manifest>\n");
    item(page, "nav", "nav.xhtml", XHTML, Some("nav"));
    item(page, "ncx", "toc.ncx", "application/x-dtbncx+xml", None);
    item(page, "style", "style.css", "text/css", None);
    for name in names {
        item(page, name, &format!("{name}.xhtml"), XHTML, None);
    }
    for (at, (path, kind)) in images.iter().enumerate() {
        item(page, &format!("image-{}", at + 1), path, kind, None);
    }
    page.push_str("</manifest>\n");
}

fn spine(page: &mut String, edition: &Edition, names: &[String]) {
    page.push_str("<spine toc=\"ncx\"");
    escape::maybe(
        page,
        "page-progression-direction",
        edition.vertical.then_some("rtl"),
    );
    page.push_str(">\n");
    names.iter().for_each(|name| reference(page, name));
    page.push_str("</spine>\n");
}

fn reference(page: &mut String, name: &str) {
    page.push_str("<itemref");
    escape::attribute(page, "idref", name);
    page.push_str("/>\n");
}

fn describe(page: &mut String, edition: &Edition, identifier: &str) {
    let date = edition
        .date
        .filter(|date| (1000..=9999).contains(&date.year()));
    let day = date.map(|date| date.to_string());
    let modified = format!("{}T00:00:00Z", day.as_deref().unwrap_or("1970-01-01"));
    page.push_str(
        "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:identifier id=\"id\">",
    );
    escape::text(page, identifier);
    page.push_str("</dc:identifier>\n<dc:title>");
    escape::text(page, &visible(&front::title(edition)));
    page.push_str("</dc:title>\n<dc:language>");
    escape::text(page, tag(edition));
    page.push_str("</dc:language>\n");
    if let Some(day) = day {
        page.push_str(&format!("<dc:date>{day}</dc:date>\n"));
    }
    page.push_str(&format!(
        "<meta property=\"dcterms:modified\">{modified}</meta>\n<meta name=\"generator\""
    ));
    escape::attribute(page, "content", GENERATOR);
    page.push_str("/>\n</metadata>\n");
}

fn item(page: &mut String, id: &str, path: &str, kind: &str, properties: Option<&str>) {
    page.push_str("<item");
    escape::attribute(page, "id", id);
    escape::attribute(page, "href", path);
    escape::attribute(page, "media-type", kind);
    escape::maybe(page, "properties", properties);
    page.push_str("/>\n");
}
