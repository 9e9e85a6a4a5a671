//! The line-break cases of Unicode, W3C and ICU, where the corpus is at hand; said when it is not.
//!
//! The corpus is found in the folder `YUEBAO_CORPUS` names, or beside the repository.

use std::path::PathBuf;

use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;
use yuebao::config::Fit;
use yuebao::text::breaks::{Breaking, Level, Words, of_unicode, opportunities};
use yuebao::text::language::Language;
use yuebao::text::segment;
use yuebao::typeset::{Manner, Style, set_paragraph};

pub fn corpus(file: &str) -> Option<String> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("YUEBAO_CORPUS").map_or_else(beside, PathBuf::from);
    let text = std::fs::read_to_string(folder.join("linebreak").join(file)).ok();
    if text.is_none() {
        println!("skipped: {file} is not in {}", folder.display());
    }
    text
}

/// One line of LineBreakTest: `× 0023 × 0308 ÷ # …`.
fn parse(line: &str) -> Option<(String, Vec<usize>)> {
    let (marked, _) = line.split_once('#').unwrap_or((line, ""));
    let mut text = String::new();
    let mut breaks = Vec::new();
    for token in marked.split_whitespace() {
        match token {
            "÷" => breaks.push(text.len()),
            "×" => {}
            code => text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?),
        }
    }
    (!text.is_empty()).then_some((text, breaks))
}

/// A break inside a grapheme cluster is taken away on purpose.
fn in_clusters(text: &str, breaks: &[usize]) -> Vec<usize> {
    let clusters: Vec<usize> = text
        .grapheme_indices(true)
        .map(|(at, cluster)| at + cluster.len())
        .collect();
    let breaks = breaks.iter().copied();
    breaks.filter(|at| clusters.contains(at)).collect()
}

/// How many cases of a file of Unicode the engine gets right, in thousandths.
fn agreement(file: &str) -> Option<usize> {
    let file = corpus(file)?;
    let cases: Vec<_> = file.lines().filter_map(parse).collect();
    let is_right =
        |(text, breaks): &&(String, Vec<usize>)| of_unicode(text) == in_clusters(text, breaks);
    let right = cases.iter().filter(is_right).count();
    println!("{right} of {} cases of Unicode", cases.len());
    assert!(cases.len() > 1000, "the cases are gone");
    Some(right * 1000 / cases.len())
}

#[test]
fn the_engine_agrees_with_unicode() {
    if let Some(agreement) = agreement("LineBreakTest_15.1.txt") {
        assert_eq!(agreement, 1000);
    }
    if let Some(agreement) = agreement("LineBreakTest_17.txt") {
        assert!(agreement >= 980, "{agreement} of a thousand");
    }
}

/// The cases of one kind in a file.
fn cases(file: &str, kind: &str) -> Vec<Value> {
    let Some(file) = corpus(file) else {
        return Vec::new();
    };
    let cases: Vec<Value> = serde_json::from_str(&file).expect("cases are JSON");
    let of_kind: Vec<Value> = cases
        .into_iter()
        .filter(|case| case["kind"] == kind)
        .collect();
    assert!(!of_kind.is_empty(), "no cases of {kind}");
    of_kind
}

pub fn word<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or("")
}

fn breaking(case: &Value) -> Breaking {
    Breaking {
        language: Language::from_tag(word(case, "lang")),
        level: word(case, "line_break").parse().unwrap(),
        words: word(case, "word_break").parse().unwrap_or_default(),
    }
}

/// Checks every case and says how many are right. `tests/cases/breaks/departures.txt` names those that may be set
/// otherwise, each with the reason; one that is set as expected all the same is named there in vain.
fn check(kind: &str, set: impl Fn(&Value) -> Option<String>) {
    check_of("cases.json", kind, set);
}

/// The same, for a file.
pub fn check_of(file: &str, kind: &str, set: impl Fn(&Value) -> Option<String>) {
    let cases = cases(file, kind);
    let departures = departures();
    let known = |id: &str| departures.iter().any(|(departure, _)| departure == id);
    let mut wrong = Vec::new();
    let (mut right, mut contested) = (0, 0);
    for case in &cases {
        let id = word(case, "id");
        let is_contested = case["contested"].is_string();
        match set(case) {
            None => {
                right += 1;
                assert!(!known(id), "{id} is no departure");
            }
            Some(_) if known(id) => contested += usize::from(is_contested),
            Some(how) => wrong.push(format!("{id}: {how}")),
        }
    }
    let departing = cases.len() - right - wrong.len();
    println!(
        "{kind}: {right} of {}; {departing} departures, {contested} of them contested",
        cases.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn departures() -> Vec<(String, String)> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/cases/breaks/departures.txt"
    );
    let file = std::fs::read_to_string(path).unwrap();
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let departure = |line: &str| {
        let (id, reason) = line.split_once(" | ").expect("`id | reason`");
        assert!(!reason.is_empty());
        (id.to_owned(), reason.to_owned())
    };
    lines
        .filter(|line| !line.is_empty())
        .map(departure)
        .collect()
}

fn set(case: &Value, breaking: Breaking) -> Option<String> {
    let manner = Manner {
        language: breaking.language,
        level: breaking.level,
        words: breaking.words,
        ..Manner::default()
    };
    let style = Style {
        indent: Some(0),
        fit: Fit::Greedy,
        ..Style::of(u16::try_from(case["width_cells"].as_u64()?).ok()?)
    };
    let lines = case["lines"].as_array()?;
    let expected: Vec<&str> = lines
        .iter()
        .map(|line| line.as_str().unwrap_or("").trim())
        .collect();
    let set = set_paragraph(word(case, "text"), manner, &style);
    (set != expected).then(|| format!("{set:?}, not {expected:?}"))
}

#[test]
fn paragraphs_are_set_as_w3c_says() {
    check("wrap", |case| set(case, breaking(case)));
}

/// What CSS leaves to the program is strict here, and so is every level that is the usual one of a language.
#[test]
fn the_usual_level_is_strict() {
    for case in cases("cases.json", "wrap") {
        let strict = matches!(word(&case, "line_break"), "auto" | "strict");
        if strict && case["contested"].is_null() {
            let usual = Breaking {
                level: Level::Auto,
                ..breaking(&case)
            };
            let chinese = Breaking {
                language: Language::guess(word(&case, "text")),
                ..usual
            };
            let known = departures().iter().any(|(id, _)| id == word(&case, "id"));
            assert!(known || set(&case, usual).is_none(), "{case}");
            assert!(known || set(&case, chinese).is_none(), "{case}");
        }
    }
}

#[test]
fn breaks_are_where_icu_says() {
    check("breaks", |case| {
        let text = word(case, "text");
        let byte = |count: &Value| {
            let count = usize::try_from(count.as_u64()?).ok()?;
            Some(text.chars().take(count).map(char::len_utf8).sum())
        };
        let expected: Vec<usize> = case["break_offsets_chars"]
            .as_array()?
            .iter()
            .filter_map(byte)
            .collect();
        let found = opportunities(text, breaking(case));
        (found != expected).then(|| format!("{found:?}, not {expected:?} in {text}"))
    });
}

#[test]
fn line_ends_of_a_source_are_joined_as_css_says() {
    check("segment_break", |case| {
        let mut joined = String::new();
        for line in word(case, "text").split('\n') {
            segment::join(&mut joined, line);
        }
        // Zero-width spaces stay where they are, but the expectations leave them out.
        joined.retain(|c| c != '\u{200B}');
        let expected = word(case, "expect");
        (joined != expected).then(|| format!("{joined:?}, not {expected:?}"))
    });
}

/// Whether a line may break between the two in the middle.
fn breaks_in(pair: [&str; 2], level: Level) -> bool {
    let text = format!("漢{}{}漢", pair[0], pair[1]);
    let breaking = Breaking {
        language: Language::Ja,
        level,
        words: Words::Normal,
    };
    opportunities(&text, breaking).contains(&("漢".len() + pair[0].len()))
}

#[test]
fn pairs_break_as_jlreq_says() {
    check("pair", |case| {
        let side = |index: usize| case["pair"][index].as_str().unwrap_or("");
        let found = breaks_in([side(0), side(1)], breaking(case).level);
        let expected = case["break_between"].as_bool()?;
        (found != expected).then(|| format!("{found} in {}", word(case, "text")))
    });
}

/// Every pair of classes that a character alone can tell, and every character of each: JLREQ Appendix C, Table 2.
#[test]
fn classes_break_as_jlreq_table_2_says() {
    let Some(file) = corpus("jlreq_table2.json") else {
        return;
    };
    let table: Value = serde_json::from_str(&file).unwrap();
    let numbers = (1..17)
        .chain([19, 26, 27])
        .map(|number| format!("cl-{number:02}"));
    let numbers: Vec<String> = numbers.collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (row, column) in numbers
        .iter()
        .flat_map(|row| numbers.iter().map(move |column| (row, column)))
    {
        let expected = table["matrix"][row][column].as_str().unwrap();
        for left in wide(&table, row) {
            for right in wide(&table, column) {
                // Notes: a blank after ！, two alike of cl-08 or the halves of one, a sign after a number, a word.
                let allowed = match expected {
                    "n.4" | "n.11" | "n.12" => false,
                    "n.5" => left != right && !("〳〴".contains(&left) && right == "〵"),
                    word => word == "allow",
                };
                count += 1;
                if breaks_in([&left, &right], Level::JlreqVeryStrict) != allowed {
                    wrong.push(format!("{row}{left}{right}{column}"));
                }
            }
        }
    }
    println!("JLREQ table 2: {} of {count} pairs", count - wrong.len());
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join(" "));
}

/// The characters of a class; an ASCII mark stands for its full-width form. One stands for each class of letters.
fn wide(table: &Value, class: &str) -> Vec<String> {
    if let Some((_, one)) = [("cl-19", "漢"), ("cl-26", " "), ("cl-27", "a")]
        .into_iter()
        .find(|(other, _)| *other == class)
    {
        return vec![one.to_owned()];
    }
    let codes = table["classes"][class].as_array().unwrap();
    let character = |code: &Value| char::from_u32(u32::from_str_radix(code.as_str()?, 16).ok()?);
    let wide = codes.iter().filter_map(character).map(|c| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        _ => c,
    });
    wide.map(String::from).collect()
}
