//! Programs of the reader's own: commands that stories are piped to, and what opens an address.

use serde::{Deserialize, Serialize};

/// What is done with a story outside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// The program that opens an original, its address in the place of `{url}` or after the other arguments; empty for the
    /// browser that the system has.
    pub open: Vec<String>,
}

/// A command that a story or a passage is piped to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// What it is called in the list of commands.
    pub name: String,
    /// The program and its arguments; `{text}`, `{file}`, `{headline}`, `{url}`, `{language}`, `{date}`, `{paper}` and `{page}`
    /// are filled in inside their argument. No shell reads them.
    pub run: Vec<String>,
    /// What it takes.
    #[serde(default)]
    pub takes: Takes,
    /// Whether it has a screen of its own, and is given the terminal.
    #[serde(default)]
    pub terminal: bool,
}

/// What of a story a command takes. Written `"passage"` or `"story"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// The passage that is chosen; the story where none is.
    #[default]
    Passage,
    /// The story, whatever is chosen.
    Story,
}
