//! Whoever fetches for this reader, and how what it brings is told: what `fetch`, `papers` and the screen share.

use std::sync::Arc;

use super::out::{self, one_line};
use super::{desk, issues};
use crate::config;
use crate::delivery::fetch::Fetcher;
use crate::delivery::papers::Known;
use crate::delivery::{State, Subscribed};
use crate::library::Folders;
use crate::tui::{OpenArchive, OpenCourier};

/// The papers that are known; what is wrong with the reader's own definitions is told.
pub(super) fn known() -> anyhow::Result<Known> {
    let (known, failures) = Known::with_own(&Folders::of_user()?.papers());
    out::tell(&failures);
    Ok(known)
}

/// Whoever fetches for this reader.
pub(super) fn fetcher() -> anyhow::Result<Fetcher> {
    let config = desk::config()?;
    let archive = issues::opener(&config);
    let folders = Folders::of_user()?;
    Ok(Fetcher::new(
        folders.data().to_owned(),
        known()?,
        config.delivery,
        archive,
    ))
}

/// What makes the one that fetches while the reader reads.
pub(super) fn opener(options: config::Delivery, archive: OpenArchive) -> OpenCourier {
    Arc::new(move || {
        let folders = Folders::of_user()?;
        // What is wrong with the reader's own definitions is told by `yuebao papers`.
        let (known, _) = Known::with_own(&folders.papers());
        let data = folders.data().to_owned();
        Ok(Box::new(Fetcher::new(
            data,
            known,
            options.clone(),
            Arc::clone(&archive),
        )))
    })
}

/// How a paper stands, in words.
pub(super) fn state(paper: &Subscribed) -> String {
    let Subscribed { stories, read, .. } = paper;
    match &paper.state {
        State::Never => "not fetched yet".to_owned(),
        State::Whole if read == stories && *read > 0 => format!("read, {stories} stories"),
        State::Whole if *read > 0 => format!("{read} of {stories} stories read"),
        State::Whole => format!("new, {stories} stories"),
        State::Partly { pages, of, reason } if pages == of => {
            format!("{stories} stories, some not whole: {}", one_line(reason))
        }
        State::Partly { pages, of, reason } => {
            format!(
                "{pages} of {of} pages, {stories} stories: {}",
                one_line(reason)
            )
        }
        State::Failed { reason } => format!("failed: {}", one_line(reason)),
    }
}
