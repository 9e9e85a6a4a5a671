//! The thread that owns the library: takes orders, commits them, and answers with messages.
//!
//! Positions are many and worth little each, so the last one waits until the reader rests ([`REST`]) or an order that
//! is worth a commit comes by; everything else is committed at once.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::effect::Order;
use super::message::{Msg, Stored};
use crate::edition::Place;
use crate::library::{Key, Library, LibraryError};

/// How long a position waits for a newer one.
const REST: Duration = Duration::from_millis(400);
/// How long it waits at most while newer ones keep coming.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens the library; called on the worker's thread.
pub type Opener = Box<dyn FnOnce() -> Result<Library, LibraryError> + Send>;

/// The edition on the desk, as the library knows it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub title: String,
    /// Where it was opened from.
    pub origin: String,
}

/// The running thread. Dropping it waits until everything sent is committed.
pub struct Worker {
    orders: Option<Sender<Order>>,
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
            let _ = orders.send(order);
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

/// Tells the screen when the thread dies of a panic.
struct Alarm(Sender<Msg>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Msg::Broken);
        }
    }
}

fn work(open: Opener, entry: &Entry, orders: &Receiver<Order>, answers: &Sender<Msg>) {
    let opened = open().and_then(|library| {
        let remembered = library.enter(&entry.key, &entry.title, &entry.origin)?;
        Ok((library, remembered))
    });
    match opened {
        Ok((library, remembered)) => {
            let _ = answers.send(Msg::Remembered(Box::new(remembered)));
            serve(&library, &entry.key, orders, answers);
        }
        Err(error) => refuse(&error.to_string(), orders, answers),
    }
}

/// Without a library everything can be read and nothing kept; that is said once, and again for every bookmark.
fn refuse(error: &str, orders: &Receiver<Order>, answers: &Sender<Msg>) {
    let _ = answers.send(Msg::Failed(error.to_owned()));
    for order in orders {
        let small = matches!(order, Order::SetPosition { .. } | Order::SetRead { .. });
        if !small {
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

fn serve(library: &Library, key: &Key, orders: &Receiver<Order>, answers: &Sender<Msg>) {
    let mut waiting: Option<Waiting> = None;
    loop {
        let order = match &waiting {
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(position) => orders.recv_timeout(patience(position)),
        };
        match order {
            Ok(Order::SetPosition { story, place }) => {
                let same = waiting.take_if(|position| position.story == story);
                let since = same.map_or_else(Instant::now, |position| position.since);
                // A place in another story is the last that will be heard of it.
                commit(library, key, waiting.take(), answers);
                waiting = Some(Waiting {
                    story,
                    place,
                    since,
                });
            }
            Ok(order) => {
                commit(library, key, waiting.take(), answers);
                if let Some(answer) = perform(library, key, order) {
                    let _ = answers.send(answer);
                }
            }
            Err(RecvTimeoutError::Timeout) => commit(library, key, waiting.take(), answers),
            Err(RecvTimeoutError::Disconnected) => {
                commit(library, key, waiting.take(), answers);
                return;
            }
        }
    }
}

fn patience(position: &Waiting) -> Duration {
    REST.min(PATIENCE.saturating_sub(position.since.elapsed()))
}

fn commit(library: &Library, key: &Key, position: Option<Waiting>, answers: &Sender<Msg>) {
    let Some(Waiting { story, place, .. }) = position else {
        return;
    };
    if let Err(error) = library.set_position(key, &story, place) {
        let _ = answers.send(Msg::Failed(error.to_string()));
    }
}

/// Does an order; what needs no answer has none.
fn perform(library: &Library, key: &Key, order: Order) -> Option<Msg> {
    let done = match order {
        Order::SetRead { story, read } => library.set_read(key, &story, read).map(|()| None),
        Order::SetPosition { story, place } => {
            library.set_position(key, &story, place).map(|()| None)
        }
        Order::AddBookmark(draft) => {
            let added = library.add_bookmark(key, &draft);
            added.map(|bookmark| Some(Msg::Stored(Stored::Added(bookmark))))
        }
        Order::RemoveBookmark(id) => {
            let removed = library.remove_bookmark(id);
            removed.map(|()| Some(Msg::Stored(Stored::Removed(id))))
        }
        Order::RestoreBookmark(id) => {
            let restored = library.restore_bookmark(id);
            restored.map(|()| Some(Msg::Stored(Stored::Restored(id))))
        }
        Order::SetNote(id, note) => {
            let noted = library.set_note(id, note.as_deref());
            noted.map(|()| Some(Msg::Stored(Stored::Noted(id, note))))
        }
        Order::ListBookmarks => library.bookmarks().map(|all| Some(Msg::Listed(all))),
    };
    done.unwrap_or_else(|error| Some(Msg::Failed(error.to_string())))
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
            title: "A paper".into(),
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
        worker.send(Order::AddBookmark(Draft {
            place: place(7),
            title: "A story".into(),
            excerpt: "its words".into(),
            note: None,
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
        let Entry { key, title, origin } = entry();
        let remembered = library.enter(&key, &title, &origin).expect("entered");
        assert_eq!(remembered.positions.get("s1"), Some(&place(199)));
        assert_eq!(remembered.positions.get("s2"), Some(&place(9)));
        assert_eq!(remembered.last.as_deref(), Some("s2"));
        assert!(remembered.read.contains("s2"));
        assert_eq!(remembered.bookmarks.len(), 1);
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
        let Entry { key, title, origin } = entry();
        let begun = Instant::now();
        let kept = loop {
            let remembered = library.enter(&key, &title, &origin).expect("entered");
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
    fn without_a_library_the_reader_is_told_and_reads_on() {
        let (to, answers) = channel();
        let open = Box::new(|| Err(LibraryError::Database(rusqlite::Error::InvalidQuery)));
        let worker = Worker::start(open, entry(), to).expect("a thread");
        worker.send(Order::SetPosition {
            story: "s1".into(),
            place: place(3),
        });
        worker.send(Order::RemoveBookmark(1));
        drop(worker);
        let said: Vec<Msg> = answers.iter().collect();
        assert!(
            matches!(said[..], [Msg::Failed(_), Msg::Failed(_)]),
            "{said:?}"
        );
    }
}
