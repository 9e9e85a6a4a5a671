//! Finding titles by a few letters, for filters and pickers: by what stands there, or by how it sounds.
//!
//! `tyrb` finds 太原日报, `niyuusu` ニュース and ㅈㅅㅇㅂ 조선일보: every East Asian letter may be typed by the beginning of
//! one of its spellings, so that whole syllables, halves of them and initials may be mixed. What is not East Asian is
//! found by its own letters alone.

use std::ops::Range;

use super::fold::Folded;
use super::script::{is_cjk, is_han, is_kana};
use super::{hangul, kana, pinyin};

/// Longest word of a pattern and most letters of a title that are compared by sound.
const LONGEST: usize = 64;
const MOST: usize = 256;

/// A pattern, ready to be looked for in many titles.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    folded: String,
    /// What was typed, without the marks between syllables.
    letters: Vec<char>,
}

impl Finder {
    /// Of words with blanks between them, every one of which must be found.
    pub fn of(pattern: &str) -> Self {
        let folded = Folded::new(pattern);
        let words = folded.text().split_whitespace().map(|word| Word {
            folded: word.to_owned(),
            letters: word
                .chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(hangul::apart)
                .take(LONGEST)
                .collect(),
        });
        Self {
            words: words.collect(),
        }
    }

    /// Whether nothing is looked for, which is found everywhere.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The bytes of a title that the pattern matches, in order; `None` where it does not.
    pub fn find(&self, title: &str) -> Option<Vec<Range<usize>>> {
        if self.is_empty() {
            return Some(Vec::new());
        }
        let folded = Folded::new(title);
        let sounds = Sounds::of(title, &folded);
        let mut marks = Vec::new();
        for word in &self.words {
            match folded.find(&word.folded).into_iter().next() {
                Some(mark) => marks.push(mark),
                None => marks.extend(sounds.as_ref()?.find(&word.letters)?),
            }
        }
        Some(joined(marks))
    }
}

/// Ranges in order, those that overlap as one.
pub fn joined(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_by_key(|mark| mark.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match joined.last_mut() {
            Some(last) if mark.start < last.end => last.end = last.end.max(mark.end),
            _ => joined.push(mark),
        }
    }
    joined
}

/// The letters of a title, to be compared by sound.
struct Sounds {
    letters: Vec<Letter>,
    /// The same as far as they are kana, in hiragana.
    kana: Vec<char>,
}

struct Letter {
    folded: char,
    /// As it is printed: a simplified character may have fewer readings.
    printed: char,
    bytes: Range<usize>,
}

impl Sounds {
    /// `None` where no letter is East Asian.
    fn of(title: &str, folded: &Folded) -> Option<Self> {
        let chars = folded.chars().filter(|(c, _)| c.is_alphanumeric());
        let letters = chars.take(MOST).map(|(folded, bytes)| Letter {
            folded,
            printed: title[bytes.clone()].chars().next().unwrap_or(folded),
            bytes,
        });
        let letters: Vec<Letter> = letters.collect();
        let east_asian = letters.iter().any(|letter| is_cjk(letter.folded));
        east_asian.then(|| Self {
            kana: letters.iter().map(|l| kana::hiragana(l.folded)).collect(),
            letters,
        })
    }

    /// Hands every spelling of the kana at a letter to `each` until it answers true.
    fn any_kana(&self, at: usize, each: impl FnMut(usize, &str) -> bool) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.kana.get(at));
        let rest = self.kana.get(at..).unwrap_or(&[]);
        kana::any_spelling(before.copied(), rest, each)
    }

    /// The bytes of the first letters that a word spells.
    fn find(&self, word: &[char]) -> Option<Vec<Range<usize>>> {
        let mut attempt = Attempt {
            sounds: self,
            word,
            failed: vec![false; (self.letters.len() + 1) * word.len()],
        };
        let mut starts = 0..self.letters.len();
        let (start, end) = starts.find_map(|start| Some((start, attempt.follow(start, 0)?)))?;
        let mut marks: Vec<Range<usize>> = Vec::new();
        for Letter { bytes, .. } in self.letters.get(start..end)? {
            match marks.last_mut() {
                Some(last) if last.end == bytes.start => last.end = bytes.end,
                _ => marks.push(bytes.clone()),
            }
        }
        Some(marks)
    }
}

/// Looking for one word in one title.
struct Attempt<'a> {
    sounds: &'a Sounds,
    word: &'a [char],
    /// From which letter on which rest of the word is not spelled.
    failed: Vec<bool>,
}

impl Attempt<'_> {
    /// The letter after those from `at` on that the word spells from its letter `typed` on.
    fn follow(&mut self, at: usize, typed: usize) -> Option<usize> {
        if typed >= self.word.len() {
            return Some(self.past_length(at));
        }
        let known = at * self.word.len() + typed;
        if *self.failed.get(known)? || at >= self.sounds.letters.len() {
            return None;
        }
        let end = self
            .literally(at, typed)
            .or_else(|| self.by_sound(at, typed));
        if let (None, Some(failed)) = (end, self.failed.get_mut(known)) {
            *failed = true;
        }
        end
    }

    fn literally(&mut self, at: usize, typed: usize) -> Option<usize> {
        let letter = self.sounds.letters.get(at)?.folded;
        let key = *self.word.get(typed)?;
        if letter == key || hangul::begins_with(letter, key) {
            return self.follow(at + 1, typed + 1);
        }
        let next = self.sounds.letters.get(at + 1)?.folded;
        let last = typed + 1 == self.word.len();
        (last && hangul::runs_over(key, letter, next)).then_some(at + 2)
    }

    fn by_sound(&mut self, at: usize, typed: usize) -> Option<usize> {
        let letter = self.sounds.letters.get(at)?;
        let mut end = None;
        if is_han(letter.folded) {
            pinyin::any_spelling(letter.printed, |spelling| {
                end = self.spelled(at + 1, typed, spelling);
                end.is_some()
            });
        } else if is_kana(letter.folded) {
            self.sounds.any_kana(at, |count, spelling| {
                end = self.spelled(at + count, typed, spelling);
                end.is_some()
            });
        }
        end
    }

    /// What only makes the last vowel long belongs to it.
    fn past_length(&self, at: usize) -> usize {
        let silent = self.sounds.any_kana(at, |_, spelling| spelling.is_empty());
        at + usize::from(silent)
    }

    /// Goes on after a spelling, of which the beginning is enough; the longest that was typed first.
    fn spelled(&mut self, next: usize, typed: usize, spelling: &str) -> Option<usize> {
        if spelling.is_empty() {
            return self.follow(next, typed);
        }
        let keys = self.word.get(typed..)?.iter();
        let same = keys.zip(spelling.chars()).take_while(|(key, c)| *key == c);
        let most = same.count();
        (1..=most)
            .rev()
            .find_map(|count| self.follow(next, typed + count))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Finder;

    /// A title with its matched letters in brackets; `-` where there is none.
    fn found(pattern: &str, title: &str) -> String {
        let Some(marks) = Finder::of(pattern).find(title) else {
            return "-".into();
        };
        let mut told = title.to_owned();
        for mark in marks.iter().rev() {
            told.insert(mark.end, ']');
            told.insert(mark.start, '[');
        }
        told
    }

    #[track_caller]
    fn check(rows: &[(&str, &str)]) {
        for (pattern, expected) in rows {
            let title = expected.trim_start_matches('-').replace(['[', ']'], "");
            let expected = if expected.starts_with('-') {
                "-"
            } else {
                expected
            };
            assert_eq!(found(pattern, &title), expected, "{pattern} in {title}");
        }
    }

    #[test]
    fn what_stands_there_is_found_first() {
        check(&[
            ("", "太原日报"),
            ("日报", "太原[日报]"),
            ("日報", "太原[日报]"),
            ("gdp", "[ＧＤＰ]增长"),
            ("日报 太", "[太]原[日报]"),
            ("晚报", "-太原日报"),
            ("times", "The [Times]"),
            ("tms", "-The Times"),
            ("isnt", "-It isn't"),
        ]);
    }

    #[test]
    fn chinese_is_found_by_pinyin() {
        check(&[
            ("tyrb", "[太原日报]"),
            ("ylfw", "智慧[养老服务]"),
            ("cqrb", "[重庆日报]"),
            ("zhongyao", "[重要]"),
            ("taiyuanribao", "[太原日报]"),
            ("TaiYuan", "[太原]日报"),
            ("ｔｙ", "[太原]日报"),
            ("tyuanr", "[太原日]报"),
            ("taiyribao", "[太原日报]"),
            ("太yuan", "[太原]日报"),
            ("xi'an", "[西安]晚报"),
            ("ry", "太原[日]，[元]旦"),
            ("lvse", "[绿色]家园"),
            ("gdpzz", "[GDP增长]"),
            ("ylfw hui", "智[慧][养老服务]"),
            ("qianlong", "[乾隆]"),
            ("rbx", "-太原日报"),
            ("rt", "-太原日报"),
        ]);
    }

    #[test]
    fn japanese_is_found_by_its_kana() {
        check(&[
            ("nyusu", "[ニュース]"),
            ("nyuusu", "[ニュース]"),
            ("supotsu", "[スポーツ]欄"),
            ("supootu", "[スポーツ]欄"),
            ("tokyo", "[とうきょう]の空"),
            ("toukyou", "[とうきょう]の空"),
            ("osaka", "[おおさか]"),
            ("kitte", "[きって]"),
            ("macchi", "[マッチ]箱"),
            ("matchi", "[マッチ]箱"),
            ("shinbun", "[しんぶん]"),
            ("sinbun", "[しんぶん]"),
            ("shimbun", "[しんぶん]"),
            ("jidai", "[じだい]"),
            ("gaido", "[ｶﾞｲﾄﾞ]"),
            ("kon'ya", "[こんや]"),
            ("pari", "-ハリ"),
        ]);
    }

    #[test]
    fn korean_is_found_by_initials_and_letter_by_letter() {
        check(&[
            ("ㅈㅅㅇㅂ", "[조선일보]"),
            ("ㅈㅅ", "[조선]일보"),
            ("조서", "[조선]일보"),
            ("좃", "[조선]일보"),
            ("조ㅅㅇ", "[조선일]보"),
            ("ㅂㅅ", "[부산]일보"),
            ("ㅄ", "[부산]일보"),
            ("일보", "조선[일보]"),
            ("ㅈㅇ", "-조선일보"),
            ("소", "-조선일보"),
        ]);
    }

    proptest! {
        #[test]
        fn marks_are_letters_of_the_title_in_order(pattern in "[a-z一-丐あ-ん가-갛 ]{0,8}", title in "\\PC{0,20}|[一-丐あ-ンー가-갛a-z]{0,20}") {
            let marks = Finder::of(&pattern).find(&title).unwrap_or_default();
            let mut end = 0;
            for mark in marks {
                prop_assert!(mark.start >= end && title.get(mark.clone()).is_some());
                end = mark.end;
            }
        }

        #[test]
        fn a_title_is_found_by_itself(title in "\\PC{1,20}") {
            prop_assert!(Finder::of(&title).find(&title).is_some());
        }
    }
}
