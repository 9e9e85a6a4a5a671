//! The check of the archive: the file of the reader's own shelf, then whatever archive there is by its own word.

use std::path::{Path, PathBuf};

use super::pages::damage;
use super::{Check, Finding, Outcome, Report};
use crate::library::keep::{part_of, replace};
use crate::library::shelf::{FILE, salvage};
use crate::library::{LibraryError, open_archive, store};

/// Looks at the archive at `address`, or, where none is named, at the shelf in `folder`.
pub fn of_archive(folder: &Path, address: Option<&str>) -> Check {
    let (folder, address) = (folder.to_owned(), address.map(str::to_owned));
    Check::new(move || look(&folder, address.as_deref()))
}

fn look(folder: &Path, address: Option<&str>) -> Vec<Finding> {
    let mut report = Report::new(if address.is_some() {
        "archive"
    } else {
        "shelf"
    });
    let path = folder.join(FILE);
    if address.is_none() && !path.exists() {
        report.add(Outcome::Sound, "nothing was filed yet; `yuebao add` does");
        return report.findings();
    }
    let done = match address {
        None => file(path, &mut report),
        Some(_) => Ok(()),
    };
    let done = done.and_then(|()| {
        let mut archive = open_archive(folder, address)?;
        for (outcome, said) in archive.health()? {
            report.add(outcome, said);
        }
        Ok(())
    });
    if let Err(error) = done {
        report.add(Outcome::Broken, error.to_string());
    }
    report.findings()
}

/// Looks at every page of the file; of a damaged one a new one is made.
fn file(path: PathBuf, report: &mut Report) -> Result<(), LibraryError> {
    let Some(why) = damage(&path)? else {
        report.add(Outcome::Sound, "every page of the file is sound");
        return Ok(());
    };
    let part = part_of(&path);
    let salvaged = salvage(&path, &part)?;
    let kept = replace(&part, &path, &format!(".damaged-{}", store::now()))?;
    let kept = kept.unwrap_or_default();
    report.add(
        Outcome::Repaired,
        format!(
            "was damaged ({why}); the damaged file is kept as {}",
            kept.display()
        ),
    );
    report.add(
        Outcome::Repaired,
        format!("{} editions could still be read from it", salvaged.editions),
    );
    if salvaged.lost > 0 {
        let lost = salvaged.lost;
        let said = format!(
            "{lost} editions could not: `yuebao add` files them again from where they came"
        );
        report.add(Outcome::Broken, said);
    }
    Ok(())
}
