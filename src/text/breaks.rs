//! Where a line may break: ICU4X's line segmenter, with the overlay of newspaper rules over it.
//!
//! Runs of Han, kana and wide marks need no engine, for their pairs decide alone; everything else is handed to
//! the engine in slices that keep a character of such a run on either side. A property test holds the two to
//! the same answer. How wide a line is, is no concern of this file.

use std::iter::Peekable;

use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::LineSegmenter;
use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use unicode_segmentation::UnicodeSegmentation;

use super::kinsoku::{self, Boundary, Ruling};
use super::language::Language;

pub use super::kinsoku::Level;

/// Byte offsets after which a line may end, in ascending order, the end of `text` included, 0 not.
///
/// Every offset is a boundary of grapheme clusters. Mandatory breaks (`\n`) are among them, unmarked.
pub fn opportunities(text: &str, language: Language, level: Level) -> Vec<usize> {
    let mut found = Vec::new();
    each(text, language, level, |at| found.push(at));
    found
}

/// Calls `found` with every offset of [`opportunities`], in order, without collecting them.
pub fn each(text: &str, language: Language, level: Level, mut found: impl FnMut(usize)) {
    let engine = Engine::new(language, level);
    let mut chars = text.char_indices();
    let Some((mut left_at, first)) = chars.next() else {
        return;
    };
    let mut left = class(first, level);
    while let Some((at, c)) = chars.next() {
        let mut right = (at, c, class(c, level));
        if left == Class::Other || right.2 == Class::Other {
            // On to the next plain character: the engine sees one on either side.
            while right.2 == Class::Other {
                let Some((at, c)) = chars.next() else { break };
                right = (at, c, class(c, level));
            }
            engine.each(text, left_at..right.0 + right.1.len_utf8(), &mut found);
        } else if breaks_between(left, right.2) {
            found(at);
        }
        (left_at, left) = (right.0, right.2);
    }
    found(text.len());
}

/// Classes of characters whose pairs decide alone: no rule of UAX #14 reaches across them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Han and kana that a line may begin with (ID).
    Letter,
    /// Wide opening marks (OP).
    Opening,
    /// Wide marks that may not begin a line (CL, EX, NS).
    Closing,
    /// Everything else: the engine's business.
    Other,
}

fn class(c: char, level: Level) -> Class {
    match c {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => Class::Letter,
        '，' | '。' | '、' | '」' | '』' | '）' | '》' | '〉' | '】' | '〕' => {
            Class::Closing
        }
        '「' | '『' | '（' | '《' | '〈' | '【' | '〔' => Class::Opening,
        '：' | '；' | '！' | '？' if level == Level::Strict => Class::Closing,
        '\u{3042}'..='\u{3094}' | '\u{30A2}'..='\u{30F4}' if !kinsoku::never_starts(c) => {
            Class::Letter
        }
        _ => Class::Other,
    }
}

/// UAX #14: not after OP (LB14), not before CL, EX, NS (LB13, LB21), else yes (LB31).
fn breaks_between(left: Class, right: Class) -> bool {
    left != Class::Opening && right != Class::Closing
}

/// The engine and the overlay over it.
struct Engine {
    segmenter: LineSegmenterBorrowed<'static>,
    language: Language,
    level: Level,
}

impl Engine {
    fn new(language: Language, level: Level) -> Self {
        Self {
            segmenter: segmenter(language, level),
            language,
            level,
        }
    }

    /// Offsets strictly inside a slice of `text`.
    fn each(&self, text: &str, slice: std::ops::Range<usize>, found: &mut impl FnMut(usize)) {
        let start = slice.start;
        let Some(part) = text.get(slice) else { return };
        let mut breaks = self.segmenter.segment_str(part).peekable();
        let mut clusters = Clusters::new(part);
        let mut before = text[..start].chars().next_back();
        let mut chars = part.char_indices().peekable();
        while let Some((_, left)) = chars.next() {
            let Some(&(at, right)) = chars.peek() else {
                break;
            };
            while breaks.next_if(|&offset| offset < at).is_some() {}
            let engine = breaks.peek() == Some(&at);
            let rest = &text[start + at..];
            let boundary = Boundary {
                before,
                left,
                right,
                rest,
            };
            let breaks_here = match kinsoku::rule(boundary, self.language, self.level) {
                Ruling::Forbid => false,
                Ruling::Allow => true,
                Ruling::Engine => engine,
            };
            if breaks_here && clusters.begin_at(at) {
                found(start + at);
            }
            before = Some(left);
        }
    }
}

/// Starts of grapheme clusters in a slice, walked along with the breaks. ICU may break before a mark that stands
/// alone after a blank (LB10), which is one cluster for UAX #29.
///
/// `None` where no character of the slice joins another.
struct Clusters<'a>(Option<Peekable<unicode_segmentation::GraphemeIndices<'a>>>);

impl<'a> Clusters<'a> {
    fn new(slice: &'a str) -> Self {
        let walked = || slice.grapheme_indices(true).peekable();
        Self((!slice.chars().all(is_alone)).then(walked))
    }

    /// Whether a cluster begins at `offset`; offsets are asked for in ascending order.
    fn begin_at(&mut self, offset: usize) -> bool {
        self.0.as_mut().is_none_or(|clusters| {
            while clusters.next_if(|&(at, _)| at < offset).is_some() {}
            clusters.peek().is_some_and(|&(at, _)| at == offset)
        })
    }
}

/// Characters of the commonest blocks that are clusters of their own among their like (UAX #29: none of Extend,
/// SpacingMark, Prepend, joiners, Hangul letters and regional indicators).
fn is_alone(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AF}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
            | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9D}'
    )
}

/// The stable segmenter of Unicode 15.1, without dictionaries (Thai, Lao, Khmer and Burmese break at blanks).
fn segmenter(language: Language, level: Level) -> LineSegmenterBorrowed<'static> {
    static JAPANESE: LanguageIdentifier = langid!("ja");
    static CHINESE: LanguageIdentifier = langid!("zh");
    let mut options = LineBreakOptions::default();
    options.strictness = Some(match level {
        Level::Loose => LineBreakStrictness::Loose,
        Level::Normal => LineBreakStrictness::Normal,
        Level::Strict => LineBreakStrictness::Strict,
    });
    options.content_locale = match language {
        Language::ZhHans | Language::ZhHant => Some(&CHINESE),
        Language::Ja => Some(&JAPANESE),
        Language::Ko | Language::Other => None,
    };
    LineSegmenter::new_for_non_complex_scripts(options)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{Level, opportunities, segmenter};
    use crate::text::language::Language;

    /// `text` has `|` where a line may end.
    fn check_in(language: Language, marked: &str) {
        let text = marked.replace('|', "");
        let mut shown = String::new();
        let mut from = 0;
        for at in opportunities(&text, language, Level::Strict) {
            shown.push_str(&text[from..at]);
            shown.push('|');
            from = at;
        }
        assert_eq!(shown.trim_end_matches('|'), marked);
    }

    fn check(marked: &str) {
        check_in(Language::ZhHans, marked);
    }

    #[test]
    fn han_breaks_anywhere_but_at_marks() {
        check("雨|还|没|有|下，|杆|子|先|立|起|来|了。");
        check("他|说：|“杆|子|立|起|来|了。”|然|后|笑|了");
        check("（下|转|第|2|版）|《太|原|日|报》|（上|接");
        check("“‘双|碳’|目|标”|是|个|“大|账|本”");
        check("党|总|支|“三|会|一|课”、|主|题|党|日");
    }

    #[test]
    fn dashes_ellipses_and_connectors() {
        check("他|来|了|——|又|走|了……|后|来");
        check("北|京—|上|海");
        check("阿·|卜|杜|拉");
        check("上|午|8|时～|9|时");
        check("“等|等……”|他|说");
        check("好！”|——|这|是");
    }

    #[test]
    fn words_and_numbers_are_whole() {
        check("约|1,594.5|万|元|的|GDP|占|41.5％|左|右");
        check("１，５９４．５|人，|占|２０％|以|上");
        check("在|Visual |Studio |Code|里|用");
        check("￥300|和|№5|是|25℃");
        check("以|前|（John |Smith）|说|过");
    }

    #[test]
    fn other_languages_have_their_own_rules() {
        check_in(
            Language::Other,
            "The |state-|of-|the-|art |press |isn’t |“old”.",
        );
        check_in(
            Language::Ja,
            "ペー|ジ|を|め|くっ|て、|「イ|ン|ク」|の|匂|い",
        );
        check_in(Language::Ko, "신|문|을 |읽|는|다.");
    }

    const LEVELS: [Level; 3] = [Level::Loose, Level::Normal, Level::Strict];

    proptest! {
        /// The short cut through plain text must give what the engine gives.
        #[test]
        fn slices_agree_with_the_engine(
            text in "[汉字あのぁー一、。，」「（）：；！？・々a1 \n“”‘’—…％$.,/()\\-\u{301}\u{200d}\u{3000}～·각👩🇨]{0,24}"
        ) {
            for level in LEVELS {
                let engine = segmenter(Language::Other, level).segment_str(&text).skip(1);
                let clusters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
                let engine: Vec<usize> = engine
                    .filter(|at| *at == text.len() || clusters.contains(at))
                    .collect();
                prop_assert_eq!(opportunities(&text, Language::Other, level), engine);
            }
        }

        #[test]
        fn any_text_breaks_between_clusters(text in any::<String>()) {
            let ends: Vec<usize> =
                text.grapheme_indices(true).map(|(at, cluster)| at + cluster.len()).collect();
            for language in [Language::ZhHans, Language::Ja, Language::Ko] {
                let found = opportunities(&text, language, Level::Strict);
                prop_assert!(found.is_sorted_by(|a, b| a < b));
                prop_assert!(found.iter().all(|at| ends.contains(at)));
            }
        }
    }
}
