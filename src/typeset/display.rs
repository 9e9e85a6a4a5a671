//! Language substitution: the text that is shown in place of a part's own, and the map between the two.
//!
//! In this order: a control that got this far is shown as a blank, flattened punctuation wide, Chinese in the characters
//! asked for, readings in brackets after what they belong to, items with a mark before them, and in lines that run down
//! everything in its vertical form.

use super::line::Role;
use super::map::{Map, saturate};
use super::style::Manner;
use crate::config::Ruby;
use crate::edition::{Mark, Span};
use crate::text::convert::{self, Conversion};
use crate::text::language::Language;
use crate::text::{punctuation, vertical};

/// A part's text as it is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Display {
    pub(super) text: String,
    map: Map,
}

/// The longest part in bytes, far above what any reader lets in.
const LONGEST: usize = 1 << 28;

/// Keeps a reading with what it belongs to (U+2060 WORD JOINER): no line breaks there, and it takes no cell.
const GLUE: char = '\u{2060}';

/// Stands before an item that brings no mark of its own.
const ITEM: &str = "- ";

impl Display {
    /// Shows `source`. What is beyond [`LONGEST`] is cut, so that every offset fits in 32 bits.
    pub(super) fn new(source: &str, spans: &[Span], role: Role, manner: Manner) -> Self {
        let source = first_bytes(source, LONGEST);
        let mut display = Self {
            text: without_controls(source, role == Role::Table),
            map: Map::default(),
        };
        if manner.widen && role != Role::Verbatim {
            display.widen();
        }
        if manner.script != Conversion::Off {
            display.convert(manner.script);
        }
        if manner.ruby == Ruby::Beside {
            display.put_readings(spans);
        }
        if role == Role::List {
            display.mark_items();
        }
        display
    }

    fn widen(&mut self) {
        if let std::borrow::Cow::Owned(wide) = punctuation::widen(&self.text) {
            let map = Map::char_for_char(&self.text, &wide);
            self.replace(wide, map);
        }
    }

    fn convert(&mut self, to: Conversion) {
        let converted = convert::convert(&self.text, to);
        let anchors = converted.anchors.iter();
        let map = Map::new(
            anchors
                .map(|at| (saturate(at.source), saturate(at.shown)))
                .collect(),
        );
        self.replace(converted.text, map);
    }

    fn put_readings(&mut self, spans: &[Span]) {
        let readings = spans.iter().filter_map(|span| match &span.mark {
            Mark::Ruby(reading) => {
                Some((self.shown(span.range.end), format!("{GLUE}（{reading}）")))
            }
            _ => None,
        });
        let readings: Vec<(usize, String)> = readings.collect();
        self.insert(readings);
    }

    fn mark_items(&mut self) {
        let mut at = 0;
        let mut marks = Vec::new();
        for row in self.text.split('\n') {
            let item = row.trim_start();
            if item.chars().next().is_some_and(char::is_alphanumeric) && !is_numbered(item) {
                marks.push((at + row.len() - item.len(), ITEM.to_owned()));
            }
            at += row.len() + 1;
        }
        self.insert(marks);
    }

    /// Puts texts in at bytes of the shown text.
    fn insert(&mut self, mut texts: Vec<(usize, String)>) {
        if texts.is_empty() {
            return;
        }
        texts.sort_by_key(|(at, _)| *at);
        let mut text = String::with_capacity(self.text.len() + texts.len() * 16);
        let mut anchors = Vec::with_capacity(texts.len() * 2);
        let mut from = 0;
        for (at, inserted) in texts {
            text.push_str(self.text.get(from..at).unwrap_or(""));
            anchors.push((saturate(at), saturate(text.len())));
            text.push_str(&inserted);
            anchors.push((saturate(at), saturate(text.len())));
            from = at;
        }
        text.push_str(self.text.get(from..).unwrap_or(""));
        self.replace(text, Map::new(anchors));
    }

    fn replace(&mut self, text: String, map: Map) {
        self.text = text;
        self.map = std::mem::take(&mut self.map).then(map);
    }

    /// Shows the text as it runs down. Answers it as it ran across: as many characters, in which line breaks are to be
    /// found.
    pub(super) fn stand(&mut self, language: Language) -> String {
        let stood = vertical::stand(&self.text, language);
        let map = Map::char_for_char(&self.text, &stood);
        let across = self.text.clone();
        self.replace(stood, map);
        across
    }

    /// Byte of the shown text for a byte of the part's own.
    pub(super) fn shown(&self, source: usize) -> usize {
        self.map.shown(source).min(self.text.len())
    }

    /// Byte of the part's own text for a byte of the shown one.
    pub(super) fn source(&self, shown: usize) -> usize {
        self.map.source(shown)
    }

    /// Bytes of memory it holds.
    pub(super) fn memory(&self) -> usize {
        self.text.capacity() + self.map.memory()
    }
}

/// Whether an item begins with a number of its own: 1. 2) 三、 (the bracketed and circled ones are no letters).
fn is_numbered(item: &str) -> bool {
    let is_digit = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
    let rest = item.trim_start_matches(is_digit);
    rest.len() < item.len() && rest.starts_with(['.', ')', '、', '．', '）', ' ', '\u{3000}'])
}

fn first_bytes(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The readers let no control through; should another hand make an edition that has one, it is a blank here, of as many
/// bytes.
fn without_controls(text: &str, tabs: bool) -> String {
    let is_odd = |c: char| c.is_control() && c != '\n' && !(tabs && c == '\t');
    // A fold, unlike a search, is done many bytes at a time. U+0080 to U+009F begin with C2.
    let suspect = |found, &byte: &u8| found | (byte < b' ') | (byte == 0x7F) | (byte == 0xC2);
    if !text.as_bytes().iter().fold(false, suspect) || !text.contains(is_odd) {
        return text.to_owned();
    }
    let blank = |c: char| if c.is_ascii() { ' ' } else { '\u{A0}' };
    text.chars()
        .map(|c| if is_odd(c) { blank(c) } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MANNER: Manner = Manner {
        widen: true,
        ..Manner::PLAIN
    };

    fn show(source: &str, spans: &[Span], role: Role, manner: Manner) -> Display {
        Display::new(source, spans, role, manner)
    }

    fn ruby(range: std::ops::Range<usize>, reading: &str) -> Span {
        Span {
            range,
            mark: Mark::Ruby(reading.into()),
        }
    }

    #[test]
    fn readings_stand_in_brackets_after_their_characters() {
        let spans = [ruby(0..6, "しんぶん"), ruby(9..12, "よ")];
        let manner = Manner {
            ruby: Ruby::Beside,
            ..Manner::PLAIN
        };
        let display = show("新聞を読む", &spans, Role::Paragraph, manner);
        assert_eq!(display.text, "新聞\u{2060}（しんぶん）を読\u{2060}（よ）む");
        let inside = display.text.find('ん').unwrap_or_default();
        assert_eq!((display.source(inside), display.source(3)), (6, 3));
        assert_eq!(display.shown(6), "新聞\u{2060}（しんぶん）".len());
    }

    #[test]
    fn items_without_a_mark_get_one() {
        let text = "第一件\n1. 第二件\n・第三件\n三、第四件\n2026年";
        let display = show(text, &[], Role::List, Manner::PLAIN);
        let expected = "- 第一件\n1. 第二件\n・第三件\n三、第四件\n- 2026年";
        assert_eq!(display.text, expected);
    }

    #[test]
    fn substitutions_follow_each_other() {
        let manner = Manner {
            script: Conversion::Traditional,
            ruby: Ruby::Beside,
            ..MANNER
        };
        let display = show("头发,后面", &[ruby(0..6, "tóufa")], Role::Paragraph, manner);
        assert_eq!(display.text, "頭髮\u{2060}（tóufa），後面");
        let comma = display.text.find('，').unwrap_or_default();
        assert_eq!((display.source(comma), display.source(comma + 3)), (6, 7));
    }

    proptest! {
        #[test]
        fn offsets_map_both_ways(text in "[汉字,:(){}a1\u{1}\u{85} ，。!?é]{0,40}") {
            let display = show(&text, &[], Role::Paragraph, MANNER);
            prop_assert_eq!(display.text.chars().count(), text.chars().count());
            for ((source, _), (shown, c)) in text.char_indices().zip(display.text.char_indices()) {
                prop_assert_eq!(display.shown(source), shown);
                prop_assert_eq!(display.source(shown), source);
                prop_assert!(!c.is_control());
            }
            prop_assert_eq!(display.source(display.text.len()), text.len());
        }

        /// Whatever is put in, every byte of the one text has its place in the other, in order.
        #[test]
        fn maps_are_in_order(text in "[头发后面干里,a ]{1,20}", at in 0usize..20, long in 1usize..4) {
            let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = chars[at % chars.len()];
            let end = chars[(at % chars.len() + long).min(chars.len() - 1)];
            let manner = Manner { script: Conversion::TaiwanIdioms, ruby: Ruby::Beside, ..MANNER };
            let display = show(&text, &[ruby(start..end, "注音")], Role::List, manner);
            let shown: Vec<usize> = chars.iter().map(|&at| display.shown(at)).collect();
            prop_assert!(shown.is_sorted() && shown.iter().all(|&at| display.text.is_char_boundary(at)), "{shown:?}");
            let source: Vec<usize> = display.text.char_indices().map(|(at, _)| display.source(at)).collect();
            prop_assert!(source.is_sorted() && source.iter().all(|&at| text.is_char_boundary(at)), "{source:?}");
        }

        #[test]
        fn offsets_map_both_ways_where_text_stands(text in "[汉字,:()a12３４\u{1} ，。!?é·—]{0,40}") {
            let mut display = show(&text, &[], Role::Paragraph, MANNER);
            let across = display.stand(Language::Ja);
            prop_assert_eq!(across.chars().count(), text.chars().count());
            for ((source, _), (shown, _)) in text.char_indices().zip(display.text.char_indices()) {
                prop_assert_eq!(display.shown(source), shown);
                prop_assert_eq!(display.source(shown), source);
            }
            prop_assert_eq!(display.source(display.text.len()), text.len());
        }
    }
}
