//! The threads that ask the archive: searches take their time there, and nothing else waits for them.
//!
//! One asks everything but how many stories there are, which may take longer than to find the first of them, and nobody who
//! types on should wait for it: that is asked by the other. The archive is opened when it is asked for the first time. Of
//! questions of one topic that wait only the last is asked: whoever types is not held up by what was typed before. The
//! threads are left alone when the reader leaves: what was yet to be told of the reader's marks is told the next time.

use std::sync::mpsc::{Receiver, Sender, channel};

use super::alarm::Alarm;
use super::desk::{OpenArchive, Share};
use super::effect::{Question, Topic};
use super::message::{Answer, Msg};
use crate::library::LibraryError;
use crate::library::archive::{Archive, Found, Hit};

/// Stories that are given at once.
const SOME: usize = 50;

/// The running threads.
pub struct Archivist {
    questions: Sender<(u64, Question)>,
    counts: Sender<(u64, Question)>,
}

impl Archivist {
    /// Starts the threads.
    pub fn start(
        open: OpenArchive,
        share: Option<Share>,
        answers: Sender<Msg>,
    ) -> std::io::Result<Self> {
        Ok(Self {
            counts: thread("counts", open.clone(), None, answers.clone())?,
            questions: thread("archive", open, share, answers)?,
        })
    }

    /// Asks something. A thread that died has said so itself.
    pub fn ask(&self, number: u64, question: Question) {
        let to = match question.topic() {
            Topic::Count => &self.counts,
            _ => &self.questions,
        };
        let _ = to.send((number, question));
    }
}

/// A thread with an archive of its own; where questions are sent to it.
fn thread(
    name: &str,
    open: OpenArchive,
    share: Option<Share>,
    answers: Sender<Msg>,
) -> std::io::Result<Sender<(u64, Question)>> {
    let (questions, incoming) = channel();
    std::thread::Builder::new()
        .name(name.into())
        .spawn(move || {
            let alarm = Alarm(answers.clone());
            serve(&open, share.as_ref(), &incoming, &answers);
            drop(alarm);
        })?;
    Ok(questions)
}

fn serve(
    open: &OpenArchive,
    share: Option<&Share>,
    questions: &Receiver<(u64, Question)>,
    answers: &Sender<Msg>,
) {
    let mut archive = None;
    while let Ok(first) = questions.recv() {
        let waiting = std::iter::once(first).chain(questions.try_iter());
        for (number, question) in last_of_each(waiting.collect()) {
            let topic = question.topic();
            let opened = opened(open, &mut archive);
            let answer = opened.and_then(|archive| match (share, question) {
                (Some(share), Question::Others) => Ok(Answer::Others(share(archive.as_mut())?)),
                (_, question) => answer(archive.as_mut(), question),
            });
            let answer = answer.map_err(|error| error.to_string());
            if answers.send(Msg::Answered(number, topic, answer)).is_err() {
                return;
            }
        }
    }
}

/// The last question of each topic, in their order.
fn last_of_each(waiting: Vec<(u64, Question)>) -> Vec<(u64, Question)> {
    let topics: Vec<_> = waiting.iter().map(|(_, q)| q.topic()).collect();
    let last = waiting
        .into_iter()
        .enumerate()
        .filter(|(at, (_, q))| !topics[at + 1..].contains(&q.topic()));
    last.map(|(_, question)| question).collect()
}

fn opened<'a>(
    open: &OpenArchive,
    archive: &'a mut Option<Box<dyn Archive>>,
) -> Result<&'a mut Box<dyn Archive>, LibraryError> {
    Ok(match archive {
        Some(archive) => archive,
        none => none.insert(open()?),
    })
}

/// What an archive answers to a question.
///
/// # Errors
/// What the archive could not do.
pub fn answer(archive: &mut dyn Archive, question: Question) -> Result<Answer, LibraryError> {
    Ok(match question {
        Question::Papers => Answer::Papers(archive.papers()?),
        Question::Editions(paper) => Answer::Editions(archive.editions(&paper, None, None)?),
        Question::Search(query, after) => {
            Answer::Stories(after, archive.search(&query, after, SOME)?)
        }
        Question::Count(query) => Answer::Count(archive.count(&query)?),
        Question::Alike(which) => stories(archive.alike(&which, SOME)?),
        Question::Same(which) => {
            let mut hits = archive.same(&which)?;
            hits.retain(|hit| hit.which != which);
            stories(hits)
        }
        Question::Others => return Err(LibraryError::NoRoom),
    })
}

fn stories(hits: Vec<Hit>) -> Answer {
    Answer::Stories(0, Found { hits, more: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::query::Query;
    use crate::tui::effect::Topic;

    #[test]
    fn only_the_last_question_of_a_topic_is_asked() {
        let search = |number| (number, Question::Search(Query::default(), 0));
        let waiting = vec![search(1), (2, Question::Papers), search(3)];
        let numbers: Vec<u64> = last_of_each(waiting).iter().map(|(n, _)| *n).collect();
        assert_eq!(numbers, [2, 3]);
    }

    #[test]
    fn an_archive_that_cannot_be_opened_is_told_for_every_question() {
        let (to, answers) = channel();
        let open: OpenArchive =
            std::sync::Arc::new(|| Err(LibraryError::NoSuchArchive("x".into())));
        let archivist = Archivist::start(open, None, to).expect("a thread");
        archivist.ask(7, Question::Papers);
        let answer = answers.recv().expect("an answer");
        assert!(
            matches!(answer, Msg::Answered(7, Topic::Papers, Err(_))),
            "{answer:?}"
        );
    }
}
