//! Hyphens at the ends of lines: undone where they only divide a word, kept where they belong to it. The text itself is
//! the dictionary: a compound that stands whole elsewhere keeps its hyphen.

use std::collections::HashSet;

use super::lines::Line;

/// Words after which a hyphen stands for what they share: "Ein- und Ausfuhr", "pre- and post-war".
const SHARED: [&str; 10] = [
    "und", "oder", "bzw", "bis", "and", "or", "to", "et", "ou", "y",
];
/// What divides words besides the hyphen: soft hyphen, not sign, and the double hyphen of blackletter.
const DIVIDERS: [char; 6] = ['-', '\u{AD}', '¬', '⸗', '‐', '='];
/// Compounds that are remembered of one page.
const REMEMBERED: usize = 20_000;

/// What a page says about its hyphens.
#[derive(Debug, Default)]
pub struct Hyphens {
    compounds: HashSet<String>,
    guillemets: bool,
}

impl Hyphens {
    /// Looks at the lines of a page.
    pub fn of(lines: &[Line<'_>]) -> Self {
        let mut compounds = HashSet::new();
        for word in lines.iter().flat_map(|line| line.text.split_whitespace()) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if bare.contains('-') && compounds.len() < REMEMBERED && bare.len() < 80 {
                compounds.insert(bare.to_lowercase());
            }
        }
        // OCR of blackletter gives its slanted hyphens as closing guillemets, which then have no opening ones.
        let closing = lines
            .iter()
            .filter(|line| line.text.ends_with('»') && !line.text.ends_with(" »"))
            .count();
        let opening = lines.iter().filter(|line| line.text.contains('«')).count();
        Self {
            compounds,
            guillemets: closing >= 4 && closing > opening * 2,
        }
    }

    /// Appends a line to what stands before it.
    pub fn join(&self, text: &mut String, more: &str) {
        match self.division(text, more) {
            Some(Division::Undone(bytes)) => text.truncate(text.len() - bytes),
            Some(Division::Kept) => {}
            None if text.is_empty() => {}
            None => text.push(' '),
        }
        text.push_str(more);
    }

    fn division(&self, text: &str, more: &str) -> Option<Division> {
        let mark = text.chars().next_back()?;
        let is_mark = DIVIDERS.contains(&mark) || (self.guillemets && mark == '»');
        let before = &text[..text.len() - mark.len_utf8()];
        if !is_mark || !before.ends_with(char::is_alphabetic) {
            return None;
        }
        let first = more.split(|c: char| !c.is_alphanumeric()).next()?;
        if SHARED.contains(&first) && more[first.len()..].starts_with(' ') {
            return None;
        }
        if !first.starts_with(char::is_lowercase) {
            let whole = first.starts_with(char::is_alphanumeric) && mark == '-';
            let in_capitals = last_word(before).chars().all(char::is_uppercase)
                && first.chars().all(char::is_uppercase);
            return match (whole, in_capitals && first.len() > 1) {
                (true, true) => Some(Division::Undone(1)),
                (true, false) => Some(Division::Kept),
                (false, _) => None,
            };
        }
        let compound = format!("{}-{}", last_word(before), first).to_lowercase();
        if mark == '-' && self.compounds.contains(&compound) {
            return Some(Division::Kept);
        }
        Some(Division::Undone(mark.len_utf8()))
    }
}

enum Division {
    /// So many bytes go.
    Undone(usize),
    Kept,
}

/// The word a text ends with; of a word without end, its end.
fn last_word(text: &str) -> &str {
    const LONGEST: usize = 60;
    let tail = text.chars().rev().take(LONGEST);
    let letters = tail.take_while(|c| c.is_alphanumeric());
    let bytes: usize = letters.map(char::len_utf8).sum();
    &text[text.len() - bytes..]
}

#[cfg(test)]
mod tests {
    use super::super::lines::Page;
    use super::Hyphens;

    #[track_caller]
    fn check(page: &str, one: &str, other: &str, joined: &str) {
        let hyphens = Hyphens::of(&Page::new(page).lines);
        let mut text = one.to_owned();
        hyphens.join(&mut text, other);
        assert_eq!(text, joined);
    }

    #[test]
    fn words_are_whole_again_and_compounds_keep_their_hyphen() {
        check("", "the coun-", "cil met", "the council met");
        check("", "in the", "evening", "in the evening");
        check(
            "a well-known man",
            "so well-",
            "known as",
            "so well-known as",
        );
        check("", "the Anglo-", "American line", "the Anglo-American line");
        check("", "FIRE DE-", "STROYS MILL", "FIRE DESTROYS MILL");
        check("", "Ein-", "und Ausfuhr", "Ein- und Ausfuhr");
        check("", "from 1914 -", "that year", "from 1914 - that year");
        check("", "der Mini¬", "ster", "der Minister");
    }

    #[test]
    fn hyphens_of_blackletter_are_known_where_they_close_nothing() {
        let page = "Das Ge»\nbäude am Was»\nser und die Brü»\ncke mit dem Ge»\nländer";
        check(page, "die Brü»", "cke", "die Brücke");
        check("«oui»\net", "»oui»", "et", "»oui» et");
    }
}
