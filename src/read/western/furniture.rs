//! What stands at the head of every page and is no story: the name of the paper, the folio, prices and addresses.

use jiff::civil::Date;

use super::dates;
use super::lines::{Line, Page, words};
use crate::read::plain::labels;

/// Words that papers are named with, in small letters.
const PAPERS: [&str; 40] = [
    "times",
    "news",
    "herald",
    "gazette",
    "journal",
    "post",
    "tribune",
    "chronicle",
    "courier",
    "star",
    "sun",
    "mail",
    "telegraph",
    "observer",
    "examiner",
    "press",
    "record",
    "ledger",
    "advertiser",
    "mercury",
    "argus",
    "standard",
    "sentinel",
    "enterprise",
    "bulletin",
    "zeitung",
    "anzeiger",
    "nachrichten",
    "tageblatt",
    "bote",
    "blatt",
    "rundschau",
    "gazette",
    "moniteur",
    "courrier",
    "feuille",
    "diario",
    "gaceta",
    "corriere",
    "gazzetta",
];
/// Beginnings of words that speak of prices, subscriptions and the office.
const OFFICE: [&str; 24] = [
    "subscri",
    "published",
    "annum",
    "advertis",
    "price",
    "editor",
    "copy",
    "abonn",
    "annonce",
    "paraît",
    "parait",
    "rédact",
    "redact",
    "redakt",
    "insert",
    "erscheint",
    "preis",
    "expedition",
    "prix",
    "suscri",
    "precio",
    "prezzo",
    "druck",
    "impr",
];
/// Lines at the head of a page in which its folio may stand.
const HEAD: usize = 20;
/// Lines that may stand between two lines of it: scraps of an ornate masthead.
const REACH: usize = 8;

/// What the head of a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// Lines it takes up, from the top.
    pub lines: usize,
    /// Name of the paper.
    pub masthead: Option<String>,
    /// Day of the issue.
    pub date: Option<Date>,
    /// The page's number as printed.
    pub label: Option<String>,
}

/// Looks at the head of a page: all down to the last folio line, and to prices and addresses under it.
pub fn find(page: &Page<'_>) -> Furniture {
    let mut found = Furniture::default();
    let mut running = 0;
    for (at, line) in page.lines.iter().take(HEAD).enumerate() {
        let last = found.lines;
        let follows = last == at && (is_number(line) || (at > 0 && is_office(line)));
        let near = at <= last + REACH;
        if near && (found.take(line) || is_imprint(page, at) || follows) {
            found.lines = at + 1;
        }
        running += usize::from(found.lines <= at && page.is_running(line));
        if running > 2 && !is_imprint(page, at) {
            break;
        }
    }
    found
}

impl Furniture {
    /// Whether a line is a folio: it has the date, the page or the name of the paper, and little else.
    fn take(&mut self, line: &Line<'_>) -> bool {
        const LONGEST: usize = 12;
        let count = line.text.split_whitespace().count();
        if count > LONGEST {
            return false;
        }
        // "from the 1st to 26 March 1972" is an advertisement's: a folio begins with a capital or a number.
        let date = dates::find(line.text).filter(|_| line.starts_large());
        let label = labels::find(line.text).filter(|label| {
            let digits = label.label.bytes().any(|byte| byte.is_ascii_digit());
            digits && line.text.is_ascii() && count <= 8
        });
        let named = is_name(line.text);
        if self.masthead.is_none() && named {
            self.masthead = name(line.text, label.map(|label| label.start..label.end));
        }
        self.date = self.date.or(date);
        if self.label.is_none() {
            self.label = label.map(|label| label.label.to_owned());
        }
        date.is_some() || label.is_some() || named || is_volume(line.text)
    }
}

/// "- 4 -", "13 1944".
fn is_number(line: &Line<'_>) -> bool {
    line.letters == 0 && line.length <= 8 && line.text.contains(|c: char| c.is_ascii_digit())
}

/// "VOL. IX NO. 21", "Nr. 288", "N° 12": a number of the issue opens the line.
fn is_volume(text: &str) -> bool {
    let lower = text.to_lowercase();
    let opens = [
        "vol", "no.", "no ", "nr.", "nr ", "n°", "num", "année", "jahrgang",
    ]
    .iter()
    .any(|start| lower.starts_with(start));
    opens && text.contains(|c: char| c.is_ascii_digit())
}

/// A few words, one of them that of papers, and the line set as a name: no sentence, no mark within.
fn is_name(text: &str) -> bool {
    let all: Vec<&str> = words(text).take(9).collect();
    let large = |word: &&str| word.starts_with(char::is_uppercase) || word.chars().count() <= 3;
    let folio = labels::find(text).is_some() || dates::find(text).is_some();
    let set = all.iter().all(large) || folio;
    let is_paper =
        |word: &&str| PAPERS.contains(&word.to_lowercase().as_str()) || ends_as_paper(word);
    (1..=8).contains(&all.len())
        && set
        && all.iter().any(is_paper)
        && !text.ends_with([',', ';', ':', '?'])
}

/// German has it in one word: "Abendzeitung".
fn ends_as_paper(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["zeitung", "anzeiger", "blatt", "bote"]
        .iter()
        .any(|end| lower.ends_with(end))
}

/// The name without the folio that shares its line.
fn name(text: &str, label: Option<std::ops::Range<usize>>) -> Option<String> {
    let label = label.unwrap_or(0..0);
    let rest = format!("{} {}", &text[..label.start], &text[label.end..]);
    let is_kept = |word: &&str| !word.contains(|c: char| c.is_ascii_digit());
    let kept: Vec<&str> = rest.split_whitespace().take_while(is_kept).collect();
    let name = kept[..end_of_name(&kept)].join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    (name.chars().count() >= 4).then(|| name.to_owned())
}

/// Words up to the last that papers are named with; what follows it is noise, unless "of" or its like leads on.
fn end_of_name(words: &[&str]) -> usize {
    const LEADS: [&str; 8] = ["of", "de", "du", "des", "der", "für", "di", "del"];
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let is_paper =
        |word: &&str| PAPERS.contains(&bare(word).as_str()) || ends_as_paper(&bare(word));
    let last = words
        .iter()
        .rposition(is_paper)
        .map_or(words.len(), |at| at + 1);
    match words.get(last) {
        Some(word) if !LEADS.contains(&bare(word).as_str()) => last,
        _ => words.len(),
    }
}

/// Whether a line speaks of prices and the office.
fn is_office(line: &Line<'_>) -> bool {
    words(line.text).any(|word| {
        let lower = word.to_lowercase();
        let bare = lower.rsplit('\'').next().unwrap_or("");
        OFFICE.iter().any(|start| bare.starts_with(start))
    })
}

/// Whether the line's block of lines is an imprint: a few lines, several of which speak of prices and the office.
fn is_imprint(page: &Page<'_>, at: usize) -> bool {
    const MOST: usize = 8;
    let lines = &page.lines;
    let start = (0..=at).rev().take(MOST).find(|&i| i == 0 || lines[i].gap);
    let Some(start) = start.filter(|_| page.gapped) else {
        return false;
    };
    let block = lines[start..].iter().enumerate();
    let block: Vec<&Line<'_>> = block
        .take_while(|(i, line)| *i == 0 || !line.gap)
        .map(|(_, line)| line)
        .take(MOST + 1)
        .collect();
    let hits = block.iter().filter(|line| is_office(line)).count();
    block.len() <= MOST && hits >= 2
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::read::western::lines::Page;

    #[test]
    fn the_head_of_a_page_is_told_from_its_stories() {
        let page = Page::new(
            "THE MILL VALLEY GAZETTE\nVol. 3 No. 7\nTuesday, March 4, 1902\nFLOOD AT THE LOCKS\nThe water rose on \
             Sunday night and\nstood in the lower streets till noon.",
        );
        let found = find(&page);
        assert_eq!(found.lines, 3);
        assert_eq!(found.masthead.as_deref(), Some("THE MILL VALLEY GAZETTE"));
        assert_eq!(
            found.date.map(|date| date.to_string()).as_deref(),
            Some("1902-03-04")
        );
    }
}
