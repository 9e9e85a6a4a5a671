//! Commands of the reader's own, run beside the screen, one at a time; and the gate that keeps keys from those who have the
//! terminal for themselves.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::alarm::Alarm;
use super::effect::Job;
use super::message::Msg;
use crate::delivery::{Limits, Output, Program, ProgramError};

/// What a command may take.
const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    time: Duration::from_secs(120),
};

/// The longest wait for the thread that reads keys to stand back.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long keys are waited for at once, where commands may take the terminal, and where none does.
const PAUSES: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(3600)];

/// Who runs commands. Dropping it ends the one that runs.
pub struct Commands {
    answers: Sender<Msg>,
    running: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl Commands {
    /// Answers go to `answers`.
    pub fn new(answers: Sender<Msg>) -> Self {
        Self {
            answers,
            running: None,
        }
    }

    /// Runs a command; its answer has the same number. One that runs already is ended.
    pub fn run(&mut self, number: u64, job: Job) -> io::Result<()> {
        self.end();
        let stop = Arc::new(AtomicBool::new(false));
        let (answers, heard) = (self.answers.clone(), Arc::clone(&stop));
        let work = move || {
            let alarm = Alarm(answers.clone());
            let _ = answers.send(Msg::Ran(number, run(&job, &heard)));
            drop(alarm);
        };
        let thread = std::thread::Builder::new()
            .name("command".into())
            .spawn(work)?;
        self.running = Some((stop, thread));
        Ok(())
    }

    /// Has the one that runs stop; its answer says so.
    pub fn stop(&self) {
        if let Some((stop, _)) = &self.running {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Ends the one that runs, and waits for it: nothing is left behind.
    fn end(&mut self) {
        self.stop();
        if let Some((_, thread)) = self.running.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Commands {
    fn drop(&mut self) {
        self.end();
    }
}

fn run(job: &Job, stop: &AtomicBool) -> Result<Output, ProgramError> {
    let program = Program::filled(&job.command.run, &job.piped)?;
    program.run(job.piped.text.as_bytes(), LIMITS, stop)
}

/// Keeps the thread that reads keys from the terminal while something else has it.
#[derive(Clone, Debug)]
pub struct Gate {
    shared: Arc<(Mutex<Door>, Condvar)>,
    pause: Duration,
}

#[derive(Debug, Default)]
struct Door {
    is_shut: bool,
    /// Whether somebody waits before it.
    waits: bool,
}

impl Gate {
    /// A gate that stands open, and `may_shut` or not.
    pub fn new(may_shut: bool) -> Self {
        let [short, long] = PAUSES;
        Self {
            shared: Arc::default(),
            pause: if may_shut { short } else { long },
        }
    }

    /// How long keys may be waited for before [`Gate::pass`] is called again.
    pub fn pause(&self) -> Duration {
        self.pause
    }

    /// Waits until it is open.
    pub fn pass(&self) {
        let (door, changed) = &*self.shared;
        let mut door = door.lock().unwrap_or_else(PoisonError::into_inner);
        while door.is_shut {
            door.waits = true;
            changed.notify_all();
            door = changed.wait(door).unwrap_or_else(PoisonError::into_inner);
        }
        door.waits = false;
    }

    /// Shuts it, and waits until whoever reads keys stands before it.
    pub fn shut(&self) {
        let (door, changed) = &*self.shared;
        let mut door = door.lock().unwrap_or_else(PoisonError::into_inner);
        door.is_shut = true;
        let waits = |door: &mut Door| !door.waits;
        drop(changed.wait_timeout_while(door, PATIENCE, waits));
    }

    /// Opens it.
    pub fn open(&self) {
        let (door, changed) = &*self.shared;
        door.lock().unwrap_or_else(PoisonError::into_inner).is_shut = false;
        changed.notify_all();
    }

    /// Whether it is shut.
    pub fn is_shut(&self) -> bool {
        let (door, _) = &*self.shared;
        door.lock().unwrap_or_else(PoisonError::into_inner).is_shut
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Instant;

    use super::*;
    use crate::config::Command;
    use crate::delivery::Piped;

    fn job(run: &[&str]) -> Job {
        Job {
            command: Command {
                run: run.iter().map(ToString::to_string).collect(),
                ..Command::default()
            },
            piped: Piped {
                text: "雨还没有来。".into(),
                ..Piped::default()
            },
        }
    }

    #[test]
    fn a_command_is_given_the_text_and_answers() {
        let (to, answers) = channel();
        let mut commands = Commands::new(to);
        commands.run(7, job(&["cat"])).expect("a thread");
        let answer = answers.recv().expect("an answer");
        let Msg::Ran(7, Ok(output)) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(output.bytes, "雨还没有来。".as_bytes());
    }

    #[test]
    fn leaving_and_another_command_end_the_one_that_runs() {
        let (to, answers) = channel();
        let began = Instant::now();
        let mut commands = Commands::new(to);
        commands.run(1, job(&["sleep", "600"])).expect("a thread");
        commands.run(2, job(&["sleep", "600"])).expect("a thread");
        drop(commands);
        let heard: Vec<Msg> = answers.iter().collect();
        assert!(
            matches!(
                heard[..],
                [
                    Msg::Ran(1, Err(ProgramError::Stopped)),
                    Msg::Ran(2, Err(ProgramError::Stopped))
                ]
            ),
            "{heard:?}"
        );
        assert!(began.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn nobody_passes_a_gate_that_is_shut() {
        let gate = Gate::new(true);
        let (to, passed) = channel();
        let reader = gate.clone();
        std::thread::spawn(move || {
            while to.send(()).is_ok() {
                reader.pass();
            }
        });
        passed.recv().expect("it passes");
        gate.shut();
        assert!(gate.is_shut());
        while passed.try_recv().is_ok() {}
        assert!(passed.recv_timeout(Duration::from_millis(50)).is_err());
        gate.open();
        passed.recv().expect("it passes again");
    }
}
