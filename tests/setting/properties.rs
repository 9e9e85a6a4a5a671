//! What must hold of every text at every width.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use yuebao::edition::{Block, Story};
use yuebao::text::language::Language;
use yuebao::text::width::{Ambiguous, cells};
use yuebao::typeset::{Layout, Manner, Prepared, Style, lay_out, prepare};

const LANGUAGES: [Language; 5] = [
    Language::ZhHans,
    Language::ZhHant,
    Language::Ja,
    Language::Ko,
    Language::Other,
];

fn set(story: &Story, manner: Manner, measure: u16) -> (Prepared, Layout) {
    let prepared = prepare(story, manner);
    let layout = lay_out(&prepared, &Style::of(measure));
    (prepared, layout)
}

/// A story with `text` in every kind of part.
fn story_of(text: &str) -> Story {
    let text = text.to_owned();
    let some = Some(text.clone());
    Story {
        headline: some.clone(),
        deck: some.clone(),
        byline: some.clone(),
        blocks: vec![
            Block::paragraph(text.clone()),
            Block::subhead(text.clone()),
            Block::Rule,
            Block::Quote {
                text: text.clone(),
                spans: vec![],
            },
            Block::List { text: text.clone() },
            Block::Table { text: text.clone() },
            Block::Verbatim { text },
            Block::Figure {
                caption: some.clone(),
                credit: some,
                image: None,
            },
        ],
        ..Story::default()
    }
}

fn any_manner() -> impl Strategy<Value = Manner> {
    (0..LANGUAGES.len(), any::<bool>(), any::<bool>()).prop_map(|(language, wide, widen)| Manner {
        language: LANGUAGES[language],
        ambiguous: if wide {
            Ambiguous::Wide
        } else {
            Ambiguous::Narrow
        },
        widen,
        ..Manner::default()
    })
}

/// Anything, and texts of the characters that make setting hard.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[汉字あー한a1 \n\t，。“”「」（）—…·～,.()\u{3000}\u{301}\u{200d}👩🇨ｶﾞ]{0,80}",
        "([\u{4E00}-\u{4E20}]{1,12}[，。！？、：；]|[a-z]{1,9} |[0-9]{1,3}(\\.[0-9])?％|“[\u{4E00}-\u{4E20}]{1,5}”|——|……|《[\u{4E00}-\u{4E20}]{2,4}》){1,20}",
    ]
}

/// Chinese as it is written: marks stand between characters, at most two in a row.
fn chinese() -> impl Strategy<Value = String> {
    "([\u{4E00}-\u{4EFF}]{1,9}([，。！？；：、·～]|。”|”，|……|——|）|》|）。|％)?|“[\u{4E00}-\u{4EFF}]{1,4}|（[\u{4E00}-\u{4EFF}]{2,3}|《[\u{4E00}-\u{4EFF}]{2,5}|[A-Z]{2,5}[\u{4E00}-\u{4EFF}]|[0-9]{1,4}[\u{4E00}-\u{4EFF}]){1,40}[\u{4E00}-\u{4EFF}]。"
}

proptest! {
    #[test]
    fn lines_hold_all_the_text_and_keep_to_the_measure(text in any_text(), manner in any_manner(), measure in 0u16..200) {
        let story = story_of(&text);
        let (prepared, layout) = set(&story, manner, measure);
        let mut unset: Vec<(usize, String)> = Vec::new();
        for (slot, text) in story.parts() {
            let mut end = 0;
            for line in layout.lines().iter().filter(|line| line.slot == slot) {
                prop_assert!(line.start <= line.end && end <= line.start);
                unset.push((end, text[end..line.start].to_owned()));
                end = line.end;
            }
            unset.push((end, text[end..].to_owned()));
        }
        for (at, dropped) in unset {
            prop_assert!(dropped.chars().all(char::is_whitespace), "lost {dropped:?} at {at}");
        }
        for (index, line) in layout.lines().iter().enumerate() {
            let glyphs = layout.glyphs(&prepared, index);
            let reach = u32::from(line.x) + u32::from(line.width);
            prop_assert!(reach <= u32::from(measure.max(1)) || glyphs.len() <= 1, "{line:?}");
            if let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) {
                prop_assert!(u32::from(last.x + last.width) <= reach, "{line:?} {last:?}");
                prop_assert!(first.x >= line.x);
            }
            let apart = glyphs.windows(2).all(|pair| pair[0].x + pair[0].width <= pair[1].x);
            prop_assert!(apart && glyphs.iter().all(|glyph| glyph.width > 0));
            prop_assert!(!glyphs.iter().any(|glyph| glyph.text.contains(char::is_control)));
        }
    }

    #[test]
    fn a_place_leads_to_a_cell_and_back(text in any_text(), manner in any_manner(), measure in 1u16..80) {
        let story = story_of(&text);
        let (prepared, layout) = set(&story, manner, measure);
        for (index, line) in layout.lines().iter().enumerate() {
            let glyphs = layout.glyphs(&prepared, index);
            for (at, glyph) in glyphs.iter().enumerate() {
                // What was put in, an item's mark, stands for the byte after it.
                let is_put_in = glyphs.get(at + 1).is_none_or(|next| next.byte == glyph.byte)
                    && (at + 1 < glyphs.len() || line.start == line.end);
                let cell = layout.cell_of(&prepared, line.slot, glyph.byte);
                prop_assert!(is_put_in || cell == (line.row as usize, glyph.x), "{cell:?} {glyph:?}");
                for x in glyph.x..glyph.x + glyph.width {
                    let position = layout.position_at(&prepared, line.row as usize, x);
                    prop_assert_eq!(position, Some((line.slot, glyph.byte)));
                }
            }
        }
        for (slot, text) in story.parts() {
            for byte in 0..text.len() + 2 {
                layout.cell_of(&prepared, slot, byte);
            }
        }
        prop_assert_eq!(layout.position_at(&prepared, layout.height(), 0), None);
    }

    #[test]
    fn no_chinese_line_begins_or_ends_with_a_prohibited_mark(text in chinese(), measure in 10u16..=120) {
        let story = Story { blocks: vec![Block::paragraph(text.clone())], ..Story::default() };
        let (_, layout) = set(&story, Manner { language: Language::ZhHans, ..Manner::default() }, measure);
        for line in layout.lines() {
            let set = &text[line.start..line.end];
            if line.start > 0 {
                prop_assert!(!set.starts_with(|c| "、，。．；：！？”’」』）］｝〕】〗》〉·～％".contains(c)), "{set}");
                prop_assert!(!(text[..line.start].ends_with('—') && set.starts_with('—')), "{set}");
                prop_assert!(!(text[..line.start].ends_with('…') && set.starts_with('…')), "{set}");
            }
            if line.end < text.len() {
                prop_assert!(!set.ends_with(|c| "“‘「『（［｛〔【〖《〈".contains(c)), "{set}");
                let split = set.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && text[line.end..].starts_with(|c: char| c.is_ascii_alphanumeric());
                prop_assert!(!split, "{set}");
            }
        }
    }

    #[test]
    fn widths_of_lines_are_the_sum_of_their_cells(text in any_text(), manner in any_manner(), measure in 1u16..80) {
        let story = Story { blocks: vec![Block::paragraph(text)], ..Story::default() };
        let (prepared, layout) = set(&story, manner, measure);
        for (index, line) in layout.lines().iter().enumerate() {
            let shown: String = layout.glyphs(&prepared, index).iter().map(|glyph| glyph.text).collect();
            let sum: u16 = shown.graphemes(true).map(|g| cells(g, manner.ambiguous)).sum();
            prop_assert_eq!(line.width, sum);
        }
    }
}

#[test]
fn pathological_texts_are_set_in_linear_time() {
    let marks = "\u{301}".repeat(30_000);
    let texts = [
        "a".repeat(30_000),
        "。".repeat(30_000),
        marks.clone(),
        format!("e{marks}e"),
        "🇨".repeat(30_000),
        "👩\u{200d}".repeat(30_000),
        " ".repeat(30_000),
        "\u{600}".repeat(30_000),
        "（".repeat(30_000),
        "“".repeat(30_000),
        "\n".repeat(30_000),
        "\t".repeat(30_000),
        "1,".repeat(30_000),
    ];
    for text in texts {
        let story = story_of(&text);
        for measure in [0, 60] {
            set(
                &story,
                Manner {
                    language: Language::ZhHans,
                    widen: true,
                    ..Manner::default()
                },
                measure,
            );
        }
    }
}
