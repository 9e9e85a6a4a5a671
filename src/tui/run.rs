//! The event loop: wait for a message, drain the queue, do what follows, draw once.

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::archivist::Archivist;
use super::commands::{Commands, Gate};
use super::courier::Errands;
use super::effect::{Effect, Errand, Job};
use super::message::Msg;
use super::state::App;
use super::state::landing::Landing;
use super::terminal::Stage;
use super::update::update;
use super::worker::Worker;
use super::{Desk, Look, OpenLibrary, Paper, input};
use crate::config::AmbiguousWidth;
use crate::delivery::{Output, Program, ProgramError, Progress};
use crate::library::Entry;
use crate::text::clean::clean;

/// Messages taken before a frame is drawn, however many wait.
const GULP: usize = 512;

/// Reads a paper on the terminal until the reader leaves. Everything the library was sent is committed on return.
///
/// `open_paper` opens the paper that a mark of another edition is in, by its origin; `None` where it cannot be.
pub fn run(
    paper: Paper,
    desk: Desk,
    open_paper: &mut dyn FnMut(&str) -> Option<Paper>,
) -> io::Result<()> {
    let look = Look::of(&desk);
    let mouse = look.screen.mouse;
    let auto = look.setting.ambiguous_width == AmbiguousWidth::Auto;
    // Dropped last, after the terminal is given back: the reader need not look at a dead screen while it commits.
    let mut sitting = Sitting::begin(paper, look, desk, Stage::size()?)?;
    // A signal that comes while the terminal is being taken waits in the channel, and then gives it back.
    #[cfg(unix)]
    super::signals::listen(sitting.to.clone(), sitting.gate.clone())?;
    let mut stage = Stage::enter(mouse)?;
    let answers = auto.then(|| ask(&mut stage)).flatten();
    stage.draw(&sitting.app)?;
    listen(answers, sitting.to.clone(), sitting.gate.clone())?;
    let end = sitting.attend(&mut stage, open_paper);
    drop(stage);
    drop(sitting);
    #[cfg(unix)]
    if let Ok(Some(signal)) = end {
        super::signals::die_of(signal);
    }
    match end {
        Err(error) if !is_gone(&error) => Err(error),
        _ => Ok(()),
    }
}

/// Whether the terminal is gone: then a frame fails before the signal that tells it is heard, and the reader has left.
fn is_gone(error: &io::Error) -> bool {
    const EIO: i32 = 5;
    const ENXIO: i32 = 6;
    cfg!(unix) && matches!(error.raw_os_error(), Some(EIO | ENXIO))
}

/// What hears the terminal's answers to a question.
type Hear = Box<dyn FnOnce(&Sender<Msg>) + Send>;

/// Asks the terminal how wide it draws.
#[cfg(unix)]
fn ask(stage: &mut Stage) -> Option<Hear> {
    let probe = super::probe::Probe::ask(stage)?;
    Some(Box::new(move |to| probe.hear(to)))
}

/// Nobody is asked.
#[cfg(not(unix))]
fn ask(_: &mut Stage) -> Option<Hear> {
    None
}

/// Hears the answers, if there are any to come, then everything else.
fn listen(answers: Option<Hear>, to: Sender<Msg>, gate: Gate) -> io::Result<()> {
    let hear = move || {
        if let Some(answers) = answers {
            answers(&to);
            // Nobody has told of a new size meanwhile.
            if let Ok((width, height)) = Stage::size() {
                let _ = to.send(Msg::Resize(width, height));
            }
        }
        input::listen(&to, &gate);
    };
    std::thread::Builder::new()
        .name("input".into())
        .spawn(hear)?;
    Ok(())
}

/// A reader with a paper open, from the first paper to the last.
struct Sitting {
    app: App,
    worker: Worker,
    look: Look,
    open_library: OpenLibrary,
    archivist: Archivist,
    errands: Errands,
    commands: Commands,
    gate: Gate,
    to: Sender<Msg>,
    messages: Receiver<Msg>,
    /// Taken from the channel and not answered yet.
    waiting: VecDeque<Msg>,
}

impl Sitting {
    fn begin(paper: Paper, look: Look, desk: Desk, size: (u16, u16)) -> io::Result<Self> {
        let (to, messages) = channel();
        let open_library = desk.open_library;
        let worker = start(&paper, &open_library, &to)?;
        let archivist = Archivist::start(desk.open_archive, desk.share, to.clone())?;
        let gate = Gate::new(look.commands.iter().any(|command| command.terminal));
        let mut errands = Errands::start(desk.open_courier, to.clone())?;
        errands.send(Errand::List);
        Ok(Self {
            app: App::new(paper, look.clone(), size),
            worker,
            look,
            open_library,
            archivist,
            errands,
            commands: Commands::new(to.clone()),
            gate,
            to,
            messages,
            waiting: VecDeque::new(),
        })
    }

    /// Takes messages until one of them is the last; answers with the signal that it was, if it was one.
    fn attend(
        &mut self,
        stage: &mut Stage,
        open_paper: &mut dyn FnMut(&str) -> Option<Paper>,
    ) -> io::Result<Option<i32>> {
        while let Ok(first) = self.messages.recv() {
            let rest = self.messages.try_iter().take(GULP);
            let batch = std::iter::once(first).chain(rest).collect();
            self.waiting = without_stale(batch);
            while let Some(msg) = self.waiting.pop_front() {
                if matches!(msg, Msg::Broken) {
                    return Err(io::Error::other("a worker failed; see the message above"));
                }
                for effect in update(&mut self.app, msg) {
                    match effect {
                        Effect::Keep(order) => self.worker.send(order),
                        Effect::Ask(number, question) => self.archivist.ask(number, question),
                        Effect::Errand(errand) => self.errands.send(errand),
                        Effect::Run(number, job) => self.run(stage, number, *job)?,
                        Effect::Break => self.commands.stop(),
                        Effect::Launch(argv) => self.launch(argv),
                        Effect::Open { origin, landing } => match open_paper(&origin) {
                            Some(paper) => self.change(paper, &landing)?,
                            None => self.regret(&origin),
                        },
                        Effect::Copy(text) => stage.copy(&text)?,
                        Effect::Suspend => stage.suspend()?,
                        Effect::Redraw => stage.again()?,
                        Effect::Quit => return Ok(None),
                        Effect::Die(signal) => return Ok(Some(signal)),
                    }
                }
            }
            stage.draw(&self.app)?;
        }
        Ok(None)
    }

    /// Puts another paper on the desk. What the library still said about the one before is dropped; what is known of the
    /// shelf stays.
    fn change(&mut self, paper: Paper, landing: &Landing) -> io::Result<()> {
        self.worker.finish();
        self.waiting.extend(self.messages.try_iter());
        self.waiting.retain(|msg| !msg.is_of_library());
        self.worker = start(&paper, &self.open_library, &self.to)?;
        let next = App::new(paper, self.look.clone(), self.app.size);
        let before = std::mem::replace(&mut self.app, next);
        for effect in self.app.follow(before, landing) {
            match effect {
                Effect::Keep(order) => self.worker.send(order),
                Effect::Ask(number, question) => self.archivist.ask(number, question),
                _ => {}
            }
        }
        Ok(())
    }

    /// Runs a command: beside the screen, or on the terminal while nobody else has it.
    fn run(&mut self, stage: &mut Stage, number: u64, job: Job) -> io::Result<()> {
        if !job.command.terminal {
            return self.commands.run(number, job);
        }
        self.gate.shut();
        let ended = stage.lend(|stopped| attend(&job, stopped));
        self.gate.open();
        self.waiting.push_back(Msg::Ran(number, ended?));
        Ok(())
    }

    fn launch(&mut self, argv: Vec<String>) {
        if let Err(error) = Program::new(argv).launch() {
            self.app.said = Some(clean(&error.to_string()).text.into_owned());
        }
    }

    fn regret(&mut self, origin: &str) {
        let words = self.app.habits.words.said.gone.clone();
        let origin = clean(&origin.replace('\n', "  ")).text.into_owned();
        self.app.say(&words, &[("origin", &origin)]);
    }
}

/// Runs a command on the terminal. One that names the text or a file with it reads keys, any other reads the text.
fn attend(job: &Job, stopped: &mut dyn FnMut()) -> Result<Output, ProgramError> {
    let run = &job.command.run;
    let names_text = |argument: &String| argument.contains("{text}") || argument.contains("{file}");
    let input = (!run.iter().any(names_text)).then_some(job.piped.text.as_bytes());
    let status = Program::filled(run, &job.piped)?.attend(input, stopped)?;
    Ok(Output {
        bytes: Vec::new(),
        errors: Vec::new(),
        status,
    })
}

fn start(paper: &Paper, open_library: &OpenLibrary, to: &Sender<Msg>) -> io::Result<Worker> {
    let name = paper.edition.masthead.as_deref().unwrap_or(&paper.name);
    let entry = Entry {
        key: paper.key.clone(),
        paper: name.to_owned(),
        date: paper.edition.date,
        origin: paper.origin.clone(),
    };
    let open = Arc::clone(open_library);
    Worker::start(Box::new(move || open()), entry, to.clone())
}

/// Leaves out what was overtaken: of sizes that follow each other only the last matters, for a story is set once, not for
/// every step of a resize; and of how far a paper has come only the last word, for pages may come faster than frames.
fn without_stale(batch: Vec<Msg>) -> VecDeque<Msg> {
    let mut fresh = VecDeque::with_capacity(batch.len());
    let mut heard = BTreeSet::new();
    for msg in batch.into_iter().rev() {
        let is_stale = match (&msg, fresh.front()) {
            (Msg::Resize(..), Some(Msg::Resize(..))) => true,
            (Msg::Progress(Progress::Came { id, .. }), _) => !heard.insert(id.clone()),
            _ => false,
        };
        if !is_stale {
            fresh.push_front(msg);
        }
    }
    fresh
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::Signal;

    #[test]
    fn what_was_overtaken_is_left_out() {
        let came = |id: &str, pages| {
            Msg::Progress(Progress::Came {
                id: id.into(),
                pages,
                of: 9,
                what: String::new(),
            })
        };
        let batch = vec![
            came("a", 1),
            Msg::Resize(80, 24),
            Msg::Resize(90, 24),
            came("b", 1),
            came("a", 2),
            Msg::Signal(Signal::Continue),
            came("a", 3),
        ];
        let fresh = format!("{:?}", Vec::from(without_stale(batch)));
        let left = [
            Msg::Resize(90, 24),
            came("b", 1),
            Msg::Signal(Signal::Continue),
            came("a", 3),
        ];
        assert_eq!(fresh, format!("{left:?}"));
    }
}
