//! Which files of a folder or an archive are pages: a look at their names, and at what their bytes are. Bytes decide what
//! a file is; its name only whether text beside pages is meant to be one of them.

use std::path::Path;

use super::natural;
use crate::read::{Form, Refusal};

/// Most files of one bundle that are opened.
pub(super) const MOST_PAGES: usize = 5_000;

/// Names that pages of text go by. Where a bundle has such files, other text in it is no page.
const PAGES: &[&str] = &["txt", "text", "md", "markdown"];

/// Names of files that are text, or marked up, and never a page.
const NO_PAGES: &[&str] = &[
    "bib",
    "c",
    "cfg",
    "conf",
    "cpp",
    "css",
    "csv",
    "dtd",
    "gitignore",
    "go",
    "h",
    "ini",
    "java",
    "js",
    "less",
    "lock",
    "log",
    "map",
    "mjs",
    "ncx",
    "opf",
    "php",
    "pl",
    "py",
    "rb",
    "rs",
    "scss",
    "sh",
    "svg",
    "toml",
    "ts",
    "tsv",
    "xsd",
    "xsl",
    "yaml",
    "yml",
];

/// Names of pictures and other files that need not be opened to know them.
const BINARY: &[&str] = &[
    "avi", "avif", "bmp", "db", "dll", "eot", "exe", "flac", "gif", "heic", "ico", "iso", "jpeg",
    "jpg", "mov", "mp3", "mp4", "ogg", "otf", "png", "psd", "so", "tif", "tiff", "ttf", "wav",
    "webm", "webp", "woff", "woff2",
];

/// The files of a folder or an archive.
#[derive(Debug)]
pub(super) struct Bundle {
    /// Their names, `/` between folders.
    pub(super) names: Vec<String>,
    /// Indices of those that may be pages, in natural order.
    pub(super) pages: Vec<usize>,
    /// How many are not looked at.
    pub(super) passed_over: usize,
    has_text: bool,
}

impl Bundle {
    pub(super) fn of(names: &[String]) -> Self {
        let mut pages: Vec<usize> = (0..names.len())
            .filter(|&at| may_be_page(&names[at]))
            .collect();
        pages.sort_by(|&a, &b| natural::compare(&names[a], &names[b]));
        Self {
            passed_over: names.len() - pages.len(),
            has_text: names.iter().any(|name| is_one_of(name, PAGES)),
            names: names.to_vec(),
            pages,
        }
    }

    /// Whether a file of this name and form is a page here.
    pub(super) fn takes(&self, name: &str, form: Result<Form, Refusal>) -> bool {
        match form {
            Ok(Form::Plain) if is_one_of(name, &["json", "xml"]) => false,
            Ok(Form::Plain | Form::Json | Form::Markdown) => {
                is_one_of(name, PAGES) || !self.has_text
            }
            Ok(_) => true,
            Err(Refusal::Binary | Refusal::Empty | Refusal::Unsupported(_)) => false,
            Err(_) => true,
        }
    }
}

fn may_be_page(name: &str) -> bool {
    let is_aside = |step: &str| {
        step.starts_with('.') && !matches!(step, "." | "..")
            || step == "__MACOSX"
            || step.ends_with("_files")
            || step.ends_with(".files")
    };
    !name.split('/').any(is_aside) && !is_one_of(name, NO_PAGES) && !is_one_of(name, BINARY)
}

fn is_one_of(name: &str, ends: &[&str]) -> bool {
    let end = Path::new(name).extension().and_then(|end| end.to_str());
    end.is_some_and(|end| ends.iter().any(|one| one.eq_ignore_ascii_case(end)))
}
