//! Papers that have no issues of their own, but stories that come through the day: each day's are an edition, which grows.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::limits;
use crate::edition::{Edition, Section, Story};

/// An edition of a day from what stands of it and what came since: what came takes the place of what it is again, newest first.
/// Sections are those of both.
pub(super) fn grown(standing: Option<Edition>, fresh: Edition) -> Edition {
    let Some(standing) = standing else {
        return fresh;
    };
    let known = Known::of(&fresh);
    let kept = standing.stories.iter().filter(|story| !known.has(story));
    let titles = titles(&[&fresh, &standing]);
    let (of_fresh, of_standing) = (sections_of(&fresh), sections_of(&standing));
    let new = fresh
        .stories
        .iter()
        .map(|story| (title_in(&of_fresh, story), story));
    let old = kept.map(|story| (title_in(&of_standing, story), story));
    let all: Vec<(Option<String>, Story)> = new
        .chain(old)
        .take(limits::OF_DAY)
        .enumerate()
        .map(|(at, (section, story))| {
            let id = format!("s{}", at + 1);
            (
                section,
                Story {
                    id,
                    ..story.clone()
                },
            )
        })
        .collect();
    listed(all, &titles, fresh)
}

/// The stories of an edition that fall on each day, as an edition of that day; `day` tells the day of a story.
pub(super) fn by_day(edition: Edition, day: impl Fn(&Story) -> Date) -> Vec<(Date, Edition)> {
    let titles = titles(&[&edition]);
    let mut days: BTreeMap<Date, Vec<(Option<String>, Story)>> = BTreeMap::new();
    let sections = sections_of(&edition);
    for story in &edition.stories {
        let filed = (title_in(&sections, story), story.clone());
        days.entry(day(story)).or_default().push(filed);
    }
    let frame = Edition {
        sections: Vec::new(),
        stories: Vec::new(),
        ..edition
    };
    let of_day = |(day, stories)| {
        let frame = Edition {
            date: Some(day),
            ..frame.clone()
        };
        (day, listed(stories, &titles, frame))
    };
    days.into_iter().map(of_day).collect()
}

/// Whether two stories are the same one: of one address, or of one headline where one of them has no address.
pub(super) fn is_same(one: &Story, other: &Story) -> bool {
    match (&one.url, &other.url) {
        (Some(one), Some(other)) => one == other,
        _ => one.headline.is_some() && one.headline == other.headline,
    }
}

/// The titles of sections in their order, each once.
fn titles(editions: &[&Edition]) -> Vec<Option<String>> {
    let mut titles: Vec<Option<String>> = Vec::new();
    for section in editions.iter().flat_map(|edition| &edition.sections) {
        if !titles.contains(&section.title) {
            titles.push(section.title.clone());
        }
    }
    titles
}

/// The title of the section that each story stands in, by the story's id.
fn sections_of(edition: &Edition) -> HashMap<&str, &Option<String>> {
    let mut titles = HashMap::new();
    for section in &edition.sections {
        for id in &section.stories {
            titles.entry(id.as_str()).or_insert(&section.title);
        }
    }
    titles
}

fn title_in(sections: &HashMap<&str, &Option<String>>, story: &Story) -> Option<String> {
    sections
        .get(story.id.as_str())
        .and_then(|title| (*title).clone())
}

/// What the stories of an edition are known by. It finds what [`is_same`] says is the same among any number of them, and what
/// came again word for word under another address: there are sites that give every answer new ones.
struct Known<'e> {
    urls: HashSet<&'e str>,
    headlines: HashSet<&'e str>,
    /// Those of stories that have no address.
    bare: HashSet<&'e str>,
    words: HashSet<Words<'e>>,
}

/// A headline, when it was published, and the text.
type Words<'e> = (&'e str, Option<Timestamp>, String);

impl<'e> Known<'e> {
    fn of(edition: &'e Edition) -> Self {
        let stories = || edition.stories.iter();
        let bare = stories().filter(|story| story.url.is_none());
        Self {
            urls: stories().filter_map(|story| story.url.as_deref()).collect(),
            headlines: stories()
                .filter_map(|story| story.headline.as_deref())
                .collect(),
            bare: bare.filter_map(|story| story.headline.as_deref()).collect(),
            words: stories().filter_map(words).collect(),
        }
    }

    fn has(&self, story: &Story) -> bool {
        let among = |headlines: &HashSet<&str>| {
            let headline = story.headline.as_deref();
            headline.is_some_and(|headline| headlines.contains(headline))
        };
        match story.url.as_deref() {
            Some(url) => {
                self.urls.contains(url)
                    || among(&self.bare)
                    || words(story).is_some_and(|words| self.words.contains(&words))
            }
            None => among(&self.headlines),
        }
    }
}

/// The words of a story that has a headline and a text.
fn words(story: &Story) -> Option<Words<'_>> {
    let headline = story.headline.as_deref()?;
    let texts: Vec<_> = story.blocks.iter().map(|block| block.text()).collect();
    (!texts.is_empty()).then(|| (headline, story.published, texts.join("\n")))
}

/// An edition with these stories in its sections; the rest is the frame's.
fn listed(
    stories: Vec<(Option<String>, Story)>,
    titles: &[Option<String>],
    frame: Edition,
) -> Edition {
    let mut lists: HashMap<Option<String>, Vec<String>> = HashMap::new();
    for (section, story) in &stories {
        let list = lists.entry(section.clone()).or_default();
        list.push(story.id.clone());
    }
    let sections = titles.iter().filter_map(|title| {
        Some(Section {
            title: title.clone(),
            stories: lists.remove(title)?,
            ..Section::default()
        })
    });
    Edition {
        sections: sections.collect(),
        stories: stories.into_iter().map(|(_, story)| story).collect(),
        ..frame
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(stories: &[(&str, &str)]) -> Edition {
        let mut edition = Edition::default();
        for (at, (title, url)) in stories.iter().enumerate() {
            let id = format!("s{}", at + 1);
            let title = Some((*title).to_owned()).filter(|title| !title.is_empty());
            match edition
                .sections
                .iter_mut()
                .find(|section| section.title == title)
            {
                Some(section) => section.stories.push(id.clone()),
                None => edition.sections.push(Section {
                    title,
                    stories: vec![id.clone()],
                    ..Section::default()
                }),
            }
            edition.stories.push(Story {
                id,
                url: Some((*url).to_owned()),
                ..Story::default()
            });
        }
        edition
    }

    fn shown(edition: &Edition) -> Vec<String> {
        let section = |section: &Section| {
            let urls = section
                .stories
                .iter()
                .filter_map(|id| edition.stories.get(edition.index_of(id)?)?.url.clone());
            let urls: Vec<String> = urls.collect();
            format!(
                "{}: {}",
                section.title.as_deref().unwrap_or(""),
                urls.join(" ")
            )
        };
        edition.sections.iter().map(section).collect()
    }

    #[test]
    fn a_day_grows_by_what_is_new() {
        let standing = edition(&[("要闻", "a"), ("体育", "b"), ("要闻", "c")]);
        let fresh = edition(&[("要闻", "d"), ("要闻", "c"), ("财经", "e")]);
        let grown = grown(Some(standing), fresh);
        assert_eq!(shown(&grown), ["要闻: d c a", "财经: e", "体育: b"]);
    }

    #[test]
    fn stories_fall_into_their_days() {
        let all = edition(&[("要闻", "a1"), ("体育", "b2"), ("要闻", "c2")]);
        let day = |story: &Story| {
            let number = story.url.as_ref().and_then(|url| url[1..].parse().ok());
            jiff::civil::date(2026, 7, number.unwrap_or(9))
        };
        let days: Vec<Vec<String>> = by_day(all, day).iter().map(|(_, e)| shown(e)).collect();
        assert_eq!(days, [vec!["要闻: a1"], vec!["要闻: c2", "体育: b2"]]);
    }
}
