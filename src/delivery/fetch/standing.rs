//! How papers that are subscribed to stand, from what the depot and the library remember.

use jiff::civil::Date;

use crate::delivery::papers::Definition;
use crate::delivery::{State, Subscribed};
use crate::library::{Depot, Library, LibraryError, Record};

/// How a paper stands.
pub(super) fn standing(
    paper: &Definition,
    depot: &Depot,
    library: &Library,
) -> Result<Subscribed, LibraryError> {
    let latest = depot.records(&paper.id)?.into_iter().next();
    let tried = depot.tried(&paper.id)?;
    let failed = tried.as_ref().and_then(|(_, failed)| failed.clone());
    let day: Option<Date> = latest.as_ref().and_then(|record| record.day.parse().ok());
    let read = match &latest {
        Some(record) => library.count_read(&record.key)?,
        None => 0,
    };
    Ok(Subscribed {
        id: paper.id.clone(),
        name: paper.masthead.clone(),
        day,
        is_today: day == Some(paper.today()),
        key: latest.as_ref().map(|record| record.key.clone()),
        stories: latest.as_ref().map_or(0, |record| record.stories),
        read,
        tried: tried.map(|(at, _)| at),
        state: state(latest.as_ref(), failed),
    })
}

/// What failed in the last run says more than what stood before it.
fn state(latest: Option<&Record>, failed: Option<String>) -> State {
    match (latest, failed) {
        (_, Some(reason)) => State::Failed { reason },
        (None, None) => State::Never,
        (Some(record), None) if record.pages == record.of && record.reason.is_empty() => {
            State::Whole
        }
        (Some(record), None) => State::Partly {
            pages: record.pages,
            of: record.of,
            reason: record.reason.clone(),
        },
    }
}
