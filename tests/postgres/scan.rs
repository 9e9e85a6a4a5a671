//! What a query is true of, said by looking through every story: slow, and beyond doubt.

use std::collections::{HashMap, HashSet};

use yuebao::library::archive::{Document, Filing, Which, documents};
use yuebao::library::query::{Ask, Needle, Part, Query};
use yuebao::text::fold::Folded;
use yuebao::text::tokens::tokens;

/// Stories that are looked through.
#[derive(Default)]
pub struct Scan(Vec<Scanned>);

struct Scanned {
    which: Which,
    day: Option<jiff::civil::Date>,
    page: String,
    rank: u64,
    parts: HashMap<Part, Places>,
}

/// Where the tokens of a text stand, and all its characters.
struct Places {
    tokens: HashMap<String, HashSet<u32>>,
    characters: HashSet<char>,
}

impl Scan {
    /// Of editions.
    pub fn of(filings: &[Filing]) -> Self {
        let mut all = Vec::new();
        for filing in filings {
            for (story, document) in documents(&filing.key, &filing.edition).enumerate() {
                all.push(Scanned {
                    which: Which {
                        edition: filing.key.clone(),
                        story,
                    },
                    day: filing.edition.date,
                    page: document.page.clone(),
                    rank: document.rank,
                    parts: parts(&document, Folded::new(&filing.paper).text()),
                });
            }
        }
        all.sort_by_key(|scanned| std::cmp::Reverse(scanned.rank));
        Self(all)
    }

    /// Every story that a query is true of, in order, with its score.
    pub fn search(&self, query: &Query) -> Vec<(Which, f64)> {
        let of_headlines = query.of_headlines();
        let is_head =
            |scanned: &Scanned| of_headlines.as_ref().is_some_and(|query| scanned.is(query));
        let found = self.0.iter().filter(|scanned| scanned.is(query));
        let (heads, rest): (Vec<_>, Vec<_>) = found.partition(|scanned| is_head(scanned));
        let heads = heads
            .into_iter()
            .map(|scanned| (scanned.which.clone(), 2.0));
        heads
            .chain(rest.into_iter().map(|scanned| (scanned.which.clone(), 1.0)))
            .collect()
    }
}

impl Scanned {
    fn is(&self, query: &Query) -> bool {
        query
            .clauses
            .iter()
            .all(|clause| self.has(&clause.ask) != clause.not)
    }

    fn has(&self, ask: &Ask) -> bool {
        match ask {
            Ask::Day(days) => days.contains(self.day),
            Ask::Page(key) => self.page == *key,
            Ask::Words(part, needle) => self.parts[part].have(needle),
        }
    }
}

fn parts(document: &Document, paper: &str) -> HashMap<Part, Places> {
    let all = [
        (Part::Any, document.text.as_str()),
        (Part::Head, &document.head),
        (Part::Byline, &document.byline),
        (Part::Paper, paper),
        (Part::Section, &document.section),
        (Part::Kicker, &document.kicker),
    ];
    all.map(|(part, text)| (part, Places::of(text))).into()
}

impl Places {
    fn of(text: &str) -> Self {
        let mut all: HashMap<String, HashSet<u32>> = HashMap::new();
        tokens(text, |token| {
            all.entry(token.text.to_owned())
                .or_default()
                .insert(token.position);
        });
        Self {
            tokens: all,
            characters: text.chars().collect(),
        }
    }

    /// Whether the tokens of a needle stand here at their distances, and its lone letters anywhere.
    fn have(&self, needle: &Needle) -> bool {
        let places = |text: &str| self.tokens.get(text);
        let at = |text: &str, position| places(text).is_some_and(|all| all.contains(&position));
        let from = |start: &u32| {
            needle
                .phrase
                .iter()
                .all(|(more, text)| at(text, start + more))
        };
        let phrase = match needle.phrase.first() {
            None => true,
            Some((_, first)) => places(first).is_some_and(|starts| starts.iter().any(from)),
        };
        phrase
            && needle
                .lone
                .iter()
                .all(|letter| self.characters.contains(letter))
    }
}
