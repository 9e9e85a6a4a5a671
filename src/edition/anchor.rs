//! Finding a place again, after the edition was read differently: by another version, or with a page more.

use super::passage::{Run, Spot};
use super::{Edition, Place, Story};

impl Edition {
    /// Where a place that was remembered with the `title` of its story and its first words (`excerpt`) is now.
    ///
    /// The same place where its words still stand there; else the nearest place with these words in a story of that
    /// title; else in the nearest story that has them. Without words, the beginning of the story of that title.
    /// `None` where nothing of it is left.
    pub fn anchor(&self, place: Place, title: &str, excerpt: &str) -> Option<Place> {
        if excerpt.is_empty() {
            return self.titled(place.story, title).map(Place::start_of);
        }
        if self.begins_with(place, excerpt) {
            return Some(place);
        }
        let stories = self.stories.iter().enumerate();
        let (same, others): (Vec<_>, Vec<_>) =
            stories.partition(|(_, story)| story.title() == title);
        [same, others]
            .into_iter()
            .find_map(|stories| nearest(stories, place, excerpt))
    }

    /// The story of a title: the one at `index`, or the one closest to it.
    fn titled(&self, index: usize, title: &str) -> Option<usize> {
        let stories = self.stories.iter().enumerate();
        let titled = stories.filter(|(_, story)| story.title() == title);
        titled.map(|(at, _)| at).min_by_key(|at| at.abs_diff(index))
    }

    /// Whether these words begin at a place. They may run on over the parts after it.
    fn begins_with(&self, place: Place, excerpt: &str) -> bool {
        let Some(story) = self.stories.get(place.story) else {
            return false;
        };
        let part = story.text_of(place.slot);
        let rest = part.as_deref().and_then(|text| text.get(place.byte..));
        let within = rest.is_some_and(|rest| rest.starts_with(excerpt));
        let end = || story.passage_end((place.slot, place.byte), excerpt);
        within || (rest.is_some() && excerpt.contains('\n') && end().is_some())
    }
}

/// The nearest occurrence in the first story, going outwards from the place's own, that has one. Of words over several
/// parts the first line will do where they are nowhere whole.
fn nearest(mut stories: Vec<(usize, &Story)>, place: Place, excerpt: &str) -> Option<Place> {
    stories.sort_by_key(|(at, _)| at.abs_diff(place.story));
    let first_line = excerpt.lines().next().filter(|line| !line.is_empty());
    let words = [Some(excerpt), first_line.filter(|line| *line != excerpt)];
    words.into_iter().flatten().find_map(|words| {
        stories.iter().find_map(|(at, story)| {
            let (slot, byte) = nearest_in(story, (place.slot, place.byte), words)?;
            Some(Place {
                story: *at,
                slot,
                byte,
            })
        })
    })
}

/// The occurrence that is the fewest bytes away, over the whole story.
fn nearest_in(story: &Story, spot: Spot, words: &str) -> Option<Spot> {
    let run = Run::of(story);
    let wanted = run.byte_of(spot);
    let found = run.text.match_indices(words).map(|(at, _)| at);
    let best = found.min_by_key(|at| at.abs_diff(wanted))?;
    run.spot_at(best)
}

#[cfg(test)]
mod tests {
    use crate::edition::{Block, Edition, Place, Slot, Story};

    fn edition(stories: &[(&str, &[&str])]) -> Edition {
        let story = |(title, texts): &(&str, &[&str])| Story {
            headline: Some((*title).into()),
            blocks: texts.iter().map(|text| Block::paragraph(*text)).collect(),
            ..Story::default()
        };
        Edition {
            stories: stories.iter().map(story).collect(),
            ..Edition::default()
        }
    }

    fn at(story: usize, block: usize, byte: usize) -> Place {
        Place {
            story,
            slot: Slot::Block(block),
            byte,
        }
    }

    #[test]
    fn words_that_still_stand_there_keep_the_place() {
        let edition = edition(&[("A", &["rain", "sun and rain"])]);
        assert_eq!(edition.anchor(at(0, 1, 8), "B", "rain"), Some(at(0, 1, 8)));
    }

    #[test]
    fn words_that_moved_are_found_nearby_in_the_story_of_that_title() {
        let edition = edition(&[("B", &["rain"]), ("A", &["rain", "sun", "sun and rain"])]);
        assert_eq!(edition.anchor(at(0, 2, 4), "A", "rain"), Some(at(1, 2, 8)));
        assert_eq!(edition.anchor(at(0, 0, 1), "A", "rain"), Some(at(1, 0, 0)));
    }

    #[test]
    fn words_under_another_title_are_found_in_the_nearest_story() {
        let edition = edition(&[("A", &["snow"]), ("B", &["x"]), ("C", &["the snow"])]);
        assert_eq!(edition.anchor(at(2, 0, 0), "Z", "snow"), Some(at(2, 0, 4)));
        assert_eq!(edition.anchor(at(9, 9, 9), "Z", "hail"), None);
    }

    #[test]
    fn without_words_the_title_leads_to_the_story() {
        let edition = edition(&[("A", &[]), ("B", &[]), ("A", &[])]);
        assert_eq!(
            edition.anchor(at(2, 0, 0), "A", ""),
            Some(Place::start_of(2))
        );
        assert_eq!(edition.anchor(at(2, 0, 0), "Z", ""), None);
    }

    #[test]
    fn words_over_several_parts_are_found_whole_or_by_their_first_line() {
        let edition = edition(&[("A", &["rain", "snow"]), ("A", &["sun", "rain", "hail"])]);
        let found = edition.anchor(at(0, 5, 0), "A", "rain\nhail");
        assert_eq!(found, Some(at(1, 1, 0)));
        let found = edition.anchor(at(0, 5, 0), "A", "rain\nfog");
        assert_eq!(found, Some(at(0, 0, 0)));
        let found = edition.anchor(at(0, 0, 0), "A", "rain\nsnow");
        assert_eq!(found, Some(at(0, 0, 0)));
    }

    #[test]
    fn a_byte_inside_a_character_does_no_harm() {
        let edition = edition(&[("A", &["雨雪"])]);
        assert_eq!(edition.anchor(at(0, 0, 1), "A", "雪"), Some(at(0, 0, 3)));
    }
}
