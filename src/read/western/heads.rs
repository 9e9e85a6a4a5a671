//! Headings of stories: runs of displayed lines that weigh enough and have a text below them, taken apart into kicker,
//! headline, deck and byline.

use std::ops::Range;

use super::dates;
use super::display::{Display, is_byline};
use super::lines::{Line, Page};

/// A heading and its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its lines.
    pub lines: Range<usize>,
    /// Department or section over the headline.
    pub kicker: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// What stands under it.
    pub deck: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
}

/// Capital letters that a heading in capitals has at least, noise left out.
const CAPITALS: usize = 7;
/// Lines in a run of displayed ones that OCR may have shredded.
const NOISE: usize = 8;
/// Running lines that a story has at least below its heading; one more where no points tell sentences, and with them text
/// from lists.
const BODY: usize = 2;

/// The headings of a page, from the top.
pub fn find(page: &Page<'_>, display: &[Display]) -> Vec<Head> {
    let mut heads: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(run) = next_run(page, display, at) {
        at = run.end;
        if is_heavy(page, display, &run) {
            heads.push(run.start..without_dateline(page, display, &run));
        }
    }
    let bodies = bodies(page, &heads);
    let followed = heads
        .into_iter()
        .zip(bodies)
        .filter(|(_, body)| has_body(page, body.clone()));
    followed
        .map(|(run, _)| take_apart(page, display, run))
        .collect()
}

/// The lines below each heading, up to the next.
pub fn bodies(page: &Page<'_>, heads: &[Range<usize>]) -> Vec<Range<usize>> {
    let starts = heads.iter().skip(1).map(|head| head.start);
    let ends = starts.chain([page.lines.len()]);
    heads
        .iter()
        .zip(ends)
        .map(|(head, end)| head.end..end)
        .collect()
}

/// The next run of displayed lines: what lies between two of them may be noise, but no running text and no blank line.
fn next_run(page: &Page<'_>, display: &[Display], from: usize) -> Option<Range<usize>> {
    let start = from
        + display
            .get(from..)?
            .iter()
            .position(|one| *one != Display::No)?;
    let mut end = start + 1;
    let mut noise = 0;
    for at in start + 1..display.len() {
        if display[at] != Display::No {
            (end, noise) = (at + 1, 0);
            continue;
        }
        noise += 1;
        let line = &page.lines[at];
        if noise > NOISE
            || line.gap
            || page.is_running(line)
            || display[end - 1] != Display::Capitals
        {
            break;
        }
    }
    Some(start..end)
}

/// A last line that begins in capitals and goes on in small letters is the beginning of the text: "HULL, Eng. The".
fn without_dateline(page: &Page<'_>, display: &[Display], run: &Range<usize>) -> usize {
    let last = &page.lines[run.end - 1];
    let words: Vec<&str> = last.text.split_whitespace().collect();
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    let is_large = |word: &&str| word.len() > 1 && !word.contains(char::is_lowercase);
    let runs_in = words.first().is_some_and(is_large) && words.last().is_some_and(is_small);
    let rest = run.start..run.end - 1;
    let capitals = display[run.end - 1] == Display::Capitals;
    if capitals && runs_in && !rest.is_empty() && is_heavy(page, display, &rest) {
        rest.end
    } else {
        run.end
    }
}

/// Capitals must be many, and most of them in lines of their own: a list of places is set "CHICAGO names and names".
fn is_heavy(page: &Page<'_>, display: &[Display], run: &Range<usize>) -> bool {
    let lines = || run.clone().map(|at| (&page.lines[at], display[at]));
    if lines().any(|(_, why)| matches!(why, Display::Isolated | Display::SetOff)) {
        return true;
    }
    let capitals = |line: &Line<'_>| line.capitals;
    let all: usize = lines().map(|(line, _)| capitals(line)).sum();
    let own: usize = lines()
        .map(|(line, _)| line)
        .filter(|line| line.small * 2 <= line.capitals)
        .map(capitals)
        .sum();
    all >= CAPITALS && own * 3 >= all
}

fn has_body(page: &Page<'_>, lines: Range<usize>) -> bool {
    let least = BODY + usize::from(!page.punctuated);
    let lines = &page.lines[lines];
    let running = lines.iter().filter(|line| page.is_running(line));
    let many = page.punctuated && lines.len() >= BODY * 2;
    many || running.take(least).count() >= least
}

/// Lines of one look: a group of a heading.
struct Group {
    text: String,
    words: usize,
    capitals: bool,
}

fn take_apart(page: &Page<'_>, display: &[Display], run: Range<usize>) -> Head {
    let mut head = Head {
        lines: run.clone(),
        ..Head::default()
    };
    let mut groups: Vec<Group> = Vec::new();
    for at in run.clone() {
        let line = &page.lines[at];
        if groups.is_empty() || !head.sign(line) {
            group(&mut groups, line, display[at]);
        }
    }
    let signed = page.lines.get(run.end).is_some_and(|next| head.sign(next));
    head.lines.end += usize::from(signed);
    head.name(&groups);
    head
}

/// A line goes with the last group if it looks as that does; scraps between capitals go with them.
fn group(groups: &mut Vec<Group>, line: &Line<'_>, why: Display) {
    let capitals = matches!(why, Display::Capitals | Display::No);
    let fits = |last: &&mut Group| !line.gap && (why == Display::No || last.capitals == capitals);
    match groups.last_mut().filter(fits) {
        Some(group) => group.add(line),
        None => groups.push(Group::new(line, capitals)),
    }
}

impl Group {
    fn new(line: &Line<'_>, capitals: bool) -> Self {
        Self {
            text: line.text.to_owned(),
            words: line.text.split_whitespace().count(),
            capitals,
        }
    }

    fn add(&mut self, line: &Line<'_>) {
        self.text.push(' ');
        self.text.push_str(line.text);
        self.words += line.text.split_whitespace().count();
    }

    /// A word or two in capitals over other lines name a department; so does a place with a date.
    fn is_department(&self) -> bool {
        (self.capitals && self.words <= 2)
            || (dates::dateline(&self.text).is_some() && self.words <= 6)
    }
}

impl Head {
    /// Takes a line as its byline, if it is one and the first.
    fn sign(&mut self, line: &Line<'_>) -> bool {
        let is_it = self.byline.is_none() && is_byline(line.text);
        if is_it {
            self.byline = Some(line.text.to_owned());
        }
        is_it
    }

    /// Which group is what. Decks are mixed under capitals; where all is set alike, sections stand over the headline.
    fn name(&mut self, groups: &[Group]) {
        const SHORT: usize = 3;
        let Some(last) = groups.len().checked_sub(1) else {
            return;
        };
        let first = groups[..last]
            .iter()
            .take_while(|group| group.is_department())
            .count();
        let alike = groups[first..]
            .iter()
            .all(|group| group.capitals == groups[first].capitals);
        let ends_short = groups[last].words <= SHORT && (alike || !groups[first].capitals);
        let headline = if ends_short { last } else { first };
        let joined = |groups: &[Group]| {
            let texts: Vec<&str> = groups.iter().map(|group| group.text.as_str()).collect();
            (!texts.is_empty()).then(|| texts.join(" "))
        };
        self.kicker = joined(&groups[..headline]);
        self.headline = joined(&groups[headline..=headline]);
        self.deck = joined(&groups[headline + 1..]);
    }
}
