//! What the reader of JSON mends, and what it refuses.

use proptest::prelude::*;

use crate::edition::{Block, Edition, Mark, Span};
use crate::read::{Refusal, Source, join, read};

fn of(json: &str) -> Result<Edition, Refusal> {
    let source = Source {
        name: "x.json",
        bytes: json.as_bytes(),
    };
    super::read(source).map(|reading| reading.edition)
}

fn good(json: &str) -> Edition {
    of(json).expect("it is an edition")
}

/// The spans of the first block, as (start, end), of a paragraph that is `text` with spans over `ranges`.
fn spans(text: &str, ranges: &[(usize, usize)], mark: &str) -> (String, Vec<(usize, usize)>) {
    let spans: Vec<String> = ranges
        .iter()
        .map(|(start, end)| format!(r#"{{"range":{{"start":{start},"end":{end}}},"mark":{mark}}}"#))
        .collect();
    let text = serde_json::to_string(text).expect("it is a string");
    let spans = spans.join(",");
    let edition = good(&format!(
        r#"{{"stories":[{{"deck":"d","blocks":[{{"kind":"paragraph","text":{text},"spans":[{spans}]}}]}}]}}"#
    ));
    let block = &edition.stories[0].blocks[0];
    let left = block.spans().iter();
    let left = left
        .map(|span| (span.range.start, span.range.end))
        .collect();
    (block.text().into_owned(), left)
}

#[test]
fn spans_stand_over_whole_characters_and_nest() {
    let strong = "\"strong\"";
    let left = |text, ranges: &[(usize, usize)], mark| spans(text, ranges, mark).1;
    assert_eq!(
        left("报纸", &[(0, 3), (3, 3), (1, 3), (3, 9), (6, 3)], strong),
        [(0, 3)]
    );
    assert_eq!(
        left("abcdef", &[(4, 6), (0, 4), (2, 6), (1, 3)], strong),
        [(4, 6), (0, 4), (1, 3)]
    );
    let ruby = r#"{"ruby":"よ"}"#;
    assert_eq!(
        left("abcdef", &[(0, 4), (1, 2), (4, 5)], ruby),
        [(0, 4), (4, 5)]
    );
    assert_eq!(left("abcdef", &[(0, 4)], r#"{"ruby":"\u0007"}"#), []);
}

#[test]
fn spans_follow_their_words_when_the_text_is_cleaned() {
    let (text, left) = spans(
        "甲\u{1b}[31m乙\u{200b}丙\r\n丁",
        &[(0, 3), (8, 11), (8, 17), (3, 8), (19, 22)],
        "\"name\"",
    );
    assert_eq!(text, "甲乙丙 丁");
    assert_eq!(left, [(0, 3), (3, 6), (3, 9), (10, 13)]);
}

#[test]
fn every_text_is_cleaned_and_told_of() {
    let dirty = r#"{"masthead":"报\u001b[2J头\n二","stories":[{"id":"a\u0007","headline":"题\u202e目",
        "blocks":[{"kind":"table","text":"一\t二\r\n三"},{"kind":"figure","caption":"图\u0000"}]}],
        "sections":[{"label":"1\t","stories":["a\u0007"]}],"loose":["散\u009b1m"],"notes":[{"what":"\u001b]0;x\u0007说"}]}"#;
    let edition = good(dirty);
    let shown = serde_json::to_string(&edition).expect("it is written");
    assert!(!shown.contains("\\u"), "{shown}");
    assert_eq!(edition.masthead.as_deref(), Some("报头 二"));
    assert_eq!(edition.stories[0].blocks[0].text(), "一\t二\n三");
    assert_eq!(edition.sections[0].stories, ["a"]);
    let told: Vec<&str> = edition.notes.iter().map(|note| note.at.as_str()).collect();
    assert_eq!(told, ["", "x.json", "x.json", "x.json story a"]);
}

#[test]
fn every_story_has_an_id_and_the_page_it_names() {
    let edition = good(
        r#"{"sections":[{"label":"1","stories":["a","gone","a"]}],
            "stories":[{"id":"a","continued_on":{"text":"(下转)","story":"nowhere"}},{"id":"a","page":"1","headline":"b"},
                       {"page":"2","headline":"c"},{"id":"s1","page":"2","headline":"d"},{"id":"","headline":"e"}]}"#,
    );
    let ids: Vec<&str> = edition
        .stories
        .iter()
        .map(|story| story.id.as_str())
        .collect();
    assert_eq!(ids, ["a", "s2", "s3", "s1", "s4"]);
    assert_eq!(edition.sections[0].stories, ["a", "s2"]);
    assert_eq!(edition.sections[1].stories, ["s3", "s1"]);
    let on = edition.stories[0].continued_on.as_ref();
    assert_eq!(on.and_then(|jump| jump.story.as_deref()), None);
    assert_eq!(edition.notes.len(), 4);
}

#[test]
fn parts_that_are_stories_of_their_own_remain_so_when_pages_are_joined() {
    let page = r#"{"sections":[{"label":"1","stories":["x"]},{"label":"2","stories":["y"]}],"stories":[
        {"id":"x","page":"1","headline":"一","continued_on":{"page":"2","text":"(下转第2版)","story":"y"}},
        {"id":"y","page":"2","headline":"二","continued_from":{"page":"1","text":"(上接第1版)","story":"x"}}]}"#;
    let other = "　　本报讯 今天的雨停了。";
    let sources = [other, page].map(|text| Source {
        name: "x",
        bytes: text.as_bytes(),
    });
    let readings = sources.map(|source| read(source).expect("it is readable"));
    let edition = join(readings.into());
    assert_eq!(edition.stories.len(), 3);
    let on = edition.stories[1].continued_on.as_ref();
    assert_eq!(on.and_then(|jump| jump.story.as_deref()), Some("s3"));
}

#[test]
fn what_is_no_edition_is_refused_with_its_place() {
    let place = |json: &str| match of(json) {
        Err(Refusal::Malformed { line, column, what }) => (line, column, what),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        place("{\"stories\":\n 3}"),
        (2, 2, "invalid type: integer `3`, expected a list".into())
    );
    assert_eq!(place("{\"stories\": [").0, 1);
    assert_eq!(place("{}\n{}").0, 2);
    let (.., what) = place("{\"date\": \"\\u001b[2J\"}");
    assert!(!what.contains('\u{1b}'), "{what}");
    assert!(place(&format!("{{\"loose\": {}", "[".repeat(9000))).2.len() < 200);
    let deep = format!("{{\"stories\":[{{\"blocks\":[{{\"x\":{}", "[".repeat(9000));
    assert_eq!(place(&deep).0, 1);
    let kind = place("{\"stories\":[\n{\"blocks\":[{\"kind\":\"tune\"}]}]}");
    assert_eq!(kind.0, 2);
}

#[test]
fn missing_and_unknown_fields_are_no_matter() {
    let edition = good(
        r#"{"paper":{"a":[1]},"stories":[{"deck":"d","blocks":[{"kind":"paragraph"},{"kind":"rule","x":1}]}],"notes":[{}]}"#,
    );
    assert_eq!(
        edition.stories[0].blocks,
        [Block::paragraph(""), Block::Rule]
    );
    let japanese = good(r#"{"stories":[{"headline":"朝刊の見出しを読む"}]}"#);
    assert_eq!(japanese.language.as_deref(), Some("ja"));
}

#[test]
fn what_says_nothing_is_left_out() {
    let edition = good(
        r#"{"stories":[{},{"headline":"\u0007 "},{"url":"x"},{"blocks":[{"kind":"rule"}]}],"loose":[""," "]}"#,
    );
    assert_eq!((edition.stories.len(), edition.loose.len()), (1, 0));
    assert!(edition.notes.iter().any(|note| note.what.starts_with("5 ")));
}

#[test]
fn stories_stop_at_the_limit() {
    let json = format!(
        "{{\"stories\":[{}{{}}]}}",
        "{\"deck\":\"a\"},".repeat(30_000)
    );
    let edition = good(&json);
    assert_eq!(edition.stories.len(), crate::read::limits::STORIES);
    assert!(
        edition
            .notes
            .iter()
            .any(|note| note.what.starts_with("10001 were left out"))
    );
}

/// Marks of every kind.
fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        Just(Mark::Emphasis),
        Just(Mark::Name),
        Just(Mark::Title),
        "\\PC{0,3}".prop_map(Mark::Ruby),
        ".{0,3}".prop_map(Mark::Link),
    ]
}

proptest! {
    #[test]
    fn any_spans_over_any_text_come_in_sound(
        text in "[汉字a\u{1b}\\[m\r\n\u{200b}\u{301}𠀀]{0,20}",
        spans in prop::collection::vec((0..40usize, 0..40usize, mark()), 0..12),
    ) {
        let spans = spans.into_iter().map(|(start, end, mark)| Span { range: start..end, mark });
        let block = Block::Paragraph { text, spans: spans.collect() };
        let story = crate::edition::Story { headline: Some("题".into()),
            blocks: vec![block], ..Default::default() };
        let edition = Edition { stories: vec![story], ..Edition::default() };
        let edition = good(&serde_json::to_string(&edition).expect("it is written"));
        let block = &edition.stories[0].blocks[0];
        for (at, span) in block.spans().iter().enumerate() {
            prop_assert!(block.text().get(span.range.clone()).is_some_and(|part| !part.is_empty()));
            for other in &block.spans()[..at] {
                let (one, other) = (&span.range, &other.range);
                let apart = one.end <= other.start || other.end <= one.start;
                let within = (one.start <= other.start && other.end <= one.end) || (other.start <= one.start && one.end <= other.end);
                prop_assert!(apart || within);
            }
        }
        // Read once more, nothing is left to mend.
        let again = good(&serde_json::to_string(&edition).expect("it is written"));
        prop_assert_eq!(again, edition);
    }

    #[test]
    fn any_json_is_read_or_refused(json in r#"(\{|\}|\[|\]|,|:|"stories"|"blocks"|"kind"|"rule"|"text"|"id"|null|1|"\\u001b"){0,30}"#) {
        let _ = of(&json);
        let _ = of(&format!("{{\"stories\":[{json}]}}"));
    }
}
