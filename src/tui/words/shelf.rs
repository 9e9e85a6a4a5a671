//! The texts of the lists over the window, of the shelf and of what was read.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The lists over the window.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The tables are the documentation: the texts themselves stand there.
pub struct List {
    pub marks: String,
    pub papers: String,
    pub found: String,
    pub alike: String,
    pub same: String,
    pub picks: String,
    pub commands: String,
    pub elsewhere: String,
    pub note: String,
    pub filtered: String,
    pub count: String,
    pub editions: String,
    pub span: String,
    pub stories: String,
    pub pages: String,
    pub undated: String,
    pub month: String,
    pub waiting: String,
    pub no_date: String,
    /// What each kind of marks is called, by its name.
    pub kinds: BTreeMap<String, String>,
}

/// What stands where there is nothing: each says what to do next.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Empty {
    pub stories: String,
    pub text: String,
    pub bookmarks: String,
    pub bookmark_shelf: String,
    pub small: String,
    pub papers: String,
    pub found: String,
    pub ask: String,
    pub related: String,
    pub filtered: String,
    pub stats: String,
    pub no_archive: String,
}

/// What was read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Stats {
    pub title: String,
    pub total: String,
    pub papers: String,
    pub days: String,
    pub amount: String,
}

/// Papers that are fetched, and how those that are subscribed to stand.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Fetch {
    pub begins: String,
    pub under_way: String,
    pub short: String,
    pub grown: String,
    pub grown_short: String,
    pub done: String,
    pub stopped: String,
    pub came: String,
    pub waits: String,
    pub comes: String,
    pub pages: String,
    pub what: String,
    pub whole: String,
    pub new: String,
    pub some_read: String,
    pub all_read: String,
    pub not_today: String,
    pub never: String,
    pub partly: String,
    pub failed: String,
    pub others: String,
}

/// Commands that stories are piped to, and originals.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Command {
    pub passage: String,
    pub story: String,
    pub running: String,
    pub stopping: String,
    pub stopped: String,
    pub failed: String,
    pub late: String,
    pub code: String,
    pub signal: String,
    pub cut: String,
    pub nothing: String,
    pub opening: String,
    pub address: String,
    pub copied: String,
}

/// What was changed in a story.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Changes {
    pub title: String,
    pub updated: String,
    pub short: String,
}
