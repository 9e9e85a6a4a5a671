//! Papers that are put in a folder: what is new there is filed, under the names that it has itself.

use std::path::{Path, PathBuf};

use super::errand::{Errand, Trouble, one_line};
use crate::delivery::{loads, shown, take};
use crate::library::archive::{Archive, Filed};

/// Files what is new in a folder; answers with how many editions that were.
pub(super) fn fetch(errand: &Errand<'_>, folder: &str) -> Result<usize, Trouble> {
    let path = at_home(folder);
    if !path.is_dir() {
        let why = format!("its folder {} is not there", shown(&path));
        return Err(Trouble::Odd(why));
    }
    let mut archive = errand.archive();
    look(archive.as_mut(), &path)
}

/// Files what is new in a folder.
fn look(archive: &mut dyn Archive, path: &Path) -> Result<usize, Trouble> {
    let (mut new, mut failed) = (0, None);
    for load in loads(&[path.to_owned()]) {
        let taken = take(archive, &load, false)?;
        new += taken
            .filed
            .iter()
            .filter(|(filed, _)| *filed == Filed::New)
            .count();
        let first = taken.failures.first().map(ToString::to_string);
        failed = failed.or(first);
    }
    match failed {
        Some(why) if new == 0 => Err(Trouble::Odd(one_line(&why))),
        _ => Ok(new),
    }
}

/// A path in which `~` is the reader's home.
pub(super) fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}
