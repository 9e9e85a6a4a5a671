//! Lists of feeds as other readers write them: to definitions of papers, and from them.

use super::definition::{Definition, Feed, Way};
use super::discover::short_of;
use super::known::Known;
use crate::edition::{Block, Edition, Section, Story};
use crate::read::{self, Form, Source};

/// The papers that a list of feeds (OPML) names: those that are known by their address as they are known, the others as feeds, whose
/// short names [`tell_apart`] may have to change. `None` where it is no such list.
pub fn from_opml(name: &str, bytes: &[u8], known: &Known) -> Option<Vec<Definition>> {
    if !matches!(read::sniff(bytes), Ok(Form::Opml)) {
        return None;
    }
    let edition = read::read(Source { name, bytes }).ok()?.edition;
    let mut papers: Vec<Definition> = Vec::new();
    for story in &edition.stories {
        let Some(url) = &story.url else { continue };
        let paper = match known.with_address(url) {
            Some(paper) => paper.clone(),
            None => feed(story, url),
        };
        if paper.check().is_ok() {
            papers.push(paper);
        }
    }
    Some(papers)
}

fn feed(story: &Story, url: &str) -> Definition {
    Definition {
        id: short_of(url),
        masthead: story.headline.clone().unwrap_or_else(|| short_of(url)),
        language: story.language.clone(),
        feed: Some(Feed {
            url: url.to_owned(),
            whole: false,
        }),
        ..Definition::default()
    }
}

/// Gives a paper the short name that its source has among others, or one that none of the others has.
pub fn tell_apart(paper: &mut Definition, others: &[Definition]) {
    if let Some(same) = others.iter().find(|other| other.has_source_of(paper)) {
        paper.id.clone_from(&same.id);
        return;
    }
    let bare = paper.id.clone();
    let mut number = 1;
    while others.iter().any(|other| other.id == paper.id) {
        number += 1;
        paper.id = format!("{bare}-{number}");
    }
}

/// Papers as an edition that can be written as a list of feeds; folders and programs are no address and stay out of it.
pub fn to_list(papers: &[Definition]) -> Edition {
    let stories = papers.iter().enumerate().filter_map(|(at, paper)| {
        let url = match paper.way().ok()? {
            Way::Feed(feed) => feed.url.clone(),
            _ => paper.home()?.into(),
        };
        Some(Story {
            id: format!("s{}", at + 1),
            headline: Some(paper.masthead.clone()),
            language: paper.language.clone(),
            url: Some(url),
            blocks: paper
                .homepage
                .iter()
                .map(|url| Block::paragraph(url.as_str()))
                .collect(),
            ..Story::default()
        })
    });
    let stories: Vec<Story> = stories.collect();
    Edition {
        sections: vec![Section {
            stories: stories.iter().map(|story| story.id.clone()).collect(),
            ..Section::default()
        }],
        stories,
        ..Edition::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_was_written_comes_back() {
        let known = Known::of_program();
        let mut own = feed(
            &Story {
                headline: Some("阅报 周刊".into()),
                ..Story::default()
            },
            "https://feeds.test/a.xml",
        );
        own.language = Some("zh-Hans".into());
        let rmrb = known.by_id("rmrb").expect("a paper that is known").clone();
        let mut out = Vec::new();
        crate::write::feeds(&[&to_list(&[own.clone(), rmrb])], &mut out).expect("memory");
        let papers = from_opml("list.opml", &out, &known).expect("a list");
        let ids: Vec<&str> = papers.iter().map(|paper| paper.id.as_str()).collect();
        assert_eq!(ids, ["feeds", "rmrb"]);
        assert_eq!(
            (&papers[0].masthead, &papers[0].feed),
            (&own.masthead, &own.feed)
        );
        assert!(papers[1].epaper.is_some());
        assert_eq!(from_opml("x", b"{}", &known), None);
    }

    #[test]
    fn two_feeds_of_one_site_have_two_short_names() {
        let list = "<opml version='2.0'><body><outline text='a' type='rss' xmlUrl='https://b.test/1'/>\
                    <outline text='c' type='rss' xmlUrl='https://b.test/2'/></body></opml>";
        let mut papers = from_opml("x", list.as_bytes(), &Known::default()).expect("a list");
        let (first, second) = papers.split_at_mut(1);
        tell_apart(&mut second[0], first);
        let ids: Vec<&str> = papers.iter().map(|paper| paper.id.as_str()).collect();
        assert_eq!(ids, ["b", "b-2"]);
        let mut again = Definition {
            id: "b".into(),
            ..papers[1].clone()
        };
        tell_apart(&mut again, &papers);
        assert_eq!(again.id, "b-2");
    }
}
