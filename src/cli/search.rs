//! `yuebao search`: stories of the whole shelf, by query.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::archive::At;
use super::out::{self, To, one_line};
use crate::library::LibraryError;
use crate::library::archive::{Found, Hit, Snippet};
use crate::library::query::Query;

/// Options of `search`.
#[derive(Debug, Args)]
#[command(after_help = "\
Words side by side must all be there: 养老 公建民营. Quotes keep a phrase together: \"智慧养老\". A minus takes away: '养老 -广告'. \
Parts are asked by name: 标题:… (headline:), 记者:… (byline:), 栏目:… (kicker:), paper:日报, section:文化, page:A01, \
date:2026, date:2026-07, date:2026-07-09, date:2026-07..2026-09. Traditional characters match simplified ones, full-width \
letters narrow ones. Stories that have every word in the headline come first, then the others; the newest of each first.

Exit status: 0 when something was found, 1 when nothing was (or nothing after --skip), 2 for a wrong command line.")]
pub(super) struct Search {
    /// What to look for.
    #[arg(required = true)]
    query: Vec<String>,
    /// The form to write.
    #[arg(long, value_enum, default_value = "text")]
    to: To,
    /// Most stories that are given.
    #[arg(long, value_name = "N", default_value = "20")]
    limit: usize,
    /// Stories that are passed over first.
    #[arg(long, value_name = "N", default_value = "0")]
    skip: usize,
    #[command(flatten)]
    at: At,
}

/// Most stories of one answer.
const MOST: usize = 10_000;

/// Searches, and writes what was found.
pub(super) fn run(search: &Search) -> anyhow::Result<ExitCode> {
    let query = Query::parse(&search.query.join(" "))?;
    let mut archive = search.at.open()?;
    let found = archive.search(&query, search.skip, search.limit.min(MOST))?;
    match search.to {
        To::Json => out::standard(|out| array(&found, out))?,
        To::Text => {
            out::standard(|out| text(&found, out))?;
            let last = extent(&found, search.skip, || archive.count(&query))?;
            out::standard(|out| writeln!(out, "{last}"))?;
        }
    }
    Ok(match found.hits.is_empty() && !found.more {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

/// Which of them were given, and how many there are in all; they are counted where that is not known.
fn extent(
    found: &Found,
    skip: usize,
    count: impl FnOnce() -> Result<usize, LibraryError>,
) -> Result<String, LibraryError> {
    let to = skip + found.hits.len();
    Ok(match (to - skip, found.more) {
        (0, false) if skip == 0 => "nothing found".into(),
        (0, false) => "nothing more found".into(),
        (0, true) => format!("none of {}", count()?),
        (_, false) => format!("{}-{to} of {to}", skip + 1),
        (_, true) => format!("{}-{to} of {}", skip + 1, count()?),
    })
}

/// Three lines a hit.
fn text(found: &Found, out: &mut dyn Write) -> io::Result<()> {
    let bold = out::is_bold();
    for hit in &found.hits {
        writeln!(out, "{}", one_line(&hit.headline))?;
        writeln!(out, "  {}", one_line(&whence(hit)))?;
        writeln!(out, "  {}\n", marked(&hit.snippet, bold))?;
    }
    Ok(())
}

fn whence(hit: &Hit) -> String {
    let date = hit.date.map(|date| date.to_string());
    let parts = [
        Some(hit.paper.clone()),
        date,
        hit.page.clone(),
        hit.section.clone(),
        hit.byline.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("  ")
}

/// A snippet with its hits bold, or in brackets where nothing can be bold.
fn marked(snippet: &Snippet, bold: bool) -> String {
    let (before, after) = if bold {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("[", "]")
    };
    let mut line = String::new();
    let mut at = 0;
    for mark in &snippet.marks {
        line.push_str(&one_line(&snippet.text[at..mark.start]));
        line.push_str(before);
        line.push_str(&one_line(&snippet.text[mark.clone()]));
        line.push_str(after);
        at = mark.end;
    }
    line.push_str(&one_line(&snippet.text[at..]));
    line
}

fn array(found: &Found, out: &mut dyn Write) -> io::Result<()> {
    let array: Vec<_> = found
        .hits
        .iter()
        .map(|hit| {
            json!({
                "paper": hit.paper,
                "date": hit.date,
                "page": hit.page,
                "section": hit.section,
                "headline": hit.headline,
                "byline": hit.byline,
                "story": hit.id,
                "edition": hit.which.edition.as_str(),
                "place": hit.snippet.place,
                "snippet": hit.snippet.text,
                "hits": hit.snippet.marks,
                "score": hit.score,
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &array)?;
    writeln!(out)
}
