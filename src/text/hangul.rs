//! Korean syllables as they are typed to find something: by initial consonants (ㅈㅅㅇㅂ for 조선일보), and letter by letter.
//!
//! Unicode lays syllables out as initial × vowel × final, so what a syllable begins with is arithmetic.

const FIRST: u32 = 0xAC00;
const LAST: u32 = 0xD7A3;
const FINALS: u32 = 28;
const PER_INITIAL: u32 = 21 * FINALS;
/// Initials in the order of syllables.
const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
/// Finals in the order of syllables, the first being none.
const ENDINGS: &str = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
/// Two consonants that an input method writes as one letter.
const PAIRS: &[(char, [char; 2])] = &[
    ('ㄳ', ['ㄱ', 'ㅅ']),
    ('ㄵ', ['ㄴ', 'ㅈ']),
    ('ㄶ', ['ㄴ', 'ㅎ']),
    ('ㄺ', ['ㄹ', 'ㄱ']),
    ('ㄻ', ['ㄹ', 'ㅁ']),
    ('ㄼ', ['ㄹ', 'ㅂ']),
    ('ㄽ', ['ㄹ', 'ㅅ']),
    ('ㄾ', ['ㄹ', 'ㅌ']),
    ('ㄿ', ['ㄹ', 'ㅍ']),
    ('ㅀ', ['ㄹ', 'ㅎ']),
    ('ㅄ', ['ㅂ', 'ㅅ']),
];

/// Whether a syllable begins with what was typed: its initial, or its initial and vowel.
pub fn begins_with(syllable: char, typed: char) -> bool {
    let Some(index) = index_of(syllable) else {
        return false;
    };
    match index_of(typed) {
        Some(open) => open.is_multiple_of(FINALS) && index / FINALS == open / FINALS,
        None => initial(index) == Some(typed),
    }
}

/// Whether the last syllable typed is on its way to two: 좃 will be 조선.
pub fn runs_over(typed: char, syllable: char, next: char) -> bool {
    let (Some(typed), Some(syllable), Some(next)) =
        (index_of(typed), index_of(syllable), index_of(next))
    else {
        return false;
    };
    let carried = usize::try_from(typed % FINALS).ok();
    let carried = carried.and_then(|at| ENDINGS.chars().nth(at));
    typed / FINALS == syllable / FINALS
        && syllable.is_multiple_of(FINALS)
        && carried.is_some()
        && carried == initial(next)
}

/// The letters that a letter was typed as.
pub fn apart(c: char) -> impl Iterator<Item = char> {
    let pair = PAIRS.iter().find(|(both, _)| *both == c);
    let letters = pair.map_or([Some(c), None], |(_, pair)| pair.map(Some));
    letters.into_iter().flatten()
}

fn index_of(c: char) -> Option<u32> {
    let code = u32::from(c);
    (FIRST..=LAST).contains(&code).then(|| code - FIRST)
}

fn initial(index: u32) -> Option<char> {
    let at = usize::try_from(index / PER_INITIAL).ok()?;
    INITIALS.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_begins_with_its_letters() {
        for (syllable, typed, expected) in [
            ('조', 'ㅈ', true),
            ('선', '서', true),
            ('선', 'ㅅ', true),
            ('선', '선', false),
            ('선', '소', false),
            ('섬', '선', false),
            ('힣', 'ㅎ', true),
            ('가', 'ㄱ', true),
            ('까', 'ㄱ', false),
            ('a', 'ㄱ', false),
        ] {
            assert_eq!(begins_with(syllable, typed), expected, "{syllable} {typed}");
        }
        assert!(runs_over('좃', '조', '선'));
        assert!(!runs_over('좃', '조', '난'));
        assert!(!runs_over('조', '조', '선'));
        assert_eq!(apart('ㅄ').collect::<String>(), "ㅂㅅ");
        assert_eq!(apart('ㅂ').collect::<String>(), "ㅂ");
    }
}
