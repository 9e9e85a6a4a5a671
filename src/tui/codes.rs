//! What the bytes of a terminal mean, once they are whole: the keys, the mouse and the replies of xterm and its kin.
//!
//! Which bytes belong together is found by [`super::wire`].

use super::key::{Code, Stroke};
use super::message::{Deed, Mouse};

/// Something whole that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// A key.
    Key(Stroke),
    /// A paste.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// Cursor-position report (CPR): the column that the cursor is in, from 1.
    Column(u16),
    /// Primary device attributes (DA1).
    Attributes,
}

/// A key by itself.
pub fn key(code: Code) -> Sent {
    Sent::Key(Stroke {
        code,
        ctrl: false,
        alt: false,
    })
}

/// The key of an ASCII byte, and whether control was held. As crossterm has it, in raw mode.
pub fn plain(byte: u8) -> (Code, bool) {
    match byte {
        b'\r' => (Code::Enter, false),
        b'\t' => (Code::Tab, false),
        0x7f => (Code::Backspace, false),
        0 => (Code::Char(' '), true),
        0x01..=0x1a => (Code::Char(char::from(byte - 1 + b'a')), true),
        0x1c..=0x1f => (Code::Char(char::from(byte - 0x1c + b'4')), true),
        _ => (Code::Char(char::from(byte)), false),
    }
}

/// The key that ends ESC [ or ESC O with a letter.
pub fn lettered(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'Z' => Code::BackTab,
        b'P' => Code::Function(1),
        b'Q' => Code::Function(2),
        b'S' => Code::Function(4),
        _ => return None,
    })
}

/// The key of ESC [ number ~, as xterm and its kin number them.
fn numbered(number: u16) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::Function(number as u8 - 10),
        17..=21 => Code::Function(number as u8 - 11),
        23..=24 => Code::Function(number as u8 - 12),
        _ => return None,
    })
}

/// What a control sequence means: what stands between ESC [ and its last byte, and that.
pub fn meant(body: &str, last: u8) -> Option<Sent> {
    match (body.as_bytes().first(), last) {
        (Some(b'<'), b'M') => mouse(&body[1..]).map(Sent::Mouse),
        (Some(b'?'), b'c') => Some(Sent::Attributes),
        (_, b'R') => {
            let (row, column) = body.split_once(';')?;
            row.parse::<u16>().ok()?;
            column.parse().ok().map(Sent::Column)
        }
        _ => stroke(body, last).map(Sent::Key),
    }
}

fn stroke(body: &str, last: u8) -> Option<Stroke> {
    let (number, held) = body.split_once(';').unwrap_or((body, ""));
    let code = match last {
        b'~' => numbered(number.parse().ok()?)?,
        _ => lettered(last)?,
    };
    // One more than the sum of shift 1, alt 2, control 4.
    let held = held.parse().unwrap_or(1_u8).saturating_sub(1);
    let (alt, ctrl) = (held & 2 != 0, held & 4 != 0);
    Some(Stroke { code, ctrl, alt })
}

/// A press or a notch of the wheel in SGR mouse mode: button, column and row from 1.
fn mouse(body: &str) -> Option<Mouse> {
    const MODIFIERS: u16 = 4 + 8 + 16;
    let mut numbers = body.split(';').map(|number| number.parse::<u16>().ok());
    let (button, x, y) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let deed = match button & !MODIFIERS {
        0 => Deed::Click,
        64 => Deed::WheelUp,
        65 => Deed::WheelDown,
        _ => return None,
    };
    let (x, y) = (x.checked_sub(1)?, y.checked_sub(1)?);
    Some(Mouse { deed, x, y })
}
