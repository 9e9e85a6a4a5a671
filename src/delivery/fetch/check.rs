//! What a definition gives, step by step: each address it leads to is asked once, nothing is kept and nothing is filed.

use std::sync::atomic::AtomicBool;

use url::Url;

use super::errand::one_line;
use super::limits;
use crate::delivery::papers::{
    Definition, Discovery, Epaper, Feed, List, Way, addresses, discover,
};
use crate::delivery::web::{Ask, Guest, Home, Manners, is_private_now, limits as bounds};
use crate::read::{self, Reading, Source};

/// A step of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whether it came to something.
    pub is_well: bool,
    /// What was asked, and what it gave.
    pub what: String,
}

/// Checks what an address is.
pub fn check_address(url: &str, tell: &mut dyn FnMut(Step)) {
    match discover_at(url) {
        Ok(Discovery::Paper(paper)) => {
            let text = toml::to_string(&*paper).unwrap_or_default();
            let what = format!("{} is {}", one_line(url), text.replace('\n', "; "));
            tell(Step {
                is_well: true,
                what,
            });
            check_paper(&paper, tell);
        }
        Ok(_) => tell(Step {
            is_well: false,
            what: format!(
                "{} gives no feed, no e-paper and no list of stories",
                one_line(url)
            ),
        }),
        Err(what) => tell(Step {
            is_well: false,
            what,
        }),
    }
}

/// What the source at an address is, following where it leads.
///
/// # Errors
/// Why the address gives nothing.
pub fn discover_at(url: &str) -> Result<Discovery, String> {
    let mut asked = url.to_owned();
    let home = Url::parse(url).map_err(|why| format!("{} is no address: {why}", one_line(url)))?;
    let is_private = is_private_now(&home);
    let site = match is_private {
        true => Home::new(&home).private(&home),
        false => Home::new(&home),
    };
    let visit = Visit::of(Some(site));
    for _ in 0..limits::HOPS {
        let (address, body) = visit.get(&asked)?;
        match discover(url, &address, &body) {
            Discovery::Onward(to) => asked = to,
            Discovery::Paper(mut paper) => {
                paper.private = is_private;
                if let (Some(feed), true) = (paper.feed.as_mut(), asked != url) {
                    feed.url = asked;
                }
                return Ok(Discovery::Paper(paper));
            }
            Discovery::Nothing => break,
        }
    }
    Ok(Discovery::Nothing)
}

/// Checks a definition.
pub fn check_paper(paper: &Definition, tell: &mut dyn FnMut(Step)) {
    let name = format!("{} ({})", one_line(&paper.masthead), one_line(&paper.id));
    if let Err(flaw) = paper.check() {
        let what = format!("{name} {flaw}");
        return tell(Step {
            is_well: false,
            what,
        });
    }
    let what = format!("{name} makes sense");
    tell(Step {
        is_well: true,
        what,
    });
    let visit = Visit::of(paper.site());
    let end = match paper.way() {
        Ok(Way::Epaper(epaper)) => visit.epaper(paper, epaper, tell),
        Ok(Way::Feed(feed)) => visit.feed(feed, tell),
        Ok(Way::List(list)) => visit.list(list, tell),
        Ok(Way::Folder(path)) => folder(path, tell),
        Ok(Way::Exec(_)) => Ok(()),
        Err(flaw) => Err(flaw.to_string()),
    };
    if let Err(what) = end {
        tell(Step {
            is_well: false,
            what,
        });
    }
}

fn folder(path: &str, tell: &mut dyn FnMut(Step)) -> Result<(), String> {
    let is_well = super::folder::at_home(path).is_dir();
    let what = match is_well {
        true => format!("the folder {} is there", one_line(path)),
        false => format!("the folder {} is not there", one_line(path)),
    };
    tell(Step { is_well, what });
    Ok(())
}

/// A visit to a site.
struct Visit {
    guest: Guest,
    site: Option<Home>,
}

impl Visit {
    fn of(site: Option<Home>) -> Self {
        let guest = Guest::new(Manners::default());
        Self { guest, site }
    }

    /// What an address gives: where it was in the end, and its bytes.
    fn get(&self, url: &str) -> Result<(String, Vec<u8>), String> {
        let address =
            Url::parse(url).map_err(|why| format!("{} is no address: {why}", one_line(url)))?;
        let site = self.site.as_ref().ok_or("the paper has no site")?;
        let answer = self.guest.get(&Ask {
            url: &address,
            known: None,
            home: site,
            most: bounds::PAGE,
            stop: &AtomicBool::new(false),
        });
        let answer = answer.map_err(|refused| refused.to_string())?;
        Ok((answer.url.into(), answer.body.unwrap_or_default()))
    }

    fn epaper(
        &self,
        paper: &Definition,
        epaper: &Epaper,
        tell: &mut dyn FnMut(Step),
    ) -> Result<(), String> {
        let today = paper.today();
        let ways = [("entry", epaper.entry.clone()), ("front", epaper.on(today))];
        for (name, url) in ways {
            let Some(url) = url else { continue };
            if let Err(why) = self.issue(name, &url, tell) {
                tell(Step {
                    is_well: false,
                    what: format!("`{name}`: {why}"),
                });
            }
        }
        Ok(())
    }

    /// Follows an address to a page of an issue, and that to a story.
    fn issue(&self, name: &str, url: &str, tell: &mut dyn FnMut(Step)) -> Result<(), String> {
        let mut well = |what: String| {
            tell(Step {
                is_well: true,
                what,
            })
        };
        let mut asked = url.to_owned();
        for _ in 0..limits::HOPS {
            let (address, bytes) = self.get(&asked)?;
            let source = Source {
                name: &address,
                bytes: &bytes,
            };
            let sheet = read::read(source).ok().filter(Reading::is_sheet);
            let Some(sheet) = sheet else {
                let moved = read::onward(source).moved.filter(|moved| *moved != asked);
                let none = || {
                    format!(
                        "{} is no page of an e-paper and leads nowhere",
                        one_line(&address)
                    )
                };
                let to = moved.ok_or_else(none)?;
                well(format!(
                    "`{name}`: {} leads to {}",
                    one_line(&asked),
                    one_line(&to)
                ));
                asked = to;
                continue;
            };
            let edition = &sheet.edition;
            let day = edition
                .date
                .map_or("no day".to_owned(), |day| day.to_string());
            let pages: Vec<&str> = sheet
                .leaves()
                .iter()
                .map(|(label, _)| label.as_str())
                .collect();
            well(format!(
                "`{name}`: {} is a page of {day}, which leads to {} pages ({}) and lists {} stories",
                one_line(&address),
                pages.len(),
                one_line(&pages.join(" ")),
                edition.stories.len()
            ));
            let story = edition.stories.iter().find_map(|story| story.url.clone());
            let story = story.ok_or("the page lists no story that has an address")?;
            return self.story(&story, tell);
        }
        Err("it leads on and on".to_owned())
    }

    fn story(&self, url: &str, tell: &mut dyn FnMut(Step)) -> Result<(), String> {
        let (_, bytes) = self.get(url)?;
        let reading = read::read(Source {
            name: url,
            bytes: &bytes,
        });
        let reading =
            reading.map_err(|refusal| format!("the story {} {refusal}", one_line(url)))?;
        let story = reading
            .edition
            .stories
            .first()
            .ok_or("the story's page holds no story")?;
        let letters: usize = story
            .blocks
            .iter()
            .map(|block| block.text().chars().count())
            .sum();
        tell(Step {
            is_well: letters > 0,
            what: format!(
                "the story {} is “{}”, {letters} characters",
                one_line(url),
                story.title()
            ),
        });
        Ok(())
    }

    fn feed(&self, feed: &Feed, tell: &mut dyn FnMut(Step)) -> Result<(), String> {
        let (address, bytes) = self.get(&feed.url)?;
        let reading = read::read(Source {
            name: &address,
            bytes: &bytes,
        });
        let reading = reading.map_err(|refusal| format!("the feed {refusal}"))?;
        let edition = reading.edition;
        tell(Step {
            is_well: !edition.stories.is_empty(),
            what: format!("the feed has {} items", edition.stories.len()),
        });
        match edition.stories.iter().find_map(|story| story.url.clone()) {
            Some(url) if feed.whole => self.story(&url, tell),
            _ => Ok(()),
        }
    }

    fn list(&self, list: &List, tell: &mut dyn FnMut(Step)) -> Result<(), String> {
        let mut urls = list.urls.clone();
        if let Some(url) = &list.url {
            let (address, bytes) = self.get(url)?;
            let written: Vec<String> = addresses(&bytes).collect();
            match written.is_empty() {
                false => urls.extend(written),
                true => urls.extend(super::stream::linked(&address, &bytes, list)),
            }
        }
        tell(Step {
            is_well: !urls.is_empty(),
            what: format!("the list has {} stories", urls.len()),
        });
        match urls.first() {
            Some(url) => self.story(url, tell),
            None => Ok(()),
        }
    }
}
