//! What a text is looked up by: pairs of neighbouring letters where a script has no spaces between words, words elsewhere.
//!
//! One function makes the tokens of a text and those of a query, so that a query of any length is found exactly where its
//! letters stand: a phrase is its pairs, each at its distance from the first. (A dictionary would miss the words it does not
//! have.) Texts come folded (see [`super::fold`]).

/// Between two parts of a text in one string: no phrase reaches over it.
pub const PART: char = '\u{1}';

/// Longest word, in characters; of a longer one the beginning serves.
const LONGEST_WORD: usize = 64;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two letters that stand side by side.
    Pair,
    /// A letter beside a word: 股 in "A股".
    Edge,
    /// A word of letters and digits as it is written between spaces.
    Word,
    /// A letter with no letter and no word beside it.
    Lone,
}

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its letters.
    pub text: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Where it stands: letters and words count one each, and a mark between them one more.
    pub position: u32,
}

/// Hands every token of a folded text to `each`, by position.
pub fn tokens<'a>(text: &'a str, mut each: impl FnMut(Token<'a>)) {
    let mut units = Units::of(text);
    let mut here = units.next();
    while let Some(unit) = here {
        let next = units.next();
        tell(text, unit, next, &mut each);
        here = next;
    }
}

/// Whether a stretch of a folded text begins and ends where its words do, so that it is found by its tokens.
pub fn is_whole(text: &str, stretch: std::ops::Range<usize>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| is_of_word(c) && !is_letter(c));
    let (before, rest) = text.split_at(stretch.start);
    let (found, after) = rest.split_at(stretch.end - stretch.start);
    let cut_before = word(before.chars().next_back()) && word(found.chars().next());
    let cut_after = word(found.chars().next_back()) && word(after.chars().next());
    !cut_before && !cut_after
}

/// The tokens that begin with a unit.
fn tell<'a>(text: &'a str, unit: Unit, next: Option<Unit>, each: &mut impl FnMut(Token<'a>)) {
    let right = next.filter(|next| next.beside.is_some());
    let mut token = |end: usize, kind| {
        each(Token {
            text: &text[unit.start..end],
            kind,
            position: unit.position,
        });
    };
    if !unit.is_letter {
        return token(unit.end, Kind::Word);
    }
    let right_is_letter = right.map(|right| right.is_letter);
    if unit.beside == Some(false) || right_is_letter == Some(false) {
        token(unit.end, Kind::Edge);
    }
    match (unit.beside, right) {
        (_, Some(right)) if right.is_letter => token(right.end, Kind::Pair),
        (None, None) => token(unit.end, Kind::Lone),
        _ => {}
    }
}

/// A letter or a word.
#[derive(Clone, Copy, Debug)]
struct Unit {
    start: usize,
    end: usize,
    is_letter: bool,
    position: u32,
    /// Whether what stands beside it on the left is a letter; `None` where nothing does.
    beside: Option<bool>,
}

/// What stands between two units, and what it adds to the position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Nothing,
    Blank,
    Mark,
    Part,
}

struct Units<'a> {
    text: &'a str,
    at: usize,
    last: Option<Unit>,
}

impl<'a> Units<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            last: None,
        }
    }

    /// Passes over what is neither letter nor word.
    fn gap(&mut self) -> Gap {
        let rest = &self.text[self.at..];
        let mut widest = Gap::Nothing;
        for (at, c) in rest.char_indices() {
            let gap = match c {
                c if is_letter(c) || is_of_word(c) => {
                    self.at += at;
                    return widest;
                }
                PART => Gap::Part,
                c if c.is_whitespace() => Gap::Blank,
                _ => Gap::Mark,
            };
            widest = widest.max(gap);
        }
        self.at = self.text.len();
        widest
    }

    /// Where a unit stands, and whether it stands beside the last.
    fn place(&self, gap: Gap, is_letter: bool) -> (u32, Option<bool>) {
        let Some(last) = self.last else {
            return (0, None);
        };
        let both = is_letter && last.is_letter;
        // GDP 增长 is set as GDP增长 elsewhere, and is the same; two words have a blank between them in any case.
        let (more, beside) = match gap {
            Gap::Nothing => (0, true),
            Gap::Blank => (u32::from(both), is_letter != last.is_letter),
            Gap::Mark => (1, false),
            Gap::Part => (2, false),
        };
        (last.position + 1 + more, beside.then_some(last.is_letter))
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        let gap = self.gap();
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        let is_letter = is_letter(first);
        let length = match is_letter {
            true => first.len_utf8(),
            false => rest.find(|c| !is_of_word(c)).unwrap_or(rest.len()),
        };
        let kept = match is_letter {
            true => None,
            false => rest[..length].char_indices().nth(LONGEST_WORD),
        };
        let (position, beside) = self.place(gap, is_letter);
        let unit = Unit {
            start: self.at,
            end: self.at + kept.map_or(length, |(end, _)| end),
            is_letter,
            position,
            beside,
        };
        self.at += length;
        self.last = Some(unit);
        Some(unit)
    }
}

/// Whether a script has no spaces between its words, or, in Korean, words whose parts are looked for.
fn is_letter(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{AC00}'..='\u{D7A3}' | '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' | '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{0E01}'..='\u{0E3A}' | '\u{0E40}'..='\u{0EDF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17D3}')
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (c.is_alphanumeric() || is_mark(c)) && !is_letter(c))
}

/// Marks that are written over or under a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut told = Vec::new();
        tokens(text, |token| {
            let kind = match token.kind {
                Kind::Pair | Kind::Word => "",
                Kind::Edge => "'",
                Kind::Lone => "?",
            };
            told.push(format!("{}{kind}@{}", token.text, token.position));
        });
        assert_eq!(told.join(" "), expected, "{text:?}");
    }

    #[test]
    fn letters_are_paired_and_words_are_whole() {
        check("智慧养老", "智慧@0 慧养@1 养老@2");
        check("the old town", "the@0 old@1 town@2");
        check("养", "养?@0");
        check("", "");
        check("……", "");
        check("정부 발표", "정부@0 발표@3");
        check("ガイドの本", "ガイ@0 イド@1 ドの@2 の本@3");
    }

    #[test]
    fn where_letters_and_words_meet_the_letter_counts() {
        check("a股市", "a@0 股'@1 股市@1");
        check("大a", "大'@0 a@1");
        check("增长3倍", "增长@0 长'@1 3@2 倍'@3");
        check("gdp 增长", "gdp@0 增'@1 增长@1");
        check("增长 gdp", "增长@0 长'@1 gdp@2");
    }

    #[test]
    fn no_phrase_reaches_over_a_mark_or_a_part() {
        check("你好，世界", "你好@0 世界@3");
        check("大，股", "大?@0 股?@2");
        check("你好\u{1}世界", "你好@0 世界@4");
        check("综 合", "综?@0 合?@2");
        check("3.5%的", "3@0 5@2 的?@4");
        check("don't", "don@0 t@2");
    }

    #[test]
    fn a_stretch_is_whole_where_its_words_are() {
        for (text, stretch, whole) in [
            ("105 1", 0..1, false),
            ("105 1", 4..5, true),
            ("a105", 1..4, false),
            ("养105老", 3..6, true),
            ("智慧养老", 3..9, true),
            ("", 0..0, true),
        ] {
            assert_eq!(is_whole(text, stretch.clone()), whole, "{text} {stretch:?}");
        }
    }

    #[test]
    fn a_word_without_end_is_cut() {
        check(&"a".repeat(1000), &format!("{}@0", "a".repeat(64)));
    }
}
