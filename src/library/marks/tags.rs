//! Tags as the reader writes them: words with blanks between, with or without the sign.

use std::collections::BTreeSet;

use crate::text::clean::clean;

/// Longest tag, in characters.
const LONGEST: usize = 60;
/// Most tags on one mark.
const MOST: usize = 40;

/// The tags in a line of text, in the order of their letters, each once. "#养老 养老，公园" has 公园 and 养老.
pub fn tags_in(text: &str) -> Vec<String> {
    let cleaned = clean(text).text;
    let words = cleaned.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、'));
    let words = words.map(|word| word.trim_start_matches(['#', '＃']));
    let words = words.filter(|word| !word.is_empty());
    let tags: BTreeSet<String> = words
        .map(|word| word.chars().take(LONGEST).collect())
        .collect();
    tags.into_iter().take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::tags_in;

    #[test]
    fn tags_are_words_each_once() {
        assert_eq!(tags_in("#养老 养老，公园"), ["公园", "养老"]);
        assert_eq!(tags_in("  ＃a\u{3000}b,b \u{1b}[31mc "), ["a", "b", "c"]);
        assert_eq!(tags_in(" # "), Vec::<String>::new());
        assert_eq!(tags_in(&"長".repeat(99))[0].chars().count(), 60);
    }
}
