//! `yuebao fetch`: today's editions, or those of other days, to the shelf; by hand, or from a timer.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use jiff::civil::Date;

use super::courier::{fetcher, state};
use super::interrupt::Interrupt;
use super::out;
use super::progress::Progress as Bar;
use crate::delivery::fetch::Wish;
use crate::delivery::{Courier, Progress, State, Subscribed};
use crate::library::LibraryError;

/// The exit status where another yuebao is fetching: try again later (EX_TEMPFAIL of sysexits.h).
const BUSY: u8 = 75;

/// Options of `fetch`.
#[derive(Debug, Args)]
pub(super) struct Fetch {
    /// Short names of papers; all that are subscribed to where none is said.
    #[arg(value_name = "PAPER")]
    papers: Vec<String>,
    /// All papers that are subscribed to.
    #[arg(long, conflicts_with = "papers")]
    all: bool,
    /// The edition of this day (2026-07-09).
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// The editions from this day to today.
    #[arg(long, value_name = "DAY", conflicts_with = "date")]
    since: Option<Date>,
    /// Ask again for what is here, for what was corrected.
    #[arg(long)]
    recheck: bool,
    /// Say nothing but what went wrong.
    #[arg(long, short)]
    quiet: bool,
}

/// Fetches, and tells how each paper stands then.
pub(super) fn run(fetch: &Fetch) -> anyhow::Result<ExitCode> {
    let mut fetcher = fetcher()?;
    fetcher.wish = Wish {
        date: fetch.date,
        since: fetch.since,
        recheck: fetch.recheck,
    };
    let subscribed = fetcher.subscribed()?;
    fetch.check(&subscribed)?;
    let interrupt = Interrupt::listen()?;
    let bar = Bar::begin(!fetch.quiet);
    bar.expect("fetching", subscribed.len() as u64);
    let (mut ended, mut failed) = (0, false);
    let mut tell = |progress: Progress| match progress {
        Progress::Ended { paper } => {
            ended += 1;
            bar.tell(ended, "");
            failed |= fetch.tell(&bar, &paper);
        }
        Progress::Came {
            id,
            pages,
            of,
            what,
        } => bar.tell(ended, &format!("{id} {pages}/{of} {what}")),
        Progress::Began { .. } | Progress::Filed { .. } => {}
    };
    let end = fetcher.fetch(&fetch.papers, &mut tell, interrupt.stop());
    bar.end();
    interrupt.obey();
    match end {
        Err(LibraryError::Fetching) => {
            out::say(&LibraryError::Fetching.to_string());
            Ok(ExitCode::from(BUSY))
        }
        Err(error) => Err(error.into()),
        Ok(()) if failed => Ok(ExitCode::FAILURE),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
}

impl Fetch {
    /// Whether the papers that are asked for are subscribed to.
    fn check(&self, subscribed: &[Subscribed]) -> anyhow::Result<()> {
        if subscribed.is_empty() {
            bail!(
                "nothing is subscribed to; `yuebao subscribe` takes the name of a paper or an address"
            );
        }
        let is_known = |id: &&String| subscribed.iter().any(|paper| paper.id == **id);
        match self.papers.iter().find(|id| !is_known(id)) {
            Some(stranger) => {
                let ids: Vec<&str> = subscribed.iter().map(|paper| paper.id.as_str()).collect();
                bail!(
                    "{stranger:?} is not subscribed to; there are: {}",
                    ids.join(", ")
                )
            }
            None => Ok(()),
        }
    }

    /// Tells how a paper stands; whether something of it is missing.
    fn tell(&self, bar: &Bar, paper: &Subscribed) -> bool {
        let missing = matches!(paper.state, State::Failed { .. } | State::Partly { .. });
        let day = paper.day.map_or(String::new(), |day| format!(" {day}"));
        let line = format!("{}{day}: {}", paper.name, state(paper));
        bar.beside(|| match missing {
            true => out::say(&line),
            // Nobody is left to be told that standard output is closed.
            false if !self.quiet => {
                let _ = out::standard(|to| writeln!(to, "{}", out::one_line(&line)));
            }
            false => {}
        });
        missing
    }
}
