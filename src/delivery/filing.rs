//! From loads of files to editions on a shelf: what `yuebao add` does, and what is done with folders that are subscribed to.

use std::sync::Arc;

use super::{Delivery, Failure, Issue, Load, Wanted, deliver, originals};
use crate::library::LibraryError;
use crate::library::archive::{Archive, Filed, Filing, Original};

/// What became of a load.
#[derive(Debug, Default)]
pub struct Taken {
    /// Whether it was passed over, because its files were taken before and have not changed.
    pub is_known: bool,
    /// What became of its editions, each with how many stories it has.
    pub filed: Vec<(Filed, usize)>,
    /// What of it could not be opened.
    pub failures: Vec<Failure>,
}

/// Opens one load and files what it holds, with its source files where they are to be kept. That all of it was filed is
/// remembered.
///
/// # Errors
/// The archive could not do it: then nothing of the load was filed.
pub fn take(archive: &mut dyn Archive, load: &Load, keep: bool) -> Result<Taken, LibraryError> {
    let stamp = load.stamp.as_ref();
    let stamp = stamp.map(|stamp| format!("{stamp}{}", u8::from(keep)));
    if let Some(stamp) = &stamp
        && archive.has_taken(stamp)?
    {
        let is_known = true;
        return Ok(Taken {
            is_known,
            ..Taken::default()
        });
    }
    let mut delivery = deliver(&load.wanted);
    let failures = std::mem::take(&mut delivery.failures);
    let filings = filings(delivery, &load.wanted, keep);
    let filed = archive.file(&filings)?;
    if let Some(stamp) = stamp.filter(|_| failures.is_empty()) {
        archive.note_taken(&stamp)?;
    }
    let stories = filings.iter().map(|filing| filing.edition.stories.len());
    Ok(Taken {
        is_known: false,
        filed: filed.into_iter().zip(stories).collect(),
        failures,
    })
}

fn filings(delivery: Delivery, wanted: &[Wanted], keep: bool) -> Vec<Filing> {
    let kept = keep.then(|| originals(wanted)).into_iter().flatten();
    let kept: Arc<[Original]> = kept
        .map(|(name, bytes)| Original::new(name, bytes))
        .collect();
    let issues = delivery.issues.into_iter();
    issues
        .map(|issue| {
            let Issue {
                edition,
                key,
                name,
                origin,
            } = issue;
            Filing {
                paper: edition.masthead.clone().unwrap_or(name),
                edition,
                key,
                origin,
                originals: Arc::clone(&kept),
            }
        })
        .collect()
}
