//! E-papers (数字报): the pages and articles of newspapers' own sites, whatever system publishes them.
//!
//! One reader for all families, keyed on their signs (`signs`, data): `sheet` reads a page that `lists` stories, with its
//! `front` and its `area`s, `article` a story with its `body`, `json` what some sites give to their own scripts. `knit` makes
//! one edition of the sheets and articles of an issue. `papers` knows papers by their addresses. Nothing here fetches.

mod area;
mod article;
mod body;
mod dates;
mod find;
mod front;
mod json;
mod knit;
mod links;
mod lists;
mod page;
mod papers;
mod property;
mod reissue;
mod sheet;
mod signs;
mod trim;
mod words;

pub use json::read as read_json;
pub use knit::knit;
pub use papers::TABLES as KNOWN_PAPERS;

use super::Reading;
use super::html::{Base, parse};
use find::Finder;
use page::Page;

/// One of these stands in the markup of every e-paper.
const SIGNS: &[&str] = &[
    "版",
    "enpcontent",
    "enpproperty",
    "founder-",
    "ozoom",
    "npm:",
    "<area",
    "<Area",
    "<AREA",
    "cms-content",
    "main-title",
];

/// Reads a page of markup that is an e-paper's; `None` for any other.
pub fn read(name: &str, markup: &str) -> Option<Reading> {
    let stands = |sign: &&str| memchr::memmem::find(markup.as_bytes(), sign.as_bytes()).is_some();
    if !SIGNS.iter().any(stands) && !page::is_of_known_paper(name) {
        return None;
    }
    let (markup, properties) = property::take(markup);
    let tree = parse(&trim::trim(&markup));
    let page = Page {
        name,
        finder: Finder::new(&tree.document.root()),
        properties,
        base: Base::of(name),
        mended: tree.mended.clone(),
    };
    article::read(&page).or_else(|| sheet::read(&page))
}
