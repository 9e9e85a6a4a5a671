//! The thread that owns the library: takes orders, commits them, and answers with messages.
//!
//! Positions are many and worth little each, so the last one waits until the reader rests ([`REST`]) or an order that
//! is worth a commit comes by; everything else is committed at once.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::alarm::Alarm;
use super::effect::Order;
use super::message::{Msg, Stored};
use super::watch::Watch;
use crate::edition::Place;
use crate::library::{Entry, Key, Library, LibraryError, Wanted};

/// How long a position waits for a newer one.
const REST: Duration = Duration::from_millis(400);
/// How long it waits at most while newer ones keep coming.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens the library; called on the worker's thread.
pub type Opener = Box<dyn FnOnce() -> Result<Library, LibraryError> + Send>;

/// An order, and when the reader gave it: the library may be busy meanwhile, and time is counted.
struct Sent {
    order: Order,
    at: Instant,
    /// The same in seconds since 1970.
    clock: i64,
}

/// The running thread. Dropping it waits until everything sent is committed.
pub struct Worker {
    orders: Option<Sender<Sent>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread.
    pub fn start(open: Opener, entry: Entry, answers: Sender<Msg>) -> std::io::Result<Self> {
        let (orders, incoming) = channel();
        let thread = std::thread::Builder::new()
            .name("library".into())
            .spawn(move || {
                let alarm = Alarm(answers.clone());
                work(open, &entry, &incoming, &answers);
                drop(alarm);
            })?;
        Ok(Self {
            orders: Some(orders),
            thread: Some(thread),
        })
    }

    /// Sends an order. A thread that died has said so itself.
    pub fn send(&self, order: Order) {
        if let Some(orders) = &self.orders {
            let _ = orders.send(Sent {
                order,
                at: Instant::now(),
                clock: jiff::Timestamp::now().as_second(),
            });
        }
    }

    /// Waits until everything sent is committed; nothing can be sent after that.
    pub fn finish(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.finish();
    }
}

fn work(open: Opener, entry: &Entry, orders: &Receiver<Sent>, answers: &Sender<Msg>) {
    let opened = open().and_then(|library| {
        let remembered = library.enter(entry)?;
        Ok((library, remembered))
    });
    match opened {
        Ok((library, remembered)) => {
            let _ = answers.send(Msg::Remembered(Box::new(remembered)));
            let clerk = Clerk::new(library, &entry.key, answers);
            clerk.tell(clerk.library.keep_copy().map(drop));
            clerk.serve(orders);
        }
        Err(error) => refuse(&error.to_string(), orders, answers),
    }
}

/// Without a library everything can be read and nothing kept; that is said once, and again for every mark.
fn refuse(error: &str, orders: &Receiver<Sent>, answers: &Sender<Msg>) {
    let _ = answers.send(Msg::Failed(error.to_owned()));
    for Sent { order, .. } in orders {
        if !order.is_small() {
            let _ = answers.send(Msg::Failed(error.to_owned()));
        }
    }
}

/// A position that waits.
struct Waiting {
    story: String,
    place: Place,
    since: Instant,
}

/// Who takes the orders of one edition.
struct Clerk<'a> {
    library: Library,
    key: &'a Key,
    answers: &'a Sender<Msg>,
    waiting: Option<Waiting>,
    watch: Watch,
}

impl<'a> Clerk<'a> {
    fn new(library: Library, key: &'a Key, answers: &'a Sender<Msg>) -> Self {
        Self {
            library,
            key,
            answers,
            waiting: None,
            watch: Watch::default(),
        }
    }

    fn serve(mut self, orders: &Receiver<Sent>) {
        loop {
            let order = match &self.waiting {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(position) => orders.recv_timeout(patience(position)),
            };
            match order {
                Ok(sent) => {
                    self.watch.tick(sent.at);
                    self.take(sent);
                }
                Err(RecvTimeoutError::Timeout) => self.commit(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.watch.tick(Instant::now());
                    self.commit();
                    return self.keep_time();
                }
            }
        }
    }

    fn take(&mut self, sent: Sent) {
        match sent.order {
            Order::SetPosition { story, place } => self.wait(story, place),
            Order::Attend(story) => {
                self.keep_time();
                self.watch.turn_to(story, sent.at, sent.clock);
            }
            order => {
                self.commit();
                let done = perform(&self.library, self.key, order);
                let answer = done.unwrap_or_else(|error| Some(Msg::Failed(error.to_string())));
                if let Some(answer) = answer {
                    let _ = self.answers.send(answer);
                }
            }
        }
    }

    fn wait(&mut self, story: String, place: Place) {
        let same = self.waiting.take_if(|position| position.story == story);
        let since = same.map_or_else(Instant::now, |position| position.since);
        // A place in another story is the last that will be heard of it.
        self.commit();
        self.waiting = Some(Waiting {
            story,
            place,
            since,
        });
    }

    /// Keeps the position that waits, and the time that was read up to it.
    fn commit(&mut self) {
        if let Some(Waiting { story, place, .. }) = self.waiting.take() {
            let kept = self.library.set_position(self.key, &story, place);
            self.tell(kept);
            self.keep_time();
        }
    }

    fn keep_time(&self) {
        if let Some(session) = self.watch.session() {
            self.tell(self.library.set_session(self.key, &session));
        }
    }

    fn tell(&self, kept: Result<(), LibraryError>) {
        if let Err(error) = kept {
            let _ = self.answers.send(Msg::Failed(error.to_string()));
        }
    }
}

fn patience(position: &Waiting) -> Duration {
    REST.min(PATIENCE.saturating_sub(position.since.elapsed()))
}

/// Does an order that is worth a commit of its own; what needs no answer has none.
fn perform(library: &Library, key: &Key, order: Order) -> Result<Option<Msg>, LibraryError> {
    Ok(Some(Msg::Stored(match order {
        Order::SetPosition { .. } | Order::Attend(_) => return Ok(None),
        Order::SetRead { story, read } => {
            library.set_read(key, &story, read)?;
            return Ok(None);
        }
        Order::ReadStats => return Ok(Some(Msg::Counted(Box::new(library.stats(None)?)))),
        Order::ListMarks => return Ok(Some(Msg::Listed(library.marks(&everyones())?))),
        Order::AddMark(draft) => Stored::Added(Box::new(library.add_mark(key, &draft)?)),
        Order::RemoveMark(id) => {
            library.remove_mark(id)?;
            Stored::Removed(id)
        }
        Order::RestoreMark(id) => {
            library.restore_mark(id)?;
            Stored::Restored(id)
        }
        Order::SetNote(id, note) => {
            library.set_note(id, note.as_deref())?;
            Stored::Noted(id, note)
        }
        Order::SetTags(id, tags) => {
            library.set_tags(id, &tags)?;
            Stored::Tagged(id, tags)
        }
    })))
}

/// Marks of everyone.
fn everyones() -> Wanted {
    Wanted {
        everyone: true,
        ..Wanted::default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::edition::Slot;
    use crate::library::Draft;

    fn entry() -> Entry {
        Entry {
            key: Key::of([&b"an edition"[..]]),
            paper: "A paper".into(),
            date: None,
            origin: "paper.txt".into(),
        }
    }

    fn place(byte: usize) -> Place {
        Place {
            story: 0,
            slot: Slot::Block(0),
            byte,
        }
    }

    fn start(folder: &std::path::Path, answers: Sender<Msg>) -> Worker {
        let folder = folder.to_owned();
        let open = Box::new(move || Library::open(&folder));
        Worker::start(open, entry(), answers).expect("a thread")
    }

    #[test]
    fn what_was_sent_is_committed_when_the_worker_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (to, answers) = channel();
        let worker = start(folder.path(), to);
        for byte in 0..200 {
            worker.send(Order::SetPosition {
                story: "s1".into(),
                place: place(byte),
            });
        }
        worker.send(Order::SetRead {
            story: "s2".into(),
            read: true,
        });
        worker.send(Order::AddMark(Draft {
            place: place(7),
            title: "A story".into(),
            excerpt: "its words".into(),
            ..Draft::default()
        }));
        worker.send(Order::SetPosition {
            story: "s2".into(),
            place: place(9),
        });
        drop(worker);
        let said: Vec<Msg> = answers.iter().collect();
        assert!(matches!(
            said[..],
            [Msg::Remembered(_), Msg::Stored(Stored::Added(_))]
        ));
        let library = Library::open(folder.path()).expect("a library");
        let remembered = library.enter(&entry()).expect("entered");
        assert_eq!(remembered.positions.get("s1"), Some(&place(199)));
        assert_eq!(remembered.positions.get("s2"), Some(&place(9)));
        assert_eq!(remembered.last.as_deref(), Some("s2"));
        assert!(remembered.read.contains("s2"));
        assert_eq!(remembered.marks.len(), 1);
    }

    #[test]
    fn a_position_is_committed_soon_after_the_reader_rests() {
        let folder = tempfile::tempdir().expect("a folder");
        let (to, _answers) = channel();
        let worker = start(folder.path(), to);
        worker.send(Order::SetPosition {
            story: "s1".into(),
            place: place(3),
        });
        let library = Library::open(folder.path()).expect("a library");
        let begun = Instant::now();
        let kept = loop {
            let remembered = library.enter(&entry()).expect("entered");
            let kept = remembered.positions.get("s1").copied();
            if kept.is_some() || begun.elapsed() > Duration::from_secs(20) {
                break kept;
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        assert_eq!(kept, Some(place(3)), "while the worker still runs");
        drop(worker);
    }

    #[test]
    fn the_time_that_a_story_was_open_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let (to, _answers) = channel();
        let worker = start(folder.path(), to);
        worker.send(Order::Attend(Some("s1".into())));
        std::thread::sleep(Duration::from_millis(1100));
        worker.send(Order::Attend(None));
        drop(worker);
        let stats = Library::open(folder.path()).and_then(|library| library.stats(None));
        let papers = stats.expect("stats").papers;
        assert!(
            matches!(&papers[..], [(paper, tally)] if paper == "A paper" && tally.seconds >= 1),
            "{papers:?}"
        );
    }

    #[test]
    fn without_a_library_the_reader_is_told_and_reads_on() {
        let (to, answers) = channel();
        let open = Box::new(|| Err(LibraryError::Database(rusqlite::Error::InvalidQuery)));
        let worker = Worker::start(open, entry(), to).expect("a thread");
        worker.send(Order::SetPosition {
            story: "s1".into(),
            place: place(3),
        });
        worker.send(Order::RemoveMark(1));
        drop(worker);
        let said: Vec<Msg> = answers.iter().collect();
        assert!(
            matches!(said[..], [Msg::Failed(_), Msg::Failed(_)]),
            "{said:?}"
        );
    }
}
