//! From what was asked for to editions: each source is read on its own, and what is of one issue is joined.

use std::path::{Path, PathBuf};

use super::counter::Counter;
use super::{Delivery, sample, shown};

/// Something to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file, a folder or an archive.
    Path(PathBuf),
    /// Standard input.
    Input,
    /// The sample edition that the program carries.
    Sample,
}

impl Wanted {
    /// From [`super::Issue::origin`], as the library keeps it.
    ///
    /// Empty where nothing of it can be opened again: what came from standard input is gone, and files move.
    pub fn again(origin: &str) -> Vec<Self> {
        let wanted = origin.split('\n').filter_map(|line| match line {
            sample::ORIGIN => Some(Self::Sample),
            path if Path::new(path).is_absolute() && Path::new(path).exists() => {
                Some(Self::Path(path.into()))
            }
            _ => None,
        });
        wanted.collect()
    }
}

/// Opens what is wanted, and puts together what is of one issue.
pub fn deliver(wanted: &[Wanted]) -> Delivery {
    let mut counter = Counter::default();
    for wanted in wanted {
        match wanted {
            Wanted::Path(path) if path.is_dir() => counter.take_folder(path),
            Wanted::Path(path) => counter.take_file(path),
            Wanted::Input => counter.take_input(),
            Wanted::Sample => counter.take_sample(),
        }
    }
    let origins: Vec<String> = wanted.iter().map(origin_of).collect();
    counter.close(&name_of(wanted), &origins.join("\n"))
}

fn origin_of(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Path(path) => std::path::absolute(path)
            .unwrap_or_else(|_| path.clone())
            .to_string_lossy()
            .into_owned(),
        Wanted::Input => "-".into(),
        Wanted::Sample => sample::ORIGIN.into(),
    }
}

/// A file's name without its ending, a folder's name whole; of several the first.
fn name_of(wanted: &[Wanted]) -> String {
    let Some(Wanted::Path(path)) = wanted.first() else {
        return "yuebao".into();
    };
    // A path such as `.` has no name of its own, but the folder it means has one.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let name = if path.is_dir() {
        whole.file_name()
    } else {
        whole.file_stem()
    };
    shown(Path::new(name.unwrap_or(path.as_os_str())))
}
