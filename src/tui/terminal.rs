//! The terminal, taken and given back: raw mode, the alternate screen, the mouse, the cursor.
//!
//! Whatever ends the program, the terminal is given back first: by [`Stage`] when it is dropped, by the panic hook
//! before the panic's message is printed, by the event loop on signals and in the background.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

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
}

impl Stage {
    /// Takes the terminal. `mouse` asks it to report the mouse.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        give_back_on_panic();
        take(mouse)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME, Ours(stdout())));
        match Terminal::new(backend) {
            Ok(terminal) => Ok(Self { terminal, mouse }),
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

    /// Gives the terminal back and stops the process; goes on when it is continued.
    #[cfg(unix)]
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        self.again()
    }

    /// There is no background to go to.
    #[cfg(not(unix))]
    pub fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        give_back();
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
