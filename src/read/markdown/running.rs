//! Running text of Markdown: its letters, and spans from its marks and from the HTML that may stand in it.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::edition::{Mark, Span};
use crate::read::limits::DEPTH;
use crate::text::segment;

/// A picture in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What is told where it cannot be shown.
    pub alt: String,
    /// Its address.
    pub address: String,
    /// Its title.
    pub title: String,
}

/// What is open: where it began, and what it is.
#[derive(Debug)]
enum Open {
    Marked(Mark, bool),
    Ruby,
    Reading,
    Bracket,
    Picture(Picture),
    Other,
}

/// A paragraph, heading, item or cell in the making.
#[derive(Debug, Default)]
pub struct Running {
    /// The letters so far.
    pub text: String,
    /// Marks over them.
    pub spans: Vec<Span>,
    /// Pictures that stood among them.
    pub pictures: Vec<Picture>,
    /// Stretches between underscores: emphasis, or, where true, strong emphasis.
    pub underscored: Vec<(Range<usize>, bool)>,
    open: Vec<(usize, Open)>,
    at_break: bool,
}

impl Running {
    /// Takes in an event inside a paragraph; `source` is the Markdown it stands for.
    pub fn event(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.at_break = true,
            Event::InlineHtml(tag) => self.tag(&tag),
            Event::Start(tag) => self.start(tag, source.starts_with('_')),
            Event::End(TagEnd::Image) => self.close(|open| matches!(open, Open::Picture(_))),
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Strikethrough,
            ) => self.close(|open| matches!(open, Open::Marked(..) | Open::Other)),
            _ => {}
        }
    }

    /// A line end in the source is a blank where words have blanks between them.
    fn push(&mut self, text: &str) {
        let ends = (self.text.chars().next_back(), text.chars().next());
        if std::mem::take(&mut self.at_break)
            && let (Some(before), Some(after)) = ends
        {
            let blank = if segment::vanishes(before, after) {
                ""
            } else {
                " "
            };
            self.text.push_str(blank);
        }
        self.text.push_str(text);
    }

    fn start(&mut self, tag: Tag<'_>, underscore: bool) {
        let mark = |mark| Open::Marked(mark, underscore);
        let open = match tag {
            Tag::Emphasis => mark(Mark::Emphasis),
            Tag::Strong => mark(Mark::Strong),
            Tag::Link { dest_url, .. } => mark(Mark::Link(dest_url.into_string())),
            Tag::Image {
                dest_url, title, ..
            } => Open::Picture(picture(dest_url, title)),
            _ => Open::Other,
        };
        self.begin(open);
    }

    fn begin(&mut self, open: Open) {
        self.at_break &= !self.text.is_empty();
        // Deeper marks say nothing to a reader, and every end looks through those that are open.
        if self.open.len() < DEPTH {
            self.open.push((self.text.len(), open));
        }
    }

    /// Closes the innermost that is meant, and what was left open inside it.
    fn close(&mut self, is_meant: impl Fn(&Open) -> bool) {
        let Some(at) = self.open.iter().rposition(|(_, open)| is_meant(open)) else {
            return;
        };
        for (start, open) in self.open.drain(at..).rev().collect::<Vec<_>>() {
            self.end(start, open);
        }
    }

    fn end(&mut self, start: usize, open: Open) {
        let from = self.without_blank(start);
        let range = from..self.text.len();
        match open {
            Open::Marked(mark, underscore) => {
                if underscore && matches!(mark, Mark::Emphasis | Mark::Strong) {
                    self.underscored.push((range.clone(), mark == Mark::Strong));
                }
                self.span(range, mark);
            }
            Open::Reading => self.reading(start),
            Open::Bracket => self.text.truncate(start),
            Open::Picture(picture) => {
                let alt = self.text.split_off(start);
                self.pictures.push(Picture { alt, ..picture });
            }
            Open::Ruby | Open::Other => {}
        }
    }

    /// A blank that a line end left before the first letter is no part of what is marked.
    fn without_blank(&self, start: usize) -> usize {
        start + usize::from(self.text[start..].starts_with(' '))
    }

    fn span(&mut self, range: Range<usize>, mark: Mark) {
        if !range.is_empty() {
            self.spans.push(Span { range, mark });
        }
    }

    /// What was written since `start` is the reading of the letters before it, back to the last reading.
    fn reading(&mut self, start: usize) {
        let reading = self.text.split_off(start);
        if let Some((base, Open::Ruby)) = self.open.last_mut() {
            let from = std::mem::replace(base, start);
            let range = self.without_blank(from)..start;
            self.span(range, Mark::Ruby(reading));
        }
    }

    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']);
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        let mark = match name.to_ascii_lowercase().as_str() {
            "em" | "i" => Mark::Emphasis,
            "strong" | "b" => Mark::Strong,
            "u" => Mark::Name,
            "cite" => Mark::Title,
            "ruby" => return self.toggle(closes, Open::Ruby, |open| matches!(open, Open::Ruby)),
            "rt" => {
                return self.toggle(closes, Open::Reading, |open| matches!(open, Open::Reading));
            }
            "rp" => {
                return self.toggle(closes, Open::Bracket, |open| matches!(open, Open::Bracket));
            }
            "br" => {
                self.at_break = true;
                return;
            }
            _ => return,
        };
        let same = mark.clone();
        let is_it = move |open: &Open| matches!(open, Open::Marked(mark, _) if *mark == same);
        self.toggle(closes, Open::Marked(mark, false), is_it);
    }

    fn toggle(&mut self, closes: bool, open: Open, is_it: impl Fn(&Open) -> bool) {
        if closes {
            self.close(is_it);
        } else {
            self.begin(open);
        }
    }

    /// All that was made; marks lie outer before inner.
    pub fn take(&mut self) -> Self {
        self.close(|_| true);
        while !self.open.is_empty() {
            self.close(|_| true);
        }
        self.spans
            .sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        std::mem::take(self)
    }
}

fn picture(address: CowStr<'_>, title: CowStr<'_>) -> Picture {
    Picture {
        alt: String::new(),
        address: address.into_string(),
        title: title.into_string(),
    }
}
