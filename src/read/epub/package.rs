//! The package of an EPUB (EPUB 3.3 §5; OPF 2.0.1): what it is called, what files it has, and in which order they are read.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::bundle::Bundle;
use super::dates::date_of;
use super::xml::{Element, elements};

/// What a package says.
#[derive(Debug, Default)]
pub struct Package {
    /// Title of the book, or of the issue.
    pub title: Option<String>,
    /// Language, as it names it.
    pub language: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Address it was taken from.
    pub source: Option<String>,
    /// What calibre calls it ("periodical:newspaper:…").
    pub publication: Option<String>,
    /// The program that made it.
    pub generator: Option<String>,
    /// Whether its pages turn from right to left.
    pub right_to_left: bool,
    /// Whether it says that its lines run down.
    pub vertical: bool,
    /// The files of the book, in reading order, each once.
    pub spine: Vec<usize>,
    /// Its contents in the form of EPUB 2.
    pub ncx: Option<usize>,
    /// Its contents in the form of EPUB 3.
    pub nav: Option<usize>,
    /// Its style sheets.
    pub styles: Vec<usize>,
}

/// Finds and reads the package.
pub fn read(bundle: &Bundle<'_>) -> Package {
    let Some(file) = file(bundle) else {
        bundle.tell("the book has no package: its pages are in the order of the archive".into());
        return without(bundle);
    };
    let (elements, is_sound) = elements(&bundle.text(file).unwrap_or_default());
    if !is_sound {
        bundle.tell(format!(
            "{} is no sound XML and was read as well as it could be",
            bundle.name(file)
        ));
    }
    let mut package = Package::of(&elements, bundle, bundle.name(file));
    if package.spine.is_empty() {
        bundle.tell("the package names no pages: they are in the order of the archive".into());
        let all = without(bundle);
        package.spine = all.spine;
        package.ncx = package.ncx.or(all.ncx);
    }
    package
}

/// The file of the package: the container names it, or it is the first that is called so.
fn file(bundle: &Bundle<'_>) -> Option<usize> {
    let named = || {
        let container = bundle.text(bundle.find("META-INF/container.xml")?)?;
        let elements = elements(&container).0;
        let roots = elements.iter().filter(|element| element.name == "rootfile");
        let mut files = roots.filter_map(|root| bundle.find(root.get("full-path")?));
        files.next()
    };
    named().or_else(|| with_end(bundle, &["opf"]).next())
}

/// A book without a package: every page it has.
fn without(bundle: &Bundle<'_>) -> Package {
    let mut spine: Vec<usize> = with_end(bundle, &["xhtml", "html", "htm"]).collect();
    let nav = spine
        .iter()
        .position(|&file| bundle.name(file).ends_with("nav.xhtml"));
    Package {
        nav: nav.map(|at| spine.remove(at)),
        ncx: with_end(bundle, &["ncx"]).next(),
        styles: with_end(bundle, &["css"]).collect(),
        spine,
        ..Package::default()
    }
}

fn with_end<'b>(bundle: &'b Bundle<'_>, ends: &'b [&str]) -> impl Iterator<Item = usize> + 'b {
    let end = |name: &str| name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let files = bundle.names().iter().enumerate();
    files
        .filter(move |(_, name)| ends.contains(&&*end(name)))
        .map(|(file, _)| file)
}

impl Package {
    fn of(elements: &[Element], bundle: &Bundle<'_>, path: &str) -> Self {
        let mut package = Self::default();
        package.describe(elements);
        let mut items: HashMap<&str, usize> = HashMap::new();
        for element in elements.iter().filter(|element| element.name == "item") {
            let linked = element
                .get("href")
                .and_then(|href| bundle.linked(path, href));
            if let Some(file) = linked {
                items.entry(element.get("id").unwrap_or("")).or_insert(file);
                package.item(element, file);
            }
        }
        let mut seen = HashSet::new();
        for element in elements {
            match element.name.as_str() {
                "itemref" => {
                    let file = element.get("idref").and_then(|id| items.get(id).copied());
                    package.spine.extend(file.filter(|file| seen.insert(*file)));
                }
                "spine" => {
                    package.right_to_left |=
                        element.get("page-progression-direction") == Some("rtl");
                    let named = element.get("toc").and_then(|id| items.get(id).copied());
                    package.ncx = named.or(package.ncx);
                }
                _ => {}
            }
        }
        package
    }

    fn item(&mut self, element: &Element, file: usize) {
        let kind = element.get("media-type").unwrap_or("");
        let properties = element.get("properties").unwrap_or("");
        if kind == "text/css" {
            self.styles.push(file);
        } else if kind == "application/x-dtbncx+xml" {
            self.ncx = self.ncx.or(Some(file));
        }
        if properties.split_whitespace().any(|word| word == "nav") {
            self.nav = Some(file);
        }
    }

    fn describe(&mut self, elements: &[Element]) {
        for element in elements {
            let text = Some(&element.text).filter(|text| !text.is_empty());
            match element.name.as_str() {
                "title" => self.title = self.title.take().or(text.cloned()),
                "language" => self.language = self.language.take().or(text.cloned()),
                "source" => self.source = self.source.take().or(text.cloned()),
                // Of several dates the first is the one of publication, where no other says so (OPF 2.0.1 §2.2.7).
                "date" if element.get("event") == Some("publication") => {
                    self.date = text.and_then(|text| date_of(text))
                }
                "date" if element.get("event") != Some("modification") => {
                    self.date = self.date.or_else(|| text.and_then(|text| date_of(text)));
                }
                "meta" => self.meta(element),
                _ => {}
            }
        }
    }

    fn meta(&mut self, element: &Element) {
        let name = element.get("name").or_else(|| element.get("property"));
        let content = element.get("content").unwrap_or(&element.text).to_owned();
        match name {
            Some("calibre:publication_type") => self.publication = Some(content),
            Some("generator") => self.generator = Some(content),
            Some("primary-writing-mode") => self.vertical |= content.starts_with("vertical"),
            _ => {}
        }
    }
}
