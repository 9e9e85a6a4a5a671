//! What must hold in every language under every style: what stands beyond a line's edges, what is never split or
//! stretched, and what else a text of bad faith must not do.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use yuebao::config::Fit;
use yuebao::edition::{Block, Story};
use yuebao::text::hyphen::Patterns;
use yuebao::text::language::Language;
use yuebao::text::spacing::Autospace;
use yuebao::typeset::{Glyph, Layout, Manner, Prepared, Style, lay_out, prepare};

/// Marks that begin no line, and those that end none.
const NO_START: &str = "、，。．；：！？”’」』）》〉】·～％ー々,.!?)";
const NO_END: &str = "“‘「『（《〈【(";

/// Cells from which on every prohibition can be kept in the texts below.
const KEPT: u16 = 12;

/// A language, and text as it is written.
fn any_text() -> impl Strategy<Value = (Language, String)> {
    let han = "([\u{4E00}-\u{4EFF}]{1,9}([，。！？；：、·～]|。”|”，|……|——|）|》|）。|％)?|“[\u{4E00}-\u{4EFF}]{1,4}|（[\u{4E00}-\u{4EFF}]{2,3}|[A-Z]{2,5}[\u{4E00}-\u{4EFF}]|[0-9]{1,4}％?[\u{4E00}-\u{4EFF}]){1,30}[\u{4E00}-\u{4EFF}]。";
    let kana = "([あ-ろア-ロ\u{4E00}-\u{4E40}]{1,9}([、。ー々]|っと|」、|……|——|）)?|「[あ-ろ]{1,4}|[A-Z]{2,5}の|[0-9]{1,4}％?の){1,30}す。";
    let hangul = "([\u{AC00}-\u{AC80}]{1,4}[,.]? |“[\u{AC00}-\u{AC80}]{1,3}” |[0-9]{1,4}% |[a-z]{1,9} ){1,30}다\\.";
    let latin = "([a-z]{1,9}[,.;]? |[0-9]{1,4}% |\\([a-z]{1,6}\\) |“[a-z]{1,6}” ){1,30}end\\.";
    prop_oneof![
        3 => han.prop_map(|text| (Language::ZhHans, text)),
        1 => han.prop_map(|text| (Language::ZhHant, text)),
        2 => kana.prop_map(|text| (Language::Ja, text)),
        1 => hangul.prop_map(|text| (Language::Ko, text)),
        1 => latin.prop_map(|text| (Language::Other, text)),
        1 => (han, latin, kana).prop_map(|(a, b, c)| (Language::ZhHans, [a, b, c].concat())),
    ]
}

fn any_style() -> impl Strategy<Value = (Style, Autospace)> {
    let measure = prop_oneof![2u16..200, 2u16..40];
    (
        measure,
        any::<bool>(),
        0u16..3,
        0u16..2,
        any::<bool>(),
        0usize..3,
    )
        .prop_map(|(measure, greedy, hang, gutter, justify, way)| {
            let style = Style {
                fit: if greedy { Fit::Greedy } else { Fit::Paragraph },
                hang,
                gutter,
                justify,
                ..Style::of(measure)
            };
            (
                style,
                [Autospace::Off, Autospace::On, Autospace::Parity][way],
            )
        })
}

fn set(text: &str, manner: Manner, style: &Style) -> (Prepared, Layout) {
    let story = Story {
        blocks: vec![Block::paragraph(text)],
        ..Story::default()
    };
    let prepared = prepare(&story, manner);
    let layout = lay_out(&prepared, style);
    (prepared, layout)
}

fn manner(language: Language, autospace: Autospace) -> Manner {
    Manner {
        language,
        autospace,
        ..Manner::default()
    }
}

/// Whether nothing comes between two glyphs that follow each other: a word, a number with its sign, a mark of two ems,
/// a bracket or stop and what it belongs to.
fn is_one(left: &Glyph<'_>, right: &Glyph<'_>) -> bool {
    let [left, right] = [left, right].map(|glyph| glyph.text.chars().next().unwrap_or(' '));
    let is_word = |c: char| c.is_ascii_alphanumeric();
    (is_word(left) && is_word(right))
        || (left == right && "—…".contains(left))
        || (left.is_ascii_digit() && "％%".contains(right))
        || NO_END.contains(left)
        || "、，。；：！？”」）》·～".contains(right)
}

proptest! {
    #[test]
    fn lines_keep_their_edges((language, text) in any_text(), (style, autospace) in any_style()) {
        let (prepared, layout) = set(&text, manner(language, autospace), &style);
        let edge = style.measure + style.gutter + style.hang;
        let mut end = 0;
        for (index, line) in layout.lines().iter().enumerate() {
            let glyphs = layout.glyphs(&prepared, index);
            let apart = glyphs.windows(2).all(|pair| pair[0].x + pair[0].width <= pair[1].x);
            prop_assert!(apart, "{glyphs:?}");
            let last = glyphs.last().map_or(0, |last| last.x + last.width);
            prop_assert!(last <= edge || glyphs.len() == 1, "{last} in {edge}: {glyphs:?}");
            prop_assert!(text[end..line.start].trim().is_empty());
            let own = &text[line.start..line.end];
            let shown: String = glyphs.iter().map(|glyph| glyph.text).collect();
            prop_assert!(shown == own || shown == format!("{own}-"), "{shown} for {own}");
            let (before, follows) = (end, line.end < text.trim_end().len());
            end = line.end;
            if style.measure < KEPT {
                continue;
            }
            prop_assert!(line.start == 0 || !own.starts_with(|c| NO_START.contains(c)), "{own}");
            prop_assert!(!follows || !own.ends_with(|c| NO_END.contains(c)), "{own}");
            let sides = (text[..line.start].chars().next_back(), own.chars().next());
            if let (Some(left), Some(right)) = sides && before == line.start {
                let is_word = left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric();
                let is_pair = left == right && "—…".contains(left);
                prop_assert!(!is_word && !is_pair, "{left}|{right}");
            }
        }
        prop_assert!(text[end..].trim().is_empty());
    }

    #[test]
    fn lines_are_stretched_to_the_measure_or_not_at_all((language, text) in any_text(), (style, autospace) in any_style()) {
        let manner = manner(language, autospace);
        let [(prepared, loose), (_, full)] = [false, true].map(|justify| set(&text, manner, &Style { justify, ..style }));
        prop_assert_eq!(loose.lines().len(), full.lines().len());
        for (index, (own, stretched)) in loose.lines().iter().zip(full.lines()).enumerate() {
            prop_assert_eq!((own.start, own.end, own.x), (stretched.start, stretched.end, stretched.x));
            let right = stretched.x + stretched.width;
            prop_assert!(own.width == stretched.width || right == style.gutter + style.measure, "{stretched:?}");
            let [before, after] = [&loose, &full].map(|layout| layout.glyphs(&prepared, index));
            let reaches = after.last().is_none_or(|last| last.x + last.width == right);
            prop_assert!(reaches, "{right}: {after:?}");
            for (was, is) in before.windows(2).zip(after.windows(2)) {
                let grown = (is[1].x - is[0].x) - (was[1].x - was[0].x);
                prop_assert!(grown == 0 || !is_one(&is[0], &is[1]), "{is:?}");
            }
        }
    }
}

/// Texts that nobody writes, of about `size` characters.
fn bad_texts(size: usize) -> Vec<String> {
    let marks = "\u{301}".repeat(size);
    let mut texts = vec![format!("汉{marks}字"), marks];
    let repeated = [
        "a",
        "。",
        " ",
        "\t",
        "\n",
        "\u{3000}",
        "\u{200b}",
        "“",
        "”",
        "（",
        "—",
        "…",
        "1",
        "1,",
        "1％",
        "a-",
        "a/b.",
        "国a",
        "🇨",
        "👩\u{200d}",
        "\u{600}",
        "\u{202e}国",
        "\u{2067}א\u{2069}",
        "ｶﾞ",
        "한",
        "ก",
    ];
    texts.extend(repeated.map(|part| part.repeat(size / part.chars().count())));
    texts
}

fn bad_styles() -> Vec<(Manner, Style)> {
    let mut styles = Vec::new();
    for fit in [Fit::Greedy, Fit::Paragraph] {
        for measure in [0, 2, 60] {
            let plain = Manner {
                language: Language::Other,
                hyphens: Patterns::of("en"),
                ..Manner::default()
            };
            let style = Style {
                fit,
                ..Style::of(measure)
            };
            styles.push((plain, style));
            let rich = Style {
                hang: 2,
                gutter: 1,
                justify: true,
                ..style
            };
            let autospace = if measure == 2 {
                Autospace::Parity
            } else {
                Autospace::On
            };
            let widened = Manner {
                widen: true,
                ..manner(Language::ZhHans, autospace)
            };
            styles.push((widened, rich));
        }
    }
    styles
}

/// Sets a text and looks at the glyphs of all its lines.
fn work(text: &str, manner: Manner, style: &Style) -> usize {
    let (prepared, layout) = set(text, manner, style);
    let lines = 0..layout.lines().len();
    lines.map(|line| layout.glyphs(&prepared, line).len()).sum()
}

fn fastest(text: &str, manner: Manner, style: &Style) -> Duration {
    let time = |_| {
        let start = Instant::now();
        work(text, manner, style);
        start.elapsed()
    };
    (0..3).map(time).min().unwrap_or_default()
}

/// Four times the text is about four times the work: never sixteen times, as it were if the work grew by the square. A busy
/// machine takes its time whenever it likes, so one fair turn of many is enough.
#[test]
fn bad_texts_are_set_in_linear_time() {
    const SMALL: usize = 1_000;
    for (small, large) in bad_texts(SMALL).iter().zip(&bad_texts(4 * SMALL)) {
        for (manner, style) in bad_styles() {
            let is_linear = |_| {
                let most = fastest(small, manner, &style) * 9 + Duration::from_millis(1);
                fastest(large, manner, &style) < most
            };
            let start: String = small.chars().take(4).collect();
            assert!(
                (0..25).any(is_linear),
                "{start:?} at {}, {:?}",
                style.measure,
                style.fit
            );
        }
    }
}

#[test]
fn graphemes_of_ten_thousand_characters_are_set() {
    let text = format!("e{}", "\u{301}".repeat(9_999)).repeat(9);
    for (manner, style) in bad_styles() {
        assert_eq!(work(&text, manner, &style), 9);
    }
}

#[test]
fn a_word_of_a_million_letters_is_set() {
    let word = "a".repeat(1_000_000);
    for (manner, style) in bad_styles()
        .into_iter()
        .filter(|(_, style)| style.measure == 60)
    {
        let (_, layout) = set(&word, manner, &style);
        assert!((1_000_000 / 61..=1_000_000 / 50).contains(&layout.lines().len()));
    }
}
