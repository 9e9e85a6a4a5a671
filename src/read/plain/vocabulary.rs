//! What a text speaks of, small enough to keep one for every open story: a bitmap of its character pairs (East Asian
//! letters) and its longer words (other letters). Hash collisions make it an estimate.

use crate::text::script::is_cjk;

const BITS: u64 = 1 << 16;

/// Pairs and words that make good evidence.
const FEWEST: u16 = 4;

/// Characters that pairs are not made with: they stand in every text.
const fn is_common(c: char) -> bool {
    matches!(
        c,
        '的' | '了'
            | '在'
            | '是'
            | '和'
            | '与'
            | '及'
            | '等'
            | '将'
            | '为'
            | '有'
            | '也'
            | '不'
            | '上'
            | '下'
            | '一'
            | '这'
            | '那'
            | '个'
            | '我'
            | '他'
            | '她'
            | '们'
            | '就'
            | '都'
            | '而'
            | '到'
            | '说'
            | '要'
            | '以'
            | '于'
            | '对'
            | '中'
            | '人'
            | '大'
            | '年'
            | '月'
            | '日'
            | '新'
            | '记'
            | '者'
            | '本'
            | '报'
    )
}

/// A set of character pairs and words.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    bits: Box<[u64]>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            bits: vec![0; (BITS / 64) as usize].into_boxed_slice(),
        }
    }
}

impl Vocabulary {
    /// The vocabulary of one text.
    pub fn of(text: &str) -> Self {
        let mut vocabulary = Self::default();
        vocabulary.add(text);
        vocabulary
    }

    /// Takes in a text.
    pub fn add(&mut self, text: &str) {
        terms(text, |term| {
            let bit = term % BITS;
            if let Some(word) = self.bits.get_mut((bit / 64) as usize) {
                *word |= 1 << (bit % 64);
            }
        });
    }

    /// The share of `text`'s pairs and words that are in here, 0 to 1; a text with fewer than [`FEWEST`] is short of
    /// evidence and cannot reach 1.
    pub fn share_of(&self, text: &str) -> f32 {
        let (mut found, mut all) = (0u16, 0u16);
        terms(text, |term| {
            let bit = term % BITS;
            let word = self.bits.get((bit / 64) as usize).copied().unwrap_or(0);
            all = all.saturating_add(1);
            found = found.saturating_add(u16::from(word >> (bit % 64) & 1 == 1));
        });
        f32::from(found) / f32::from(all.max(FEWEST))
    }
}

/// The first `characters` of a text.
pub fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices()
        .nth(characters)
        .map_or(text, |(end, _)| &text[..end])
}

/// The last `characters` of a text.
pub fn end(text: &str, characters: usize) -> &str {
    text.char_indices()
        .rev()
        .nth(characters.saturating_sub(1))
        .map_or(text, |(start, _)| &text[start..])
}

/// Calls `each` with a hash of every pair and word of `text`.
fn terms(text: &str, mut each: impl FnMut(u64)) {
    const SHORTEST_WORD: usize = 4;
    let mut previous = None;
    let (mut word, mut length) = (0u64, 0usize);
    for c in text.chars() {
        if is_pairing(c) {
            if let Some(previous) = previous {
                each(mixed(
                    u64::from(u32::from(previous)) << 32 | u64::from(u32::from(c)),
                ));
            }
            previous = Some(c);
            continue;
        }
        previous = None;
        if is_word_letter(c) {
            word = mixed(word ^ u64::from(u32::from(c.to_lowercase().next().unwrap_or(c))));
            length += 1;
        } else {
            if length >= SHORTEST_WORD {
                each(word);
            }
            (word, length) = (0, 0);
        }
    }
    if length >= SHORTEST_WORD {
        each(word);
    }
}

/// A letter of the scripts that make words of single letters.
fn is_word_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (('\u{80}'..'\u{2E80}').contains(&c) && c.is_alphabetic())
}

/// Whether pairs are made with this letter: an East Asian one that does not stand in every text.
fn is_pairing(c: char) -> bool {
    let code = u32::from(c) as usize;
    match PAIRING.get(code / 64) {
        Some(bits) => bits >> (code % 64) & 1 == 1,
        None => is_cjk(c),
    }
}

/// [`is_pairing`] for the basic plane, a bit a character: this is asked of every letter of a page.
static PAIRING: [u64; 1024] = pairing();

const fn pairing() -> [u64; 1024] {
    let mut table = [0; 1024];
    let mut code = 0x2E80;
    while code < 0x1_0000 {
        if let Some(c) = char::from_u32(code)
            && is_cjk(c)
            && !is_common(c)
        {
            table[code as usize / 64] |= 1 << (code % 64);
        }
        code += 1;
    }
    table
}

/// Spreads a number over all its bits (the finaliser of a multiplicative hash).
fn mixed(number: u64) -> u64 {
    let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    spread ^ (spread >> 29)
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, beginning, end};

    #[test]
    fn a_text_shares_with_itself_and_not_with_another() {
        let gates = Vocabulary::of("下穿通道装上了阻车杆，汛期之前全部到位");
        assert!(gates.share_of("汛期的阻车杆") > 0.7);
        assert!(gates.share_of("大棚里的账本") < 0.1);
        assert!((gates.share_of("……") - 0.0).abs() < f32::EPSILON);
        assert_eq!((beginning("阅报栏", 2), end("阅报栏", 2)), ("阅报", "报栏"));
    }
}
