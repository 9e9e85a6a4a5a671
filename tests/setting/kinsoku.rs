//! The tables of the standards as data: `tests/cases/breaks/*.txt`, one text a line with every place a line may break.
//! And what must hold of any text at the usual levels.

use std::path::Path;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use yuebao::text::breaks::{Breaking, Level, opportunities};
use yuebao::text::language::Language;

/// `level`, or `level words`.
fn breaking(level: &str, tag: &str) -> Breaking {
    let (level, words) = level.split_once(' ').unwrap_or((level, "normal"));
    Breaking {
        language: Language::from_tag(tag),
        level: level.parse().unwrap(),
        words: words.parse().unwrap(),
    }
}

/// `text` with ¦ at every opportunity but its end.
fn mark(text: &str, breaking: Breaking) -> String {
    let mut marked = String::new();
    let mut from = 0;
    for at in opportunities(text, breaking) {
        marked.push_str(&text[from..at]);
        marked.extend((at < text.len()).then_some('¦'));
        from = at;
    }
    marked
}

/// What is wrong with a line of a case file.
fn check(line: &str) -> Option<String> {
    let fields: Vec<&str> = line.split(" | ").collect();
    let [level, tag, expected, _section] = fields[..] else {
        panic!("level | language | text | section: {line}");
    };
    let marked = mark(&expected.replace('¦', ""), breaking(level, tag));
    (marked != expected).then(|| format!("{line}\n   but {marked}"))
}

#[test]
fn lines_break_where_the_standards_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/breaks");
    let mut wrong = Vec::new();
    let mut count = 0;
    for name in ["clreq", "jlreq", "klreq", "editors"] {
        let file = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        let cases = file.lines().filter(|line| !line.starts_with('#'));
        let results: Vec<_> = cases.map(check).collect();
        count += results.len();
        wrong.extend(results.into_iter().flatten());
    }
    println!("{} of {count} lines of the standards", count - wrong.len());
    assert!(count > 400 && wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words and marks of news in four languages, put together at random.
fn news() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        "报",
        "纸",
        "出",
        "来",
        "了",
        "，",
        "。",
        "、",
        "：",
        "；",
        "！",
        "？",
        "“",
        "”",
        "‘",
        "’",
        "（",
        "）",
        "《",
        "》",
        "「",
        "」",
        "『",
        "』",
        "【",
        "】",
        "——",
        "……",
        "·",
        "～",
        "％",
        "℃",
        "￥",
        "１２",
        "35",
        "2,500",
        "7.5",
        "GDP",
        "news",
        "か",
        "き",
        "っ",
        "ゃ",
        "ー",
        "々",
        "・",
        "〜",
        "シ",
        "ョ",
        "신",
        "문",
        "을",
        " ",
        " ",
        "paper",
        "Visual Studio",
        "：“",
        "。”",
        "！！！",
        "№",
        "第",
        "/",
        "–",
        "—",
        "ヵ",
        "．",
        "］",
        "｝",
    ];
    proptest::collection::vec(proptest::sample::select(PARTS), 0..40)
        .prop_map(|parts| parts.concat())
}

/// What no line begins with: CLREQ “basic”, JLREQ very strict.
const NOT_FIRST: &str = "、，。．；：！？‼⁇⁈⁉”’」』）］｝〕】〗》〉–～·‧•・／％‰℃々〻ゝゞヽヾー〜゠ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
/// What no line ends with.
const NOT_LAST: &str = "“‘「『（［｛〔【〖《〈￥";

proptest! {
    #[test]
    fn no_line_begins_or_ends_with_a_prohibited_mark(text in news(), tag in "zh-Hans|zh-Hant|ja") {
        for at in opportunities(&text, breaking("auto", &tag)) {
            let (line, rest) = text.split_at(at);
            let line = line.trim_end_matches(' ');
            if rest.is_empty() || line.is_empty() {
                continue;
            }
            prop_assert!(!rest.starts_with(|c| NOT_FIRST.contains(c)), "{line}¦{rest}");
            prop_assert!(!line.ends_with(|c| NOT_LAST.contains(c)), "{line}¦{rest}");
            let inside = |units: &[char]| units.iter().any(|c| line.ends_with(*c) && rest.starts_with(*c));
            prop_assert!(at != line.len() || !inside(&['—', '…', '１', '２', '！']), "{line}¦{rest}");
            let word = |c: char| c.is_ascii_alphanumeric();
            prop_assert!(at != line.len() || !line.ends_with(word) || !rest.starts_with(word), "{line}¦{rest}");
        }
    }

    #[test]
    fn a_korean_line_keeps_its_marks(text in news()) {
        for at in opportunities(&text, breaking("auto", "ko")) {
            let (line, rest) = text.split_at(at);
            prop_assert!(!rest.starts_with(|c| "、，。！？」』）》·・ー".contains(c)), "{line}¦{rest}");
            prop_assert!(!line.ends_with(|c| "「『（《【".contains(c)) || rest.is_empty(), "{line}¦{rest}");
        }
    }

    #[test]
    fn every_level_breaks_between_clusters_and_at_the_end(text in news(), other in any::<String>()) {
        for text in [text, other] {
            for (_, level) in Level::NAMES {
                let breaking = Breaking { language: Language::Ja, level: *level, ..Breaking::default() };
                let found = opportunities(&text, breaking);
                prop_assert_eq!(found.last().copied(), (!text.is_empty()).then_some(text.len()));
                let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
                prop_assert!(found.iter().all(|at| *at == text.len() || starts.contains(at)));
            }
        }
    }
}

/// A break takes the same time wherever it is: eight times the text takes far less than eight times eight the time.
#[test]
fn long_texts_take_linear_time() {
    let short = [
        "。",
        "“",
        "—",
        "１，",
        "e\u{301}\u{301}",
        "/a",
        "a.b@c",
        "漢 ",
        "👩\u{200d}",
        "\u{600}",
        "https://a.b/",
    ];
    for part in short {
        let time = |count: usize| {
            let text = part.repeat(count);
            let begin = std::time::Instant::now();
            opportunities(&text, breaking("auto", "zh-Hans"));
            begin.elapsed()
        };
        let (once, eight) = (time(5_000).max(time(5_000)), time(40_000));
        assert!(
            eight < once * 32 + std::time::Duration::from_millis(50),
            "{part}: {once:?}, {eight:?}"
        );
    }
}
