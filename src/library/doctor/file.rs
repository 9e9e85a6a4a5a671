//! The check of `library.sqlite3` and of its last copy.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::salvage::{adopt, salvage};
use super::{Check, Finding, Outcome, Report, room};
use crate::library::keep::{complaints, copies, free_name, inspect, part_of, replace};
use crate::library::{Library, LibraryError, schema, store};

/// Looks at the library in a folder.
pub fn of_library(folder: &Path) -> Check {
    let folder = folder.to_owned();
    Check::new(move || look(folder))
}

fn look(folder: PathBuf) -> Vec<Finding> {
    let mut patient = Patient {
        path: folder.join(store::FILE),
        folder,
        report: Report::new("library"),
    };
    if let Err(error) = patient.examine() {
        patient.report.add(Outcome::Broken, error.to_string());
    }
    patient.report.findings()
}

struct Patient {
    folder: PathBuf,
    path: PathBuf,
    report: Report,
}

/// How the file is.
enum Condition {
    Sound,
    /// Only what can be made anew from the rest is wrong.
    Indexes(String),
    Damaged(String),
}

impl Patient {
    fn examine(&mut self) -> Result<(), LibraryError> {
        if !self.folder.is_dir() {
            self.sound("there is none yet");
            return Ok(());
        }
        room::look(&self.folder, &mut self.report);
        if !self.path.exists() {
            self.none();
            return Ok(());
        }
        match self.condition()? {
            Condition::Sound => self.sound("every page of the file is sound"),
            Condition::Indexes(why) => self.reindex(&why)?,
            Condition::Damaged(why) => self.heal(&why)?,
        }
        self.open()?;
        self.last_copy()
    }

    fn none(&mut self) {
        match copies(&self.folder).first() {
            Some(copy) => {
                let copy = copy.display();
                self.sound(&format!(
                    "there is none; `yuebao restore {copy}` brings the last copy back"
                ));
            }
            None => self.sound("there is none yet"),
        }
    }

    fn sound(&mut self, said: &str) {
        self.report.add(Outcome::Sound, said);
    }

    fn repaired(&mut self, said: &str) {
        self.report.add(Outcome::Repaired, said);
    }

    fn condition(&self) -> Result<Condition, LibraryError> {
        let found = self.complaints();
        Ok(match found {
            Ok(said) if said.is_empty() => Condition::Sound,
            Ok(said) => {
                let why = said.join("; ");
                match said.iter().all(|line| line.contains("index")) {
                    true => Condition::Indexes(why),
                    false => Condition::Damaged(why),
                }
            }
            Err(LibraryError::Damaged { .. } | LibraryError::Corrupt) => {
                Condition::Damaged("it cannot be read as a database".into())
            }
            Err(error) => return Err(error),
        })
    }

    fn complaints(&self) -> Result<Vec<String>, LibraryError> {
        let at = |error| LibraryError::at(&self.path, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let file = Connection::open_with_flags(&self.path, flags).map_err(at)?;
        let form = schema::version(&file).map_err(at)?;
        schema::check(form, &self.path)?;
        let missing = schema::missing(&file, form).map_err(at)?;
        let missing = missing.map(|name| format!("{name} is missing"));
        let said = complaints(&file).map_err(at)?;
        Ok(missing.into_iter().chain(said).collect())
    }

    fn reindex(&mut self, why: &str) -> Result<(), LibraryError> {
        Connection::open(&self.path)?.execute_batch("REINDEX")?;
        match self.condition()? {
            Condition::Sound => {
                self.repaired(&format!("indexes were wrong ({why}) and were made anew"));
                Ok(())
            }
            Condition::Indexes(why) | Condition::Damaged(why) => self.heal(&why),
        }
    }

    /// Makes a new library of what can still be read of a damaged one and of the last sound copy.
    fn heal(&mut self, why: &str) -> Result<(), LibraryError> {
        let part = part_of(&self.path);
        salvage(&self.path, &part)?;
        let library = Library::open_file(&part, &self.folder)?;
        let (of_copy, read) = (self.sound_copy(), library.count()?);
        let taken = match &of_copy {
            Some(copy) => library.merge(exported(copy, &part, &self.folder)?)?.new,
            None => 0,
        };
        adopt(library.connection())?;
        library.close()?;
        inspect(&part)?;
        let kept = replace(&part, &self.path, &format!(".damaged-{}", store::now()))?;
        let kept = kept.unwrap_or_default();
        self.repaired(&format!(
            "was damaged ({why}); the damaged file is kept as {}",
            kept.display()
        ));
        self.repaired(&format!("{read} marks could still be read from it"));
        match of_copy {
            Some(copy) => {
                self.repaired(&format!("{taken} marks were taken from {}", copy.display()))
            }
            None => self.report.add(
                Outcome::Broken,
                "there is no sound copy to take the rest from",
            ),
        }
        Ok(())
    }

    fn sound_copy(&self) -> Option<PathBuf> {
        let mut copies = copies(&self.folder).into_iter();
        copies.find(|copy| inspect(copy).is_ok())
    }

    /// Opens the library as reading does, and sees that every mark has its edition.
    fn open(&mut self) -> Result<(), LibraryError> {
        let library = Library::open(&self.folder)?;
        let adopted = adopt(library.connection())?;
        if adopted > 0 {
            self.repaired(&format!(
                "{adopted} editions were missing and were entered again, without their names"
            ));
        }
        let form = schema::version(library.connection())?;
        self.sound(&format!(
            "opens, is of form {form}, has {} marks",
            library.count()?
        ));
        Ok(())
    }

    fn last_copy(&mut self) -> Result<(), LibraryError> {
        let Some(last) = copies(&self.folder).into_iter().next() else {
            self.sound("there is no copy yet; one is made every day that you read");
            return Ok(());
        };
        if inspect(&last).is_ok() {
            self.sound(&format!("the last copy is {}", last.display()));
            return Ok(());
        }
        let aside = free_name(&last, ".damaged");
        fs::rename(&last, &aside).map_err(|error| LibraryError::folder(&last, error))?;
        Library::open(&self.folder)?.keep_copy()?;
        self.repaired(&format!(
            "the last copy was damaged and is kept as {}; another was made",
            aside.display()
        ));
        Ok(())
    }
}

/// All that a copy holds. It is read in a copy of its own, which may be brought to the present form.
fn exported(
    copy: &Path,
    beside: &Path,
    folder: &Path,
) -> Result<crate::library::Export, LibraryError> {
    let own = free_name(beside, ".copy");
    let read = || {
        fs::copy(copy, &own).map_err(|error| LibraryError::folder(&own, error))?;
        let library = Library::open_file(&own, folder)?;
        let export = library.export(&crate::library::Wanted::default())?;
        library.close()?;
        Ok(export)
    };
    let export = read();
    let _ = fs::remove_file(&own);
    export
}
