//! `yuebao bookmarks`: every bookmark of every edition, newest first.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::out;
use crate::library::{Bookmark, Folders, Library};
use crate::text::clean;
use crate::write::escape;

/// Options of `bookmarks`.
#[derive(Debug, Args)]
pub(super) struct Bookmarks {
    /// The form to write.
    #[arg(long, value_enum, default_value = "text")]
    to: To,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum To {
    Text,
    Json,
    Markdown,
}

/// Writes them to standard output.
pub(super) fn run(bookmarks: &Bookmarks) -> anyhow::Result<ExitCode> {
    let library = Library::open(Folders::of_user()?.data())?;
    let all = library.bookmarks()?;
    out::standard(|out| match bookmarks.to {
        To::Text => all.iter().try_for_each(|bookmark| text(bookmark, out)),
        To::Json => array(&all, out),
        To::Markdown => all.iter().try_for_each(|bookmark| markdown(bookmark, out)),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Four lines or five, and an empty one.
fn text(bookmark: &Bookmark, out: &mut dyn Write) -> io::Result<()> {
    let draft = &bookmark.draft;
    writeln!(out, "{}", one_line(&draft.title))?;
    writeln!(
        out,
        "{}  {}",
        one_line(&bookmark.edition_title),
        day(bookmark.made)
    )?;
    writeln!(out, "    {}", one_line(&draft.excerpt))?;
    if let Some(note) = &draft.note {
        writeln!(out, "    {}", one_line(note))?;
    }
    writeln!(out, "    {}\n", one_line(&bookmark.origin))
}

fn markdown(bookmark: &Bookmark, out: &mut dyn Write) -> io::Result<()> {
    let draft = &bookmark.draft;
    let edition = escape(&one_line(&bookmark.edition_title));
    writeln!(out, "- **{}**", escape(&one_line(&draft.title)))?;
    writeln!(out, "  {edition}, {}", day(bookmark.made))?;
    writeln!(out, "  > {}", escape(&one_line(&draft.excerpt)))?;
    match &draft.note {
        Some(note) => writeln!(out, "\n  {}\n", escape(&one_line(note))),
        None => writeln!(out),
    }
}

fn array(bookmarks: &[Bookmark], out: &mut dyn Write) -> io::Result<()> {
    let array: Vec<_> = bookmarks
        .iter()
        .map(|bookmark| {
            json!({
                "id": bookmark.id,
                "edition": { "key": bookmark.edition.as_str(), "title": bookmark.edition_title },
                "files": bookmark.origin.split('\n').collect::<Vec<_>>(),
                "place": bookmark.draft.place,
                "title": bookmark.draft.title,
                "excerpt": bookmark.draft.excerpt,
                "note": bookmark.draft.note,
                "made": time(bookmark.made),
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &array)?;
    writeln!(out)
}

/// What came from files and notes, safe to print on one line.
fn one_line(text: &str) -> String {
    clean::clean(text).text.replace(['\n', '\t'], " ")
}

/// RFC 3339, in UTC.
fn time(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    time.to_string()
}

fn day(seconds: i64) -> String {
    time(seconds).chars().take(10).collect()
}
