//! What kind of source an address is, from what it gives: a feed, an e-paper, a list of stories, or a page that leads to one
//! of these.

use jiff::civil::Date;
use url::Url;

use super::definition::{Definition, Epaper, Feed, List};
use crate::read::{self, Form, Source};

/// Least links to stories that make a page a list.
const LEAST_LINKS: usize = 5;

/// Characters of the name that a source gives itself: it stands in every list of papers.
const LONGEST_NAME: usize = 100;

/// What an address turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Discovery {
    /// A paper, that can be subscribed to.
    Paper(Box<Definition>),
    /// A page that leads on, to this address.
    Onward(String),
    /// Nothing that editions can be made of.
    Nothing,
}

/// Tells from what an address gave what kind of source it is. `asked` is the address that the reader gave, `address` the one
/// that answered.
pub fn discover(asked: &str, address: &str, bytes: &[u8]) -> Discovery {
    let source = Source {
        name: address,
        bytes,
    };
    match read::sniff(bytes) {
        Ok(Form::Feed) => paper_of(source, |paper| {
            paper.feed = Some(Feed {
                url: asked.to_owned(),
                whole: false,
            });
        }),
        Ok(Form::EpaperJson) => paper_of(source, |paper| paper.epaper = epaper(asked, address)),
        Ok(Form::Html) => of_markup(asked, source),
        Ok(Form::Plain) if addresses(bytes).next().is_some() => paper_of(source, |paper| {
            paper.list = Some(List {
                url: Some(asked.to_owned()),
                ..List::default()
            });
        }),
        _ => Discovery::Nothing,
    }
}

/// The addresses in a text that has one on each line; a line that is none ends it.
pub fn addresses(bytes: &[u8]) -> impl Iterator<Item = String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .take_while(|line| line.starts_with("http://") || line.starts_with("https://"))
        .collect();
    lines.into_iter()
}

fn of_markup(asked: &str, source: Source<'_>) -> Discovery {
    let onward = read::onward(source);
    if let Some(moved) = onward.moved.filter(|moved| moved != source.name) {
        return Discovery::Onward(moved);
    }
    let reading = read::read(source);
    if reading.as_ref().is_ok_and(read::Reading::is_sheet) {
        return paper_of(source, |paper| paper.epaper = epaper(asked, source.name));
    }
    if let Some(feed) = onward.feeds.into_iter().next() {
        return Discovery::Onward(feed);
    }
    let host = |address: &str| Some(Url::parse(address).ok()?.host_str()?.to_owned());
    let own = host(source.name);
    let stories = onward.links.iter().filter(|(link, text)| {
        const LEAST_LETTERS: usize = 8;
        host(link) == own && text.chars().count() >= LEAST_LETTERS
    });
    match stories.count() >= LEAST_LINKS {
        true => paper_of(source, |paper| {
            paper.list = Some(List {
                url: Some(asked.to_owned()),
                ..List::default()
            });
        }),
        false => Discovery::Nothing,
    }
}

/// A paper by what its source says of itself, or by its host.
fn paper_of(source: Source<'_>, tell: impl FnOnce(&mut Definition)) -> Discovery {
    let edition = read::read(source).map(|reading| reading.edition);
    let edition = edition.unwrap_or_default();
    let url = Url::parse(source.name).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or("paper");
    let mut paper = Definition {
        id: short_of(source.name),
        masthead: edition
            .masthead
            .map(|name| name.chars().take(LONGEST_NAME).collect())
            .unwrap_or_else(|| host.trim_start_matches("www.").to_owned()),
        language: edition.language,
        homepage: url.as_ref().map(|url| url.origin().ascii_serialization()),
        ..Definition::default()
    };
    tell(&mut paper);
    Discovery::Paper(Box::new(paper))
}

/// An e-paper by its entry, and by the pattern of its days where its address has one.
fn epaper(asked: &str, address: &str) -> Option<Epaper> {
    let front = pattern_of(address);
    // An address with a day in it leads to that day for ever.
    let entry = pattern_of(asked).is_none().then(|| asked.to_owned());
    Some(Epaper {
        family: None,
        entry,
        front,
    })
}

/// The address with places for the day that stands in it.
fn pattern_of(address: &str) -> Option<String> {
    let starts = address.match_indices("20").map(|(at, _)| at);
    let mut fresh = starts.filter(|&at| !address[..at].ends_with(|c: char| c.is_ascii_digit()));
    fresh.find_map(|at| {
        let (day, rest) = day_pattern(&address[at..])?;
        Some(format!("{}{day}{rest}", &address[..at]))
    })
}

/// The day that a text begins with, as places for one, and what follows it.
fn day_pattern(text: &str) -> Option<(String, &str)> {
    let (mut pattern, mut rest, mut numbers) = (String::new(), text, [0i16; 3]);
    for (number, (name, count)) in [("{yyyy}", 4), ("{mm}", 2), ("{dd}", 2)].iter().enumerate() {
        let after = rest.trim_start_matches(['-', '/', '_']);
        // One mark at most stands between them.
        let mark = &rest[..rest.len() - after.len()];
        let digits = after.get(..*count).filter(|_| mark.len() <= 1)?;
        numbers[number] = digits.parse().ok()?;
        pattern.push_str(mark);
        pattern.push_str(name);
        rest = &after[*count..];
    }
    let [year, month, day] = numbers;
    let is_day = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).is_ok();
    (is_day && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some((pattern, rest))
}

/// A short name from an address.
pub fn short_of(address: &str) -> String {
    let url = Url::parse(address).ok();
    short(url.as_ref().and_then(Url::host_str).unwrap_or("paper"))
}

/// A short name from a host: its labels but `www` and the last, with hyphens.
fn short(host: &str) -> String {
    const LONGEST: usize = 40;
    let labels: Vec<&str> = host
        .split('.')
        .filter(|label| !label.is_empty() && *label != "www")
        .collect();
    let is_number = labels.iter().all(|label| label.parse::<u8>().is_ok());
    let kept = match labels.len() {
        0 => return "paper".to_owned(),
        1 => &labels[..],
        _ if is_number => &labels[..],
        count => &labels[..count - 1],
    };
    let name = kept.join("-").to_ascii_lowercase();
    let plain = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    plain.take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses_become_places() {
        for (address, pattern) in [
            (
                "http://a.test/html/2023-02/10/node_2.htm",
                Some("http://a.test/html/{yyyy}-{mm}/{dd}/node_2.htm"),
            ),
            (
                "http://a.test/pc/layout/202412/25/node_01.html",
                Some("http://a.test/pc/layout/{yyyy}{mm}/{dd}/node_01.html"),
            ),
            (
                "http://a.test/content/20260928/Page01BC.htm",
                Some("http://a.test/content/{yyyy}{mm}{dd}/Page01BC.htm"),
            ),
            ("http://a.test/content_20189914.htm", None),
            ("http://a.test/index.htm", None),
        ] {
            assert_eq!(pattern_of(address).as_deref(), pattern);
        }
    }

    #[test]
    fn hosts_become_short_names() {
        for (host, name) in [
            ("paper.people.com.cn", "paper-people-com"),
            ("www.nhk.or.jp", "nhk-or"),
            ("127.0.0.1", "127-0-0-1"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(short(host), name);
        }
    }

    #[test]
    fn a_name_without_end_is_cut() {
        let name = "巨".repeat(100_000);
        let feed = format!(
            "<rss version='2.0'><channel><title>{name}</title><item><title>a</title></item></channel></rss>"
        );
        let found = discover("https://a.test/x", "https://a.test/x", feed.as_bytes());
        let Discovery::Paper(paper) = found else {
            panic!("{found:?}")
        };
        assert_eq!(paper.masthead, "巨".repeat(LONGEST_NAME));
    }

    #[test]
    fn kinds_of_sources_are_told_apart() {
        let kind = |bytes: &str| match discover(
            "https://a.test/x",
            "https://a.test/x",
            bytes.as_bytes(),
        ) {
            Discovery::Paper(paper) => match paper.way() {
                Ok(super::super::Way::Feed(_)) => "feed".to_owned(),
                Ok(super::super::Way::Epaper(_)) => "epaper".to_owned(),
                Ok(super::super::Way::List(_)) => "list".to_owned(),
                other => format!("{other:?}"),
            },
            Discovery::Onward(to) => to,
            Discovery::Nothing => "nothing".to_owned(),
        };
        assert_eq!(
            kind(
                "<rss version='2.0'><channel><title>x</title><item><title>a</title></item></channel></rss>"
            ),
            "feed"
        );
        assert_eq!(
            kind("<html><meta http-equiv=refresh content='0;url=html/y'>"),
            "https://a.test/html/y"
        );
        assert_eq!(
            kind("<html><link rel=alternate type='application/rss+xml' href=/feed.xml><p>text</p>"),
            "https://a.test/feed.xml"
        );
        assert_eq!(kind("https://a.test/1\nhttps://a.test/2\n"), "list");
        assert_eq!(
            kind("<html><body><p>nothing here</p></body></html>"),
            "nothing"
        );
        let links = "<a href=/1>a headline of some length</a>".repeat(6);
        assert_eq!(kind(&format!("<html><body>{links}</body></html>")), "list");
        let sheet = "<map><area coords='1,1,2,2,3,3' href='content_1.htm'></map><a id=pageLink href=node_1.htm>第01版：要闻</a><a id=pageLink href=node_2.htm>第02版：综合</a>";
        assert_eq!(
            kind(&format!("<html><body>{sheet}</body></html>")),
            "epaper"
        );
    }
}
