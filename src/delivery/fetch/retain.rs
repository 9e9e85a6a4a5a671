//! What is taken off the shelf again: editions that were fetched longer ago than the reader keeps them, unless something in them
//! is marked.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::errand::{Errand, Trouble};
use crate::library::Library;

/// Days after which the pieces of an edition are thrown away: until then a correction can be told from them.
pub(super) const PIECES: i32 = 3;

/// Takes off the shelf what of a paper is older than `days` and holds no mark (0: nothing is), and throws away pieces of editions
/// that stand there whole.
pub(super) fn retain(errand: &Errand<'_>, library: &Library, days: u32) -> Result<(), Trouble> {
    let today = errand.paper.today();
    let before = |days: i32| {
        today
            .checked_sub(jiff::Span::new().days(days))
            .unwrap_or(today)
    };
    let id = &errand.paper.id;
    let since = Timestamp::now() - SignedDuration::from_hours(24 * i64::from(PIECES));
    errand
        .depot()
        .sweep(id, &before(PIECES).to_string(), since.as_second())?;
    let Ok(days) = i32::try_from(days) else {
        return Ok(());
    };
    if days == 0 {
        return Ok(());
    }
    let records = errand.depot().records(id)?;
    for record in records {
        let old = record
            .day
            .parse::<Date>()
            .is_ok_and(|day| day < before(days));
        if old && !library.is_marked(&record.key)? {
            errand.archive().remove(&record.key)?;
            errand.depot().forget(id, &record.day)?;
        }
    }
    Ok(())
}
