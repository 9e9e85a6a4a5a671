//! The check of the depot. All that is in it can be fetched again, so an empty one takes the place of a damaged one.

use std::path::Path;

use super::pages::damage;
use super::{Check, Finding, Outcome, Report};
use crate::library::LibraryError;
use crate::library::depot::{FILE, renew};

/// Looks at what was fetched, in a folder.
pub fn of_depot(folder: &Path) -> Check {
    let path = folder.join(FILE);
    Check::new(move || look(&path))
}

fn look(path: &Path) -> Vec<Finding> {
    let mut report = Report::new("depot");
    if !path.exists() {
        report.add(Outcome::Sound, "nothing was fetched yet");
        return report.findings();
    }
    match mend(path) {
        Ok(None) => report.add(Outcome::Sound, "every page of the file is sound"),
        Ok(Some(said)) => report.add(Outcome::Repaired, said),
        Err(error) => report.add(Outcome::Broken, error.to_string()),
    }
    report.findings()
}

/// Puts an empty depot in the place of a damaged one; what was done.
fn mend(path: &Path) -> Result<Option<String>, LibraryError> {
    let Some(why) = damage(path)? else {
        return Ok(None);
    };
    let kept = renew(path)?;
    Ok(Some(format!(
        "was damaged ({why}) and is kept as {}; what was in it is fetched again",
        kept.display()
    )))
}
