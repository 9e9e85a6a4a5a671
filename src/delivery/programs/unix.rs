//! Programs as Unix runs them: a process group, three pipes, and one loop that serves them all.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process_group, waitpid};

use super::answer::{Limits, Output, ProgramError, Status};

/// Longest wait for anything to happen before it is looked whether the program should be ended.
const TICK: Duration = Duration::from_millis(20);

/// How long what a program has started may hold its pipes after it has ended.
const GRACE: Duration = Duration::from_millis(250);

/// Bytes that are taken from a pipe or given to one at once.
const PIECE: usize = 1 << 16;

/// Runs a program; see [`super::Program::run`].
pub fn run(
    argv: &[String],
    input: &[u8],
    limits: Limits,
    stop: &AtomicBool,
) -> Result<Output, ProgramError> {
    let mut running = Running::start(argv, limits.bytes)?;
    let began = Instant::now();
    let mut input = input;
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(ProgramError::Stopped);
        }
        if began.elapsed() >= limits.time {
            return Err(ProgramError::Late(limits.time));
        }
        running.exchange(&mut input).map_err(broken)?;
        if let Some(status) = running.status().map_err(broken)? {
            return Ok(running.output(status));
        }
    }
}

fn broken(error: io::Error) -> ProgramError {
    ProgramError::Broken(error.to_string())
}

fn command(argv: &[String]) -> Result<Command, ProgramError> {
    let (name, arguments) = argv.split_first().ok_or(ProgramError::Unnamed)?;
    let mut command = Command::new(name);
    command.args(arguments);
    Ok(command)
}

fn spawn(command: &mut Command, argv: &[String]) -> Result<Child, ProgramError> {
    command.spawn().map_err(|error| ProgramError::Start {
        name: argv.first().cloned().unwrap_or_default(),
        reason: error.to_string(),
    })
}

/// A program that runs, and its pipes. Dropping it leaves nothing of it.
struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: Stream<ChildStdout>,
    stderr: Stream<ChildStderr>,
    ended: Option<(ExitStatus, Instant)>,
}

/// What comes out of a pipe.
struct Stream<R> {
    pipe: Option<R>,
    bytes: Vec<u8>,
    most: usize,
    is_cut: bool,
}

impl Running {
    fn start(argv: &[String], most: usize) -> Result<Self, ProgramError> {
        let mut command = command(argv)?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(Stdio::piped()).process_group(0);
        let mut child = spawn(&mut command, argv)?;
        let running = Self {
            stdin: child.stdin.take(),
            stdout: Stream::of(child.stdout.take(), most),
            stderr: Stream::of(child.stderr.take(), most),
            child,
            ended: None,
        };
        // A write of more than the pipe holds must not wait.
        if let Some(stdin) = &running.stdin {
            rustix::io::ioctl_fionbio(stdin, true).map_err(|error| broken(error.into()))?;
        }
        Ok(running)
    }

    /// Waits a little for any pipe, then gives and takes what it can.
    fn exchange(&mut self, input: &mut &[u8]) -> io::Result<()> {
        if input.is_empty() {
            self.stdin = None;
        }
        let mut fds = Vec::with_capacity(3);
        let mut wait = |fd, what| fds.push(PollFd::from_borrowed_fd(fd, what));
        if let Some(pipe) = &self.stdin {
            wait(pipe.as_fd(), PollFlags::OUT);
        }
        if let Some(pipe) = &self.stdout.pipe {
            wait(pipe.as_fd(), PollFlags::IN);
        }
        if let Some(pipe) = &self.stderr.pipe {
            wait(pipe.as_fd(), PollFlags::IN);
        }
        let tick = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(TICK.subsec_nanos()),
        };
        match poll(&mut fds, Some(&tick)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let ready: Vec<bool> = fds.iter().map(|fd| !fd.revents().is_empty()).collect();
        drop(fds);
        let mut ready = ready.into_iter();
        let mut is_ready = |is_open: bool| is_open && ready.next() == Some(true);
        if is_ready(self.stdin.is_some()) {
            self.give(input);
        }
        if is_ready(self.stdout.pipe.is_some()) {
            self.stdout.take();
        }
        if is_ready(self.stderr.pipe.is_some()) {
            self.stderr.take();
        }
        Ok(())
    }

    /// Gives a piece of the input. A program that does not read all of it is within its rights.
    fn give(&mut self, input: &mut &[u8]) {
        let Some(stdin) = &mut self.stdin else { return };
        match stdin.write(&input[..input.len().min(PIECE)]) {
            Ok(count) => *input = &input[count..],
            Err(error) if is_again(&error) => {}
            Err(_) => self.stdin = None,
        }
    }

    /// How it ended, once it has and its pipes are closed, or are held too long by what it started.
    fn status(&mut self) -> io::Result<Option<Status>> {
        if self.stdout.is_cut {
            return Ok(Some(Status::Cut));
        }
        if self.ended.is_none() {
            let status = self.child.try_wait()?;
            self.ended = status.map(|status| (status, Instant::now()));
        }
        let is_over = |(_, at): &(ExitStatus, Instant)| !self.is_open() || at.elapsed() >= GRACE;
        let ended = self.ended.filter(is_over);
        Ok(ended.map(|(status, _)| of(status)))
    }

    fn is_open(&self) -> bool {
        self.stdout.pipe.is_some() || self.stderr.pipe.is_some()
    }

    fn output(&mut self, status: Status) -> Output {
        Output {
            bytes: std::mem::take(&mut self.stdout.bytes),
            errors: std::mem::take(&mut self.stderr.bytes),
            status,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let has_ended = self.ended.is_some();
        if !has_ended || self.is_open() {
            // Its group outlives it while anything is in it; where nothing is, there is nothing to kill.
            let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
            let _ = group.map(|group| kill_process_group(group, Signal::KILL));
        }
        if !has_ended {
            let _ = self.child.wait();
        }
    }
}

impl<R: Read> Stream<R> {
    fn of(pipe: Option<R>, most: usize) -> Self {
        Self {
            pipe,
            bytes: Vec::new(),
            most,
            is_cut: false,
        }
    }

    /// Takes a piece; what is too much goes nowhere, so that the program can write on.
    fn take(&mut self) {
        let Some(pipe) = &mut self.pipe else { return };
        let mut piece = [0; PIECE];
        match pipe.read(&mut piece) {
            Ok(0) => self.pipe = None,
            Ok(count) => {
                let room = self.most.saturating_sub(self.bytes.len());
                self.is_cut |= count > room;
                self.bytes.extend_from_slice(&piece[..count.min(room)]);
            }
            Err(error) if is_again(&error) => {}
            Err(_) => self.pipe = None,
        }
    }
}

fn is_again(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
    )
}

fn of(status: ExitStatus) -> Status {
    match (status.code(), status.signal()) {
        (Some(code), _) => Status::Code(code),
        (None, signal) => Status::Signal(signal.unwrap_or(0)),
    }
}

/// Runs a program on the terminal; see [`super::Program::attend`]. It is of this process's own group, so that it has the
/// terminal and the shell's job control is one for both.
pub fn attend(
    argv: &[String],
    input: Option<&[u8]>,
    stopped: &mut dyn FnMut(),
) -> Result<Status, ProgramError> {
    let mut command = command(argv)?;
    if input.is_some() {
        command.stdin(Stdio::piped());
    }
    let mut child = spawn(&mut command, argv)?;
    if let (Some(mut pipe), Some(input)) = (child.stdin.take(), input) {
        let input = input.to_vec();
        // A pager reads as far as it is looked at. What is left ends with the pipe.
        beside(move || drop(pipe.write_all(&input)))?;
    }
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    loop {
        let status = match waitpid(pid, WaitOptions::UNTRACED) {
            Ok(status) => status,
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(broken(error.into())),
        };
        match status {
            Some((_, status)) if status.stopped() => stopped(),
            Some((_, status)) => return Ok(ended(status)),
            None => {}
        }
    }
}

fn ended(status: WaitStatus) -> Status {
    match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => Status::Code(code),
        (None, signal) => Status::Signal(signal.unwrap_or(0)),
    }
}

/// Starts a program and lets it go; see [`super::Program::launch`].
pub fn launch(argv: &[String]) -> Result<(), ProgramError> {
    let mut command = command(argv)?;
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(Stdio::null()).process_group(0);
    let mut child = spawn(&mut command, argv)?;
    // Somebody has to hear that it ended.
    beside(move || drop(child.wait()))
}

/// Does something on a thread of its own.
fn beside(work: impl FnOnce() + Send + 'static) -> Result<(), ProgramError> {
    let thread = std::thread::Builder::new().spawn(work);
    thread.map(drop).map_err(broken)
}
