//! What must hold of lines that run down.

use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

use yuebao::edition::{Block, Story};
use yuebao::text::breaks::Level;
use yuebao::text::language::Language;
use yuebao::text::vertical::laid;
use yuebao::text::width::Ambiguous;
use yuebao::typeset::{
    Direction, Layout, Manner, Prepared, Style, Window, lay_out, pages, prepare,
};

fn manner(language: Language, level: Level) -> Manner {
    Manner {
        language,
        level,
        widen: true,
        direction: Direction::Vertical,
        ..Manner::default()
    }
}

fn set(story: &Story, manner: Manner, measure: u16) -> (Prepared, Layout) {
    let prepared = prepare(story, manner);
    let layout = lay_out(&prepared, &Style::of(measure));
    (prepared, layout)
}

/// A story with `text` in every kind of part that is set differently.
fn story_of(text: &str) -> Story {
    let some = Some(text.to_owned());
    let text = || text.to_owned();
    Story {
        headline: some.clone(),
        byline: some,
        blocks: vec![
            Block::paragraph(text()),
            Block::Quote {
                text: text(),
                spans: vec![],
            },
            Block::Rule,
            Block::Table { text: text() },
            Block::Verbatim { text: text() },
        ],
        ..Story::default()
    }
}

fn any_manner() -> impl Strategy<Value = Manner> {
    (0..3usize, 0..2usize).prop_map(|(language, level)| {
        let languages = [Language::ZhHans, Language::ZhHant, Language::Ja];
        manner(languages[language], [Level::Strict, Level::Anywhere][level])
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[汉字あー한aé12３ \n\t，。“”‘’「」（）！？—…·～,.()-\u{3000}\u{301}\u{FE0F}\u{20E3}\u{200D}👩🇨ｶﾞ]{0,80}",
        "([\u{4E00}-\u{4E20}]{1,12}[，。！？、：；]|[a-z]{1,30} |[0-9]{1,5}(\\.[0-9]{1,2})?％|“[\u{4E00}-\u{4E20}]{1,5}”|——|……){1,20}",
    ]
}

/// What of a text is to be seen: without blanks and marks that have no letter.
fn seen(text: &str) -> String {
    let is_seen = |c: &char| !c.is_whitespace() && c.width().is_some_and(|width| width > 0);
    text.chars().filter(is_seen).collect()
}

/// Every character of a text has its square, once, in order, inside the measure.
fn shown_once_in_order(text: &str, manner: Manner, measure: u16) {
    let story = story_of(text);
    let (prepared, layout) = set(&story, manner, measure);
    for (slot, text) in story.parts() {
        let mut shown = String::new();
        let lines = layout.lines().iter().enumerate();
        for (index, line) in lines.filter(|(_, line)| line.slot == slot) {
            assert!(
                line.x + line.width <= measure.max(1) || line.width <= 1,
                "{line:?}"
            );
            let glyphs = layout.glyphs(&prepared, index);
            let squares = glyphs.iter().zip(line.x..);
            for (glyph, x) in squares {
                assert!(
                    glyph.x == x && glyph.width == 1 && glyph.cells > 0,
                    "{glyph:?}"
                );
            }
            shown.extend(
                glyphs
                    .iter()
                    .map(|glyph| seen(&text[glyph.byte..glyph.end])),
            );
        }
        assert_eq!(shown, seen(&text));
    }
}

#[test]
fn what_was_once_not_shown_is() {
    for language in [Language::ZhHans, Language::Ja] {
        for text in ["{\t\u{200b}", "\t\u{200b}", "a\t\u{200b}b", "“\t\u{200b}”"] {
            let manner = Manner {
                language,
                direction: Direction::Vertical,
                ..Manner::default()
            };
            for measure in 1..12 {
                shown_once_in_order(text, manner, measure);
            }
        }
    }
}

proptest! {
    #[test]
    fn every_character_is_shown_once_in_order(text in any_text(), manner in any_manner(), measure in 1u16..40) {
        shown_once_in_order(&text, manner, measure);
    }

    #[test]
    fn a_place_leads_to_a_square_and_back(text in any_text(), manner in any_manner(), measure in 1u16..40, width in 2u16..90) {
        let story = story_of(&text);
        let (prepared, layout) = set(&story, manner, measure);
        let window = Window { direction: Direction::Vertical, width, height: measure, top: layout.height() / 2 };
        for (index, line) in layout.lines().iter().enumerate() {
            for glyph in layout.glyphs(&prepared, index) {
                for byte in [glyph.byte, glyph.end - 1] {
                    let (row, x) = layout.cell_of(&prepared, line.slot, byte);
                    prop_assert_eq!((row, x), (line.row as usize, glyph.x));
                    let Some((across, down)) = window.cell(row, x) else { continue };
                    let (row, x) = window.at(across, down);
                    prop_assert_eq!(layout.position_at(&prepared, row, x), Some((line.slot, glyph.byte)));
                }
            }
        }
    }

    /// Whichever way lines run, the line that shows a place shows it.
    #[test]
    fn turning_the_text_keeps_the_place(text in any_text(), manner in any_manner(), measure in 4u16..40) {
        let story = story_of(&text);
        let (_, down) = set(&story, manner, measure);
        let (_, across) = set(&story, Manner { direction: Direction::Horizontal, ..manner }, 40);
        for line in down.lines() {
            let there = &across.lines()[across.line_of(line.slot, line.start)];
            let back = &down.lines()[down.line_of(there.slot, line.start)];
            prop_assert_eq!((there.slot, back.start), (line.slot, line.start));
        }
    }

    #[test]
    fn prohibitions_are_those_of_lines_across(
        text in "([\u{4E00}-\u{4EFF}]{1,9}([，。！？；：、·～]|。”|”，|……|——|）|》|％)?|“[\u{4E00}-\u{4EFF}]{1,4}|（[\u{4E00}-\u{4EFF}]{2,3}|《[\u{4E00}-\u{4EFF}]{2,5}|[A-Z]{2,5}[\u{4E00}-\u{4EFF}]|[0-9]{1,4}[\u{4E00}-\u{4EFF}]){1,30}[\u{4E00}-\u{4EFF}]。",
        measure in 8u16..40,
        hang in 0u16..2,
    ) {
        let story = Story { blocks: vec![Block::paragraph(text.clone())], ..Story::default() };
        let prepared = prepare(&story, manner(Language::ZhHans, Level::Strict));
        let layout = lay_out(&prepared, &Style { hang, ..Style::of(measure) });
        for (index, line) in layout.lines().iter().enumerate() {
            let glyphs = layout.glyphs(&prepared, index);
            let [head, foot] = [glyphs.first(), glyphs.last()].map(|glyph| glyph.unwrap().text.chars().next().map(laid).unwrap());
            let over = (line.x + line.width).saturating_sub(measure);
            prop_assert!(over == 0 || (over <= hang && "，。、：；！？".contains(foot)), "{foot}");
            prop_assert!(line.start == 0 || !"，。、：；！？』）》·～％".contains(head), "{head}");
            prop_assert!(line.end == text.len() || !"『（《".contains(foot), "{foot}");
        }
    }

    #[test]
    fn pages_hold_every_line(text in any_text(), manner in any_manner(), width in 2u16..60, height in 1u16..30) {
        let story = story_of(&text);
        let (prepared, layout) = set(&story, manner, height);
        let window = Window { direction: Direction::Vertical, width, height, top: 0 };
        let mut squares = 0;
        for page in pages(&prepared, &layout, window) {
            prop_assert!(page.len() <= usize::from(height));
            prop_assert!(page.iter().all(|row| yuebao::text::width::width(row, Ambiguous::Narrow) <= usize::from(width)));
            squares += page.iter().flat_map(|row| row.chars()).filter(|c| !c.is_whitespace()).count();
        }
        prop_assert!(squares > 0 || seen(&text).is_empty());
    }
}

#[test]
fn pathological_texts_run_down_in_linear_time() {
    let texts = [
        "a",
        "1",
        "!",
        "。",
        "1.",
        "\u{301}",
        "👩\u{200d}",
        " ",
        "（",
        "—",
        "\n",
        "\t",
    ];
    for text in texts.map(|text| text.repeat(10_000)) {
        for measure in [0, 20] {
            set(
                &story_of(&text),
                manner(Language::Ja, Level::Strict),
                measure,
            );
        }
    }
}
