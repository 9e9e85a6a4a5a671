//! Many sources at once, each on its own: as many threads as there are cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::{Reading, Refusal, Source, read};

/// Reads sources side by side; the answers stand in the order of the sources.
pub fn read_each(sources: &[Source<'_>]) -> Vec<Result<Reading, Refusal>> {
    /// A thread costs more than so many bytes take to read.
    const WORTH: usize = 1 << 20;
    let bytes: usize = sources.iter().map(|source| source.bytes.len()).sum();
    let worth = sources.len().min(bytes / WORTH + 1);
    // To ask for the cores is to read several files of the system.
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = if worth < 2 { 1 } else { worth.min(cores()) };
    if threads < 2 {
        return sources.iter().map(|source| read(*source)).collect();
    }
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(Vec::with_capacity(sources.len()));
    let work = || {
        while let Some((index, source)) = take(&next, sources) {
            let answer = read(source);
            answers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((index, answer));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_unstable_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn take<'a>(next: &AtomicUsize, sources: &[Source<'a>]) -> Option<(usize, Source<'a>)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, *sources.get(index)?))
}
