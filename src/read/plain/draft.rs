//! A story while its parts are still being found.

use super::captions::Caption;
use super::grammar::{Ending, ending};
use super::vocabulary::Vocabulary;
use crate::edition::Jump;

/// A part of a draft's body.
#[derive(Clone, Debug)]
pub enum Part<'a> {
    /// A paragraph: one fragment, or more where columns broke it.
    Paragraph(Vec<&'a str>),
    /// A subhead.
    Subhead(&'a str),
    /// A picture.
    Figure(Caption<'a>),
}

/// A story being put together.
#[derive(Clone, Debug, Default)]
pub struct Draft<'a> {
    /// Kickers, from the top.
    pub kickers: Vec<&'a str>,
    /// The lines of the headline.
    pub headline: Vec<&'a str>,
    /// The lines of the deck.
    pub deck: Vec<&'a str>,
    /// Credits that stand on their own.
    pub credits: Vec<&'a str>,
    /// The jump line that leads here.
    pub from: Option<Jump>,
    /// The jump line that leads on, where it has a line of its own.
    pub on: Option<Jump>,
    /// A paragraph ends with a jump line.
    pub leads_on: bool,
    /// The body.
    pub parts: Vec<Part<'a>>,
    /// A credit has ended it.
    pub closed: bool,
    /// Its text ends with a line of verse, which is whole as it is.
    pub verse: bool,
    /// Its first paragraph has a dateline.
    pub dated: bool,
    /// Lengths of its shortest and longest subhead in characters.
    pub subheads: Option<(usize, usize)>,
    /// What it speaks of, while it is open.
    pub words: Option<Vocabulary>,
}

impl<'a> Draft<'a> {
    /// An empty story, open.
    pub fn new() -> Self {
        Self {
            words: Some(Vocabulary::default()),
            ..Self::default()
        }
    }

    /// Takes in words of its own.
    pub fn learn(&mut self, text: &str) {
        if let Some(words) = &mut self.words {
            words.add(text);
        }
    }

    /// Appends a paragraph.
    pub fn paragraph(&mut self, text: &'a str) {
        self.learn(text);
        self.parts.push(Part::Paragraph(vec![text]));
    }

    /// Goes on with the last paragraph, which a column break cut.
    pub fn resume(&mut self, text: &'a str) {
        self.learn(text);
        match self.parts.iter_mut().rev().find_map(|part| match part {
            Part::Paragraph(fragments) => Some(fragments),
            _ => None,
        }) {
            Some(fragments) => fragments.push(text),
            None => self.parts.push(Part::Paragraph(vec![text])),
        }
    }

    /// The last fragment of text.
    pub fn last_text(&self) -> Option<&'a str> {
        self.parts.iter().rev().find_map(|part| match part {
            Part::Paragraph(fragments) => fragments.last().copied(),
            _ => None,
        })
    }

    /// Whether its text stops in mid-sentence, with nothing that leads to another page.
    pub fn is_cut(&self) -> bool {
        let figure_or_text = self
            .parts
            .last()
            .is_some_and(|part| !matches!(part, Part::Subhead(_)));
        !self.goes_elsewhere()
            && !self.closed
            && !self.verse
            && figure_or_text
            && self
                .last_text()
                .is_some_and(|text| ending(text) == Ending::Cut)
    }

    /// Whether its last part is text that nothing has ended.
    pub fn ends_open(&self) -> bool {
        !self.closed && !self.verse && matches!(self.parts.last(), Some(Part::Paragraph(_)))
    }

    /// Whether a jump line leads to another page.
    pub fn goes_elsewhere(&self) -> bool {
        self.on.is_some() || self.leads_on
    }

    /// Whether it has any text.
    pub fn has_text(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Paragraph(_)))
    }

    /// Appends a subhead.
    pub fn subhead(&mut self, text: &'a str) {
        self.learn(text);
        let length = text.chars().count();
        let (shortest, longest) = self.subheads.unwrap_or((length, length));
        self.subheads = Some((shortest.min(length), longest.max(length)));
        self.parts.push(Part::Subhead(text));
    }
}
