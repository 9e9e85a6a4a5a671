//! The tokens of [`crate::text::tokens`] as the index takes them. Texts come folded.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::tokens::{Kind, tokens};

/// Where a token stands in its text, and its position.
type Found = (u32, u32, u32);

/// Cuts a text into pairs and words, and letters that no pair begins with: so a letter is wherever a token begins with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    found: Vec<Found>,
}

impl Tokenizer for Cut {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.found.clear();
        let found = &mut self.found;
        let base = text.as_ptr() as usize;
        // The second letter of a pair, until it is known whether another begins with it.
        let mut last: Option<Found> = None;
        tokens(text, |token| {
            let start = token.text.as_ptr() as usize - base;
            let end = short(start + token.text.len());
            let start = short(start);
            found.extend(last.take().filter(|&(from, ..)| from != start));
            found.push((start, end, token.position));
            if token.kind == Kind::Pair {
                let second = token.text.chars().next_back().map_or(0, char::len_utf8);
                last = Some((end - short(second), end, token.position + 1));
            }
        });
        found.extend(last);
        Stream {
            text,
            found,
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
    fn check(text: &str, expected: &str) {
        let mut cut = Cut::default();
        let mut stream = cut.token_stream(text);
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
        check("养老院a股 大", "养老0 老院1 院2 a3 股4 大6");
        check("大 养老，to x", "大0 养老2 老3 to5 x6");
        check("增长3倍多。", "增长0 长1 32 倍3 倍多3 多4");
    }
}
