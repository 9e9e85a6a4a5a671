//! Archives: the files in a ZIP, a tar or a gzip, within limits, as bytes with their names. Names are names and no paths
//! on any disk: nothing here writes a file, so there is nothing to traverse. What is a page among them is not asked here.

mod gzip;
mod tar;
mod zip;

pub use self::zip::{Fault, Zip};

use std::borrow::Cow;
use std::ops::Range;

use super::sniff::{Archive, Form, sniff};
use super::{Refusal, Source, limits};

/// An open archive.
pub struct Package<'a> {
    names: Vec<String>,
    store: Store<'a>,
    left: usize,
    /// What was amiss with it, in words.
    pub notes: Vec<String>,
}

enum Store<'a> {
    Zip(Zip<'a>),
    Ranges(Cow<'a, [u8]>, Vec<Range<usize>>),
}

/// Opens an archive; `None` for a source that is none.
///
/// # Errors
///
/// A [`Refusal`] where nothing can be got out of it.
pub fn open(source: Source<'_>) -> Result<Option<Package<'_>>, Refusal> {
    let Ok(Form::Archive(kind)) = sniff(source.bytes) else {
        return Ok(None);
    };
    let mut package = match kind {
        Archive::Zip => of_zip(Zip::open(source.bytes)?),
        Archive::Tar => of_tar(Cow::Borrowed(source.bytes)),
        Archive::Gzip => of_gzip(source)?,
    };
    let over = package.names.len().saturating_sub(limits::ENTRIES);
    if over > 0 {
        package.names.truncate(limits::ENTRIES);
        let what = format!("{over} files of the archive were left out: there are too many");
        package.notes.push(what);
    }
    Ok(Some(package))
}

fn package(names: Vec<String>, store: Store<'_>, notes: Vec<String>) -> Package<'_> {
    Package {
        names,
        store,
        left: limits::UNPACKED_BYTES,
        notes,
    }
}

fn of_zip(zip: Zip<'_>) -> Package<'_> {
    let names = zip.names().map(str::to_owned).collect();
    let notes = zip.mended.iter().map(|what| (*what).to_owned()).collect();
    package(names, Store::Zip(zip), notes)
}

fn of_tar(bytes: Cow<'_, [u8]>) -> Package<'_> {
    let found = tar::list(&bytes);
    let (names, ranges) = found.files.into_iter().unzip();
    package(names, Store::Ranges(bytes, ranges), found.notes)
}

fn of_gzip(source: Source<'_>) -> Result<Package<'_>, Refusal> {
    let inner = gzip::unpack(source)?;
    let mut package = if let Ok(Form::Archive(Archive::Tar)) = sniff(&inner.bytes) {
        of_tar(Cow::Owned(inner.bytes))
    } else {
        let all = 0..inner.bytes.len();
        let store = Store::Ranges(Cow::Owned(inner.bytes), vec![all]);
        package(vec![inner.name], store, Vec::new())
    };
    package.notes.extend(inner.note);
    Ok(package)
}

impl Package<'_> {
    /// The files in it, in the order of the archive, `/` between folders.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The bytes of a file, by its index in [`Package::names`].
    ///
    /// # Errors
    ///
    /// A [`Refusal`] where it is damaged, or the limit of what is unpacked is reached.
    pub fn read(&mut self, index: usize) -> Result<Vec<u8>, Refusal> {
        let bytes = match &mut self.store {
            Store::Zip(zip) => {
                let unpacked = zip.read_at(index, self.left);
                let unpacked = unpacked.map_err(|fault| Refusal::Unpacking(fault.to_string()))?;
                if unpacked.is_cut {
                    let name = self.names.get(index).map_or("", String::as_str);
                    self.notes
                        .push(format!("{name} is damaged and was read as far as it goes"));
                }
                unpacked.bytes
            }
            Store::Ranges(bytes, ranges) => {
                let range = ranges.get(index).cloned().unwrap_or_default();
                bytes.get(range).unwrap_or_default().to_vec()
            }
        };
        let left = self.left.checked_sub(bytes.len());
        self.left = left.ok_or(Refusal::TooLarge(limits::UNPACKED_BYTES >> 20))?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests;
