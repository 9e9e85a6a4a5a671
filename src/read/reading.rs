//! What goes into a reader, what comes out, and why nothing may. It reads nothing itself.

use thiserror::Error;

use crate::edition::{Edition, Note};

/// Bytes from outside, with the name they came under.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// File name or address, for notes and as a last hint of date and page.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// Why a source could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No visible character in it.
    #[error("is empty: there is nothing to read in it")]
    Empty,
    /// Bytes of no text format.
    #[error("is not text in any form yuebao reads (binary data)")]
    Binary,
    /// A format that is known but not read.
    #[error("is a {0} file, which yuebao does not read yet")]
    Unsupported(&'static str),
    /// An archive, whose files are to be read one by one.
    #[error("is an archive of files")]
    Packed,
    /// A file of a known form, of which nothing could be got.
    #[error("is a damaged {0} file: nothing can be read in it")]
    Damaged(&'static str),
    /// A file of an archive that cannot be unpacked, with the reason.
    #[error("cannot be unpacked: it {0}")]
    Unpacking(String),
    /// An archive with more files than the limit.
    #[error("has more than {0} files in it, the most yuebao unpacks")]
    Entries(usize),
    /// A bomb, or near it.
    #[error("swells to more than {0} MB when it is unpacked: more than any paper does")]
    Swells(usize),
    /// More than the limit.
    #[error("is larger than {0} MB, the most yuebao opens")]
    TooLarge(usize),
    /// An edition in JSON with an error in it.
    #[error("is an edition in JSON that cannot be read: {what} (line {line}, column {column})")]
    Malformed {
        /// Line of the error, from 1.
        line: usize,
        /// Column of the error in bytes, from 1.
        column: usize,
        /// What is wrong, safe to print on one line.
        what: String,
    },
}

/// One source, read: an edition of its own that [`super::join`] can put together with others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The edition.
    pub edition: Edition,
    /// What it is beside the other sources of its issue.
    pub(super) role: Role,
    /// Path of the source inside its folder or archive.
    pub(super) path: String,
    /// The pages that a page of an e-paper leads to: their labels and addresses.
    pub(super) leaves: Vec<(String, String)>,
}

/// What a source is beside the others of the same issue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A page, or pages, of text: what stands on them is theirs alone.
    #[default]
    Page,
    /// An issue, or a file that is one by itself.
    Whole,
    /// A page of an e-paper that lists its stories and does not hold them.
    Sheet,
    /// A story of an e-paper that pages list.
    Article,
}

impl Reading {
    /// A source that is an issue by itself.
    pub(super) fn whole(edition: Edition) -> Self {
        Self {
            edition,
            role: Role::Whole,
            path: String::new(),
            leaves: Vec::new(),
        }
    }

    /// The pages of the issue that a page of an e-paper leads to: the label of each, and its address; one that leads nowhere
    /// (the page itself, on some) has an empty one. Nothing for any other source.
    pub fn leaves(&self) -> &[(String, String)] {
        &self.leaves
    }

    /// The same as a story that pages of an e-paper list, where that is known and its markup does not show it.
    #[must_use]
    pub fn as_article(mut self) -> Self {
        if self.role != Role::Sheet {
            self.role = Role::Article;
        }
        self
    }

    /// Whether it lists stories of an e-paper that other sources hold.
    pub fn is_sheet(&self) -> bool {
        self.role == Role::Sheet
    }

    /// What was mended or doubted.
    pub fn notes(&self) -> &[Note] {
        &self.edition.notes
    }
}
