//! A run: the papers that are wanted, several at once and those of one host after each other, and what is told of it.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use jiff::civil::Date;

use super::errand::{Errand, Run, Trouble, Wish, one_line};
use super::lock::Lock;
use super::retain::{PIECES, retain};
use super::standing::standing;
use super::{epaper, folder, program, stream};
use crate::config;
use crate::delivery::papers::{Definition, Epaper, Known, Way};
use crate::delivery::web::{Guest, Manners};
use crate::delivery::{Courier, Progress, Subscribed};
use crate::library::archive::Archive;
use crate::library::{Depot, Library, LibraryError, Subscription};

/// Papers that are fetched at once.
const AT_ONCE: usize = 8;

/// What opens the archive that editions are filed in.
pub type OpenArchive = Arc<dyn Fn() -> Result<Box<dyn Archive>, LibraryError> + Send + Sync>;

/// Whoever fetches.
pub struct Fetcher {
    folder: PathBuf,
    known: Known,
    options: config::Delivery,
    open_archive: OpenArchive,
    /// What is wanted of a run.
    pub wish: Wish,
}

impl Fetcher {
    /// With the data folder, the papers that are known, and the reader's wishes.
    pub fn new(
        folder: PathBuf,
        known: Known,
        options: config::Delivery,
        open_archive: OpenArchive,
    ) -> Self {
        Self {
            folder,
            known,
            options,
            open_archive,
            wish: Wish::default(),
        }
    }

    /// The papers that are subscribed to; what cannot be understood of one any more stands as its error.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn papers(&self) -> Result<Vec<Result<Definition, String>>, LibraryError> {
        let subscriptions = Library::open(&self.folder)?.subscriptions()?;
        let papers = subscriptions.iter();
        Ok(papers.map(|one| self.definition(one)).collect())
    }

    fn definition(&self, subscription: &Subscription) -> Result<Definition, String> {
        let known = self.known.by_id(&subscription.id);
        let paper = match (&subscription.definition, known) {
            (_, Some(known)) if self.known.is_own(&known.id) => known.clone(),
            (Some(text), _) => toml::from_str(text).map_err(|error| error.message().to_owned())?,
            (None, Some(known)) => known.clone(),
            (None, None) => return Err("is no paper that is known any more".to_owned()),
        };
        let flaw = |flaw: crate::delivery::papers::Flaw| flaw.to_string();
        paper.check().map_err(flaw).map(|()| paper)
    }

    /// Those of the papers that have these short names; all where none is said.
    fn wanted(&self, ids: &[String]) -> Result<Vec<Definition>, LibraryError> {
        let papers = self.papers()?.into_iter().flatten();
        let wanted = |paper: &Definition| ids.is_empty() || ids.contains(&paper.id);
        Ok(papers.filter(wanted).collect())
    }

    fn run(
        &self,
        papers: Vec<Definition>,
        tell: &mut dyn FnMut(Progress),
        stop: &AtomicBool,
    ) -> Result<(), LibraryError> {
        let _lock = Lock::take(&self.folder)?;
        let guest = Guest::new(Manners {
            pause: self.options.pause(),
            ..Manners::default()
        });
        let depot = Mutex::new(Depot::open(&self.folder)?);
        let archive = Mutex::new((self.open_archive)()?);
        let run = Run {
            guest: &guest,
            depot: &depot,
            archive: &archive,
            stop,
            wish: &self.wish,
        };
        let (told, progress) = channel();
        let workers = papers.len().min(AT_ONCE);
        let queue = Mutex::new(VecDeque::from(papers));
        let work = |told: Sender<Progress>| -> Result<(), LibraryError> {
            let library = Library::open(&self.folder)?;
            while !stop.load(Ordering::Relaxed)
                && let Some(paper) = next(&queue)
            {
                self.errand(&run, &paper, &library, &told)?;
            }
            Ok(())
        };
        let ends = thread::scope(|scope| {
            let begin = |_| {
                let told = told.clone();
                scope.spawn(|| work(told))
            };
            let threads: Vec<_> = (0..workers).map(begin).collect();
            drop(told);
            progress.into_iter().for_each(tell);
            let end = |thread: thread::ScopedJoinHandle<'_, _>| {
                let end = thread.join();
                end.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            threads.into_iter().map(end).collect::<Vec<_>>()
        });
        let mut archive = archive.into_inner().unwrap_or_else(PoisonError::into_inner);
        match archive.index(&mut |_, _| {}) {
            // Whoever is at it has it found, or the next who asks.
            Ok(()) | Err(LibraryError::IndexBusy) => {}
            Err(error) => return Err(error),
        }
        ends.into_iter().collect()
    }

    /// One paper's turn: what it comes to is remembered and told.
    fn errand(
        &self,
        run: &Run<'_>,
        paper: &Definition,
        library: &Library,
        told: &Sender<Progress>,
    ) -> Result<(), LibraryError> {
        let mut errand = Errand {
            run,
            paper,
            site: paper.site(),
            tell: told.clone(),
        };
        let id = paper.id.clone();
        errand.tell(Progress::Began { id });
        let failed = match sign_in(&mut errand).and_then(|()| bring(&errand)) {
            Ok(()) => None,
            Err(Trouble::Library(error)) => return Err(error),
            // What was known of it before still holds.
            Err(Trouble::Stopped) => return Ok(()),
            Err(trouble) => Some(one_line(&trouble.to_string())),
        };
        errand.depot().note_tried(&paper.id, failed.as_deref())?;
        if failed.is_none() {
            match retain(&errand, library, self.options.keep_days) {
                Ok(()) => {}
                Err(Trouble::Library(error)) => return Err(error),
                Err(_) => {}
            }
        }
        let stands = standing(paper, &errand.depot(), library)?;
        errand.tell(Progress::Ended {
            paper: Box::new(stands),
        });
        Ok(())
    }
}

fn next(queue: &Mutex<VecDeque<Definition>>) -> Option<Definition> {
    queue
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .pop_front()
}

/// Learns who the reader is at the site.
fn sign_in(errand: &mut Errand<'_>) -> Result<(), Trouble> {
    if let Some(credentials) = program::login(errand)? {
        let site = errand.site.take();
        errand.site = site.map(|site| site.with_credentials(credentials));
    }
    Ok(())
}

/// Brings what is wanted of a paper, whatever way it is had.
fn bring(errand: &Errand<'_>) -> Result<(), Trouble> {
    let way = errand.paper.way();
    match way.map_err(|flaw| Trouble::Odd(flaw.to_string()))? {
        Way::Epaper(epaper) => issues(errand, epaper),
        Way::Feed(feed) => stream::feed(errand, feed).map(drop),
        Way::List(list) => stream::list(errand, list).map(drop),
        Way::Folder(path) => folder::fetch(errand, path).map(drop),
        Way::Exec(argv) => program::fetch(errand, argv).map(drop),
    }
}

/// The issues of an e-paper that are wanted; of several days one may be missing.
fn issues(errand: &Errand<'_>, paper: &Epaper) -> Result<(), Trouble> {
    let today = errand.paper.today();
    let Some(since) = errand.run.wish.since else {
        return epaper::fetch(errand, paper, errand.run.wish.date).map(drop);
    };
    let days: Vec<Date> = since
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= today)
        .collect();
    let (mut some, mut last) = (false, None);
    for day in days {
        if stands(errand, day)? {
            some = true;
            continue;
        }
        match epaper::fetch(errand, paper, Some(day)) {
            Ok(_) => some = true,
            Err(trouble @ (Trouble::Library(_) | Trouble::Stopped)) => return Err(trouble),
            Err(trouble) => last = Some(trouble),
        }
    }
    match last {
        Some(trouble) if !some => Err(trouble),
        _ => Ok(()),
    }
}

/// Whether all of an issue stands on the shelf, and so long that nothing is left of its pieces to tell a correction from.
fn stands(errand: &Errand<'_>, day: Date) -> Result<bool, Trouble> {
    let (id, since) = (&errand.paper.id, (errand.paper.today() - day).get_days());
    if errand.run.wish.recheck || since <= PIECES {
        return Ok(false);
    }
    let records = errand.depot().records(id)?;
    let mut of_day = records
        .iter()
        .filter(|record| record.day == day.to_string());
    let is_whole = of_day.any(|record| record.pages == record.of && record.reason.is_empty());
    Ok(is_whole && errand.standing(&day.to_string())?.is_some())
}

impl Courier for Fetcher {
    fn subscribed(&mut self) -> Result<Vec<Subscribed>, LibraryError> {
        let library = Library::open(&self.folder)?;
        let depot = Depot::open(&self.folder)?;
        let papers = self.papers()?.into_iter().flatten();
        papers
            .map(|paper| standing(&paper, &depot, &library))
            .collect()
    }

    fn fetch(
        &mut self,
        papers: &[String],
        tell: &mut dyn FnMut(Progress),
        stop: &AtomicBool,
    ) -> Result<(), LibraryError> {
        self.run(self.wanted(papers)?, tell, stop)
    }

    fn look_into_folders(&mut self) -> Result<Vec<Subscribed>, LibraryError> {
        let mut papers = self.wanted(&[])?;
        papers.retain(|paper| matches!(paper.way(), Ok(Way::Folder(_))));
        if papers.is_empty() {
            return Ok(Vec::new());
        }
        let mut came = Vec::new();
        let before = self.subscribed()?;
        let mut tell = |progress| {
            if let Progress::Ended { paper } = progress
                && !before.contains(&paper)
            {
                came.push(*paper);
            }
        };
        self.run(papers, &mut tell, &AtomicBool::new(false))?;
        Ok(came)
    }
}
