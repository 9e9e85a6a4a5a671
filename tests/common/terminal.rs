//! A real terminal for the program: a pseudo-terminal on one side, an emulator of its screen on the other.

#![allow(dead_code, missing_docs)] // Each test binary uses its part of this.
#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, PtyPair, PtySize, native_pty_system};

/// Longest wait for anything. Reached only when a test fails.
const PATIENCE: Duration = Duration::from_secs(15);

/// A program running on a terminal.
pub struct Session {
    pair: PtyPair,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Keyboard,
    screen: Arc<Mutex<vt100::Parser>>,
    before: Modes,
}

/// What is written to the program as typed.
pub type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// Puts on the screen what the program writes, a piece at a time.
pub type Shown = Box<dyn FnMut(&[u8], &mut vt100::Parser) + Send>;

/// The terminal's settings, as text that two of them can be compared by.
type Modes = Option<String>;

impl Session {
    /// The program, opened in a folder on a terminal of 80 by 24, once it has come to rest.
    pub fn open(
        environment: impl IntoIterator<Item = (&'static str, std::path::PathBuf)>,
        folder: &std::path::Path,
    ) -> Self {
        let mut command = command(env!("CARGO_BIN_EXE_yuebao"), environment, &[]);
        command.cwd(folder);
        let session = Self::start(80, 24, command);
        session.assert_taken();
        session.settled();
        session
    }

    /// Leaves the program, which ends well and gives the terminal back.
    #[track_caller]
    pub fn leave(mut self) {
        self.type_keys("Q");
        assert!(self.end().success());
        self.assert_given_back();
    }

    pub fn start(columns: u16, rows: u16, command: CommandBuilder) -> Self {
        let plain = |_| -> Shown { Box::new(|bytes, screen| screen.process(bytes)) };
        Self::start_on(columns, rows, command, plain)
    }

    /// Starts it on a terminal that shows things in its own way, and may answer.
    pub fn start_on(
        columns: u16,
        rows: u16,
        command: CommandBuilder,
        shown: impl FnOnce(Keyboard) -> Shown,
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = modes(&pair);
        let child = pair.slave.spawn_command(command).unwrap();
        let keyboard = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let mut shown = shown(Arc::clone(&keyboard));
        let cells = |count| NonZero::new(count).unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let screen = Arc::new(Mutex::new(parser));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                shown(&bytes[..count], &mut seen.lock().unwrap());
            }
        });
        Self {
            pair,
            child,
            keyboard,
            screen,
            before,
        }
    }

    /// Types keys.
    pub fn type_keys(&mut self, keys: &str) {
        let mut keyboard = self.keyboard.lock().unwrap();
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        let cells = |count| NonZero::new(count).unwrap();
        self.screen
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.pair.master.resize(size).unwrap();
    }

    /// What stands on the screen.
    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the screen is as wanted, and answers with its text.
    #[track_caller]
    pub fn wait(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> String {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            {
                let parser = self.screen.lock().unwrap();
                if is_so(parser.screen()) {
                    return parser.screen().contents();
                }
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("{what} did not come; on the screen:\n{}", self.text());
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn shows(&self, text: &str) -> String {
        self.wait(text, |screen| screen.contents().contains(text))
    }

    /// Waits until nothing has changed for a moment, and answers with what then stands there.
    pub fn settled(&self) -> String {
        let mut last = self.text();
        let mut since = Instant::now();
        while since.elapsed() < Duration::from_millis(250) {
            std::thread::sleep(Duration::from_millis(10));
            let now = self.text();
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        last
    }

    /// Sends a signal by its name ("TERM").
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", name, &id])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Waits until the program has ended.
    #[track_caller]
    pub fn end(&mut self) -> ExitStatus {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it does not end; on the screen:\n{}", self.text());
    }

    /// The terminal is as it was before the program: screen, cursor, mouse, paste, line editing.
    #[track_caller]
    pub fn assert_given_back(&self) {
        self.wait("the terminal as it was", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && !screen.application_cursor()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        // Line editing comes back a moment after the screen.
        let began = Instant::now();
        while modes(&self.pair) != self.before && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(modes(&self.pair), self.before);
    }

    /// The program has the terminal: another screen, keys as they are typed.
    #[track_caller]
    pub fn assert_taken(&self) {
        self.wait("the paper's screen", vt100::Screen::alternate_screen);
        assert_ne!(modes(&self.pair), self.before);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended long since.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
fn modes(pair: &PtyPair) -> Modes {
    pair.master.get_termios().map(|modes| format!("{modes:?}"))
}

#[cfg(not(unix))]
fn modes(_pair: &PtyPair) -> Modes {
    None
}

/// A command to be started in a [`Session`].
pub fn command(
    program: &str,
    environment: impl IntoIterator<Item = (&'static str, std::path::PathBuf)>,
    arguments: &[&str],
) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_remove("NO_COLOR");
    for (name, value) in environment {
        command.env(name, OsString::from(value));
    }
    command
}
