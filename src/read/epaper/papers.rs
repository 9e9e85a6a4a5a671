//! Newspapers that are known by where they publish (`data/papers/`): whose a page is that does not say it.

use std::sync::LazyLock;

use serde::Deserialize;

/// A newspaper. More of what the file says of it is for others to read.
#[derive(Debug, Deserialize)]
pub struct Paper {
    /// Its name.
    pub masthead: String,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Parts of addresses that are its own, host first.
    #[serde(default)]
    at: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Table {
    #[serde(default)]
    paper: Vec<Paper>,
}

/// The tables of newspapers that the program carries, in TOML.
pub const TABLES: &[&str] = &[
    include_str!("../../../data/papers/epapers.toml"),
    include_str!("../../../data/papers/feeds.toml"),
    include_str!("../../../data/papers/recognised.toml"),
];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let tables = TABLES.iter().filter_map(|text| toml::from_str(text).ok());
    let papers = tables.flat_map(|table: Table| table.paper);
    Table {
        paper: papers.collect(),
    }
});

/// The paper an address belongs to: the one with the longest part that stands in it.
pub fn at(address: &str) -> Option<&'static Paper> {
    let fits = |paper: &'static Paper| {
        let parts = paper
            .at
            .iter()
            .filter(|part| address.contains(part.as_str()));
        parts.map(String::len).max().map(|length| (length, paper))
    };
    let found = TABLE
        .paper
        .iter()
        .filter_map(fits)
        .max_by_key(|(length, _)| *length);
    found.map(|(_, paper)| paper)
}

/// The paper of this name.
pub fn named(masthead: &str) -> Option<&'static Paper> {
    TABLE.paper.iter().find(|paper| paper.masthead == masthead)
}

/// The language of a paper that is known.
pub fn language(masthead: Option<&str>) -> Option<String> {
    named(masthead?)?.language.clone()
}

#[cfg(test)]
mod tests {
    use super::{TABLE, at, named};

    #[test]
    fn papers_are_known_by_where_they_publish() {
        assert!(TABLE.paper.len() > 30, "data/papers/ cannot be read");
        let name = |address: &str| at(address).map(|paper| paper.masthead.as_str());
        assert_eq!(
            name("https://paper.people.com.cn/rmrbhwb/pc/layout/x.html"),
            Some("人民日报海外版")
        );
        assert_eq!(
            name("http://epaper.hubeidaily.net/pc/content/x.html"),
            Some("湖北日报")
        );
        assert_eq!(name("https://example.org/"), None);
        assert_eq!(
            named("朝日新聞").and_then(|paper| paper.language.as_deref()),
            Some("ja")
        );
    }
}
