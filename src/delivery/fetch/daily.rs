//! Papers that have no issues of their own, but stories that come through the day: each day's are an edition, which grows.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::edition::{Edition, Section, Story};

/// An edition of a day from what stands of it and what came since: what came takes the place of what it is again, newest first.
/// Sections are those of both.
pub(super) fn grown(standing: Option<Edition>, fresh: Edition) -> Edition {
    let Some(standing) = standing else {
        return fresh;
    };
    let known = |story: &Story| fresh.stories.iter().any(|new| is_same(new, story));
    let kept: Vec<Story> = standing
        .stories
        .iter()
        .filter(|story| !known(story))
        .cloned()
        .collect();
    let titles = titles(&[&fresh, &standing]);
    let of = |edition: &Edition, story: &Story| section_of(edition, &story.id);
    let new = fresh.stories.iter().map(|story| (of(&fresh, story), story));
    let old = kept.iter().map(|story| (of(&standing, story), story));
    let all: Vec<(Option<String>, Story)> = new
        .chain(old)
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
pub(super) fn by_day(edition: &Edition, day: impl Fn(&Story) -> Date) -> Vec<(Date, Edition)> {
    let mut days: Vec<Date> = edition.stories.iter().map(&day).collect();
    days.sort_unstable();
    days.dedup();
    let titles = titles(&[edition]);
    let of_day = |wanted: Date| {
        let stories = edition.stories.iter().filter(|story| day(story) == wanted);
        let stories = stories.map(|story| (section_of(edition, &story.id), story.clone()));
        let frame = Edition {
            date: Some(wanted),
            ..edition.clone()
        };
        (wanted, listed(stories.collect(), &titles, frame))
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

fn section_of(edition: &Edition, id: &str) -> Option<String> {
    let sections = edition.sections.iter();
    let mut on = sections.filter(|section| section.stories.iter().any(|other| other == id));
    on.next()?.title.clone()
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
        let days: Vec<Vec<String>> = by_day(&all, day).iter().map(|(_, e)| shown(e)).collect();
        assert_eq!(days, [vec!["要闻: a1"], vec!["要闻: c2", "体育: b2"]]);
    }
}
