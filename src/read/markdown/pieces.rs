//! The parser's events as a flat row of headings and blocks.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::running::{Picture, Running};
use crate::edition::{Block, Mark, Span};

/// A heading, a paragraph or another block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading of level 1 to 6, and where it leads if it is a link.
    Heading(usize, String, Option<String>),
    /// A paragraph, and how it was marked as a whole.
    Paragraph(String, Vec<Span>, Look),
    /// Anything else.
    Block(Block),
}

/// How a paragraph was marked as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// It was not.
    Plain,
    /// `_so_`.
    Underscored,
    /// `__so__`.
    Strong,
    /// A link to this address.
    Link(String),
}

/// All of a text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut maker = Maker::default();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        maker.event(event, text.get(range).unwrap_or(""));
    }
    maker.flush();
    maker.pieces
}

#[derive(Default)]
struct Maker {
    pieces: Vec<Piece>,
    running: Running,
    /// Quotes, and lists, that are open.
    quotes: usize,
    /// The next number of each open list; `None` where it has none.
    lists: Vec<Option<u64>>,
    items: Vec<String>,
    cells: Vec<String>,
    rows: Vec<String>,
    verbatim: Option<String>,
}

impl Maker {
    fn event(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Start(tag) if is_block(&tag) => self.start(tag),
            Event::End(end) if is_block_end(end) => self.end(end),
            Event::Text(text) | Event::Html(text) if self.verbatim.is_some() => {
                if let Some(verbatim) = &mut self.verbatim {
                    verbatim.push_str(&text);
                }
            }
            Event::Rule => self.rule(),
            other => self.running.event(other, source),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if matches!(tag, Tag::List(_)) && !self.lists.is_empty() {
            self.item();
        } else if !matches!(
            tag,
            Tag::Item | Tag::TableCell | Tag::TableRow | Tag::TableHead
        ) && self.lists.is_empty()
        {
            self.flush();
        }
        match tag {
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => self.lists.push(first),
            Tag::CodeBlock(kind) => {
                let _: CodeBlockKind<'_> = kind;
                self.verbatim = Some(String::new());
            }
            Tag::HtmlBlock => self.verbatim = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Paragraph if self.lists.is_empty() => self.flush(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => self.item(),
            TagEnd::List(_) => self.list(),
            TagEnd::TableCell => {
                let cell = self.running.take().text;
                self.cells.push(cell.replace(['\t', '\n'], " "));
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row(),
            TagEnd::Table => {
                let text = std::mem::take(&mut self.rows).join("\n");
                self.pieces.push(Piece::Block(Block::Table { text }));
            }
            TagEnd::CodeBlock => self.code(),
            TagEnd::HtmlBlock => self.html(),
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let running = self.running.take();
        let link = whole_link(&running);
        let pictures = running.pictures;
        self.pieces
            .push(Piece::Heading(level as usize, running.text, link));
        self.pictures(pictures);
    }

    /// What was running is a paragraph or a quotation.
    fn flush(&mut self) {
        let running = self.running.take();
        if let Some(figure) = figure(&running) {
            self.pieces.push(Piece::Block(figure));
            return;
        }
        if !running.text.trim().is_empty() {
            let look = look(&running);
            let Running { text, spans, .. } = running;
            self.pieces.push(if self.quotes > 0 {
                Piece::Block(Block::Quote { text, spans })
            } else {
                Piece::Paragraph(text, spans, look)
            });
        }
        self.pictures(running.pictures);
    }

    fn pictures(&mut self, pictures: Vec<Picture>) {
        let figures = pictures.into_iter().map(shown);
        self.pieces.extend(figures.map(Piece::Block));
    }

    fn item(&mut self) {
        let running = self.running.take();
        self.pictures(running.pictures);
        let is_new = !running.text.is_empty();
        if let Some(number) = self.lists.last_mut().filter(|_| is_new) {
            self.items.push(match number {
                Some(at) => format!("{at}. {}", running.text),
                None => running.text,
            });
            *number = number.map(|at| at.saturating_add(1));
        }
    }

    fn list(&mut self) {
        self.lists.pop();
        if self.lists.is_empty() && !self.items.is_empty() {
            let text = std::mem::take(&mut self.items).join("\n");
            self.pieces.push(Piece::Block(Block::List { text }));
        }
    }

    /// Cells that only fill a row up to the others' number are none.
    fn row(&mut self) {
        let row = std::mem::take(&mut self.cells).join("\t");
        self.rows.push(row.trim_end_matches('\t').to_owned());
    }

    fn code(&mut self) {
        let mut text = self.verbatim.take().unwrap_or_default();
        if text.ends_with('\n') {
            text.pop();
        }
        self.pieces.push(Piece::Block(Block::Verbatim { text }));
    }

    /// Markup that stands by itself is read as a web page's would be.
    fn html(&mut self) {
        let markup = self.verbatim.take().unwrap_or_default();
        let tree = crate::read::html::parse(&markup);
        let base = crate::read::html::Base::of("");
        let blocks = crate::read::html::blocks(&tree.document.root(), &base);
        self.pieces.extend(blocks.into_iter().map(piece));
    }

    fn rule(&mut self) {
        self.flush();
        self.pieces.push(Piece::Block(Block::Rule));
    }
}

fn piece(block: Block) -> Piece {
    match block {
        Block::Paragraph { text, spans } => Piece::Paragraph(text, spans, Look::Plain),
        other => Piece::Block(other),
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn is_block_end(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// A picture, captioned by its title or by what stands for it where it cannot be shown.
fn shown(picture: Picture) -> Block {
    let told = [picture.title, picture.alt];
    Block::Figure {
        caption: told.into_iter().find(|text| !text.trim().is_empty()),
        credit: None,
        image: Some(picture.address).filter(|address| !address.is_empty()),
    }
}

fn whole_link(running: &Running) -> Option<String> {
    running.spans.iter().find_map(|span| match &span.mark {
        Mark::Link(address) if span.range == (0..running.text.len()) => Some(address.clone()),
        _ => None,
    })
}

fn look(running: &Running) -> Look {
    if let Some(address) = whole_link(running) {
        return Look::Link(address);
    }
    let whole = 0..running.text.len();
    match running
        .underscored
        .iter()
        .find(|(range, _)| *range == whole)
    {
        Some((_, true)) => Look::Strong,
        Some((_, false)) => Look::Underscored,
        None => Look::Plain,
    }
}

/// A paragraph that begins as a picture, with what is emphasised under it: `_caption_`, `__credit__`.
fn figure(running: &Running) -> Option<Block> {
    let [picture] = &running.pictures[..] else {
        return None;
    };
    let under: usize = running
        .underscored
        .iter()
        .map(|(range, _)| range.len())
        .sum();
    if running.text.is_empty() || under + 1 < running.text.len() {
        return None;
    }
    let of = |strong: bool| {
        let found = running
            .underscored
            .iter()
            .find(|(_, is_strong)| *is_strong == strong);
        found.map(|(range, _)| running.text[range.clone()].to_owned())
    };
    Some(Block::Figure {
        caption: of(false),
        credit: of(true),
        image: Some(picture.address.clone()).filter(|address| !address.is_empty()),
    })
}
