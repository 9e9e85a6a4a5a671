//! From the terminal's events to messages, on a thread of its own.

use std::sync::mpsc::Sender;

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use super::commands::Gate;
use super::key::{Code, Stroke};
use super::message::{Deed, Mouse, Msg};

/// Reads events and sends them on, until there are no more or nobody listens.
///
/// Before each it passes the gate: while something else has the terminal, keys are not for us.
pub fn listen(to: &Sender<Msg>, gate: &Gate) {
    loop {
        gate.pass();
        let msg =
            match event::poll(gate.pause()).and_then(|there| there.then(event::read).transpose()) {
                Ok(event) => event.and_then(message),
                Err(_) => Some(Msg::Hangup),
            };
        let last = matches!(msg, Some(Msg::Hangup));
        let heard = msg.is_none_or(|msg| to.send(msg).is_ok());
        if last || !heard {
            return;
        }
    }
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => stroke(key).map(Msg::Key),
        Event::Mouse(mouse) => deed(mouse).map(Msg::Mouse),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(width, height) => Some(Msg::Resize(width, height)),
        _ => None,
    }
}

fn stroke(key: KeyEvent) -> Option<Stroke> {
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::Function(number),
        _ => return None,
    };
    Some(Stroke {
        code,
        ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
        alt: key.modifiers.contains(KeyModifiers::ALT),
    })
}

fn deed(mouse: MouseEvent) -> Option<Mouse> {
    let deed = match mouse.kind {
        MouseEventKind::ScrollUp => Deed::WheelUp,
        MouseEventKind::ScrollDown => Deed::WheelDown,
        MouseEventKind::Down(MouseButton::Left) => Deed::Click,
        _ => return None,
    };
    Some(Mouse {
        deed,
        x: mouse.column,
        y: mouse.row,
    })
}
