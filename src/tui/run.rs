//! The event loop: wait for a message, drain the queue, do what follows, draw once.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::effect::Effect;
use super::message::Msg;
use super::state::App;
use super::terminal::Stage;
use super::update::update;
use super::worker::{Entry, Worker};
use super::{Desk, Look, Paper, input};

/// Messages taken before a frame is drawn, however many wait.
const GULP: usize = 512;

/// Reads a paper on the terminal until the reader leaves. Everything the library was sent is committed on return.
pub fn run(paper: Paper, desk: Desk) -> io::Result<()> {
    let look = Look::of(&desk);
    let entry = Entry {
        key: paper.key.clone(),
        title: title(&paper),
        origin: paper.origin.clone(),
    };
    let (to, messages) = channel();
    let size = Stage::size()?;
    let mouse = look.screen.mouse;
    let mut app = App::new(paper, look, size);
    // Dropped last, after the terminal is given back: the reader need not look at a dead screen while it commits.
    let worker = Worker::start(desk.open_library, entry, to.clone())?;
    // A signal that comes while the terminal is being taken waits in the channel, and then gives it back.
    #[cfg(unix)]
    super::signals::listen(to.clone())?;
    let mut stage = Stage::enter(mouse)?;
    stage.draw(&app)?;
    listen(to)?;
    let end = attend(&mut app, &messages, &mut stage, &worker);
    drop(stage);
    drop(worker);
    #[cfg(unix)]
    if let Ok(Some(signal)) = end {
        super::signals::die_of(signal);
    }
    end.map(|_| ())
}

fn title(paper: &Paper) -> String {
    let name = paper.edition.masthead.as_deref().unwrap_or(&paper.name);
    match paper.edition.date {
        Some(date) => format!("{name} {date}"),
        None => name.to_owned(),
    }
}

fn listen(to: Sender<Msg>) -> io::Result<()> {
    std::thread::Builder::new()
        .name("input".into())
        .spawn(move || input::listen(&to))?;
    Ok(())
}

/// Takes messages until one of them is the last; answers with the signal that it was, if it was one.
fn attend(
    app: &mut App,
    messages: &Receiver<Msg>,
    stage: &mut Stage,
    worker: &Worker,
) -> io::Result<Option<i32>> {
    while let Ok(first) = messages.recv() {
        let rest = messages.try_iter().take(GULP);
        let batch: Vec<Msg> = std::iter::once(first).chain(rest).collect();
        for msg in without_stale_sizes(batch) {
            if matches!(msg, Msg::Broken) {
                return Err(io::Error::other("a worker failed; see the message above"));
            }
            for effect in update(app, msg) {
                match effect {
                    Effect::Keep(order) => worker.send(order),
                    Effect::Suspend => stage.suspend()?,
                    Effect::Redraw => stage.again()?,
                    Effect::Quit => return Ok(None),
                    Effect::Die(signal) => return Ok(Some(signal)),
                }
            }
        }
        stage.draw(app)?;
    }
    Ok(None)
}

/// Of sizes that follow each other only the last matters: a story is set once, not for every step of a resize.
fn without_stale_sizes(batch: Vec<Msg>) -> Vec<Msg> {
    let mut fresh: Vec<Msg> = Vec::with_capacity(batch.len());
    for msg in batch {
        if let (Some(Msg::Resize(..)), Msg::Resize(..)) = (fresh.last(), &msg) {
            fresh.pop();
        }
        fresh.push(msg);
    }
    fresh
}
