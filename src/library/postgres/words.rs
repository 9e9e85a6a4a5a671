//! What a story is found by: letters and pairs of its text as numbers, everything else as lexemes of the server, both in
//! the form that COPY takes.
//!
//! A number is a quarter of what a lexeme takes, and is compared in a quarter of the time; a text of Chinese is nothing
//! but pairs, so that filing it is twice as fast. Words, letters outside the common planes and the parts that can be asked
//! for by name are few, and are lexemes.

use std::collections::HashSet;

use crate::library::query::{Needle, Part};
use crate::text::tokens::{Kind, tokens};

/// Most bytes of all lexemes of a story; the server's own bound is 2^20.
const MOST: usize = 1_000_000;
/// Most numbers of a story.
const MOST_PAIRS: usize = 250_000;

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

/// What a story is found by.
pub(super) struct Words {
    /// Letters and pairs as the server takes an `int4[]`.
    pub pairs: Vec<u8>,
    /// The lexemes, as it takes a `tsvector`: how many, then each with a zero after it and no positions.
    pub lexemes: Vec<u8>,
    /// Whether there were too many.
    pub vast: bool,
}

/// The letters that have a number: the first and last of each block. No more of them than [`SIDE`], all together.
const BLOCKS: &[(u32, u32)] = &[
    (0x0E00, 0x0EFF), // Thai and Lao
    (0x1000, 0x109F), // Burmese
    (0x1780, 0x17FF), // Khmer
    (0x3000, 0x31FF), // kana, bopomofo
    (0x3400, 0x9FFF), // Han
    (0xAC00, 0xD7A3), // Hangul
    (0xF900, 0xFAFF), // Han for compatibility
];

/// A pair is a number of so many digits a letter: the square of it is just below 2^31.
const SIDE: u32 = 46_340;

/// The number of a text of one or two letters that have one; no two texts have the same.
fn number(text: &str) -> Option<i32> {
    let mut chars = text.chars();
    let number = match (chars.next().and_then(digit)?, chars.next(), chars.next()) {
        (alone, None, None) => alone,
        (first, Some(second), None) => (first + 1) * SIDE + digit(second)?,
        _ => return None,
    };
    i32::try_from(number).ok()
}

fn digit(letter: char) -> Option<u32> {
    let code = u32::from(letter);
    let mut before = 0;
    for &(first, last) in BLOCKS {
        if (first..=last).contains(&code) {
            return Some(before + code - first);
        }
        before += last - first + 1;
    }
    None
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
    /// Of the folded text of a story and of its parts.
    pub(super) fn of(text: &str, parts: &[(Part, &str)]) -> Self {
        let (mut pairs, mut lexemes) = (Vec::new(), Vec::new());
        gather(text, |token| match number(token) {
            Some(number) => pairs.push(number),
            None => lexemes.push(Lexeme::new("", token)),
        });
        for (part, text) in parts {
            gather(text, |token| lexemes.push(Lexeme::new(mark(*part), token)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        // Equal beginnings are of equal marks, or differ in them: by the number first, the order is that of the bytes.
        lexemes.sort_unstable();
        lexemes.dedup();
        let bytes = lexemes.iter().map(Lexeme::len).sum::<usize>();
        let vast = bytes > MOST || pairs.len() > MOST_PAIRS;
        if vast {
            (pairs, lexemes) = (Vec::new(), vec![Lexeme::new("", VAST)]);
        }
        Self {
            pairs: packed_numbers(&pairs),
            lexemes: packed_lexemes(&lexemes),
            vast,
        }
    }
}

/// Hands every pair, word and letter of a text to `each`; letters once.
fn gather<'a>(text: &'a str, mut each: impl FnMut(&'a str)) {
    let mut letters: HashSet<char> = HashSet::new();
    let mut letter = |letter: &'a str, each: &mut dyn FnMut(&'a str)| {
        if letter.chars().next().is_some_and(|c| letters.insert(c)) {
            each(letter);
        }
    };
    tokens(text, |token| match token.kind {
        Kind::Word => each(token.text),
        Kind::Edge | Kind::Lone => letter(token.text, &mut each),
        Kind::Pair => {
            each(token.text);
            let length = token.text.chars().next().map_or(0, char::len_utf8);
            let (one, other) = token.text.split_at(length);
            letter(one, &mut each);
            letter(other, &mut each);
        }
    });
}

fn packed_lexemes(lexemes: &[Lexeme<'_>]) -> Vec<u8> {
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

/// How many dimensions there are, that nothing is absent, what the type is, how many there are and from which on; then
/// each with its length before it.
fn packed_numbers(numbers: &[i32]) -> Vec<u8> {
    const INT4: i32 = 23;
    let count = i32::try_from(numbers.len()).unwrap_or(i32::MAX);
    let mut packed = Vec::with_capacity(20 + numbers.len() * 8);
    let head = [i32::from(count > 0), 0, INT4, count, 1];
    let head = if count > 0 { &head[..] } else { &head[..3] };
    head.iter().for_each(|n| packed.extend(n.to_be_bytes()));
    for number in numbers {
        packed.extend(4i32.to_be_bytes());
        packed.extend(number.to_be_bytes());
    }
    packed
}

/// What is asked for: numbers and lexemes that must all be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sought {
    /// Letters and pairs.
    pub pairs: Vec<i32>,
    /// Everything else. Lexemes have letters and digits only, and a capital before them: no quote needs care.
    pub lexemes: Vec<String>,
}

impl Sought {
    /// Of a token of the text.
    pub(super) fn token(token: &str) -> Self {
        let mut sought = Self::default();
        sought.add(Part::Any, token);
        sought
    }

    /// Of a needle: every pair of it, since each narrows the answer.
    pub(super) fn of(part: Part, needle: &Needle) -> Self {
        let mut sought = Self::default();
        tokens(&needle.folded, |token| sought.add(part, token.text));
        sought
    }

    fn add(&mut self, part: Part, token: &str) {
        match number(token).filter(|_| part == Part::Any) {
            Some(number) => self.pairs.push(number),
            None => self.lexemes.push(format!("{}{token}", mark(part))),
        }
    }

    /// Asks for what another asks for too.
    pub(super) fn join(&mut self, other: Self) {
        self.pairs.extend(other.pairs);
        self.lexemes.extend(other.lexemes);
    }

    /// The lexemes as the server is asked for them; `None` where there are none.
    pub(super) fn query(&self) -> Option<String> {
        let all: Vec<String> = self
            .lexemes
            .iter()
            .map(|text| format!("'{text}'"))
            .collect();
        (!all.is_empty()).then(|| all.join(" & "))
    }
}

/// Whether what the index holds of a needle says all that it asks.
pub(super) fn is_exact(needle: &Needle) -> bool {
    needle.phrase.len() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexemes(words: &Words) -> Vec<String> {
        let rest = words.lexemes[4..].split(|&byte| byte == 0);
        let texts = rest.filter(|text| !text.is_empty());
        texts
            .map(|text| String::from_utf8_lossy(text).into_owned())
            .collect()
    }

    fn numbers(words: &Words) -> Vec<i32> {
        let all = words.pairs.get(20..).unwrap_or_default().chunks(8);
        let number = |chunk: &[u8]| i32::from_be_bytes(chunk[4..].try_into().expect("four bytes"));
        all.map(number).collect()
    }

    #[test]
    fn pairs_and_letters_are_numbers_and_the_rest_is_lexemes_in_the_order_of_bytes() {
        let words = Words::of("养老养老 gdp 3倍 𤇃养", &[(Part::Head, "养老")]);
        let told = lexemes(&words);
        let expected = ["3", "H养", "H养老", "H老", "gdp", "𤇃", "𤇃养"];
        assert_eq!(told, expected);
        assert!(told.is_sorted());
        assert_eq!(words.lexemes[..4], 7u32.to_be_bytes());
        let mut expected: Vec<i32> = ["养", "老", "倍", "养老", "老养"]
            .map(|text| number(text).expect("a number"))
            .to_vec();
        expected.sort_unstable();
        assert_eq!(numbers(&words), expected);
        assert!(!words.vast);
        assert_eq!(Words::of("gdp", &[]).pairs, packed_numbers(&[]));
    }

    #[test]
    fn no_two_texts_have_the_same_number() {
        let letters: Vec<char> = BLOCKS
            .iter()
            .flat_map(|&(first, last)| [first, first + 1, last])
            .filter_map(char::from_u32)
            .collect();
        let alone = letters.iter().map(char::to_string);
        let pairs = letters
            .iter()
            .flat_map(|one| letters.iter().map(move |other| format!("{one}{other}")));
        let all: Vec<Option<i32>> = alone.chain(pairs).map(|text| number(&text)).collect();
        let different: HashSet<i32> = all.iter().copied().flatten().collect();
        assert_eq!(different.len(), all.len());
        assert!(different.iter().all(|number| *number >= 0));
        for none in ["", "a", "养a", "a养", "𤇃", "养老院"] {
            assert_eq!(number(none), None, "{none}");
        }
    }

    #[test]
    fn a_vast_story_has_one_lexeme() {
        let letters: Vec<char> = ('\u{4E00}'..='\u{9FA0}').collect();
        let all: String = (1..20)
            .flat_map(|step| (0..letters.len()).map(move |at| at * step))
            .map(|at| letters[at % letters.len()])
            .collect();
        let words = Words::of(&all, &[]);
        assert!(words.vast);
        assert_eq!(lexemes(&words), [VAST]);
        assert!(numbers(&words).is_empty());
    }

    #[test]
    fn a_needle_asks_for_every_pair() {
        let needle = Needle::of("智慧养老").expect("a needle");
        let of_heads = Sought::of(Part::Head, &needle);
        assert_eq!(
            of_heads.query().as_deref(),
            Some("'H智慧' & 'H慧养' & 'H养老'")
        );
        assert!(of_heads.pairs.is_empty());
        let of_all = Sought::of(Part::Any, &needle);
        assert_eq!(of_all.query(), None);
        assert_eq!(of_all.pairs.len(), 3);
        assert!(!is_exact(&needle));
        assert!(Needle::of("养老").is_some_and(|needle| is_exact(&needle)));
        assert!(Needle::of("养").is_some_and(|needle| is_exact(&needle)));
    }
}
