//! A page is whole or it is missing: what of an edition is shown while parts of it are not here.

use std::collections::{HashMap, HashSet};

use crate::edition::Edition;

/// What is not here, and why.
#[derive(Debug, Default)]
pub(super) struct Lacking {
    /// Labels of pages whose lists of stories are not.
    pub(super) pages: HashMap<String, String>,
    /// Addresses of stories.
    pub(super) stories: HashMap<String, String>,
}

/// Marks the pages that are not whole as missing, and takes away what stands on these alone. Answers with how many pages are
/// whole.
pub(super) fn mark_missing(edition: &mut Edition, lacking: &Lacking) -> usize {
    let reasons: HashMap<&str, &String> = edition
        .stories
        .iter()
        .filter(|story| story.blocks.is_empty())
        .filter_map(|story| {
            Some((
                story.id.as_str(),
                lacking.stories.get(story.url.as_deref()?)?,
            ))
        })
        .collect();
    let (mut whole, mut shown, mut hidden) = (0, HashSet::new(), HashSet::new());
    let mut missing = Vec::with_capacity(edition.sections.len());
    for section in &edition.sections {
        let of_stories = || {
            let mut ids = section.stories.iter();
            ids.find_map(|id| reasons.get(id.as_str()).copied())
        };
        let reason = lacking.pages.get(&section.label).or_else(of_stories);
        let ids = section.stories.iter().cloned();
        match reason {
            Some(_) => hidden.extend(ids),
            None => {
                whole += 1;
                shown.extend(ids);
            }
        }
        missing.push(reason.cloned());
    }
    for (section, reason) in edition.sections.iter_mut().zip(missing) {
        if reason.is_some() {
            section.stories.clear();
        }
        section.missing = reason;
    }
    edition
        .stories
        .retain(|story| shown.contains(&story.id) || !hidden.contains(&story.id));
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{Block, Section, Story};

    #[test]
    fn a_page_with_a_story_that_is_not_here_is_missing_and_what_stands_elsewhere_stays() {
        let story = |id: &str, url: &str, here: bool| Story {
            id: id.into(),
            url: Some(url.into()),
            blocks: if here {
                vec![Block::paragraph("养老")]
            } else {
                vec![]
            },
            ..Story::default()
        };
        let section = |label: &str, ids: &[&str]| Section {
            label: label.into(),
            stories: ids.iter().map(|id| (*id).to_owned()).collect(),
            ..Section::default()
        };
        let mut edition = Edition {
            sections: vec![
                section("1", &["s1", "s2"]),
                section("2", &["s2", "s3"]),
                section("3", &["s4"]),
                section("4", &[]),
            ],
            stories: vec![
                story("s1", "a", true),
                story("s2", "b", true),
                story("s3", "c", false),
                story("s4", "d", false),
            ],
            ..Edition::default()
        };
        let lacking = Lacking {
            pages: HashMap::from([("4".to_owned(), "500".to_owned())]),
            stories: HashMap::from([("c".to_owned(), "404".to_owned())]),
        };
        assert_eq!(mark_missing(&mut edition, &lacking), 2);
        let missing: Vec<_> = edition
            .sections
            .iter()
            .map(|s| s.missing.as_deref())
            .collect();
        assert_eq!(missing, [None, Some("404"), None, Some("500")]);
        let ids: Vec<_> = edition.stories.iter().map(|s| s.id.as_str()).collect();
        // The fourth is a picture of the page's own: its page came, and it has nothing to it.
        assert_eq!(ids, ["s1", "s2", "s4"]);
        assert!(edition.sections[1].stories.is_empty());
    }
}
