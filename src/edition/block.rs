//! What a story is made of: paragraphs, subheads, figures and the rest, and the spans inside their text.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One block of a story, in reading order.
///
/// `text` is always plain; emphasis, links and ruby lie over it as [`Span`]s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", from = "Flat")]
pub enum Block {
    /// Running text.
    Paragraph {
        /// The whole paragraph without line breaks.
        text: String,
        /// Emphasis, links and ruby over `text`.
        spans: Vec<Span>,
    },
    /// A heading inside a story (小标题).
    Subhead {
        /// One line of the subhead.
        text: String,
    },
    /// Words quoted as a block of their own.
    Quote {
        /// The quotation.
        text: String,
        /// Emphasis, links and ruby over `text`.
        spans: Vec<Span>,
    },
    /// A list, one item a line of `text`.
    List {
        /// Items separated by `\n`.
        text: String,
    },
    /// A table, one row a line of `text`, cells separated by tabs.
    Table {
        /// Rows separated by `\n`, cells by `\t`.
        text: String,
    },
    /// A picture with its caption and credit.
    Figure {
        /// What the picture shows, without the credit.
        caption: Option<String>,
        /// Who made it, word for word as printed ("郭莉茹 摄").
        credit: Option<String>,
        /// Where the picture is, if the source names it.
        image: Option<String>,
    },
    /// A thematic break.
    Rule,
    /// Text whose line breaks carry meaning (verse, code).
    Verbatim {
        /// The lines, separated by `\n`.
        text: String,
    },
}

/// A block as it is read: its kind and whatever parts stand beside it. Serde would keep a copy of all parts until it
/// has met the kind, many times the size of the source.
#[derive(Deserialize)]
struct Flat {
    kind: Kind,
    #[serde(default)]
    text: String,
    #[serde(default)]
    spans: Vec<Span>,
    caption: Option<String>,
    credit: Option<String>,
    image: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Paragraph,
    Subhead,
    Quote,
    List,
    Table,
    Figure,
    Rule,
    Verbatim,
}

impl From<Flat> for Block {
    fn from(flat: Flat) -> Self {
        let Flat { text, spans, .. } = flat;
        match flat.kind {
            Kind::Paragraph => Self::Paragraph { text, spans },
            Kind::Subhead => Self::Subhead { text },
            Kind::Quote => Self::Quote { text, spans },
            Kind::List => Self::List { text },
            Kind::Table => Self::Table { text },
            Kind::Figure => Self::Figure {
                caption: flat.caption,
                credit: flat.credit,
                image: flat.image,
            },
            Kind::Rule => Self::Rule,
            Kind::Verbatim => Self::Verbatim { text },
        }
    }
}

impl Block {
    /// A paragraph without spans.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph {
            text: text.into(),
            spans: Vec::new(),
        }
    }

    /// A subhead.
    pub fn subhead(text: impl Into<String>) -> Self {
        Self::Subhead { text: text.into() }
    }

    /// The text a reader sees and a [`crate::edition::Place`] counts bytes in.
    ///
    /// A figure reads as its caption, an ideographic space (U+3000), and its credit.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Paragraph { text, .. }
            | Self::Subhead { text }
            | Self::Quote { text, .. }
            | Self::List { text }
            | Self::Table { text }
            | Self::Verbatim { text } => Cow::Borrowed(text),
            Self::Figure {
                caption, credit, ..
            } => figure_text(caption.as_deref(), credit.as_deref()),
            Self::Rule => Cow::Borrowed(""),
        }
    }

    /// The spans over [`Block::text`]; empty for blocks that carry none.
    pub fn spans(&self) -> &[Span] {
        match self {
            Self::Paragraph { spans, .. } | Self::Quote { spans, .. } => spans,
            _ => &[],
        }
    }
}

fn figure_text<'a>(caption: Option<&'a str>, credit: Option<&'a str>) -> Cow<'a, str> {
    match (caption, credit) {
        (Some(caption), Some(credit)) => Cow::Owned(format!("{caption}\u{3000}{credit}")),
        (Some(one), None) | (None, Some(one)) => Cow::Borrowed(one),
        (None, None) => Cow::Borrowed(""),
    }
}

/// A stretch of a block's text that is marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Bytes of the block's text, on character boundaries.
    pub range: Range<usize>,
    /// What the stretch is.
    pub mark: Mark,
}

impl Span {
    /// The same mark so many bytes further on.
    pub fn moved(&self, bytes: usize) -> Self {
        let range = self.range.start + bytes..self.range.end + bytes;
        let mark = self.mark.clone();
        Self { range, mark }
    }
}

/// What a [`Span`] says about its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// Light emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// A link to an address.
    Link(String),
    /// A reading set above the text (ruby, 注音, ふりがな).
    Ruby(String),
    /// A proper name, which Chinese prints underline (专名号; GB/T 15834 §4.16).
    Name,
    /// The title of a work, which Chinese prints with a wavy underline (书名号甲式; GB/T 15834 §4.15).
    Title,
}
