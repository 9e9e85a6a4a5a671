//! Key strokes and their notation (`j`, `ctrl-d`, `g g`, `space`): read and written here and nowhere else.
//!
//! It does not know what a key does; that is [`super::actions`].

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Which key, without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character as typed, shift applied.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Delete to the left.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Tabulator.
    Tab,
    /// Tabulator with shift.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 24.
    Function(u8),
}

/// One stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stroke {
    /// The key.
    pub code: Code,
    /// Held with control.
    pub ctrl: bool,
    /// Held with alt.
    pub alt: bool,
}

/// A notation that names no key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} names no key")]
pub struct BadKey(pub String);

/// Names of the keys that are not characters. Where a key has two names, the first is written.
const NAMES: &[(&str, Code)] = &[
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
];

impl Stroke {
    /// A key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// The character that a text field would take from this stroke.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The stroke that was meant: an input method that is switched on turns keys into their full-width twins
    /// (ｊ for j) or into the mark that its layout has on the same key (、 for /).
    pub fn folded(self) -> Self {
        match self.code {
            Code::Char(c) => Self {
                code: Code::Char(ascii_twin(c)),
                ..self
            },
            _ => self,
        }
    }
}

/// Full-width forms (U+FF01–FF5E) and the marks that Chinese and Japanese layouts put on ASCII keys.
fn ascii_twin(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '、' | '・' => '/',
        '。' => '.',
        '【' | '「' => '[',
        '】' | '」' => ']',
        '《' => '<',
        '》' => '>',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '￥' | '¥' => '$',
        '·' => '`',
        _ => c,
    }
}

impl FromStr for Stroke {
    type Err = BadKey;

    fn from_str(notation: &str) -> Result<Self, BadKey> {
        let (ctrl, rest) = modifier(notation, "ctrl-");
        let (alt, rest) = modifier(rest, "alt-");
        let code = code(rest).ok_or_else(|| BadKey(notation.to_owned()))?;
        Ok(Self { code, ctrl, alt })
    }
}

fn modifier<'a>(notation: &'a str, prefix: &str) -> (bool, &'a str) {
    match notation.strip_prefix(prefix) {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, notation),
    }
}

fn code(name: &str) -> Option<Code> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return Some(Code::Char(only));
    }
    let lower = name.to_ascii_lowercase();
    if let Some(&(_, code)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return Some(code);
    }
    let number = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::Function(number))
}

impl fmt::Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::Function(number)) => write!(f, "f{number}"),
            (None, _) => Ok(()),
        }
    }
}

/// Strokes separated by blanks: `g g`, `5 j`, `ctrl-d`.
pub fn sequence(notation: &str) -> Result<Vec<Stroke>, BadKey> {
    let strokes: Vec<Stroke> = notation
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    match strokes.is_empty() {
        true => Err(BadKey(notation.to_owned())),
        false => Ok(strokes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_reads_what_it_writes() {
        for name in [
            "j",
            "G",
            "ctrl-d",
            "alt-x",
            "ctrl-alt-q",
            "space",
            "enter",
            "f1",
            "pagedown",
            "-",
            "ctrl--",
            "/",
            "书",
        ] {
            let stroke: Stroke = name.parse().expect(name);
            assert_eq!(stroke.to_string(), name);
        }
    }

    #[test]
    fn nonsense_is_told() {
        for bad in ["", "ctrl-", "hyper-x", "f0", "f25", "jj"] {
            assert!(bad.parse::<Stroke>().is_err(), "{bad:?}");
        }
        assert!(sequence("  ").is_err());
        assert_eq!(sequence("g g").map(|keys| keys.len()), Ok(2));
    }

    #[test]
    fn keys_under_an_input_method_are_their_ascii_twins() {
        for (typed, meant) in [
            ('ｊ', 'j'),
            ('Ｇ', 'G'),
            ('／', '/'),
            ('：', ':'),
            ('１', '1'),
            ('？', '?'),
            ('、', '/'),
            ('。', '.'),
            ('\u{3000}', ' '),
            ('‘', '\''),
            ('】', ']'),
            ('中', '中'),
        ] {
            let folded = Stroke::plain(Code::Char(typed)).folded();
            assert_eq!(folded, Stroke::plain(Code::Char(meant)), "{typed}");
        }
    }
}
