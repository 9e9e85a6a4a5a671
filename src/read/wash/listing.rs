//! Stories that say something, ids that are unique, and pages that list stories which are there.

use std::collections::{HashMap, HashSet};

use super::notes::Notes;
use crate::edition::{Block, Edition, Section};

/// Drops stories and stray texts without a visible character: nothing of them could stand on a page.
pub fn drop_mute(edition: &mut Edition, notes: &mut Notes) {
    let is_mute = |text: &str| text.trim().is_empty();
    let before = edition.stories.len() + edition.loose.len();
    edition.stories.retain(|story| {
        let shows = |block: &Block| matches!(block, Block::Figure { image: Some(_), .. });
        let origin = [&story.source, &story.url];
        story.parts().any(|(_, text)| !is_mute(&text))
            || story.blocks.iter().any(shows)
            || origin.into_iter().any(Option::is_some)
            || story.published.or(story.updated).is_some()
    });
    edition.loose.retain(|text| !is_mute(text));
    let after = edition.stories.len() + edition.loose.len();
    notes.count(
        "",
        before - after,
        "stories and texts with nothing in them were left out",
    );
}

/// Gives every story an id of its own. What names an id that two stories had means the first of them.
pub fn name_stories(edition: &mut Edition, notes: &mut Notes) {
    let mut taken: HashSet<String> = HashSet::new();
    let mut nameless = Vec::new();
    for story in &mut edition.stories {
        if story.id.is_empty() || taken.contains(&story.id) {
            nameless.push(story);
        } else {
            taken.insert(story.id.clone());
        }
    }
    notes.count(
        "",
        nameless.len(),
        "stories had no id of their own and were given one",
    );
    let mut names = (1..)
        .map(|number: usize| format!("s{number}"))
        .filter(|name| !taken.contains(name));
    for story in nameless {
        story.id = names.next().unwrap_or_default();
    }
}

/// Takes from pages and jumps what names no story, and puts stories that stand on no page on the one they name.
///
/// A story that names none remains unlisted and is read after all pages.
pub fn list_stories(edition: &mut Edition, notes: &mut Notes) {
    let known: HashSet<String> = edition
        .stories
        .iter()
        .map(|story| story.id.clone())
        .collect();
    let mut wrong = 0;
    for section in &mut edition.sections {
        let mut seen = HashSet::new();
        let before = section.stories.len();
        section
            .stories
            .retain(|id| known.contains(id) && seen.insert(id.clone()));
        wrong += before - section.stories.len();
    }
    notes.count(
        "sections",
        wrong,
        "ids of stories that are not there, or twice, were passed over",
    );
    let ends = edition.stories.iter_mut();
    let ends = ends.flat_map(|story| [&mut story.continued_from, &mut story.continued_on]);
    let lost = ends
        .flatten()
        .filter(|jump| jump.story.as_ref().is_some_and(|id| !known.contains(id)));
    let lost = lost.map(|jump| jump.story = None).count();
    notes.count("", lost, "jumps led to stories that are not there");
    let placed = place_unlisted(edition);
    notes.count(
        "",
        placed,
        "stories that no page listed were put on the one they name",
    );
}

/// Puts stories that no page lists on the page they name; answers with how many there were.
pub fn place_unlisted(edition: &mut Edition) -> usize {
    let listed = edition.sections.iter().flat_map(|page| &page.stories);
    let listed: HashSet<String> = listed.cloned().collect();
    let labels = edition.sections.iter().map(|section| section.label.clone());
    let mut pages: HashMap<String, usize> = HashMap::new();
    for (index, label) in labels.enumerate() {
        pages.entry(label).or_insert(index);
    }
    let mut placed = 0;
    for story in edition
        .stories
        .iter()
        .filter(|story| !listed.contains(&story.id))
    {
        let Some(label) = story.page.as_ref().filter(|label| !label.is_empty()) else {
            continue;
        };
        let page = *pages.entry(label.clone()).or_insert_with(|| {
            edition.sections.push(Section {
                label: label.clone(),
                ..Section::default()
            });
            edition.sections.len() - 1
        });
        edition.sections[page].stories.push(story.id.clone());
        placed += 1;
    }
    placed
}
