//! What a terminal sends, byte by byte: keys, pastes, the mouse, and its replies to what it was asked.
//!
//! Only for the moment before crossterm's reader starts, which swallows the replies. It understands what terminals
//! send in the modes that are on then; anything else is dropped, and no more of it is kept than [`LONGEST`].

use super::codes::{Sent, key, lettered, meant, plain};
use super::key::{Code, Stroke};

/// Bytes of a control sequence that are kept; one that is longer means nothing.
const LONGEST: usize = 64;
/// Bytes of a paste that are kept; the rest of a longer one is dropped.
const LONGEST_PASTE: usize = 1 << 16;

/// What a terminal puts after a paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// What the next byte belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A character of several bytes.
    Character,
    /// ESC, which may be the key.
    Escape,
    /// ESC O.
    Shifted,
    /// ESC [.
    Sequence,
    /// A paste.
    Paste,
}

/// Makes keys and replies of bytes.
#[derive(Clone, Debug, Default)]
pub struct Wire {
    within: Within,
    held: Vec<u8>,
    alt: bool,
    /// Bytes of [`PASTE_END`] that the last bytes were.
    ending: usize,
}

impl Wire {
    /// Takes a byte; answers with what is whole by it.
    pub fn take(&mut self, byte: u8) -> Option<Sent> {
        match self.within {
            Within::Nothing => self.begin(byte),
            Within::Character => self.character(byte),
            Within::Escape => self.escaped(byte),
            Within::Shifted => self.shifted(byte),
            Within::Sequence => self.sequence(byte),
            Within::Paste => self.paste(byte),
        }
    }

    /// Whether something has begun that is not whole.
    pub fn is_within(&self) -> bool {
        self.within != Within::Nothing
    }

    /// Whether what has begun is an ESC and no more, which is a key when nothing follows.
    pub fn is_escape(&self) -> bool {
        self.within == Within::Escape
    }

    /// Nothing follows what has begun.
    pub fn cut(&mut self) -> Option<Sent> {
        let escape = self.is_escape().then(|| key(Code::Esc));
        *self = Self::default();
        escape
    }

    fn end(&mut self, sent: Sent) -> Option<Sent> {
        *self = Self::default();
        Some(sent)
    }

    fn begin(&mut self, byte: u8) -> Option<Sent> {
        let alt = self.alt;
        if byte == 0x1b {
            self.within = Within::Escape;
            return None;
        }
        if !byte.is_ascii() {
            self.within = Within::Character;
            return self.character(byte);
        }
        let (code, ctrl) = plain(byte);
        self.end(Sent::Key(Stroke { code, ctrl, alt }))
    }

    fn character(&mut self, byte: u8) -> Option<Sent> {
        self.held.push(byte);
        match std::str::from_utf8(&self.held) {
            Ok(text) => {
                let (code, alt) = (Code::Char(text.chars().next()?), self.alt);
                let ctrl = false;
                self.end(Sent::Key(Stroke { code, ctrl, alt }))
            }
            Err(error) if error.error_len().is_none() => None,
            // No UTF-8. What broke it may be whole by itself.
            Err(_) => {
                let broken = self.held.len() > 1;
                *self = Self::default();
                if broken { self.begin(byte) } else { None }
            }
        }
    }

    fn escaped(&mut self, byte: u8) -> Option<Sent> {
        match byte {
            b'[' => self.within = Within::Sequence,
            b'O' => self.within = Within::Shifted,
            0x1b => return Some(key(Code::Esc)),
            _ => {
                self.alt = true;
                self.within = Within::Nothing;
                return self.begin(byte);
            }
        }
        None
    }

    fn shifted(&mut self, byte: u8) -> Option<Sent> {
        *self = Self::default();
        match byte {
            0x1b => self.begin(byte),
            b'R' => Some(key(Code::Function(3))),
            _ => lettered(byte).map(key),
        }
    }

    fn sequence(&mut self, byte: u8) -> Option<Sent> {
        match byte {
            b' '..=b'?' => {
                if self.held.len() <= LONGEST {
                    self.held.push(byte);
                }
                None
            }
            b'@'..=b'~' => {
                let body = std::mem::take(self).held;
                if (body.as_slice(), byte) == (b"200", b'~') {
                    self.within = Within::Paste;
                }
                let body = std::str::from_utf8(&body).ok();
                body.filter(|body| body.len() <= LONGEST)
                    .and_then(|body| meant(body, byte))
            }
            // Broken off.
            _ => {
                *self = Self::default();
                self.begin(byte)
            }
        }
    }

    fn paste(&mut self, byte: u8) -> Option<Sent> {
        self.ending = match byte {
            _ if PASTE_END.get(self.ending) == Some(&byte) => self.ending + 1,
            0x1b => 1,
            _ => 0,
        };
        if self.held.len() < LONGEST_PASTE + PASTE_END.len() {
            self.held.push(byte);
        }
        if self.ending < PASTE_END.len() {
            return None;
        }
        let text = self.held.strip_suffix(PASTE_END);
        let text = text.unwrap_or(&self.held);
        self.end(Sent::Paste(String::from_utf8_lossy(text).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What came, in words: keys in their own notation.
    fn told(bytes: &[u8]) -> String {
        let mut wire = Wire::default();
        let mut sent: Vec<Sent> = bytes.iter().filter_map(|&byte| wire.take(byte)).collect();
        let within = wire.is_within();
        sent.extend(wire.cut());
        let words = sent.iter().map(|sent| match sent {
            Sent::Key(stroke) => stroke.to_string(),
            Sent::Paste(text) => format!("paste:{text:?}"),
            Sent::Mouse(mouse) => format!("{:?}:{},{}", mouse.deed, mouse.x, mouse.y),
            Sent::Column(column) => format!("column:{column}"),
            Sent::Attributes => "attributes".into(),
        });
        let mut words: Vec<String> = words.collect();
        words.extend(within.then(|| "…".into()));
        words.join(" ")
    }

    #[track_caller]
    fn check(bytes: &str, expected: &str) {
        assert_eq!(told(bytes.as_bytes()), expected, "{bytes:?}");
    }

    #[test]
    fn keys() {
        check("jG5 ,", "j G 5 space ,");
        check("再é👍", "再 é 👍");
        check("\r\t\x7f", "enter tab backspace");
        check("\x01\x1a\x0c\n\0", "ctrl-a ctrl-z ctrl-l ctrl-j ctrl-space");
        check("\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left");
        check("\x1bOA\x1bOH\x1bOR\x1bOP", "up home f3 f1");
        check(
            "\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[5~\x1b[6~",
            "home end home end pageup pagedown",
        );
        check("\x1b[3~\x1b[Z\x1b[15~\x1b[24~", "delete backtab f5 f12");
        check("\x1b[1;5C\x1b[1;3D\x1b[5;2~", "ctrl-right alt-left pageup");
        check("\x1bj\x1b再\x1b\x01", "alt-j alt-再 ctrl-alt-a");
    }

    #[test]
    fn escape_is_a_key_when_nothing_follows() {
        check("\x1b", "esc …");
        check("\x1b\x1b", "esc esc …");
        check("\x1b\x1b[A", "esc up");
        check("j\x1b", "j esc …");
    }

    #[test]
    fn replies() {
        check("\x1b[1;2R\x1b[24;80R", "column:2 column:80");
        check(
            "\x1b[?1;2c\x1b[?62;22c\x1b[?c",
            "attributes attributes attributes",
        );
        check("j\x1b[1;3Rk\x1b[?6cl", "j column:3 k attributes l");
        check("\x1b[1;65535R", "column:65535");
    }

    #[test]
    fn what_means_nothing_is_dropped_whole() {
        check("\x1b[1;99999Rj", "j");
        check("\x1b[;Rj\x1b[Rk\x1b[-1;2Rl\x1b[1;2;3Rm", "j k l m");
        check("\x1b[>0;276;0cj", "j");
        check("\x1b[99~j\x1b[~k\x1b[70000~l", "j k l");
        check("\x1b[I\x1b[Oj\x1bOxk", "j k");
        check("\x1b[<0;1Mj\x1b[<0;0;0Mk\x1b[<;;Ml", "j k l");
        let long = format!("\x1b[{}Rj", "1;".repeat(100_000));
        check(&long, "j");
        assert_eq!(told(b"\xffj\xe5\x86k\x80l"), "j k l");
    }

    #[test]
    fn what_is_broken_off_does_not_take_what_follows() {
        check("\x1b[1;2", "…");
        check("\x1b[1;\x1b[1;2R", "column:2");
        check("\x1b[12\rj", "enter j");
        check("\x1bO\x1b[A", "up");
        check("\x1b[?62;", "…");
        assert_eq!(told(b"\xe5\x86"), "…");
    }

    #[test]
    fn pastes_and_the_mouse() {
        check(
            "\x1b[200~jq\r\x1b[A再\x1b[201~k",
            "paste:\"jq\\r\\u{1b}[A再\" k",
        );
        check("\x1b[200~\x1b[20\x1b[201~", "paste:\"\\u{1b}[20\"");
        check("\x1b[200~j", "…");
        check(
            "\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<64;1;1M\x1b[<81;5;2M",
            "Click:2,3 WheelUp:0,0 WheelDown:4,1",
        );
    }

    #[test]
    fn a_long_paste_is_kept_in_part_and_ended_in_time() {
        let sent = told(format!("\x1b[200~{}\x1b[201~j", "a".repeat(1_000_000)).as_bytes());
        assert!(sent.ends_with("\" j"), "…{}", &sent[sent.len() - 20..]);
        assert!(sent.len() < LONGEST_PASTE + 100);
    }

    proptest! {
        /// Whatever came before: a key after a whole sequence is heard, and what is held is bounded.
        #[test]
        fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut wire = Wire::default();
            for byte in bytes {
                wire.take(byte);
                prop_assert!(wire.held.len() <= 200);
            }
            wire.cut();
            prop_assert_eq!(wire.take(b'j'), Some(key(Code::Char('j'))));
        }
    }
}
