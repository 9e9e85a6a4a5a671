//! What happens when something happens: one message in, the state changed, effects out.
//!
//! Deterministic: the same messages in the same order make the same state and the same effects. Nothing is done here
//! but to the state; no clock, no disk, no terminal.

mod changes;
mod command;
mod fetch;
mod field;
mod find;
mod keys;
mod mark;
mod mouse;
mod passage;
mod setting;
mod shelf;
mod walk;

use super::effect::{Effect, Topic};
use super::message::{Msg, Signal};
use super::state::App;

/// Takes one message.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(stroke) => keys::press(app, stroke, &mut effects),
        Msg::Paste(text) => field::paste(app, &text, &mut effects),
        Msg::Mouse(mouse) => mouse::answer(app, mouse, &mut effects),
        Msg::Resize(width, height) => app.size = (width, height),
        Msg::Widths(widths) => {
            app.believe(widths);
            effects.push(Effect::Redraw);
        }
        Msg::Remembered(remembered) => {
            mark::recall(app, *remembered);
            mark::share(app, &mut effects);
        }
        Msg::Listed(bookmarks) => mark::list(app, bookmarks),
        Msg::Counted(stats) => app.stats = Some(*stats),
        Msg::Stored(stored) => {
            mark::stored(app, stored);
            mark::share(app, &mut effects);
        }
        Msg::Failed(text) => mark::failed(app, &text),
        Msg::Answered(number, topic, answer) => {
            if app.stacks.is_answered(topic, number) {
                match topic {
                    Topic::Others => mark::hear(app, answer),
                    _ => shelf::take(app, answer, &mut effects),
                }
            }
        }
        Msg::Subscribed(answer) => fetch::list(app, answer),
        Msg::Progress(progress) => fetch::take(app, progress, &mut effects),
        Msg::Fetched(end) => fetch::end(app, end),
        Msg::Ran(number, answer) => command::ran(app, number, answer),
        Msg::Signal(Signal::Stop) => effects.push(Effect::Suspend),
        Msg::Signal(Signal::Continue) => effects.push(Effect::Redraw),
        Msg::Signal(Signal::Leave(signal)) => effects.push(Effect::Die(signal)),
        Msg::Hangup | Msg::Broken => effects.push(Effect::Quit),
    }
    app.settle(&mut effects);
    shelf::more(app, &mut effects);
    effects
}
