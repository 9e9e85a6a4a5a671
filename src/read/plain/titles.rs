//! Which lines may be titles: headlines, subheads, kickers, decks. Told from the line itself; what it is a title *of* is
//! decided elsewhere.

use super::grammar::ends_sentence;

/// A line that begins with a dash: a deck.
pub fn is_deck(line: &str) -> bool {
    const LONGEST: usize = 70;
    line.starts_with(['—', '－', '―', '─'])
        && line.chars().count() <= LONGEST
        && !ends_sentence(line)
}

/// A line that may be a title: short, not a sentence, few commas. A line `alone` in its chunk may be longer.
pub fn is_short(line: &str, alone: bool) -> bool {
    // Most lines of a page end with a full stop; nothing else need be asked of them.
    const NO_TITLE: [char; 11] = ['。', '.', '．', '，', ',', '；', ';', '、', '“', '(', '（'];
    if line.ends_with(NO_TITLE) {
        return false;
    }
    let length = line.chars().count();
    let longest = longest_title(line, length, alone);
    length <= longest && !is_sentence(line, length) && is_lightly_pointed(line, length, longest)
}

/// Characters of the longest title in the script of a line.
fn longest_title(line: &str, length: usize, alone: bool) -> usize {
    let wide = line.chars().filter(|c| u32::from(*c) > 0x2E7F).count() * 2 > length;
    match (wide, alone) {
        (true, true) => 56,
        (true, false) => 40,
        (false, _) => 110,
    }
}

/// Whether a line is a sentence or a fragment of one: a full stop in it, a speech, a quotation left open, or the whole of
/// it in brackets.
fn is_sentence(line: &str, length: usize) -> bool {
    const SPEECH: usize = 24;
    let bracketed = line.starts_with(['(', '（', '【']) && line.ends_with([')', '）', '】']);
    let quoted = line.ends_with(['”', '"', '」', '』']);
    let ended = ends_sentence(line) && !line.ends_with(['？', '?', '！', '!', '…']);
    let spoken = ended && (!quoted || length > SPEECH);
    bracketed || spoken || line.contains('。') || !is_balanced(line)
}

/// A title has two commas at the most, and where it has any it is shorter or broken in two.
fn is_lightly_pointed(line: &str, length: usize, longest: usize) -> bool {
    let commas = line
        .chars()
        .filter(|c| matches!(c, '，' | ',' | '；' | ';'))
        .count();
    commas == 0 || (commas <= 2 && (length <= longest * 2 / 3 || line.contains([' ', '\u{3000}'])))
}

/// Whether every quotation and bracket that a line opens is closed in it; a fragment of a sentence may not be.
fn is_balanced(line: &str) -> bool {
    const PAIRS: &[(&[char], &[char])] = &[
        (&['“'], &['”']),
        (&['《'], &['》']),
        (&['「'], &['」']),
        (&['(', '（'], &[')', '）']),
    ];
    PAIRS
        .iter()
        .all(|(open, close)| line.matches(*open).count() == line.matches(*close).count())
}
