//! Which lines were set to be seen: in capitals, alone between blank lines, or short where a paragraph has ended. The
//! evidence is the line's shape beside its page's; what makes a heading of such lines is `heads`' to weigh.

use super::lines::{Line, Page, words};

/// Why a line may belong to a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// It was not set to be seen.
    No,
    /// Most of it is capitals, or it is short and has a word in capitals.
    Capitals,
    /// Few short lines with blank lines round them.
    Isolated,
    /// Short and unfinished after a finished paragraph.
    SetOff,
}

/// Lines of an isolated heading, and of a set off one, at most.
const MOST_LINES: usize = 4;
/// Words of an isolated heading at most.
const MOST_WORDS: usize = 24;

/// Looks at every line from `first` on; those before are furniture.
pub fn find(page: &Page<'_>, first: usize) -> Vec<Display> {
    let mut found = vec![Display::No; page.lines.len()];
    for (at, line) in page.lines.iter().enumerate().skip(first) {
        if in_capitals(page, line) && !is_signature(page, at) {
            found[at] = Display::Capitals;
        }
    }
    isolated(page, first, &mut found);
    if page.punctuated {
        set_off(page, first, &mut found);
    }
    found
}

fn in_capitals(page: &Page<'_>, line: &Line<'_>) -> bool {
    let mostly = line.capitals >= 2 && line.capitals * 2 >= line.letters;
    let has_word = || {
        let is_word =
            |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
        page.is_short(line, 76) && !line.ends_sentence() && words(line.text).any(is_word)
    };
    mostly || has_word()
}

/// A name in capitals under "Yours truly," is no heading.
fn is_signature(page: &Page<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| page.lines.get(before))
        .is_some_and(|before| {
            before.text.ends_with(',') && page.is_short(before, 80) && before.small > 0
        })
}

fn isolated(page: &Page<'_>, first: usize, found: &mut [Display]) {
    let lines = &page.lines;
    if !page.gapped {
        return;
    }
    let mut start = first;
    while start < lines.len() {
        let rest = lines[start..].iter().enumerate();
        let end = start + rest.take_while(|(i, line)| *i == 0 || !line.gap).count();
        let parted = lines[start].gap || start == first;
        if parted && is_heading_block(page, start, end) {
            found[start..end]
                .iter_mut()
                .filter(|one| **one == Display::No)
                .for_each(|one| *one = Display::Isolated);
        }
        start = end;
    }
}

fn is_heading_block(page: &Page<'_>, start: usize, end: usize) -> bool {
    let block = &page.lines[start..end];
    let (Some(first), Some(last)) = (block.first(), block.last()) else {
        return false;
    };
    let count: usize = block
        .iter()
        .map(|line| line.text.split_whitespace().count())
        .sum();
    let letters: usize = block.iter().map(|line| line.letters).sum();
    let short = block.iter().all(|line| page.is_short(line, 85));
    let opens = first
        .text
        .starts_with(|c: char| c.is_alphanumeric() || "\"“„«'".contains(c));
    block.len() <= MOST_LINES
        && count <= MOST_WORDS
        && letters >= 4
        && short
        && opens
        && first.starts_large()
        && !last.text.ends_with([',', ';', ':', '-'])
        && !is_signature(page, start)
        && !goes_on(page, start)
        && (count <= 8 || !last.ends_sentence())
}

/// Whether the line before was cut in a word, so that this one is its other half.
fn goes_on(page: &Page<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| page.lines.get(before));
    before.is_some_and(|line| line.text.ends_with('-') && !page.is_short(line, 70))
}

fn set_off(page: &Page<'_>, first: usize, found: &mut [Display]) {
    let lines = &page.lines;
    let mut at = first;
    while at < lines.len() {
        let after_end =
            at == first || lines[at - 1].ends_sentence() || found[at - 1] != Display::No;
        let run = lines[at..]
            .iter()
            .zip(&found[at..])
            .enumerate()
            .take_while(|(i, (line, known))| {
                **known == Display::No && may_be_set_off(page, line, *i == 0)
            })
            .count();
        let next = lines.get(at + run);
        let followed = next.is_some_and(|next| {
            next.starts_large() && (page.is_running(next) || is_byline(next.text))
        });
        if (1..=MOST_LINES).contains(&run) && after_end && followed {
            found[at..at + run].fill(Display::SetOff);
        }
        at += run.max(1);
    }
}

/// The first line begins large; those after it, where every long word does.
fn may_be_set_off(page: &Page<'_>, line: &Line<'_>, opens: bool) -> bool {
    let titled = is_titled(line.text);
    let shape = line.letters >= 6
        && (line.starts_large() || (!opens && titled))
        && line
            .text
            .starts_with(|c: char| !c.is_ascii_punctuation() || c == '"');
    let open = !line.ends_sentence() && !line.text.ends_with([',', ';', ':', '-', '—']);
    shape && open && page.is_short(line, if titled { 85 } else { 65 }) && !is_byline(line.text)
}

/// Whether every word of some length begins large, as in an English title.
fn is_titled(text: &str) -> bool {
    let mut long = words(text)
        .filter(|word| word.chars().count() > 4)
        .peekable();
    long.peek().is_some() && long.all(|word| word.starts_with(char::is_uppercase))
}

/// "By Jane Doe", "Von H. Berg", "Par M. Duval", "From our own correspondent".
pub fn is_byline(text: &str) -> bool {
    const WORDS: usize = 7;
    let mut all = text.split_whitespace();
    let (first, second) = (all.next().unwrap_or(""), all.next().unwrap_or(""));
    let opens = ["by", "von", "par"].contains(&first.to_lowercase().as_str());
    let signs = opens && second.starts_with(char::is_uppercase);
    let lower = text.to_lowercase();
    let desk = [
        "from our ",
        "(from our ",
        "de notre correspondant",
        "von unserem",
    ];
    all.count() + 2 <= WORDS && !text.ends_with('.') && signs
        || desk.iter().any(|start| lower.starts_with(start))
}
