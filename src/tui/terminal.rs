//! The terminal, taken and given back: raw mode, the alternate screen, the mouse, the cursor.
//!
//! Whatever ends the program, the terminal is given back first: by [`Stage`] when it is dropped, by the panic hook
//! before the panic's message is printed, by the event loop on signals and in the background.

#[cfg(unix)]
use std::fs::File;
#[cfg(unix)]
use std::io::IsTerminal;
use std::io::{self, BufWriter, Stdout, Write, stdout};
#[cfg(unix)]
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::state::App;
use super::view;

/// Whether the terminal is ours at the moment. A panic hook has nothing else to go by.
static OURS: AtomicBool = AtomicBool::new(false);
/// Whether a panic has given it back for good.
static BROKEN: AtomicBool = AtomicBool::new(false);

/// Bytes gathered before they are written: a frame goes out in one piece.
const FRAME: usize = 1 << 16;

type Screen = Terminal<CrosstermBackend<BufWriter<Ours>>>;

/// Standard output while the terminal is ours. What comes later goes nowhere: ratatui shows the cursor once more when
/// it is dropped, and complains when the terminal is gone.
struct Ours(Stdout);

impl Write for Ours {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match OURS.load(Ordering::SeqCst) {
            true => self.0.write(bytes),
            false => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match OURS.load(Ordering::SeqCst) {
            true => self.0.flush(),
            false => Ok(()),
        }
    }
}

/// The terminal while the paper is open.
pub struct Stage {
    terminal: Screen,
    mouse: bool,
    /// What is closed when the terminal has answered what it was asked, and the longest wait for that.
    answering: Option<(Receiver<()>, Duration)>,
}

impl Stage {
    /// Takes the terminal. `mouse` asks it to report the mouse.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        give_back_on_panic();
        take(mouse)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME, Ours(stdout())));
        match Terminal::new(backend) {
            Ok(terminal) => Ok(Self {
                terminal,
                mouse,
                answering: None,
            }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Width and height of the window in cells.
    pub fn size() -> io::Result<(u16, u16)> {
        size()
    }

    /// Asks the terminal something, in one piece with the next frame. Before it is given back, the end of its answer
    /// is waited for: until `over` is closed, or `longest` has passed.
    pub fn ask(&mut self, what: &str, over: Receiver<()>, longest: Duration) -> io::Result<()> {
        self.answering = Some((over, longest));
        self.terminal.backend_mut().write_all(what.as_bytes())
    }

    /// An answer that came when the terminal is given back would be typed into whatever has it then.
    fn hear_out(&mut self) {
        if let Some((over, longest)) = self.answering.take() {
            let _ = over.recv_timeout(longest);
        }
    }

    /// Draws a frame, unless a panic has taken the terminal away.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        if BROKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        self.terminal.draw(|frame| {
            if let Some(cursor) = view::draw(app, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Takes the terminal again after something else may have had it; the next frame draws every cell.
    pub fn again(&mut self) -> io::Result<()> {
        if BROKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        take(self.mouse)?;
        // Not `Terminal::clear`, which asks the terminal where its cursor is: the answer would have to come through
        // the thread that reads keys, and both would wait for each other.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Has the terminal put a text on the clipboard, on whatever machine the terminal is (OSC 52).
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        if BROKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal to something else while that does its work, then takes it again. What it is given stops the process,
    /// for when the other steps into the background.
    pub fn lend<T>(&mut self, work: impl FnOnce(&mut dyn FnMut()) -> T) -> io::Result<T> {
        self.hear_out();
        give_back();
        let done = work(&mut || drop(stop()));
        self.again()?;
        Ok(done)
    }

    /// Gives the terminal back and stops the process; goes on when it is continued.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.lend(|stop| stop())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.hear_out();
        give_back();
    }
}

/// Stops the process until it is continued.
#[cfg(unix)]
fn stop() -> io::Result<()> {
    signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)
}

/// There is no background to go to.
#[cfg(not(unix))]
fn stop() -> io::Result<()> {
    Ok(())
}

/// What keys are read from: standard input, or the terminal itself where that is something else; as crossterm does.
#[cfg(unix)]
pub fn keyboard() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    match stdin.is_terminal() {
        true => stdin.as_fd().try_clone_to_owned(),
        false => Ok(File::options().read(true).open("/dev/tty")?.into()),
    }
}

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    let mut out = stdout();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if mouse {
        queue!(out, EnableMouseCapture)?;
    }
    out.flush()
}

/// Gives the terminal back, once however often it is called. A terminal that is gone cannot be helped.
fn give_back() {
    if OURS.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            stdout(),
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}

/// Puts giving back before whatever a panic does otherwise, so that its message is readable.
fn give_back_on_panic() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            BROKEN.store(true, Ordering::SeqCst);
            give_back();
            before(info);
        }));
    });
}
