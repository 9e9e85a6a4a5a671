//! Folding for search: what a reader would call the same is the same.
//!
//! Traditional characters match simplified ones, full-width forms match ASCII, half-width katakana match full ones, capitals match small letters, curly quotes
//! and dashes match straight ones, and any run of blanks is one blank.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::tokens::is_whole;
use super::variants::simplified;

/// A folded text that remembers where each of its characters came from.
///
/// Only places where the folded text grows apart from the original are remembered, so that plain text costs
/// little more than its own length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Where a stretch of equal steps begins: (byte in `text`, byte in the original), ascending in both.
    origins: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds `original`.
    pub fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            origins: Vec::new(),
        };
        let mut rest = original;
        let mut stretch = (0, 0);
        while !rest.is_empty() {
            let (at, length) = (original.len() - rest.len(), folded.text.len());
            if at != stretch.1 + (length - stretch.0) {
                stretch = (length, at);
                folded.origins.push(stretch);
            }
            let (plain, other) = rest.split_at(plain_stretch(rest));
            folded.text.push_str(plain);
            rest = if plain.is_empty() {
                folded.push_folded(other)
            } else {
                other
            };
        }
        folded.origins.push((folded.text.len(), original.len()));
        folded
    }

    /// Folds the first character of `rest`, with what belongs to it, and gives back what is left.
    fn push_folded<'a>(&mut self, rest: &'a str) -> &'a str {
        let mut chars = rest.chars();
        let Some(c) = chars.next() else {
            return "";
        };
        let left = chars.as_str();
        // Traditional characters are many in a text, and nothing belongs to one of them.
        if let '\u{4E00}'..='\u{9FFF}' = c {
            self.text.push(simplified(c));
            return left;
        }
        let both = chars.next().and_then(|next| fold_pair(c, next));
        self.text.push(both.unwrap_or_else(|| fold(c)));
        match both {
            Some(_) => chars.as_str(),
            None if c.is_whitespace() => left.trim_start(),
            None => left,
        }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte ranges of the original that match `needle`, left to right, not overlapping.
    pub fn find(&self, needle: &str) -> Vec<Range<usize>> {
        self.find_where(needle, |_, _| true)
    }

    /// The same, of those only that begin and end where words do.
    pub fn find_whole(&self, needle: &str) -> Vec<Range<usize>> {
        self.find_where(needle, is_whole)
    }

    /// Matches of which `keep` is true, by the folded text and the bytes in it.
    fn find_where(
        &self,
        needle: &str,
        keep: impl Fn(&str, Range<usize>) -> bool,
    ) -> Vec<Range<usize>> {
        let needle = Folded::new(needle).text;
        if needle.is_empty() {
            return Vec::new();
        }
        memmem::find_iter(self.text.as_bytes(), needle.as_bytes())
            .filter(|&at| keep(&self.text, at..at + needle.len()))
            .map(|at| self.origin(at)..self.origin(at + needle.len()))
            .collect()
    }

    /// Every character of the folded text, with the bytes of the original that it came from.
    pub fn chars(&self) -> impl Iterator<Item = (char, Range<usize>)> {
        let chars = self.text.char_indices();
        chars.map(|(at, c)| (c, self.origin(at)..self.origin(at + c.len_utf8())))
    }

    /// Byte of the original where a character of the folded text begins.
    fn origin(&self, at: usize) -> usize {
        let after = self.origins.partition_point(|&(folded, _)| folded <= at);
        let stretch = after
            .checked_sub(1)
            .and_then(|before| self.origins.get(before));
        stretch.map_or(at, |&(folded, original)| original + (at - folded))
    }
}

/// Whether the characters from U+3000 to U+9FFF fold to themselves, a bit each.
static PLAIN: LazyLock<Box<[u64]>> = LazyLock::new(|| {
    let is_plain = |code| char::from_u32(code).is_some_and(|c| fold(c) == c && !c.is_whitespace());
    let word = |first: u32| {
        let plain = (0..64).filter(|bit| is_plain(first + bit));
        plain.map(|bit| 1 << bit).sum()
    };
    (0x3000..0xA000).step_by(64).map(word).collect()
});

/// Bytes at the beginning of `text` that fold to themselves: Han characters and kana, which most of a story is.
fn plain_stretch(text: &str) -> usize {
    let plain = &**PLAIN;
    let is_plain = |c: char| {
        let at = (c as usize).wrapping_sub(0x3000);
        plain
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    };
    text.find(|c| !is_plain(c)).unwrap_or(text.len())
}

/// One character, folded to one character.
fn fold(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7F}' | '\u{3001}' | '\u{3003}'..='\u{33FF}' if !c.is_whitespace() => c,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => simplified(c),
        '\u{FF01}'..='\u{FF5E}' => offset(c, 0xFEE0).to_ascii_lowercase(),
        '。' | '｡' => '.',
        '､' => '、',
        '｢' => '「',
        '｣' => '」',
        '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        '\u{2010}'..='\u{2015}' | '−' => '-',
        '･' | '\u{FF66}'..='\u{FF9D}' => HALF_WIDTH.chars().nth(c as usize - 0xFF65).unwrap_or(c),
        _ if c.is_whitespace() => ' ',
        // One capital (İ) has two small letters; its first will do.
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

fn offset(c: char, down: u32) -> char {
    char::from_u32(c as u32 - down).unwrap_or(c)
}

/// The full forms of U+FF65 to U+FF9D, in that order.
const HALF_WIDTH: &str = "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Half-width katakana write a voiced syllable with two characters.
fn fold_pair(c: char, mark: char) -> Option<char> {
    let up = match (c, mark) {
        ('ｳ', 'ﾞ') => return Some('ヴ'),
        ('ｶ'..='ﾄ' | 'ﾊ'..='ﾎ', 'ﾞ') => 1,
        ('ﾊ'..='ﾎ', 'ﾟ') => 2,
        _ => return None,
    };
    char::from_u32(fold(c) as u32 + up)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Folded;

    fn check(text: &str, needle: &str, hits: &[&str]) {
        let found = Folded::new(text).find(needle);
        let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, hits, "{needle} in {text}");
    }

    #[test]
    fn what_looks_the_same_is_found() {
        check("１，５９４万元，ＧＤＰ增长", "1,594", &["１，５９４"]);
        check("１，５９４万元，ＧＤＰ增长", "gdp", &["ＧＤＰ"]);
        check("他说：“好。”", "\"好.\"", &["“好。”"]);
        check("ｶﾞｲﾄﾞﾌﾞｯｸとガイド", "ガイド", &["ｶﾞｲﾄﾞ", "ガイド"]);
        check("ﾊﾟﾘ", "パリ", &["ﾊﾟﾘ"]);
        check("繁簡对照，簡体字", "简", &["簡", "簡"]);
        check("这里是簡介", "這裏是简介", &["这里是簡介"]);
        check(
            "第一\u{3000}\u{3000}章 第一 章",
            "第一 章",
            &["第一\u{3000}\u{3000}章", "第一 章"],
        );
        check("Straße ÉCOLE İstanbul", "école", &["ÉCOLE"]);
        check("Straße ÉCOLE İstanbul", "istanbul", &["İstanbul"]);
        check("aaaa", "aa", &["aa", "aa"]);
        check("无", "", &[]);
        check("", "无", &[]);
    }

    #[test]
    fn a_character_is_folded_the_same_alone_and_in_a_text() {
        for c in '\u{2E80}'..='\u{A4CF}' {
            assert_eq!(
                Folded::new(&format!("一{c}")).text(),
                format!("一{}", super::fold(c))
            );
        }
    }

    proptest! {
        #[test]
        fn a_text_finds_itself(before in any::<String>(), text in "\\PC{1,9}", after in any::<String>()) {
            prop_assume!(!text.trim().is_empty());
            let whole = format!("{before}x{text}x{after}");
            let found = Folded::new(&whole).find(&format!("x{text}x"));
            prop_assert!(!found.is_empty());
            for range in found {
                prop_assert!(whole.get(range).is_some());
            }
        }
    }
}
