//! The thread that has papers fetched. Whatever takes its time there, a key is answered meanwhile.
//!
//! The courier is made when it is sent for the first time; while it waits it looks into the folders that are subscribed to,
//! about once a minute. When the reader leaves it is told to stop, has a moment to end the programs that it runs, and is left
//! alone, whatever site it waits for: everything it writes is safe.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::alarm::Alarm;
use super::desk::OpenCourier;
use super::effect::Errand;
use super::message::Msg;
use crate::delivery::{Courier, Progress, Subscribed};
use crate::library::LibraryError;

/// How often folders are looked into.
const LOOK: Duration = Duration::from_secs(60);

/// How soon after each other it is told how far a paper has come.
const MOMENT: Duration = Duration::from_millis(50);

/// How long a reader who leaves waits for it: programs are ended sooner, and no site is waited for.
const FAREWELL: Duration = Duration::from_millis(200);

/// An errand, and what is set when it is to be broken off.
type Sent = (Errand, Arc<AtomicBool>);

/// The running thread.
pub struct Errands {
    errands: Sender<Sent>,
    /// Breaks the last round off.
    stop: Arc<AtomicBool>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl Errands {
    /// Starts the thread.
    pub fn start(open: OpenCourier, answers: Sender<Msg>) -> std::io::Result<Self> {
        let (errands, incoming) = channel();
        let (ending, ended) = channel();
        std::thread::Builder::new()
            .name("courier".into())
            .spawn(move || {
                let alarm = Alarm(answers.clone());
                let mut runner = Runner {
                    open,
                    courier: None,
                    answers,
                };
                runner.serve(&incoming);
                drop(alarm);
                drop::<Sender<()>>(ending);
            })?;
        Ok(Self {
            errands,
            stop: Arc::default(),
            ended,
        })
    }

    /// Sends the courier, or has it stop what it does. A thread that died has said so itself.
    pub fn send(&mut self, errand: Errand) {
        match errand {
            Errand::Stop => self.stop.store(true, Ordering::Relaxed),
            Errand::List => drop(self.errands.send((errand, Arc::clone(&self.stop)))),
            Errand::Fetch(_) => {
                self.stop = Arc::default();
                let _ = self.errands.send((errand, Arc::clone(&self.stop)));
            }
        }
    }
}

impl Drop for Errands {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // A thread that waits for errands ends when there can be no more of them.
        self.errands = channel().0;
        let _ = self.ended.recv_timeout(FAREWELL);
    }
}

/// What runs in the thread.
struct Runner {
    open: OpenCourier,
    courier: Option<Box<dyn Courier>>,
    answers: Sender<Msg>,
}

impl Runner {
    fn serve(&mut self, errands: &Receiver<Sent>) {
        let mut looked = Instant::now();
        loop {
            let errand = errands.recv_timeout(LOOK.saturating_sub(looked.elapsed()));
            let going_on = match errand {
                Ok((errand, stop)) => self.run(errand, &stop),
                Err(RecvTimeoutError::Timeout) => {
                    let going_on = self.look();
                    looked = Instant::now();
                    going_on
                }
                Err(RecvTimeoutError::Disconnected) => false,
            };
            if !going_on {
                return;
            }
        }
    }

    /// Runs an errand. Whether anybody still listens.
    fn run(&mut self, errand: Errand, stop: &AtomicBool) -> bool {
        let answer = match errand {
            Errand::Stop => return true,
            Errand::List => Msg::Subscribed(told(self.list())),
            Errand::Fetch(papers) => Msg::Fetched(told(self.fetch(&papers, stop))),
        };
        self.answers.send(answer).is_ok()
    }

    fn list(&mut self) -> Result<Vec<Subscribed>, LibraryError> {
        self.courier()?.subscribed()
    }

    fn fetch(&mut self, papers: &[String], stop: &AtomicBool) -> Result<(), LibraryError> {
        let mut teller = Teller::new(self.answers.clone());
        let mut tell = |progress| teller.tell(progress);
        self.courier()?.fetch(papers, &mut tell, stop)
    }

    /// Looks into folders. What cannot be read is told when the papers are fetched, and not every minute.
    fn look(&mut self) -> bool {
        let looked = self
            .courier()
            .and_then(|courier| courier.look_into_folders());
        let papers = looked.unwrap_or_default().into_iter();
        let mut all = papers.flat_map(|paper| {
            let id = paper.id.clone();
            let filed = paper.key.clone().map(|key| Progress::Filed { id, key });
            let ended = Progress::Ended {
                paper: Box::new(paper),
            };
            filed.into_iter().chain([ended])
        });
        all.all(|progress| self.answers.send(Msg::Progress(progress)).is_ok())
    }

    fn courier(&mut self) -> Result<&mut Box<dyn Courier>, LibraryError> {
        Ok(match &mut self.courier {
            Some(courier) => courier,
            none => none.insert((self.open)()?),
        })
    }
}

/// Passes on what a courier tells. How far a paper has come is told again only after a moment, or when something else
/// happens: what waits for the screen never piles up.
struct Teller {
    answers: Sender<Msg>,
    /// When it was told last how far each paper has come.
    sent: BTreeMap<String, Instant>,
    /// What is not told yet, by paper.
    held: BTreeMap<String, Progress>,
}

impl Teller {
    fn new(answers: Sender<Msg>) -> Self {
        Self {
            answers,
            sent: BTreeMap::new(),
            held: BTreeMap::new(),
        }
    }

    fn tell(&mut self, progress: Progress) {
        if let Progress::Came { id, .. } = &progress {
            let sent = self.sent.get(id);
            if sent.is_some_and(|at| at.elapsed() < MOMENT) {
                self.held.insert(id.clone(), progress);
                return;
            }
            self.held.remove(id);
            self.sent.insert(id.clone(), Instant::now());
        } else {
            self.let_go();
        }
        let _ = self.answers.send(Msg::Progress(progress));
    }

    fn let_go(&mut self) {
        for (_, progress) in std::mem::take(&mut self.held) {
            let _ = self.answers.send(Msg::Progress(progress));
        }
    }
}

fn told<T>(answer: Result<T, LibraryError>) -> Result<T, String> {
    answer.map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fetches for ever; once it is stopped it takes so long to end, and says that it has.
    #[derive(Default)]
    struct Slow {
        to_end: Duration,
        has_ended: Arc<AtomicBool>,
    }

    impl Courier for Slow {
        fn subscribed(&mut self) -> Result<Vec<Subscribed>, LibraryError> {
            Ok(Vec::new())
        }

        fn fetch(
            &mut self,
            papers: &[String],
            tell: &mut dyn FnMut(Progress),
            stop: &AtomicBool,
        ) -> Result<(), LibraryError> {
            let id = papers.first().cloned().unwrap_or_default();
            tell(Progress::Began { id });
            while !stop.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(self.to_end);
            self.has_ended.store(true, Ordering::Relaxed);
            Ok(())
        }

        fn look_into_folders(&mut self) -> Result<Vec<Subscribed>, LibraryError> {
            Ok(Vec::new())
        }
    }

    fn start(open: OpenCourier) -> (Errands, Receiver<Msg>) {
        let (to, answers) = channel();
        (Errands::start(open, to).expect("a thread"), answers)
    }

    #[test]
    fn a_round_that_is_stopped_ends_even_before_it_began() {
        let (mut errands, answers) = start(Arc::new(|| Ok(Box::<Slow>::default())));
        errands.send(Errand::Fetch(vec!["rmrb".into()]));
        errands.send(Errand::Stop);
        errands.send(Errand::List);
        let heard: Vec<Msg> = answers.iter().take(3).collect();
        assert!(
            matches!(
                heard[..],
                [
                    Msg::Progress(Progress::Began { .. }),
                    Msg::Fetched(Ok(())),
                    Msg::Subscribed(Ok(_))
                ]
            ),
            "{heard:?}"
        );
    }

    #[test]
    fn leaving_stops_it_and_the_thread_ends() {
        let (mut errands, answers) = start(Arc::new(|| Ok(Box::<Slow>::default())));
        errands.send(Errand::Fetch(Vec::new()));
        assert!(answers.recv().is_ok());
        drop(errands);
        let rest: Vec<Msg> = answers.iter().collect();
        assert!(matches!(rest[..], [Msg::Fetched(Ok(()))]), "{rest:?}");
    }

    #[test]
    fn leaving_waits_for_programs_and_for_no_site() {
        for (to_end, ends) in [(30, true), (60_000, false)] {
            let has_ended = Arc::new(AtomicBool::new(false));
            let of_courier = Arc::clone(&has_ended);
            let (mut errands, answers) = start(Arc::new(move || {
                Ok(Box::new(Slow {
                    to_end: Duration::from_millis(to_end),
                    has_ended: Arc::clone(&of_courier),
                }))
            }));
            errands.send(Errand::Fetch(Vec::new()));
            assert!(answers.recv().is_ok());
            let began = Instant::now();
            drop(errands);
            assert!(began.elapsed() < Duration::from_secs(5));
            assert_eq!(has_ended.load(Ordering::Relaxed), ends);
        }
    }

    #[test]
    fn what_comes_in_a_burst_is_told_by_its_first_and_last() {
        let (to, answers) = channel();
        let mut teller = Teller::new(to);
        let came = |pages| Progress::Came {
            id: "rmrb".into(),
            pages,
            of: 900,
            what: String::new(),
        };
        (1..=900).for_each(|pages| teller.tell(came(pages)));
        teller.tell(Progress::Began { id: "gmrb".into() });
        drop(teller);
        let told: Vec<Msg> = answers.iter().collect();
        let pages = told.iter().filter_map(|msg| match msg {
            Msg::Progress(Progress::Came { pages, .. }) => Some(*pages),
            _ => None,
        });
        let pages: Vec<usize> = pages.collect();
        assert!(pages.len() < 20, "{pages:?}");
        assert_eq!((pages[0], pages[pages.len() - 1]), (1, 900));
        assert!(matches!(
            told.last(),
            Some(Msg::Progress(Progress::Began { .. }))
        ));
    }

    #[test]
    fn a_courier_that_cannot_be_had_is_told() {
        let open: OpenCourier = Arc::new(|| Err(LibraryError::NoHome));
        let (mut errands, answers) = start(open);
        errands.send(Errand::Fetch(Vec::new()));
        let answer = answers.recv().expect("an answer");
        assert!(matches!(answer, Msg::Fetched(Err(_))), "{answer:?}");
    }
}
