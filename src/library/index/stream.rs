//! The tokens of [`crate::text::tokens`] as the index takes them. Texts come folded.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::tokens::{Kind, letters, tokens};

/// Where a token stands in its text, and its position.
type Found = (u32, u32, u32);

/// Cuts a text into pairs and words.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    /// Whether every letter is a token by itself too, as it is worth where texts are short.
    every: bool,
    found: Vec<Found>,
}

impl Cut {
    /// Pairs, words, and letters beside words.
    pub(super) fn pairs() -> Self {
        Self::default()
    }

    /// The same, and every letter.
    pub(super) fn every() -> Self {
        Self {
            every: true,
            ..Self::default()
        }
    }
}

impl Tokenizer for Cut {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.found.clear();
        let (every, found) = (self.every, &mut self.found);
        let base = text.as_ptr() as usize;
        tokens(text, |token| {
            let start = token.text.as_ptr() as usize - base;
            let mut put = |length: usize, position: u32| {
                found.push((short(start), short(start + length), position));
            };
            match (token.kind, every) {
                (Kind::Lone, false) => {}
                (Kind::Pair, true) => {
                    let first = token.text.chars().next().map_or(0, char::len_utf8);
                    put(first, token.position);
                    put(token.text.len(), token.position);
                }
                _ => put(token.text.len(), token.position),
            }
        });
        if every {
            last_letters(text, found);
        }
        Stream {
            text,
            found: &self.found,
            at: 0,
            token: Token::default(),
        }
    }
}

/// The second letter of a pair that no other pair begins with.
fn last_letters(text: &str, found: &mut Vec<Found>) {
    let mut more = Vec::new();
    for (at, &(start, end, position)) in found.iter().enumerate() {
        let pair = text.get(start as usize..end as usize).unwrap_or("");
        let mut chars = pair.chars();
        let (Some(_), Some(second), None) = (chars.next(), chars.next(), chars.next()) else {
            continue;
        };
        let from = end - short(second.len_utf8());
        let is_letter = letters(pair).count() == 2;
        let begun = found.get(at + 1).is_some_and(|&(next, ..)| next == from);
        if is_letter && !begun {
            more.push((from, end, position + 1));
        }
    }
    found.extend(more);
    found.sort_by_key(|&(start, end, position)| (position, start, end));
}

/// The letters of a text, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    found: Vec<Found>,
    seen: Vec<u64>,
}

impl Tokenizer for Letters {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        const CODES: usize = 0x33480;
        self.seen.clear();
        self.seen.resize(CODES / 64, 0);
        self.found.clear();
        for (at, c) in text.char_indices() {
            let code = c as usize;
            if code < 0xE00 || letters(c.encode_utf8(&mut [0; 4])).next().is_none() {
                continue;
            }
            let Some(word) = self.seen.get_mut(code / 64) else {
                continue;
            };
            if *word & (1 << (code % 64)) == 0 {
                *word |= 1 << (code % 64);
                self.found.push((short(at), short(at + c.len_utf8()), 0));
            }
        }
        Stream {
            text,
            found: &self.found,
            at: 0,
            token: Token::default(),
        }
    }
}

fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Tokens that were found, one by one.
pub(super) struct Stream<'a> {
    text: &'a str,
    found: &'a [Found],
    at: usize,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(&(start, end, position)) = self.found.get(self.at) else {
            return false;
        };
        self.at += 1;
        self.token.position = position as usize;
        self.token.text.clear();
        let text = self.text.get(start as usize..end as usize);
        self.token.text.push_str(text.unwrap_or(""));
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mut tokenizer: impl Tokenizer, text: &str, expected: &str) {
        let mut stream = tokenizer.token_stream(text);
        let mut told = Vec::new();
        while stream.advance() {
            told.push(format!(
                "{}{}",
                stream.token().text,
                stream.token().position
            ));
        }
        assert_eq!(told.join(" "), expected);
    }

    #[test]
    fn texts_are_cut() {
        check(Cut::pairs(), "养老院a股 大", "养老0 老院1 院2 a3 股4");
        check(Cut::every(), "养老院", "养0 养老0 老1 老院1 院2");
        check(Cut::every(), "大 养老，to x", "大0 养2 养老2 老3 to5 x6");
        check(Letters::default(), "养老养 ab老", "养0 老0");
    }
}
