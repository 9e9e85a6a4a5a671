//! Which characters may not go to a terminal as they are, and how far their mischief reaches.
//!
//! [`next`] is the fast scan, one table look-up a character; [`judge`] looks closely at what it finds.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Most marks that one letter keeps: Vietnamese uses 2, Hebrew with cantillation 4, Tibetan stacks fewer than 8.
const MARKS: usize = 8;
/// Longest argument list of a control sequence, in bytes; xterm stops far earlier.
const ARGUMENTS: usize = 256;

/// What was wrong with a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line end other than `\n`: rewritten, nothing lost.
    LineEnd,
    /// A control or escape sequence.
    Control,
    /// A change of writing direction.
    Direction,
    /// A character without a shape and without a job.
    Invisible,
    /// A combining mark too many.
    Mark,
}

/// What is to be done from the place that was judged up to byte `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep { end: usize },
    Drop { end: usize, kind: Kind },
}

/// Lead bytes of characters that deserve a look; the scan steps over all others by [`LENGTH`].
const SUSPECT: [bool; 256] = suspects();

const fn suspects() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'\n' | b'\t' => false,
            0..0x20 | 0x7F | 0xC2 | 0xCC | 0xCD | 0xD2 | 0xD6..=0xE3 | 0xEA | 0xEF..=0xFF => true,
            _ => false,
        };
        byte += 1;
    }
    table
}

/// Byte of the first suspect character at or after `from`, which is a character boundary.
pub(super) fn next(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&lead) = bytes.get(at) {
        if SUSPECT[usize::from(lead)] && deserves_a_look(&bytes[at..]) {
            return Some(at);
        }
        at += length(lead);
    }
    None
}

const fn length(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// Sorts out the lead bytes that everyday Chinese is full of: quotes and dashes (E2), marks (E3, EF).
fn deserves_a_look(bytes: &[u8]) -> bool {
    match *bytes {
        [0xC2, second, ..] => second < 0xA0 || second == 0xAD,
        [0xE2, 0x80, third, ..] => matches!(third, 0x8B..=0x8F | 0xA8..=0xAE),
        [0xE2, second, ..] => matches!(second, 0x81 | 0x83),
        [0xE3, 0x80, third, ..] => third >= 0xAA,
        [0xE3, 0x82, third, ..] => matches!(third, 0x99 | 0x9A),
        [0xE3, 0x85, third, ..] => third == 0xA4,
        [0xE3, ..] => false,
        [0xEF, second, ..] => matches!(second, 0xB7 | 0xB8 | 0xBB | 0xBE | 0xBF),
        _ => true,
    }
}

/// Decides about the suspect character at byte `at` and what hangs on it; `before` is the clean text before it,
/// backwards.
pub(super) fn judge(mut before: impl Iterator<Item = char>, text: &str, at: usize) -> Verdict {
    let Some(c) = text[at..].chars().next() else {
        return Verdict::Keep { end: text.len() };
    };
    let end = at + c.len_utf8();
    let dropped = |kind| Verdict::Drop { end, kind };
    match c {
        '\r' if text[end..].starts_with('\n') => Verdict::Drop {
            end: end + 1,
            kind: Kind::LineEnd,
        },
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => dropped(Kind::LineEnd),
        '\u{1b}' | '\u{90}'..='\u{9f}' => Verdict::Drop {
            end: end_of_sequence(text, at),
            kind: Kind::Control,
        },
        _ if c.is_control() => dropped(Kind::Control),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => {
            dropped(Kind::Direction)
        }
        '\u{200C}' | '\u{200D}' if joins(&mut before, c, &text[end..]) => Verdict::Keep { end },
        '\u{1F3F4}' => Verdict::Keep {
            end: end_of_flag(text, end),
        },
        _ if is_invisible(c) => dropped(Kind::Invisible),
        _ if is_mark(c) => marks(before, text, at),
        _ => Verdict::Keep { end },
    }
}

/// Characters without a shape that have no business in a newspaper, or only where [`judge`] allowed them before.
/// The soft hyphen is one: it would part a word in two for every search.
fn is_invisible(c: char) -> bool {
    let noncharacter = (c as u32) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}');
    noncharacter
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E00FF}'
            | '\u{E01F0}'..='\u{E0FFF}')
}

fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// A run of marks: the first [`MARKS`] stay, the rest goes. Joiners and other cases end the run.
fn marks(before: impl Iterator<Item = char>, text: &str, at: usize) -> Verdict {
    let run = |from: usize, most: usize| {
        let marks = text[from..].chars().take(most);
        let marks = marks.take_while(|&c| is_mark(c) && !is_invisible(c) && !c.is_control());
        from + marks.map(char::len_utf8).sum::<usize>()
    };
    let piled = before.take(MARKS).take_while(|&c| is_mark(c)).count();
    if piled >= MARKS {
        Verdict::Drop {
            end: run(at, usize::MAX),
            kind: Kind::Mark,
        }
    } else {
        Verdict::Keep {
            end: run(at, MARKS - piled),
        }
    }
}

/// Whether a joiner (U+200D) or non-joiner (U+200C) has something to join: emoji, or letters of a script that
/// shapes its letters (Arabic, Syriac, the Indic scripts, Mongolian).
fn joins(before: &mut impl Iterator<Item = char>, joiner: char, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.next(), after.chars().next()) else {
        return false;
    };
    let shapes = |c: char| matches!(c, '\u{600}'..='\u{7FF}' | '\u{8A0}'..='\u{DFF}' | '\u{1780}'..='\u{18AF}' | '\u{FB50}'..='\u{FDFF}');
    if shapes(left) {
        return shapes(right) || matches!(right, ' '..='~');
    }
    // A skin tone or a variation selector stands between a pictograph and its joiner.
    let base = [left].into_iter().chain(before).take(MARKS);
    let base = base
        .into_iter()
        .find(|&c| c != '\u{FE0F}' && !is_skin_tone(c));
    joiner == '\u{200D}' && base.is_some_and(|base| is_emoji_sequence(base, right))
}

/// By UAX #29 GB11: a joiner holds two pictographs together exactly when they are one grapheme with it.
fn is_emoji_sequence(left: char, right: char) -> bool {
    let pair: String = [left, '\u{200D}', right].iter().collect();
    !is_mark(right) && pair.graphemes(true).count() == 1
}

fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Tag characters after a black flag name a region and end with U+E007F; anything else is no flag.
fn end_of_flag(text: &str, from: usize) -> usize {
    const LONGEST: usize = 8;
    let mut end = from;
    for c in text[from..].chars().take(LONGEST) {
        match c {
            '\u{E0020}'..='\u{E007E}' => end += c.len_utf8(),
            '\u{E007F}' if end > from => return end + c.len_utf8(),
            _ => break,
        }
    }
    from
}

/// End of the escape sequence that begins at `at` with ESC or a C1 control (ECMA-48 §5.3, §5.4, §5.6).
fn end_of_sequence(text: &str, at: usize) -> usize {
    let mut chars = text[at..].chars();
    let (introducer, from) = match chars.next() {
        Some('\u{1b}') => match chars.next() {
            Some(second @ ' '..='~') => (second, at + 2),
            _ => return at + 1,
        },
        // A C1 control stands for ESC and the character 64 places below it.
        Some(c1) => (
            char::from((c1 as u8).wrapping_sub(0x40)),
            at + c1.len_utf8(),
        ),
        None => return text.len(),
    };
    match introducer {
        '[' => end_of_control_sequence(text, from),
        ']' | 'P' | 'X' | '^' | '_' => end_of_string(text, from),
        ' '..='/' => from + usize::from(matches!(text.as_bytes().get(from), Some(b'0'..=b'~'))),
        _ => from,
    }
}

/// CSI: parameters, intermediates, one final byte.
fn end_of_control_sequence(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from..];
    let arguments = rest
        .iter()
        .take(ARGUMENTS)
        .take_while(|byte| matches!(byte, b' '..=b'?'));
    let end = from + arguments.count();
    end + usize::from(matches!(text.as_bytes().get(end), Some(b'@'..=b'~')))
}

/// OSC, DCS, SOS, PM, APC: up to BEL or ST. A string that is not closed before the next control or the end of
/// its line is no string: only its introducer is taken away, so that it cannot swallow the text.
fn end_of_string(text: &str, from: usize) -> usize {
    let Some(length) = text[from..].find(|c: char| c.is_control() && c != '\t') else {
        return from;
    };
    let rest = &text[from + length..];
    let terminator = ["\u{7}", "\u{1b}\\", "\u{9c}"]
        .into_iter()
        .find(|end| rest.starts_with(end));
    terminator.map_or(from, |end| from + length + end.len())
}
