//! `yuebao` alone or with papers: reads them on the terminal.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;

use super::issues::{self, Shelf};
use super::{courier, desk, out, papers, print, room};
use crate::config::Config;
use crate::delivery::{Delivery, Failure, Issue, Wanted, deliver};
use crate::edition::Note;
use crate::library::archive::key_in;
use crate::library::{Folders, Library};
use crate::tui::{self, Desk, OpenArchive, Paper, Tools};

/// Opens the papers, or the edition read last, or the latest on the shelf, or the sample.
pub(super) fn run(files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let config = desk::config()?;
    let open_archive = issues::opener(&config);
    let mut shelf = Shelf::behind(Arc::clone(&open_archive));
    let (delivery, at) = match files {
        [] => unasked(&mut shelf, config.shelf.address().is_some()),
        files => {
            let delivery = papers::delivered(files, &mut shelf);
            let at = delivery.latest();
            (delivery, at)
        }
    };
    let Some(at) = at else {
        out::tell(&delivery.failures);
        return Ok(ExitCode::FAILURE);
    };
    if !std::io::stdout().is_terminal() || out::is_dumb() {
        out::tell(&delivery.failures);
        print::whole(&delivery, &print::How::from_setting(config.setting))?;
        return Ok(papers::status(&delivery));
    }
    on_terminal(delivery, at, config, shelf, open_archive)
}

/// What opens when nothing was asked for, and which of its issues. A reader who has not begun has nothing on a shelf of
/// the reader's own; an archive `elsewhere` may have everything.
fn unasked(shelf: &mut Shelf, elsewhere: bool) -> (Delivery, Option<usize>) {
    let folders = Folders::of_user().ok();
    let begun = folders.filter(|folders| folders.data().is_dir());
    let last = begun
        .as_ref()
        .and_then(|folders| Library::open(folders.data()).ok()?.last_origin().ok()?)
        .unwrap_or_default();
    let again = again(shelf, &last);
    let stands = elsewhere || begun.is_some();
    let mut latest = || stands.then(|| shelf.latest()).flatten();
    let delivery = match again.issues[..] {
        [] => latest().unwrap_or_else(|| deliver(&[Wanted::Sample])),
        _ => again,
    };
    let at = delivery.find(&last);
    (delivery, at)
}

/// What an origin leads to, on the shelf or among files.
fn again(shelf: &mut Shelf, origin: &str) -> Delivery {
    let filed = shelf.deliver(origin);
    filed.unwrap_or_else(|| deliver(&Wanted::again(origin)))
}

fn on_terminal(
    delivery: Delivery,
    at: usize,
    config: Config,
    mut shelf: Shelf,
    open_archive: OpenArchive,
) -> anyhow::Result<ExitCode> {
    let mut failures = Vec::new();
    let mut held = hold(delivery, &mut failures);
    let paper = held.paper(at, &mut shelf);
    let desk = Desk {
        open_library: Arc::new(|| Library::open(Folders::of_user()?.data())),
        share: room::sharer(&config),
        open_courier: courier::opener(config.delivery, Arc::clone(&open_archive)),
        open_archive,
        setting: config.setting,
        screen: config.screen,
        tools: Tools {
            commands: config.command,
            open: config.reading.open,
        },
        locale: desk::locale(),
    };
    let mut another = |origin: &str| {
        let is_known = held.has(origin);
        // What is on the shelf may have grown since it was opened.
        if !is_known || key_in(origin).is_some() {
            let delivery = again(&mut shelf, origin);
            match delivery.issues[..] {
                [] if is_known => {}
                [] => return None,
                _ => held = hold(delivery, &mut failures),
            }
        }
        Some(held.paper(held.delivery.find(origin)?, &mut shelf))
    };
    let read = tui::run(paper, desk, &mut another);
    out::tell(&failures);
    read.context("terminal")?;
    Ok(ExitCode::SUCCESS)
}

/// What was delivered last, for turning from issue to issue.
struct Held {
    delivery: Delivery,
}

/// Takes a delivery. What of it could not be opened stands in the notes, and is told when the reader leaves.
fn hold(mut delivery: Delivery, failures: &mut Vec<Failure>) -> Held {
    let missing: Vec<Note> = delivery
        .failures
        .iter()
        .map(|failure| Note {
            at: failure.name.clone(),
            what: failure.reason.to_string(),
        })
        .collect();
    for issue in &mut delivery.issues {
        issue.edition.notes.extend(missing.iter().cloned());
    }
    failures.append(&mut delivery.failures);
    Held { delivery }
}

impl Held {
    fn has(&self, origin: &str) -> bool {
        self.delivery
            .issues
            .iter()
            .any(|issue| issue.origin == origin)
    }

    /// An issue for the screen, with the way to the issues before and after it.
    fn paper(&self, at: usize, shelf: &mut Shelf) -> Paper {
        let mut order: Vec<usize> = (0..self.delivery.issues.len()).collect();
        let issue = |at: usize| &self.delivery.issues[at];
        order.sort_by_key(|&at| issue(at).edition.date);
        let place = order.iter().position(|&other| other == at).unwrap_or(0);
        let origin = |step: Option<usize>| Some(issue(*order.get(step?)?).origin.clone());
        let Issue {
            edition,
            key,
            name,
            origin: own,
        } = issue(at).clone();
        let together = [origin(place.checked_sub(1)), origin(place.checked_add(1))];
        Paper {
            edition,
            key,
            name,
            beside: shelf.beside(&own).unwrap_or(together),
            origin: own,
        }
    }
}
