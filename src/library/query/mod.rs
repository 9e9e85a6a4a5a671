//! The query language: what readers type, and what it asks of a story. Every archive answers the same queries.
//!
//! Words side by side must all be there: `养老 公建民营`. Quotes keep a phrase together (`"智慧养老"`), a minus takes
//! stories away (`-广告`), and a name before a colon asks one part of a story: `标题:`, `记者:`, `paper:`, `page:`,
//! `date:2026-07..2026-09`. Traditional and simplified, full and half width, capitals and small letters are the same.

mod days;
mod needle;
mod parse;

pub use days::Days;
pub use needle::Needle;
pub use parse::QueryError;

/// What a reader looks for: stories that every clause is true of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What must be so. Never empty where [`Query::parse`] made it.
    pub clauses: Vec<Clause>,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Whether it must not be so.
    pub not: bool,
    /// What is asked.
    pub ask: Ask,
}

/// What a clause asks of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// That words stand in a part of it.
    Words(Part, Needle),
    /// That its edition is of one of these days.
    Day(Days),
    /// That it begins on a page, by [`page_key`].
    Page(String),
}

/// A part of a story that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All its text.
    Any,
    /// Headline, deck and kicker.
    Head,
    /// The byline.
    Byline,
    /// The name of its paper.
    Paper,
    /// The name of its page.
    Section,
    /// The kicker alone (栏目).
    Kicker,
}

impl Query {
    /// The needles that mark a hit in the text of a story: those of its whole text, its headline and its byline that must
    /// be there.
    pub fn shown(&self) -> impl Iterator<Item = &Needle> {
        self.clauses.iter().filter_map(|clause| match &clause.ask {
            Ask::Words(Part::Any | Part::Head | Part::Byline | Part::Kicker, needle)
                if !clause.not =>
            {
                Some(needle)
            }
            _ => None,
        })
    }

    /// The same query with every word that may stand anywhere asked of the headline; `None` where there is no such word.
    ///
    /// Stories about a thing say it in the headline, so these are the first of what is found.
    pub fn of_headlines(&self) -> Option<Self> {
        let mut clauses = self.clauses.clone();
        let mut changed = false;
        for clause in &mut clauses {
            if let (false, Ask::Words(part @ Part::Any, _)) = (clause.not, &mut clause.ask) {
                *part = Part::Head;
                changed = true;
            }
        }
        changed.then_some(Self { clauses })
    }
}

/// A page's label as pages are asked for: `01`, `1` and `第01版` are one, `A01` is `a1`.
pub fn page_key(label: &str) -> String {
    let folded = crate::text::fold::Folded::new(label);
    let label = folded.text().trim().trim_start_matches('第');
    let label = label.trim_end_matches('版').trim();
    let digits = label.find(|c: char| c.is_ascii_digit());
    match digits {
        Some(at) => {
            let (letters, number) = label.split_at(at);
            let short = number.trim_start_matches('0');
            let kept = if short.starts_with(|c: char| c.is_ascii_digit()) {
                short.to_owned()
            } else {
                format!("0{short}")
            };
            format!("{letters}{kept}")
        }
        None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::page_key;

    #[test]
    fn a_page_has_one_key() {
        for (label, key) in [
            ("01", "1"),
            ("第01版", "1"),
            ("1", "1"),
            ("A01", "a1"),
            ("Ａ０１", "a1"),
            ("T10", "t10"),
            ("00", "0"),
            ("要闻", "要闻"),
            ("", ""),
        ] {
            assert_eq!(page_key(label), key, "{label}");
        }
    }
}
