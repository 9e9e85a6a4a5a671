//! Which stories are in another language than their paper: a Japanese story in a Chinese paper is set by Japanese rules.
//! The guess itself is `text::language`'s; here it is decided when to believe it.

use crate::edition::{Edition, Story};
use crate::text::language::guess_tag;

/// Characters a story must have before its language is believed to differ.
const ENOUGH: usize = 30;
/// Characters of a part that are looked at: its language does not change on the way.
const LOOK: usize = 240;

/// Gives each story its language where that is plainly another than the edition's and nothing else has said so. Doing it
/// again changes nothing, unless a story has other text by then.
pub fn tell_apart(edition: &mut Edition) {
    let own = edition.language.clone();
    for story in &mut edition.stories {
        if story.language.is_none() {
            story.language = tongue(story).filter(|tag| differs(Some(tag), own.as_deref()));
        }
    }
}

/// Stories of a page keep the page's language when they come into an edition in another.
pub fn keep(stories: &mut [Story], page: Option<&str>, edition: Option<&str>) {
    for story in stories.iter_mut().filter(|story| story.language.is_none()) {
        story.language = page
            .filter(|page| differs(Some(page), edition))
            .map(str::to_owned);
    }
}

fn tongue(story: &Story) -> Option<String> {
    let mut text = String::new();
    for (_, part) in story.parts() {
        let end = part
            .char_indices()
            .nth(LOOK)
            .map_or(part.len(), |(end, _)| end);
        text.push_str(&part[..end]);
        if text.len() >= LOOK {
            break;
        }
    }
    let is_enough = text.chars().nth(ENOUGH).is_some();
    guess_tag(&text).filter(|_| is_enough).map(str::to_owned)
}

/// The two forms of Chinese count as one: a short text may use no character that tells them apart.
fn differs(one: Option<&str>, other: Option<&str>) -> bool {
    let main = |tag: Option<&str>| tag.map(|tag| tag.split('-').next().unwrap_or("").to_owned());
    main(one) != main(other)
}

#[cfg(test)]
mod tests {
    use super::{keep, tell_apart};
    use crate::edition::{Block, Edition, Story};

    const CHINESE: &str =
        "换报的人打开橱窗下沿的小锁，把昨天的报纸揭下来，把今天的铺平压好，再擦一遍玻璃。";
    const HAN_ONLY: &str = "天光未大明，橱前已有人。一人去，一人又至，各立一方，自上而下，自右而左，不作一言而皆有得。";
    const JAPANESE: &str = "新聞を二つに折ると、真ん中の段がちょうど折り目にかかり、電車の中で読む人をいらだたせていた。";
    const ENGLISH: &str = "The council decided on Monday that the ferry will run through the winter, and that it is free.";

    #[track_caller]
    fn check(paper: &str, text: &str, expected: Option<&str>) {
        let blocks = vec![Block::paragraph(text)];
        let mut edition = Edition {
            language: Some(paper.into()),
            stories: vec![Story {
                blocks,
                ..Story::default()
            }],
            ..Edition::default()
        };
        tell_apart(&mut edition);
        assert_eq!(edition.stories[0].language.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_story_in_another_language_is_told_apart() {
        check("zh-Hans", JAPANESE, Some("ja"));
        check("zh-Hans", ENGLISH, Some("en"));
        check("en", CHINESE, Some("zh-Hans"));
        check("ja", JAPANESE, None);
        check("zh-Hant", HAN_ONLY, None);
        check("zh-Hans", "短 A short one", None);
    }

    #[test]
    fn a_story_keeps_its_page_s_language_in_a_paper_of_another() {
        let mut stories = vec![Story::default()];
        keep(&mut stories, Some("zh-Hans"), Some("zh-Hant"));
        assert_eq!(stories[0].language, None);
        keep(&mut stories, Some("ja"), Some("zh-Hans"));
        assert_eq!(stories[0].language.as_deref(), Some("ja"));
    }
}
