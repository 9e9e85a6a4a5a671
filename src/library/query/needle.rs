//! Words that are looked for, and the tokens they are found by.

use crate::text::fold::Folded;
use crate::text::tokens::{Kind, tokens};

/// Words that must stand together, folded and cut into tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    /// As they were typed.
    pub text: String,
    /// Folded: what a scan of a folded text would look for.
    pub folded: String,
    /// Tokens and their distances from the first; as few as say where every letter stands. Empty where [`Needle::lone`]
    /// says it all.
    pub phrase: Vec<(u32, String)>,
    /// Pairs that stand there too, and are told by those of the phrase: where they are not, the phrase need not be looked
    /// for.
    pub implied: Vec<String>,
    /// Letters that must be somewhere in the text.
    pub lone: Vec<char>,
}

impl Needle {
    /// Of words as they were typed; `None` where they hold no letter, digit or character.
    pub fn of(text: &str) -> Option<Self> {
        let folded = Folded::new(text.trim()).text().to_owned();
        let mut phrase: Vec<(u32, String, Kind)> = Vec::new();
        let mut lone = Vec::new();
        tokens(&folded, |token| match token.kind {
            Kind::Lone => lone.extend(token.text.chars()),
            kind => phrase.push((token.position, token.text.to_owned(), kind)),
        });
        if phrase.is_empty() && lone.is_empty() {
            return None;
        }
        let (phrase, implied) = thinned(phrase);
        Some(Self {
            text: text.trim().to_owned(),
            phrase,
            implied,
            folded,
            lone,
        })
    }
}

/// Every second pair of a run and its last say where all its letters are, and half as much is read for them. Also gives
/// the others.
fn thinned(tokens: Vec<(u32, String, Kind)>) -> (Vec<(u32, String)>, Vec<String>) {
    let first = tokens.first().map_or(0, |(position, ..)| *position);
    let mut kept: Vec<(u32, String)> = Vec::new();
    let mut implied = Vec::new();
    let mut covered = None;
    let pairs_on = |at: usize| {
        matches!((tokens.get(at), tokens.get(at + 1)),
            (Some((here, _, Kind::Pair)), Some((next, _, Kind::Pair))) if *next == here + 1)
    };
    for (at, (position, text, kind)) in tokens.iter().enumerate() {
        let follows = *kind == Kind::Pair && covered == Some(*position);
        if follows && pairs_on(at) {
            covered = None;
            implied.push(text.clone());
            continue;
        }
        covered = (*kind == Kind::Pair).then(|| position + 1);
        kept.push((position - first, text.clone()));
    }
    (kept, implied)
}

#[cfg(test)]
mod tests {
    use super::Needle;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let needle = Needle::of(text);
        let told = needle.map_or("none".into(), |needle| {
            let phrase = needle.phrase.iter().map(|(at, text)| format!("{text}{at}"));
            let implied = needle.implied.iter().map(|text| format!("({text})"));
            let lone = needle.lone.iter().map(|c| format!("{c}?"));
            phrase
                .chain(implied)
                .chain(lone)
                .collect::<Vec<_>>()
                .join(" ")
        });
        assert_eq!(told, expected, "{text:?}");
    }

    #[test]
    fn a_phrase_is_said_by_few_tokens() {
        check("养老", "养老0");
        check("智慧养", "智慧0 慧养1");
        check("智慧养老", "智慧0 养老2 (慧养)");
        check("智慧养老院", "智慧0 养老2 老院3 (慧养)");
        check("公建民营之后", "公建0 民营2 之后4 (建民) (营之)");
        check("智慧，养老", "智慧0 养老3");
        check("養老ＧＤＰ", "养老0 老1 gdp2");
        check("the old town", "the0 old1 town2");
    }

    #[test]
    fn single_letters_and_nothing() {
        check("养", "养?");
        check("，", "none");
        check(" ", "none");
        check("大，股票", "股票0 大?");
    }
}
