//! Where a line may break: ICU4X's line segmenter, with the overlay of newspaper rules over it.
//!
//! Runs of Han, kana and wide marks need no engine, for their pairs decide alone; everything else is handed to
//! the engine in slices that keep a character of such a run on either side. A property test holds the two to
//! the same answer. How wide a line is, is no concern of this room.

use unicode_segmentation::UnicodeSegmentation;

mod address;
mod boundary;
mod engine;
mod level;
mod plain;
mod rules;
mod units;

use engine::Engine;
use plain::{Kind, Plain};
use rules::Rules;

pub use level::{Breaking, Level, UnknownName, Words};

/// Byte offsets after which a line may end, in ascending order, the end of `text` included, 0 not.
///
/// Every offset is a boundary of grapheme clusters. Mandatory breaks (`\n`) are among them, unmarked.
pub fn opportunities(text: &str, breaking: Breaking) -> Vec<usize> {
    let mut found = Vec::new();
    each(text, breaking, |at| found.push(at));
    found
}

/// Calls `found` with every offset of [`opportunities`], in order, without collecting them.
pub fn each(text: &str, breaking: Breaking, mut found: impl FnMut(usize)) {
    if breaking.level == Level::Anywhere {
        return text
            .grapheme_indices(true)
            .for_each(|(at, cluster)| found(at + cluster.len()));
    }
    let engine = Engine::new(Rules::new(breaking), breaking.language);
    let plain = Plain::new(&engine.rules);
    let mut chars = text.char_indices();
    let Some((mut left_at, first)) = chars.next() else {
        return;
    };
    let mut left = plain.kind(first);
    // Where the character before the last plain one begins: an opening quote is read by it (UAX #14 LB15a).
    let mut before_at = left_at;
    while let Some((at, c)) = chars.next() {
        let mut right = (at, c, plain.kind(c));
        let mut last_at = left_at;
        if left == Kind::Other || right.2 == Kind::Other {
            // On to the next plain character: the engine sees one on either side.
            while right.2 == Kind::Other {
                last_at = right.0;
                let Some((at, c)) = chars.next() else { break };
                right = (at, c, plain.kind(c));
            }
            let end = right.0 + right.1.len_utf8();
            engine.each(text, before_at..end, &mut |at| {
                if at > left_at {
                    found(at);
                }
            });
        } else if plain.breaks_between(left, right.2) {
            found(at);
        }
        (before_at, left_at, left) = (last_at, right.0, right.2);
    }
    found(text.len());
}

/// What UAX #14 alone says, in the form of [`opportunities`]: the engine under every level.
pub fn of_unicode(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    Engine::of_unicode().each(text, 0..text.len(), &mut |at| found.push(at));
    if !text.is_empty() {
        found.push(text.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::engine::Engine;
    use super::rules::Rules;
    use super::{Breaking, Level, Words, opportunities};
    use crate::text::language::Language;

    /// `text` has `|` where a line may end.
    fn check_at(breaking: Breaking, marked: &str) {
        let text = marked.replace('|', "");
        let mut shown = String::new();
        let mut from = 0;
        for at in opportunities(&text, breaking) {
            shown.push_str(&text[from..at]);
            shown.push('|');
            from = at;
        }
        assert_eq!(shown.trim_end_matches('|'), marked);
    }

    fn check_in(language: Language, marked: &str) {
        let breaking = Breaking {
            language,
            ..Breaking::default()
        };
        check_at(breaking, marked);
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

    const LANGUAGES: [Language; 5] = [
        Language::ZhHans,
        Language::ZhHant,
        Language::Ja,
        Language::Ko,
        Language::Other,
    ];

    /// Every way of breaking lines there is.
    fn all() -> impl Iterator<Item = Breaking> {
        let levels = LANGUAGES.into_iter().flat_map(|language| {
            Level::NAMES[..13]
                .iter()
                .map(move |(_, level)| (language, *level))
        });
        levels.flat_map(|(language, level)| {
            Words::NAMES[..3].iter().map(move |(_, words)| Breaking {
                language,
                level,
                words: *words,
            })
        })
    }

    proptest! {
        /// The short cut through plain text must give what the engine and the rules give.
        #[test]
        fn slices_agree_with_the_engine(
            text in "[汉字あのぁー一、。，」「（）：；！？・々a1 \n“”‘’—…％$.,/()\\-\u{301}\u{200d}\u{3000}～·각👩🇨１￥]{0,24}"
        ) {
            for breaking in all().filter(|breaking| breaking.level != Level::Anywhere) {
                let mut whole = Vec::new();
                Engine::new(Rules::new(breaking), breaking.language)
                    .each(&text, 0..text.len(), &mut |at| whole.push(at));
                whole.extend(Some(text.len()).filter(|end| *end > 0));
                prop_assert_eq!(opportunities(&text, breaking), whole, "{:?}", breaking);
            }
        }

        #[test]
        fn any_text_breaks_between_clusters(text in any::<String>()) {
            let ends: Vec<usize> =
                text.grapheme_indices(true).map(|(at, cluster)| at + cluster.len()).collect();
            for breaking in all() {
                let found = opportunities(&text, breaking);
                prop_assert!(found.is_sorted_by(|a, b| a < b));
                prop_assert!(found.iter().all(|at| ends.contains(at)));
            }
        }
    }
}
