//! A page of the web as the readers of e-papers see it: its elements, its properties, and what it says of its paper and
//! its day.

use jiff::civil::Date;

use super::find::Finder;
use super::property::Properties;
use super::{dates, papers, signs};
use crate::read::build::Builder;
use crate::read::html::{Base, attribute, line};
use crate::read::plain::furniture::{find_date, masthead};

/// A page.
pub struct Page<'t> {
    /// Path or address it came under.
    pub name: &'t str,
    /// Its elements.
    pub finder: Finder<'t>,
    /// What its publishing system wrote into it.
    pub properties: Properties,
    /// What its links are relative to.
    pub base: Base,
    /// What was done to keep its tree within limits, each with how often.
    pub mended: Vec<(usize, &'static str)>,
}

impl Page<'_> {
    /// An edition in the making, with notes on what was mended so far.
    pub fn builder(&self) -> Builder {
        let mut builder = Builder::new(self.name);
        for (count, what) in &self.mended {
            builder.notes.count("", *count, what);
        }
        builder
    }

    /// The page's own address, where it says it.
    pub fn url(&self) -> Option<String> {
        let own = self.properties.get(&["url"]).map(str::to_owned);
        let link = |selector| {
            let mut links = self.finder.all(selector);
            links.find_map(|node| {
                let is_own = attribute(&node, "rel")
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                attribute(&node, "href").filter(|_| is_own)
            })
        };
        own.or_else(|| link("link"))
            .or_else(|| self.meta(&["og:url"]))
            .filter(|url| url.starts_with("http"))
    }

    /// What a `meta` element of one of these names (or properties) says.
    pub fn meta(&self, names: &[&str]) -> Option<String> {
        let mut metas = self.finder.all("meta");
        metas.find_map(|node| {
            let name = attribute(&node, "property").or_else(|| attribute(&node, "name"))?;
            let is_it = names.iter().any(|known| name.eq_ignore_ascii_case(known));
            attribute(&node, "content").filter(|_| is_it)
        })
    }

    /// The paper's name: as its publishing system writes it, as the page's title has it, as a line with the date has it, or
    /// as `data/papers/` knows it by one of the addresses.
    pub fn masthead(&self, addresses: &[&str]) -> Option<String> {
        let told = self.properties.get(&["papername"]).and_then(paper);
        let titled = || {
            self.finder
                .text(&["title"])
                .and_then(|title| paper_in(&title))
        };
        let dated = || {
            let mut lines = signs::DATES
                .iter()
                .flat_map(|selector| self.finder.all(selector));
            lines.find_map(|node| paper_in(&line(&node)))
        };
        let placed = || {
            let mut known = addresses.iter().filter_map(|address| papers::at(address));
            known.next().map(|paper| paper.masthead.clone())
        };
        told.or_else(titled)
            .or_else(dated)
            .or_else(placed)
            .or_else(|| self.meta(&["og:site_name"]).as_deref().and_then(paper_in))
            .or_else(|| self.copyright())
    }

    /// `Copyright © 某某日报`: the last place a paper names itself.
    fn copyright(&self) -> Option<String> {
        const LONGEST: usize = 120;
        let names = ["span", "p", "div", "td"];
        let mut nodes = names.iter().flat_map(|name| self.finder.all(name));
        nodes.find_map(|node| {
            let own = node.immediate_text();
            let is_it = own.len() <= LONGEST * 3
                && ["opyright", "版权", "©"]
                    .iter()
                    .any(|word| own.contains(word));
            is_it.then(|| paper_in(&own))?
        })
    }

    /// The day: from the addresses, then from the lines that say it.
    pub fn date(&self, addresses: &[&str]) -> Option<Date> {
        let told = self.properties.get(&["date"]).and_then(find_date);
        let pathed = || addresses.iter().find_map(|address| dates::in_path(address));
        let dated = || {
            let mut lines = signs::DATES
                .iter()
                .flat_map(|selector| self.finder.all(selector));
            lines.find_map(|node| find_date(&line(&node)))
        };
        told.map(|found| found.0)
            .or_else(pathed)
            .or_else(|| dated().map(|found| found.0))
    }
}

/// Whether an address is that of a paper that is known, and has a day in it, as the pages of its issues have.
pub fn is_of_known_paper(address: &str) -> bool {
    papers::at(address).is_some() && dates::in_path(address).is_some()
}

/// The paper that a line names: `《某某日报》`, or a piece of it between blanks, dashes and the like.
fn paper_in(text: &str) -> Option<String> {
    let pieces = text.split(|c: char| c.is_whitespace() || "-—_|·:：,，《》（）()[]©".contains(c));
    pieces.filter(|piece| !piece.is_empty()).find_map(paper)
}

/// A name without what sites put behind it, if it is a paper's.
fn paper(name: &str) -> Option<String> {
    const BEHIND: &[&str] = &[
        "多媒体数字报",
        "多媒体数字版",
        "多媒体报",
        "数字报刊",
        "数字报纸",
        "数字报",
        "数字版",
        "电子报",
        "电子版",
        "手机报",
        "首页",
        "版",
    ];
    let name = name.trim();
    if papers::named(name).is_some() {
        return Some(name.to_owned());
    }
    let name = BEHIND
        .iter()
        .find_map(|behind| name.strip_suffix(behind))
        .unwrap_or(name);
    let is_paper = papers::named(name).is_some() || masthead(name).is_some_and(|bare| bare == name);
    (is_paper && !["日报", "晚报", "周报", "数字报", "电子报", "海报", "报"].contains(&name))
        .then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::paper_in;

    #[test]
    fn papers_are_found_in_titles() {
        for (title, expected) in [
            ("阅报日报--数字报", Some("阅报日报")),
            ("阅报晚报数字报", Some("阅报晚报")),
            ("某某晨报-某某网", Some("某某晨报")),
            ("《阅报时报》（2026年11月23日 第 01 版）", Some("阅报时报")),
            ("数字报", None),
            ("雨季来临", None),
            ("新华每日电讯", Some("新华每日电讯")),
        ] {
            assert_eq!(paper_in(title).as_deref(), expected, "{title}");
        }
    }
}
