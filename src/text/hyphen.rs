//! Where a word of an alphabetic script may be divided with a hyphen, by the patterns of its language.
//!
//! It knows words, not lines: whether a word has to be divided at all is the filling's business.

use hypher::{Lang, hyphenate_bounded};

use super::language::Language;

/// Letters before a hyphen, at least.
const BEFORE: usize = 2;
/// Letters after a hyphen, at least.
const AFTER: usize = 3;
/// Bytes up to which something is a word.
const LONGEST: usize = 200;

/// The patterns by which words are divided; those of no language by default, which divide nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Patterns(Option<Lang>);

impl Patterns {
    /// No patterns.
    pub const NONE: Self = Self(None);

    /// Those of a BCP 47 tag. Latin words in East Asian text are taken for English ones.
    pub fn of(tag: &str) -> Self {
        match Language::from_tag(tag) {
            Language::Other => Self(language(tag)),
            _ => Self(Some(Lang::English)),
        }
    }

    /// Byte offsets in `word` where it may be divided, in ascending order.
    ///
    /// Marks around the word, as quotes and stops, are left alone, and of a compound with hyphens each part stands for
    /// itself. Words with digits or capitals inside, words all in capitals, addresses, and languages without patterns have
    /// no such place.
    pub fn points(self, word: &str) -> Vec<usize> {
        let is_short = word.len() <= LONGEST;
        let Some(language) = self.0.filter(|_| is_short && is_word(word)) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut start = 0;
        for part in word.split_inclusive(|c: char| !is_letter(c)) {
            let letters = part.trim_end_matches(|c: char| !is_letter(c));
            found.extend(points_of_part(letters, language).map(|at| start + at));
            start += part.len();
        }
        found
    }
}

fn points_of_part(part: &str, language: Lang) -> impl Iterator<Item = usize> {
    let (before, after) = language.bounds();
    let syllables = hyphenate_bounded(part, language, before.max(BEFORE), after.max(AFTER));
    let ends = syllables.scan(0, |end, syllable| {
        *end += syllable.len();
        Some(*end)
    });
    ends.filter(move |end| *end < part.len())
}

/// The language of a tag, by its first subtag. Norwegian and Hungarian, whose patterns are as large as all others
/// together, are not among them.
fn language(tag: &str) -> Option<Lang> {
    let first = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    Lang::from_iso(first.as_bytes().try_into().ok()?)
}

/// Letters, with the apostrophe inside words and the hyphen between two; marks at the ends do not count.
fn is_word(word: &str) -> bool {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_part = |c: char| is_letter(c) || c == '-' || c == '‐';
    let has_small = core.chars().any(char::is_lowercase);
    let starts = |at: usize| core[..at].chars().next_back().is_none_or(|c| !is_letter(c));
    let mut capitals = core.char_indices().filter(|(_, c)| c.is_uppercase());
    has_small && core.chars().all(is_part) && capitals.all(|(at, _)| starts(at))
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\'' || c == '’'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Patterns;

    fn points(word: &str, tag: &str) -> Vec<usize> {
        Patterns::of(tag).points(word)
    }

    /// `marked` has `-` where the word may be divided, and `=` for a hyphen of its own.
    fn check(tag: &str, marked: &str) {
        let word = marked.replace('-', "").replace('=', "-");
        let mut shown = String::new();
        let mut from = 0;
        for at in points(&word, tag) {
            shown.push_str(&word[from..at].replace('-', "="));
            shown.push('-');
            from = at;
        }
        shown.push_str(&word[from..].replace('-', "="));
        assert_eq!(shown, marked);
    }

    #[test]
    fn words_are_divided_as_their_language_does() {
        check("en", "news-pa-per");
        check("en-GB", "“ty-pog-ra-phy”,");
        check("de", "Zei-tungs-pa-pier");
        check("fr", "heb-do-ma-daire");
        check("es", "pe-rio-dista");
        check("it", "quo-ti-diano");
        check("pt-BR", "jor-na-lista");
        check("nl", "dag-blad-pers");
        check("ru", "га-зет-ный");
        check("en", "news-pa-per=read-ing");
        check("zh-Hans", "news-pa-per");
    }

    #[test]
    fn what_is_no_word_is_whole() {
        for word in [
            "COMMUNIQUE",
            "covid2019virus",
            "example.org/reading",
            "McGuffinland",
            "日报",
            "",
            "’",
        ] {
            assert!(points(word, "en").is_empty(), "{word}");
        }
        assert!(points("newspaper", "xx").is_empty() && points("newspaper", "").is_empty());
        assert!(points(&"a".repeat(1_000_000), "en").is_empty());
    }

    proptest! {
        #[test]
        fn a_divided_word_keeps_letters_on_both_sides(word in any::<String>(), tag in "en|de|fr|ru|xx|") {
            for at in points(&word, &tag) {
                prop_assert!(word[..at].chars().count() >= 2 && word[at..].chars().count() >= 3);
            }
        }

        #[test]
        fn letters_only(word in "[a-zäöüéß’-]{1,40}") {
            let found = points(&word, "de");
            prop_assert!(found.is_sorted_by(|a, b| a < b));
            prop_assert!(found.iter().all(|at| word.is_char_boundary(*at)));
        }
    }
}
