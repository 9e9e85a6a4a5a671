//! What a story is about, in the pairs and words that stand in it more than once or in its headline.

use std::collections::HashMap;

use crate::text::tokens::{Kind, tokens};

/// Bytes of a text that are looked through: the news stands first.
const OPENING: usize = 6_000;
/// Most terms that are given.
const MOST: usize = 200;

/// Terms of a folded text, and how much each is worth before it is known how rare it is: more where it comes again, and
/// where the headline has it.
pub fn telling_terms(text: &str, head: &str) -> Vec<(String, f32)> {
    let mut counts: HashMap<&str, f32> = HashMap::new();
    let mut ends = (0..=OPENING.min(text.len())).rev();
    let end = ends.find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let mut count = |text, worth: f32| {
        tokens(text, |token| {
            if matches!(token.kind, Kind::Pair | Kind::Word) && token.text.len() > 2 {
                *counts.entry(token.text).or_default() += worth;
            }
        });
    };
    count(&text[..end], 1.0);
    count(head, 3.0);
    let mut terms: Vec<(&str, f32)> = counts.into_iter().collect();
    terms.sort_by(|(one, a), (other, b)| b.total_cmp(a).then_with(|| one.cmp(other)));
    let terms = terms.into_iter().take(MOST);
    terms
        .map(|(text, count)| (text.to_owned(), (1.0 + count).ln()))
        .collect()
}
