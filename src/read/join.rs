//! The pages of one issue put together: ids and page labels run through. Jumps find their tails in `follow`.

use std::collections::HashMap;

use super::Reading;
use super::carry::carry_over;
use super::follow::follow_jumps;
use super::reading::Role;
use super::tongues;
use super::wash::place_unlisted;
use crate::edition::{Edition, Jump, Story};

/// Joins readings that are the pages of one issue, in order.
///
/// Stories are numbered through, and a story that says "(下转第2版)" takes in the tail "(上接第1版)" that stands on
/// that page: both pages then list it.
pub fn join(readings: Vec<Reading>) -> Edition {
    let sources = readings.len();
    let stories: usize = readings.iter().map(|one| one.edition.stories.len()).sum();
    let are_pages = readings.iter().all(|reading| reading.role == Role::Page);
    let mut edition = Edition::default();
    for reading in readings {
        append(&mut edition, reading.edition);
    }
    place_unlisted(&mut edition);
    label_pages(&mut edition);
    follow_jumps(&mut edition);
    if are_pages {
        carry_over(&mut edition);
    }
    // A story of two halves may be in another language than either of them let on, or than the paper they came into.
    if sources > 1 || edition.stories.len() < stories {
        tongues::tell_apart(&mut edition);
    }
    edition
}

fn append(edition: &mut Edition, mut page: Edition) {
    if let Some(language) = &edition.language {
        tongues::keep(&mut page.stories, page.language.as_deref(), Some(language));
    }
    let mut names = HashMap::new();
    let first = edition.stories.len();
    for mut story in page.stories {
        let id = format!("s{}", edition.stories.len() + 1);
        names.insert(std::mem::replace(&mut story.id, id.clone()), id);
        edition.stories.push(story);
    }
    for jump in edition.stories[first..].iter_mut().flat_map(jumps) {
        jump.story = jump.story.take().and_then(|id| names.get(&id).cloned());
    }
    for mut section in page.sections {
        section.stories = section
            .stories
            .iter()
            .filter_map(|id| names.get(id).cloned())
            .collect();
        edition.sections.push(section);
    }
    edition.loose.extend(page.loose);
    edition.notes.extend(page.notes);
    edition.masthead = edition.masthead.take().or(page.masthead);
    edition.date = edition.date.or(page.date);
    edition.url = edition.url.take().or(page.url);
    edition.language = edition.language.take().or(page.language);
    edition.vertical |= page.vertical;
}

fn jumps(story: &mut Story) -> impl Iterator<Item = &mut Jump> {
    let ends = [&mut story.continued_from, &mut story.continued_on];
    ends.into_iter().flatten()
}

/// Pages that print neither label nor title are numbered by their order.
fn label_pages(edition: &mut Edition) {
    for index in 0..edition.sections.len() {
        if edition.sections[index].label.is_empty() && edition.sections[index].title.is_none() {
            let label = format!("{:02}", index + 1);
            for id in edition.sections[index].stories.clone() {
                if let Some(at) = edition.index_of(&id) {
                    edition.stories[at].page = Some(label.clone());
                }
            }
            edition.sections[index].label = label;
        }
    }
}
