//! What has to be reckoned from the whole of a story, once: how long it takes to read (characters a minute for East
//! Asian text, words a minute for the rest), and its language where nothing names it.

use std::cell::OnceCell;

use crate::config::Screen;
use crate::edition::Story;
use crate::text::language::Language;
use crate::text::script::is_cjk;

/// Minutes and language of every story, reckoned when first asked for.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    minutes: Vec<OnceCell<usize>>,
    languages: Vec<OnceCell<Language>>,
}

impl Pace {
    /// Room for `stories`.
    pub fn new(stories: usize) -> Self {
        Self {
            minutes: vec![OnceCell::new(); stories],
            languages: vec![OnceCell::new(); stories],
        }
    }

    /// The language of a story that says none itself: a guess from its longest part.
    pub fn language(&self, index: usize, story: &Story) -> Language {
        match self.languages.get(index) {
            Some(cell) => *cell.get_or_init(|| guess(story)),
            None => guess(story),
        }
    }

    /// Minutes that a story takes, at least 1.
    pub fn minutes(&self, index: usize, story: &Story, speed: &Screen) -> usize {
        match self.minutes.get(index) {
            Some(cell) => *cell.get_or_init(|| count(story, speed)),
            None => count(story, speed),
        }
    }
}

fn guess(story: &Story) -> Language {
    let parts = story.parts().map(|(_, text)| text);
    let longest = parts.max_by_key(|text| text.len());
    longest.map_or(Language::default(), |text| Language::guess(&text))
}

fn count(story: &Story, speed: &Screen) -> usize {
    let (mut characters, mut words) = (0usize, 0usize);
    for (_, text) in story.parts() {
        let (c, w) = letters(&text);
        characters += c;
        words += w;
    }
    // In thousandths of a minute, so that a text of both kinds is rounded once.
    let a = characters * 1000 / usize::from(speed.characters_per_minute.max(1));
    let b = words * 1000 / usize::from(speed.words_per_minute.max(1));
    (a + b).div_ceil(1000).max(1)
}

/// East Asian letters, and runs of other letters and figures.
fn letters(text: &str) -> (usize, usize) {
    let (mut characters, mut words, mut inside) = (0, 0, false);
    for c in text.chars() {
        let east_asian = is_cjk(c);
        let letter = !east_asian && c.is_alphanumeric();
        characters += usize::from(east_asian);
        words += usize::from(letter && !inside);
        inside = letter || (inside && matches!(c, '\'' | '’' | '-' | '.' | ','));
    }
    (characters, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_words_are_told_apart() {
        assert_eq!(letters("报纸 isn't 3,000 old."), (2, 3));
        assert_eq!(letters("，。 —"), (0, 0));
    }

    #[test]
    fn a_mixed_story_takes_both_its_times() {
        let story = Story {
            headline: Some("字".repeat(400)),
            deck: Some("word ".repeat(220)),
            ..Story::default()
        };
        let pace = Pace::new(0);
        assert_eq!(pace.minutes(0, &story, &Screen::default()), 2);
        assert_eq!(pace.minutes(0, &Story::default(), &Screen::default()), 1);
    }
}
