//! A paper's definition: its name, where it publishes, and the way its editions are had. It is checked when it is taken in, so
//! that what is wrong is told with the paper's name and not when it is fetched.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

use super::Pattern;
use crate::delivery::web::Home;

/// A paper and where it publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Definition {
    /// Its short name, of small letters, digits and hyphens.
    pub id: String,
    /// Its name, under which its editions stand on the shelf.
    pub masthead: String,
    /// BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its front door on the web, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
    /// Parts of addresses that are its own, host first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<String>,
    /// What is known of the definition.
    pub known: Standing,
    /// Hours that its day is ahead of Greenwich; absent, its day is the reader's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utc: Option<i8>,
    /// Whether its host is on a private network, by the reader's own word.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// Whether the site needs its cookies back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cookies: bool,
    /// A program whose first line of output is `user:password` for the site; nothing of it is kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub login: Vec<String>,
    /// Whether pictures are fetched, too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub pictures: bool,
    /// An e-paper: pages that list stories.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epaper: Option<Epaper>,
    /// A feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed: Option<Feed>,
    /// A list of addresses, each of which is a story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<List>,
    /// A folder in which editions are put.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// A program with its arguments, whose output is an edition.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exec: Vec<String>,
}

/// What is known of a definition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Saved pages of the paper are as it says.
    Pages,
    /// Others report it so.
    Reported,
    /// Nobody has looked.
    #[default]
    Unverified,
}

/// Where an e-paper's issues are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Epaper {
    /// The publishing system, for people (`founder`, `founder-classic`, `paperindex`, `json`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// The address that leads to the latest issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The address of a page of the issue of a day, its first if it can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front: Option<String>,
}

/// A feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// Whether the page of each item is fetched for the whole text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
}

/// A list of addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct List {
    /// The address of a page with links, or of a text with one address a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the addresses of its stories have in them; all links to its host where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub having: Option<String>,
    /// Addresses by themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
}

/// The way a paper's editions are had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'d> {
    /// From an e-paper.
    Epaper(&'d Epaper),
    /// From a feed.
    Feed(&'d Feed),
    /// From a list of addresses.
    List(&'d List),
    /// From a folder, of this path.
    Folder(&'d str),
    /// From a program, with its arguments.
    Exec(&'d [String]),
}

/// What is wrong with a definition, in words that follow its name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    /// Its short name is none.
    #[error("has no short name; `id` takes small letters, digits and hyphens, at most 40")]
    Id,
    /// It has no name.
    #[error("has no name; `masthead` is the name of the paper")]
    Masthead,
    /// It says no way, or several.
    #[error("says {0} ways to have it; one of epaper, feed, list, folder and exec is wanted")]
    Ways(usize),
    /// An address is none.
    #[error("`{0}` is no address of the web: {1}")]
    Address(&'static str, String),
    /// An address holds a name and a password.
    #[error(
        "`{0}` holds a name or a password, which yuebao does not keep; `login` is a program that tells them"
    )]
    Secret(&'static str),
    /// A pattern is none.
    #[error("`{0}`: {1}")]
    Pattern(&'static str, String),
    /// Nothing says where it is.
    #[error("says neither `{0}` nor `{1}`")]
    Nowhere(&'static str, &'static str),
    /// Its day is nowhere on earth.
    #[error("`utc` is {0} hours; days on earth begin from -12 to 14 hours from Greenwich's")]
    Day(i8),
}

impl Definition {
    /// The way its editions are had.
    ///
    /// # Errors
    /// It says none, or several.
    pub fn way(&self) -> Result<Way<'_>, Flaw> {
        let exec = (!self.exec.is_empty()).then_some(Way::Exec(&self.exec));
        let ways = [
            self.epaper.as_ref().map(Way::Epaper),
            self.feed.as_ref().map(Way::Feed),
            self.list.as_ref().map(Way::List),
            self.folder.as_deref().map(Way::Folder),
            exec,
        ];
        let mut said = ways.into_iter().flatten();
        match (said.next(), said.count()) {
            (Some(way), 0) => Ok(way),
            (first, more) => Err(Flaw::Ways(usize::from(first.is_some()) + more)),
        }
    }

    /// Whether it makes sense.
    ///
    /// # Errors
    /// The first thing that does not.
    pub fn check(&self) -> Result<(), Flaw> {
        const LONGEST: usize = 40;
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || self.id.len() > LONGEST || !self.id.chars().all(is_name) {
            return Err(Flaw::Id);
        }
        if self.masthead.trim().is_empty() {
            return Err(Flaw::Masthead);
        }
        match self.utc {
            Some(hours) if !(-12..=14).contains(&hours) => return Err(Flaw::Day(hours)),
            _ => {}
        }
        match self.way()? {
            Way::Epaper(epaper) => epaper.check(),
            Way::Feed(feed) => address("feed.url", &feed.url),
            Way::List(list) => list.check(),
            Way::Folder(_) | Way::Exec(_) => Ok(()),
        }
    }

    /// The day it is where the paper appears.
    pub fn today(&self) -> Date {
        self.day_of(Timestamp::now())
    }

    /// The day that a moment falls on where the paper appears.
    pub fn day_of(&self, moment: Timestamp) -> Date {
        match self.utc {
            Some(hours) => Offset::constant(hours).to_datetime(moment).date(),
            None => TimeZone::system().to_datetime(moment).date(),
        }
    }

    /// Its site as requests see it; `None` where it has none.
    pub fn site(&self) -> Option<Home> {
        let url = self.home()?;
        let mut home = Home::new(&url);
        if self.private {
            home = home.private(&url);
        }
        Some(match self.cookies {
            true => home.with_cookies(),
            false => home,
        })
    }

    /// Whether another is had from the same address, folder or program, whatever it is called.
    pub fn has_source_of(&self, other: &Self) -> bool {
        let source = |paper: &Self| (paper.home(), paper.folder.clone(), paper.exec.clone());
        source(self) == source(other) && source(self) != (None, None, Vec::new())
    }

    /// The address that stands for its site, where it has one: that of its entry, its feed or its list.
    pub fn home(&self) -> Option<Url> {
        let today = self.today();
        let address = match self.way().ok()? {
            Way::Epaper(epaper) => epaper.entry.clone().or_else(|| epaper.on(today)),
            Way::Feed(feed) => Some(feed.url.clone()),
            Way::List(list) => list.url.clone().or_else(|| list.urls.first().cloned()),
            Way::Folder(_) | Way::Exec(_) => None,
        };
        Url::parse(&address?).ok()
    }
}

impl Epaper {
    fn check(&self) -> Result<(), Flaw> {
        if self.entry.is_none() && self.front.is_none() {
            return Err(Flaw::Nowhere("entry", "front"));
        }
        if let Some(entry) = &self.entry {
            address("epaper.entry", entry)?;
        }
        match &self.front {
            Some(front) => {
                let pattern =
                    Pattern::parse(front).map_err(|why| Flaw::Pattern("epaper.front", why))?;
                if !pattern.tells_day() {
                    let why = "has no place for a day, such as {yyyy}-{mm}/{dd}".to_owned();
                    return Err(Flaw::Pattern("epaper.front", why));
                }
                address("epaper.front", &pattern.on(Date::constant(2026, 1, 1)))
            }
            None => Ok(()),
        }
    }

    /// The address of the issue of a day, where the pattern is known.
    pub fn on(&self, day: Date) -> Option<String> {
        let pattern = Pattern::parse(self.front.as_deref()?).ok()?;
        Some(pattern.on(day))
    }
}

impl List {
    fn check(&self) -> Result<(), Flaw> {
        if self.url.is_none() && self.urls.is_empty() {
            return Err(Flaw::Nowhere("list.url", "list.urls"));
        }
        let all = self.url.iter().chain(&self.urls);
        all.into_iter().try_for_each(|url| address("list", url))
    }
}

/// Whether an address is one that can be kept.
fn address(name: &'static str, text: &str) -> Result<(), Flaw> {
    let url = Url::parse(text).map_err(|why| Flaw::Address(name, why.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        let why = "it begins with http:// or https://".to_owned();
        return Err(Flaw::Address(name, why));
    }
    match url.username().is_empty() && url.password().is_none() {
        true => Ok(()),
        false => Err(Flaw::Secret(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(), &str>) {
        let definition: Definition = toml::from_str(text).expect(text);
        let checked = definition.check().map_err(|flaw| flaw.to_string());
        match expected {
            Ok(()) => assert_eq!(checked, Ok(()), "{text}"),
            Err(part) => assert!(
                checked.as_ref().is_err_and(|flaw| flaw.contains(part)),
                "{text}: {checked:?}"
            ),
        }
    }

    #[test]
    fn what_is_wrong_with_a_definition_is_told() {
        let with = |rest: &str| format!("id = \"yb\"\nmasthead = \"阅报日报\"\n{rest}");
        check(&with("feed = { url = \"https://a.test/feed\" }"), Ok(()));
        check(
            &with("epaper = { front = \"http://a.test/{yyyy}-{mm}/{dd}/node_1.htm\" }"),
            Ok(()),
        );
        check(&with("exec = [\"make-paper\", \"--today\"]"), Ok(()));
        check("masthead = \"阅报日报\"", Err("short name"));
        check(&with(""), Err("0 ways"));
        check(&with("folder = \"x\"\nexec = [\"y\"]"), Err("2 ways"));
        check(
            &with("feed = { url = \"file:///etc/passwd\" }"),
            Err("http://"),
        );
        check(
            &with("feed = { url = \"https://me:word@a.test/feed\" }"),
            Err("password"),
        );
        check(
            &with("epaper = { front = \"http://a.test/node_1.htm\" }"),
            Err("no place for a day"),
        );
        check(
            &with("epaper = { front = \"http://a.test/{year}\" }"),
            Err("{year}"),
        );
        check(&with("epaper = {}"), Err("neither"));
        check(&with("utc = 20\nexec = [\"y\"]"), Err("20 hours"));
    }
}
