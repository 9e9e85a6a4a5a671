//! The papers that are known: those that the program carries (`data/papers/`), and those that the reader wrote, which come
//! before them.

use std::path::Path;

use serde::Deserialize;

use super::Definition;
use crate::delivery::{Failure, Reason, read_file, shown};
use crate::read::KNOWN_PAPERS;
use crate::text::fold::Folded;

/// Most files of definitions of a reader's own.
const MOST_FILES: usize = 200;

/// A file of definitions.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Table {
    paper: Vec<Definition>,
}

/// The papers that are known.
#[derive(Debug, Default)]
pub struct Known {
    papers: Vec<Definition>,
    /// How many of them are the reader's own; they stand first.
    own: usize,
}

impl Known {
    /// Those of the program alone.
    pub fn of_program() -> Self {
        let tables = KNOWN_PAPERS
            .iter()
            .filter_map(|text| parse(text).ok())
            .flatten();
        let subscribable = tables.filter(|paper| paper.check().is_ok());
        Self {
            papers: subscribable.collect(),
            own: 0,
        }
    }

    /// Those of the program, and before them those of the files `*.toml` in a folder, which need not exist. What is wrong with
    /// a file or a paper in it is told, and the rest holds.
    pub fn with_own(folder: &Path) -> (Self, Vec<Failure>) {
        let (mut own, mut failures) = (Vec::new(), Vec::new());
        for path in files(folder) {
            match definitions(&path) {
                Ok(papers) => own.extend(papers),
                Err(failure) => failures.push(failure),
            }
        }
        let mut known = Self::of_program();
        let fresh = |paper: &Definition| !own.iter().any(|own| own.id == paper.id);
        known.papers.retain(fresh);
        known.own = own.len();
        known.papers.splice(0..0, own);
        (known, failures)
    }

    /// All of them, the reader's own first.
    pub fn all(&self) -> &[Definition] {
        &self.papers
    }

    /// Whether a paper is one that the reader wrote.
    pub fn is_own(&self, id: &str) -> bool {
        let own = self.papers.get(..self.own).unwrap_or_default();
        own.iter().any(|paper| paper.id == id)
    }

    /// The paper with this short name.
    pub fn by_id(&self, id: &str) -> Option<&Definition> {
        self.papers.iter().find(|paper| paper.id == id)
    }

    /// The papers that a word may mean: the one of this short name, or of this name, or those whose names have it in them.
    pub fn meant(&self, word: &str) -> Vec<&Definition> {
        if let Some(paper) = self.by_id(word) {
            return vec![paper];
        }
        let folded = |name: &str| Folded::new(name).text().to_owned();
        let word = folded(word);
        let with = |fits: &dyn Fn(&str) -> bool| -> Vec<&Definition> {
            let all = self.papers.iter();
            all.filter(|paper| fits(&folded(&paper.masthead))).collect()
        };
        match with(&|name| name == word) {
            exact if !exact.is_empty() => exact,
            _ => with(&|name| !word.is_empty() && name.contains(&word)),
        }
    }

    /// The paper that is had from this very address.
    pub fn with_address(&self, address: &str) -> Option<&Definition> {
        let mut papers = self.papers.iter();
        papers.find(|paper| paper.home().is_some_and(|home| home.as_str() == address))
    }

    /// The paper that an address belongs to.
    pub fn at(&self, address: &str) -> Option<&Definition> {
        let fits =
            |paper: &&Definition| paper.at.iter().any(|part| address.contains(part.as_str()));
        let longest = |paper: &&Definition| paper.at.iter().map(String::len).max();
        self.papers.iter().filter(fits).max_by_key(longest)
    }
}

/// The papers that a text defines.
fn parse(text: &str) -> Result<Vec<Definition>, String> {
    let table: Table = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        format!(
            "line {line}: {}",
            error.message().trim().replace('\n', "; ")
        )
    })?;
    Ok(table.paper)
}

/// The papers that a file defines, each of which makes sense.
///
/// # Errors
/// The file cannot be read, is no file of definitions, or one of them makes no sense.
pub fn definitions(path: &Path) -> Result<Vec<Definition>, Failure> {
    let fail = |reason| Failure {
        name: shown(path),
        reason,
    };
    let bytes = read_file(path).map_err(fail)?;
    let wrong = |why: String| fail(Reason::Definition(why));
    let papers = parse(&String::from_utf8_lossy(&bytes)).map_err(wrong)?;
    for paper in &papers {
        let name = shown(Path::new(&paper.id));
        paper
            .check()
            .map_err(|flaw| wrong(format!("the paper {name} {flaw}")))?;
    }
    Ok(papers)
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_table = |path: &std::path::PathBuf| path.extension().is_some_and(|end| end == "toml");
    let mut files: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(is_table)
        .take(MOST_FILES)
        .collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_of_the_program_makes_sense() {
        for text in KNOWN_PAPERS {
            for paper in parse(text).expect("a table of papers") {
                let ways = paper.way().is_ok();
                assert!(
                    !ways || paper.check() == Ok(()),
                    "{}: {:?}",
                    paper.id,
                    paper.check()
                );
            }
        }
        let known = Known::of_program();
        let mut ids: Vec<&str> = known.all().iter().map(|paper| paper.id.as_str()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "two papers have one short name");
        assert!(all >= 27, "{all}");
    }

    #[test]
    fn words_mean_papers() {
        let known = Known::of_program();
        let ids = |word: &str| -> Vec<String> {
            let meant = known.meant(word);
            meant.iter().map(|paper| paper.id.clone()).collect()
        };
        assert_eq!(ids("rmrb"), ["rmrb"]);
        assert_eq!(ids("人民日报"), ["rmrb"]);
        assert_eq!(ids("人民日報"), ["rmrb"]);
        assert!(ids("太原").len() >= 2);
        assert!(ids("no such paper").is_empty());
    }

    #[test]
    fn a_readers_own_papers_come_first_and_what_is_wrong_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).unwrap();
        };
        let own = "[[paper]]\nid = \"rmrb\"\nmasthead = \"人民日报\"\nfeed = { url = \"https://a.test/\" }\n";
        write("own.toml", own);
        write(
            "bad.toml",
            "[[paper]]\nid = \"x\"\nmasthead = \"x\"\nfolder = \"a\"\nexec = [\"b\"]\n",
        );
        write("worse.toml", "[[paper]]\nname = \"x\"\n");
        write("passed-over.txt", "x");
        let (known, failures) = Known::with_own(folder.path());
        assert!(known.is_own("rmrb"));
        assert!(
            known
                .by_id("rmrb")
                .is_some_and(|paper| paper.feed.is_some())
        );
        let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 2);
        assert!(told[0].contains("the paper x says 2 ways"), "{told:?}");
        assert!(told[1].contains("line 2"), "{told:?}");
    }
}
