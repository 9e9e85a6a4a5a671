//! What stands beyond the edges of a line, and the space between scripts: the cases of W3C and of pangu.js, where the
//! corpus is at hand. A cell is half an em; the test font of W3C has one em to a glyph, so a line there is as many
//! cells as the first line expected takes.
//!
//! The trimming between two marks that the same files have (`trim_adjacent`) cannot be drawn on a grid and is not run.

use serde_json::Value;

use super::corpus::{check_of, word};
use yuebao::config::Fit;
use yuebao::text::language::Language;
use yuebao::text::spacing::Autospace;
use yuebao::text::width::{Ambiguous, width};
use yuebao::typeset::{Manner, Style, set_paragraph};

const FILE: &str = "spacing_cases.json";

fn lines(of: &Value) -> Vec<&str> {
    let lines = of.as_array().map_or(&[][..], Vec::as_slice);
    lines.iter().filter_map(Value::as_str).collect()
}

/// The lines of a text as `yuebao wrap --fit greedy` sets them, if they are not those expected.
fn differs(text: &str, manner: Manner, style: Style, expected: &[&str]) -> Option<String> {
    let style = Style {
        indent: Some(0),
        fit: Fit::Greedy,
        ..style
    };
    let set = set_paragraph(text, manner, &style);
    (set != expected).then(|| format!("{set:?}, not {expected:?}"))
}

fn spaced(language: Language) -> Manner {
    Manner {
        language,
        autospace: Autospace::On,
        ..Manner::default()
    }
}

#[test]
fn marks_hang_as_w3c_says() {
    check_of("cases.json", "hang", |case| {
        let cells = |key: &str| u16::try_from(case[key].as_u64()?).ok();
        let manner = Manner {
            language: Language::from_tag(word(case, "lang")),
            ..Manner::default()
        };
        let style = Style {
            hang: cells("hang_cells")?,
            ..Style::of(cells("width_cells")?)
        };
        differs(word(case, "text"), manner, style, &lines(&case["lines"]))
    });
}

#[test]
fn scripts_are_spaced_as_w3c_says() {
    check_of(FILE, "autospace", |case| {
        let expected = word(case, "expect").replace('_', " ");
        let manner = spaced(Language::ZhHans);
        differs(word(case, "text"), manner, Style::of(80), &[&expected])
    });
    check_of(FILE, "autospace_wrap", |case| {
        let expected: Vec<String> = lines(&case["expect"])
            .iter()
            .map(|line| line.replace('_', " "))
            .collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let first = expected
            .first()
            .map_or(0, |line| width(line, Ambiguous::Narrow));
        let style = Style::of(u16::try_from(first).ok()?);
        differs(
            word(case, "text"),
            spaced(Language::ZhHans),
            style,
            &expected,
        )
    });
}

#[test]
fn letters_and_digits_are_spaced_as_pangu_does() {
    check_of(FILE, "autospace_text", |case| {
        let expected = word(case, "expect");
        let manner = spaced(Language::ZhHant);
        differs(word(case, "text"), manner, Style::of(80), &[expected])
    });
}
