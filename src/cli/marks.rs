//! `yuebao marks`: what the reader marked in every edition, newest first, as a list, as clippings with their citations,
//! or as JSON that `yuebao import` takes back; and what others did, where the readers of an archive share marks.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::archive::At;
use super::out::{self, one_line};
use super::{desk, room};
use crate::config;
use crate::library::{Folders, Kind, Library, Mark, Wanted};
use crate::write::escape;

/// Options of `marks`.
#[derive(Debug, Args)]
pub(super) struct Marks {
    /// The form to write.
    #[arg(long, value_enum, default_value = "text")]
    to: To,
    /// Only marks of this kind.
    #[arg(long, value_enum)]
    kind: Option<KindOfMark>,
    /// Only marks with this tag.
    #[arg(long)]
    tag: Option<String>,
    /// Only marks from papers with this in their name.
    #[arg(long)]
    paper: Option<String>,
    /// Also the marks that other readers of the archive share.
    #[arg(long, short)]
    everyone: bool,
    /// Share marks with the other readers of the archive under this name (in config.toml: marks.share_as).
    #[arg(long, value_name = "NAME")]
    share_as: Option<String>,
    /// Take back all that was shared with the other readers of the archive.
    #[arg(long, conflicts_with_all = ["share_as", "everyone", "to", "kind", "tag", "paper"])]
    leave: bool,
    #[command(flatten)]
    at: At,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum To {
    /// A list, with where each edition was opened from.
    Text,
    /// Everything, for `yuebao import`; without a choice of marks also what was read, and when.
    Json,
    /// Clippings: the words, the citation, the note.
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KindOfMark {
    Bookmark,
    Star,
    Tag,
    Highlight,
}

impl From<KindOfMark> for Kind {
    fn from(kind: KindOfMark) -> Self {
        match kind {
            KindOfMark::Bookmark => Self::Bookmark,
            KindOfMark::Star => Self::Star,
            KindOfMark::Tag => Self::Tag,
            KindOfMark::Highlight => Self::Highlight,
        }
    }
}

/// Writes them to standard output.
pub(super) fn run(marks: &Marks) -> anyhow::Result<ExitCode> {
    let library = Library::open(Folders::of_user()?.data())?;
    if marks.leave {
        return leave(&library, &marks.at);
    }
    share(&library, marks)?;
    let wanted = Wanted {
        kind: marks.kind.map(Kind::from),
        tag: marks.tag.clone(),
        paper: marks.paper.clone(),
        everyone: marks.everyone,
    };
    match marks.to {
        To::Json => {
            let export = library.export(&wanted)?;
            out::standard(|out| {
                serde_json::to_writer_pretty(&mut *out, &export)?;
                writeln!(out)
            })?;
        }
        To::Text => each(&library.marks(&wanted)?, text)?,
        To::Markdown => each(&library.marks(&wanted)?, markdown)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Shares marks, where that was said or set, and hears those of the others, where all are wanted. What cannot be shared
/// now is listed all the same, unless it was said.
fn share(library: &Library, marks: &Marks) -> anyhow::Result<()> {
    let set = desk::config()?.marks;
    let share_as = marks.share_as.clone().unwrap_or(set.share_as);
    if share_as.is_empty() && !marks.everyone {
        return Ok(());
    }
    let as_set = config::Marks { share_as, ..set };
    let done = marks.at.open().and_then(|mut archive| {
        room::share(library, archive.as_mut(), &as_set)?;
        Ok(())
    });
    match done {
        Err(error) if marks.share_as.is_none() => {
            out::say(&format!("marks are not shared now: {error:#}"));
            Ok(())
        }
        done => done,
    }
}

/// Takes back what was shared.
fn leave(library: &Library, at: &At) -> anyhow::Result<ExitCode> {
    let mut archive = at.open()?;
    library.leave(room::of(archive.as_mut())?)?;
    let again = match desk::config()?.marks.share_as.is_empty() {
        true => "",
        false => "; take share_as out of config.toml, or it soon is again",
    };
    out::standard(|out| writeln!(out, "nothing of yours is shared any more{again}"))?;
    Ok(ExitCode::SUCCESS)
}

fn each(marks: &[Mark], write: fn(&Mark, &mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    out::standard(|out| marks.iter().try_for_each(|mark| write(mark, out)))
}

/// Some lines, and an empty one.
fn text(mark: &Mark, out: &mut dyn Write) -> io::Result<()> {
    let draft = &mark.draft;
    writeln!(out, "{}", one_line(&draft.title))?;
    let (edition, day) = (one_line(&mark.edition_title), day(mark.made));
    let reader = mark.reader.as_deref().map_or(String::new(), of);
    writeln!(out, "{edition}  {}  {day}{reader}", draft.kind.name())?;
    let lines = [Some(draft.excerpt.clone()), draft.note.clone(), tags(mark)];
    let lines = lines.into_iter().flatten().chain([mark.origin.clone()]);
    for line in lines.filter(|line| !line.is_empty()) {
        writeln!(out, "    {}", one_line(&line))?;
    }
    writeln!(out)
}

/// The words as a quotation, where they were printed, and what the reader made of them.
fn markdown(mark: &Mark, out: &mut dyn Write) -> io::Result<()> {
    let draft = &mark.draft;
    let words = if draft.excerpt.is_empty() {
        &draft.title
    } else {
        &draft.excerpt
    };
    for (number, line) in words.lines().enumerate() {
        if number > 0 {
            writeln!(out, ">")?;
        }
        writeln!(out, "> {}", escape(&one_line(line)))?;
    }
    let citation = escape(&one_line(&mark.citation().line()));
    let reader = mark.reader.as_deref().map_or(String::new(), of);
    writeln!(out, "\n— {citation}{}\n", escape(&reader))?;
    for line in [draft.note.clone(), tags(mark)].into_iter().flatten() {
        writeln!(out, "{}\n", escape(&one_line(&line)))?;
    }
    Ok(())
}

/// Whose a mark is, behind what it is.
fn of(reader: &str) -> String {
    format!("  {}", one_line(reader))
}

/// The tags of a mark with their signs; `None` where it has none.
fn tags(mark: &Mark) -> Option<String> {
    let tags: Vec<String> = mark
        .draft
        .tags
        .iter()
        .map(|tag| format!("#{tag}"))
        .collect();
    (!tags.is_empty()).then(|| tags.join(" "))
}

/// The day of a time, in UTC.
fn day(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    time.to_string().chars().take(10).collect()
}
