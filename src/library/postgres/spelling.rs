//! A text written so that a phrase stands in it exactly where its tokens stand in the text at their distances.
//!
//! One position, one sign: a letter as it is, a word as `<word>`, `_` where nothing stands (a mark, the end of a part).
//! So the server finds a phrase as a substring, and says the same as an index that knows positions.

use crate::library::query::Needle;
use crate::text::tokens::{Kind, tokens};

/// Any one position, as a pattern of the server.
const ANY: &str = "(?:_|<[^>]*>|[^_<>])";

/// Writes a folded text by its positions.
pub(super) fn spell(folded: &str) -> String {
    let mut spelled = String::with_capacity(folded.len() + folded.len() / 8);
    each(
        folded,
        |_| true,
        |sign| match sign {
            Sign::Nothing => spelled.push('_'),
            Sign::Letter(letter) => spelled.push_str(letter),
            Sign::Word(word) => {
                spelled.push('<');
                spelled.push_str(word);
                spelled.push('>');
            }
        },
    );
    spelled
}

/// What stands at a position.
enum Sign<'a> {
    Nothing,
    Letter(&'a str),
    Word(&'a str),
}

/// Hands what stands at each position to `tell`, of the tokens that are `wanted`.
fn each<'a>(folded: &'a str, wanted: impl Fn(Kind) -> bool, mut tell: impl FnMut(Sign<'a>)) {
    let mut next = None;
    tokens(folded, |token| {
        if !wanted(token.kind) {
            return;
        }
        let mut at = next.unwrap_or(token.position);
        while at < token.position {
            tell(Sign::Nothing);
            at += 1;
        }
        match token.kind {
            Kind::Word => tell(Sign::Word(token.text)),
            _ => {
                // The first letter of a pair is the last of the pair before it.
                let (first, second) = token.text.split_at(first_letter(token.text));
                if at == token.position {
                    tell(Sign::Letter(first));
                }
                if !second.is_empty() {
                    tell(Sign::Letter(second));
                }
            }
        }
        let width = if token.kind == Kind::Pair { 2 } else { 1 };
        next = Some((token.position + width).max(at));
    });
}

fn first_letter(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// What a spelling is looked through for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// Stretches that must stand in it.
    pub runs: Vec<String>,
    /// All of it with what may stand between the stretches, where there are several.
    pub whole: Option<String>,
    /// Letters that must stand anywhere.
    pub letters: Vec<char>,
}

impl Pattern {
    /// Of a needle.
    pub(super) fn of(needle: &Needle) -> Self {
        let mut runs = vec![String::new()];
        let mut whole = String::new();
        let mut push = |text: &str, ends: bool| {
            let Some(run) = runs.last_mut() else { return };
            whole.push_str(if ends { ANY } else { text });
            match ends {
                true if !run.is_empty() => runs.push(String::new()),
                true => {}
                false => run.push_str(text),
            }
        };
        let in_phrase = |kind| kind != Kind::Lone;
        each(&needle.folded, in_phrase, |sign| match sign {
            Sign::Nothing => push("", true),
            Sign::Letter(letter) => push(letter, false),
            Sign::Word(word) => push(&format!("<{word}>"), false),
        });
        runs.retain(|run| !run.is_empty());
        Self {
            whole: (runs.len() > 1).then_some(whole),
            runs,
            letters: needle.lone.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_spelled_by_its_positions() {
        for (text, spelled) in [
            ("智慧养老", "智慧养老"),
            ("你好，世界", "你好_世界"),
            ("大，股", "大_股"),
            ("gdp 增长 3倍", "<gdp>增长<3>倍"),
            ("a股市", "<a>股市"),
            ("the old town", "<the><old><town>"),
            ("3.5%的", "<3>_<5>_的"),
            ("你好\u{1}世界", "你好__世界"),
            ("综 合", "综_合"),
            ("", ""),
        ] {
            assert_eq!(spell(text), spelled, "{text}");
        }
    }

    #[track_caller]
    fn check(text: &str, runs: &[&str], letters: &str, has_whole: bool) {
        let pattern = Needle::of(text).map(|needle| Pattern::of(&needle));
        let pattern = pattern.expect("a needle");
        assert_eq!(pattern.runs, runs, "{text}");
        assert_eq!(pattern.letters.iter().collect::<String>(), letters);
        assert_eq!(pattern.whole.is_some(), has_whole, "{:?}", pattern.whole);
    }

    #[test]
    fn a_needle_is_a_stretch_or_several() {
        check("智慧养老院", &["智慧养老院"], "", false);
        check("gdp增长", &["<gdp>增长"], "", false);
        check("old town", &["<old><town>"], "", false);
        check("智慧，养老", &["智慧", "养老"], "", true);
        check("养", &[], "养", false);
        check("大，股票", &["股票"], "大", false);
        check("3.5", &["<3>", "<5>"], "", true);
        check("股票，大，a股", &["股票", "<a>股"], "大", true);
    }
}
