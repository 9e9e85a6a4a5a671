//! The command line as a whole; each command's own options stand in its file.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueHint};

use super::{
    add, completions, doctor, export, fetch, keep, marks, print, search, shelf, stats,
    subscriptions, wrap,
};

const AFTER: &str = "\
Several files, or a folder, are the pages of one edition. Without arguments the edition that was read last opens, \
or a sample. Where standard output is no terminal, the paper is printed instead.

Environment: YUEBAO_DATA_DIR and YUEBAO_CONFIG_DIR name the folders of library.sqlite3 and config.toml; \
YUEBAO_LANG is the language of the interface (zh-Hans, en); NO_COLOR leaves out bold type.

Exit status: 0 when something opened (what did not is told on standard error); 1 when nothing did, when export \
or print left something out, when fetch missed something, or when doctor found something; 2 for a wrong command \
line; 75 when another yuebao is fetching.";

/// Reads newspapers: finds the stories in a paper and sets them like a compositor.
#[derive(Debug, Parser)]
#[command(
    name = "yuebao",
    version,
    after_help = AFTER,
    args_conflicts_with_subcommands = true
)]
pub(super) struct Arguments {
    /// What to do instead of reading.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// What to read: files, folders, or - for standard input; or the key of an edition on the shelf.
    #[arg(value_name = "FILE|FOLDER|-", value_hint = ValueHint::AnyPath)]
    pub(super) papers: Vec<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write an edition as JSON, text, Markdown, HTML or EPUB.
    Export(export::Export),
    /// Set an edition to standard output.
    Print(print::Print),
    /// Set paragraphs from standard input to lines, as a filter.
    Wrap(wrap::Wrap),
    /// List the papers that are subscribed to and how they stand, or those that are known.
    Papers(subscriptions::PapersOf),
    /// Subscribe to a paper by its name or address.
    Subscribe(subscriptions::Subscribe),
    /// End a subscription.
    Unsubscribe(subscriptions::Unsubscribe),
    /// Fetch the editions of papers that are subscribed to, to the shelf.
    Fetch(fetch::Fetch),
    /// File editions on the shelf, where they are found by paper, day and word.
    Add(add::Add),
    /// Search the whole shelf.
    Search(search::Search),
    /// List what stands on the shelf.
    Shelf(shelf::ShelfOf),
    /// Make the index of the shelf anew.
    Reindex(shelf::Reindex),
    /// List or clip bookmarks, stars, tags and highlights.
    #[command(visible_alias = "bookmarks")]
    Marks(marks::Marks),
    /// Take in what `marks --to json` wrote, here or elsewhere.
    Import(keep::Import),
    /// Tell what was read, by day and by paper.
    Stats(stats::StatsOf),
    /// Copy what you made (marks, notes, what was read) to a file.
    Backup(keep::Backup),
    /// Put such a copy in the place of what is there.
    Restore(keep::Restore),
    /// Look whether all is well with what you made, and mend what can be mended.
    Doctor(doctor::Doctor),
    /// Write completions for a shell.
    Completions(completions::Completions),
    /// Write the manual page.
    Man,
}
