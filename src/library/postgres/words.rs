//! What a story is found by: its pairs, words and letters as lexemes of the server, in the form that COPY takes.

use std::collections::HashSet;

use crate::library::query::{Needle, Part};
use crate::text::tokens::{Kind, tokens};

/// Most bytes of all lexemes of a story; the server's own bound is 2^20.
const MOST: usize = 1_000_000;

/// The one lexeme of a story that has more: no folded text has a capital in it.
pub(super) const VAST: &str = "V";

/// The capital before lexemes of a part.
fn mark(part: Part) -> &'static str {
    match part {
        Part::Any => "",
        Part::Head => "H",
        Part::Byline => "B",
        Part::Paper => "P",
        Part::Section => "S",
        Part::Kicker => "K",
    }
}

/// The lexemes of a story.
pub(super) struct Words {
    /// As the server sends and takes a `tsvector`: how many, then each with a zero after it and no positions.
    pub packed: Vec<u8>,
    /// Whether there were too many.
    pub vast: bool,
}

/// A lexeme: the mark of its part, its text, and the first bytes of both as a number that sorts as they do.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Lexeme<'a> {
    first: u64,
    mark: &'static str,
    text: &'a str,
}

impl<'a> Lexeme<'a> {
    fn new(mark: &'static str, text: &'a str) -> Self {
        let mut first = [0; 8];
        let bytes = mark.bytes().chain(text.bytes());
        first
            .iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = from);
        Self {
            first: u64::from_be_bytes(first),
            mark,
            text,
        }
    }

    fn len(&self) -> usize {
        self.mark.len() + self.text.len()
    }
}

impl Words {
    /// Of the folded parts of a story.
    pub(super) fn of(parts: &[(Part, &str)]) -> Self {
        let mut lexemes = Vec::new();
        for (part, text) in parts {
            gather(mark(*part), text, &mut lexemes);
        }
        // Equal beginnings are of equal marks, or differ in them: by the number first, the order is that of the bytes.
        lexemes.sort_unstable();
        lexemes.dedup();
        let vast = lexemes.iter().map(Lexeme::len).sum::<usize>() > MOST;
        if vast {
            lexemes = vec![Lexeme::new("", VAST)];
        }
        Self {
            packed: pack(&lexemes),
            vast,
        }
    }
}

fn gather<'a>(mark: &'static str, text: &'a str, lexemes: &mut Vec<Lexeme<'a>>) {
    let mut letters: HashSet<char> = HashSet::new();
    let mut letter = |letter: &'a str, lexemes: &mut Vec<Lexeme<'a>>| {
        if letter.chars().next().is_some_and(|c| letters.insert(c)) {
            lexemes.push(Lexeme::new(mark, letter));
        }
    };
    tokens(text, |token| match token.kind {
        Kind::Word => lexemes.push(Lexeme::new(mark, token.text)),
        Kind::Edge | Kind::Lone => letter(token.text, lexemes),
        Kind::Pair => {
            lexemes.push(Lexeme::new(mark, token.text));
            let length = token.text.chars().next().map_or(0, char::len_utf8);
            let (one, other) = token.text.split_at(length);
            letter(one, lexemes);
            letter(other, lexemes);
        }
    });
}

fn pack(lexemes: &[Lexeme<'_>]) -> Vec<u8> {
    let bytes = lexemes.iter().map(|lexeme| lexeme.len() + 3).sum::<usize>();
    let mut packed = Vec::with_capacity(4 + bytes);
    let count = u32::try_from(lexemes.len()).unwrap_or(u32::MAX);
    packed.extend(count.to_be_bytes());
    for lexeme in lexemes {
        packed.extend(lexeme.mark.bytes());
        packed.extend(lexeme.text.bytes());
        packed.extend([0, 0, 0]);
    }
    packed
}

/// A needle as lexemes that must all be there: every pair of it, since each narrows the answer.
pub(super) fn asked(part: Part, needle: &Needle) -> Vec<String> {
    let mark = mark(part);
    let mut asked: Vec<String> = Vec::new();
    tokens(&needle.folded, |token| {
        asked.push(format!("{mark}{}", token.text));
    });
    asked.sort_unstable();
    asked.dedup();
    asked
}

/// Whether the lexemes of a needle say all that it asks.
pub(super) fn is_exact(needle: &Needle) -> bool {
    needle.phrase.len() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexemes(words: &Words) -> Vec<String> {
        let rest = words.packed[4..].split(|&byte| byte == 0);
        let texts = rest.filter(|text| !text.is_empty());
        texts
            .map(|text| String::from_utf8_lossy(text).into_owned())
            .collect()
    }

    #[test]
    fn pairs_words_and_letters_each_once_in_the_order_of_bytes() {
        let words = Words::of(&[(Part::Any, "养老养老 gdp 3倍"), (Part::Head, "养老")]);
        let told = lexemes(&words);
        let expected = [
            "3", "H养", "H养老", "H老", "gdp", "倍", "养", "养老", "老", "老养",
        ];
        assert_eq!(told, expected);
        assert!(told.is_sorted());
        assert_eq!(words.packed[..4], 10u32.to_be_bytes());
        assert!(!words.vast);
    }

    #[test]
    fn a_vast_story_has_one_lexeme() {
        let letters: String = ('\u{4E00}'..'\u{9FA0}').collect();
        let all: String = (1..20)
            .map(|step| {
                let chars: Vec<char> = letters.chars().collect();
                (0..chars.len())
                    .map(|at| chars[at * step % chars.len()])
                    .collect::<String>()
            })
            .collect();
        let words = Words::of(&[(Part::Any, &all)]);
        assert!(words.vast);
        assert_eq!(lexemes(&words), [VAST]);
    }

    #[test]
    fn a_needle_asks_for_every_pair() {
        let needle = Needle::of("智慧养老").expect("a needle");
        assert_eq!(asked(Part::Head, &needle), ["H养老", "H慧养", "H智慧"]);
        assert!(!is_exact(&needle));
        assert!(Needle::of("养老").is_some_and(|needle| is_exact(&needle)));
        assert!(Needle::of("养").is_some_and(|needle| is_exact(&needle)));
    }
}
