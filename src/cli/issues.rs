//! Editions on the shelf, delivered as those of files are.

use std::sync::Arc;

use crate::config::Config;
use crate::delivery::{Delivery, Issue, Pictures};
use crate::library::archive::{Archive, Standing, key_in, origin_of};
use crate::library::{self, Folders, Key};
use crate::tui::OpenArchive;

/// What opens the archive that the reader has, the shelf or a server's.
pub(super) fn opener(config: &Config) -> OpenArchive {
    let address = config.shelf.address().map(str::to_owned);
    Arc::new(move || {
        let folders = Folders::of_user()?;
        library::open_archive(folders.data(), address.as_deref())
    })
}

/// The shelf as reading needs it: opened when the first edition of it is asked for.
pub(super) struct Shelf {
    open: OpenArchive,
    archive: Option<Box<dyn Archive>>,
}

impl Shelf {
    /// Behind a door that is not opened yet.
    pub(super) fn behind(open: OpenArchive) -> Self {
        Self {
            open,
            archive: None,
        }
    }

    /// The edition of an origin. `None` where the origin is of another kind, or the edition is not on the shelf.
    pub(super) fn deliver(&mut self, origin: &str) -> Option<Delivery> {
        let key = key_in(origin)?;
        let filing = self.archive()?.edition(&key).ok()??;
        let issue = Issue {
            edition: filing.edition,
            key: filing.key,
            name: filing.paper,
            origin: origin.to_owned(),
        };
        Some(Delivery {
            issues: vec![issue],
            opened: 1,
            failures: Vec::new(),
            pictures: self.pictures(key),
        })
    }

    /// The pictures that are kept with an edition, got when they are asked for.
    fn pictures(&self, key: Key) -> Pictures {
        let open = Arc::clone(&self.open);
        Pictures::kept(move || {
            let kept = open().and_then(|mut archive| archive.originals(&key));
            let kept = kept.unwrap_or_default().into_iter();
            kept.map(|file| (file.name, file.bytes)).collect()
        })
    }

    /// The edition of a key; `None` where it is not on the shelf.
    pub(super) fn deliver_key(&mut self, key: &Key) -> Option<Delivery> {
        self.deliver(&origin_of(key))
    }

    /// The latest edition of the paper that has the latest.
    pub(super) fn latest(&mut self) -> Option<Delivery> {
        let archive = self.archive()?;
        let papers = archive.papers().ok()?;
        let paper = papers.first()?;
        let editions = archive.editions(&paper.name, paper.latest, paper.latest);
        let origin = origin_of(&editions.ok()?.last()?.key);
        self.deliver(&origin)
    }

    /// Origins of the issues before and after one that is on the shelf.
    pub(super) fn beside(&mut self, origin: &str) -> Option<[Option<String>; 2]> {
        let key = key_in(origin)?;
        let beside = self.archive()?.beside(&key).ok()?;
        let origin = |issue: Standing| origin_of(&issue.key);
        Some(beside.map(|issue| issue.map(origin)))
    }

    fn archive(&mut self) -> Option<&mut Box<dyn Archive>> {
        if self.archive.is_none() {
            self.archive = (self.open)().ok();
        }
        self.archive.as_mut()
    }
}
