//! The reader on a terminal: state, messages in, effects out, one frame drawn from the state.
//!
//! [`update`] takes a [`Msg`], changes the [`App`] and answers with [`Effect`] values; [`draw`] draws the [`App`]. Both
//! are pure, so the whole of it runs in tests without a terminal. [`run`] puts a real one round it: one thread reads
//! keys, one listens to signals, one owns the library, one asks the archive, one has papers fetched, and all speak through
//! one channel.
//! This room reads no file and no socket; what must be stored goes out as an effect.

pub mod actions;
mod alarm;
mod archivist;
mod browser;
#[cfg(unix)]
mod codes;
mod commands;
mod courier;
mod desk;
mod effect;
mod input;
pub mod key;
pub mod keymap;
mod look;
mod message;
#[cfg(unix)]
mod probe;
mod run;
#[cfg(unix)]
mod signals;
pub mod state;
mod surfaces;
mod terminal;
pub mod theme;
mod update;
mod view;
mod watch;
#[cfg(unix)]
mod wire;
pub mod words;
mod worker;

pub use archivist::answer;
pub use browser::Browser;
pub use desk::{Desk, OpenArchive, OpenCourier, OpenLibrary, Paper, Share, Tools};
pub use effect::{Effect, Errand, Job, Order, Question, Topic};
pub use look::Look;
pub use message::{Answer, Deed, Mouse, Msg, Signal, Stored, Widths};
pub use run::run;
pub use state::App;
pub use update::update;
pub use view::{draw, key_table};
