//! Markdown that `write::markdown` wrote, back into the edition it was.

use super::front::Front;
use super::pieces::{Look, Piece};
use crate::edition::{Block, Jump, Story};
use crate::read::build::Builder;

/// Puts it together.
pub fn read(front: Front, pieces: Vec<Piece>, builder: &mut Builder) {
    let edition = &mut builder.edition;
    edition.masthead = front.title;
    edition.date = front.date;
    edition.language = front.language;
    edition.url = front.url;
    let mut desk = Desk {
        builder,
        page: None,
        kicker: None,
        story: None,
    };
    pieces.into_iter().for_each(|piece| desk.take(piece));
    desk.put();
}

struct Desk<'b> {
    builder: &'b mut Builder,
    page: Option<usize>,
    kicker: Option<String>,
    story: Option<Story>,
}

impl Desk<'_> {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Heading(level, text, link) => self.heading(level, text, link),
            Piece::Paragraph(text, spans, look) => match &mut self.story {
                Some(story) => paragraph(story, text, spans, look),
                None => self.builder.edition.loose.push(text),
            },
            Piece::Block(block) => match &mut self.story {
                Some(story) => story.blocks.push(block),
                None => self.builder.edition.loose.push(block.text().into_owned()),
            },
        }
    }

    fn heading(&mut self, level: usize, text: String, link: Option<String>) {
        let filled = Some(text).filter(|text| !text.is_empty());
        match level {
            1 => {
                self.put();
                self.page = filled.and_then(|text| {
                    let (label, title) = label_and_title(&text);
                    self.builder.page(label, title)
                });
            }
            2 => {
                self.put();
                match link
                    .as_deref()
                    .and_then(|link| link.strip_prefix("#story-"))
                {
                    Some(number) => self.list(number),
                    None => self.begin(filled),
                }
            }
            5 => {
                self.put();
                self.kicker = filled;
            }
            _ => {
                let subhead = filled.map(Block::subhead);
                self.story.get_or_insert_default().blocks.extend(subhead);
            }
        }
    }

    fn begin(&mut self, headline: Option<String>) {
        self.story = Some(Story {
            kicker: self.kicker.take(),
            headline,
            ..Story::default()
        });
    }

    /// A story of another page that goes on here.
    fn list(&mut self, number: &str) {
        let known = number
            .parse::<usize>()
            .is_ok_and(|number| number <= self.builder.edition.stories.len());
        let sections = &mut self.builder.edition.sections;
        if let Some(page) = self
            .page
            .and_then(|page| sections.get_mut(page))
            .filter(|_| known)
        {
            page.stories.push(format!("s{number}"));
        }
    }

    fn put(&mut self) {
        if let Some(story) = self.story.take() {
            self.builder.put(self.page, story);
        }
    }
}

fn paragraph(story: &mut Story, text: String, spans: Vec<crate::edition::Span>, look: Look) {
    let bare = story.blocks.is_empty();
    match look {
        Look::Strong if bare && story.deck.is_none() => story.deck = Some(text),
        Look::Underscored if bare && story.byline.is_none() => story.byline = Some(text),
        Look::Underscored => story.source = Some(text),
        Look::Link(to) if to.starts_with("#page") => {
            let page = to.strip_prefix("#page-").map(str::to_owned);
            let jump = Some(Jump {
                page,
                text,
                story: None,
            });
            if bare && story.continued_from.is_none() {
                story.continued_from = jump;
            } else {
                story.continued_on = jump;
            }
        }
        Look::Link(to) if to == text => story.url = Some(to),
        _ => story.blocks.push(Block::Paragraph { text, spans }),
    }
}

/// "02  要闻": two blanks stand between label and title. One of them alone is what it looks like.
fn label_and_title(text: &str) -> (&str, Option<&str>) {
    match text.split_once("  ") {
        Some((label, title)) => (label, Some(title)),
        None if is_label(text) => (text, None),
        None => ("", Some(text)),
    }
}

/// "02", "A3": a label of a page, and no title.
fn is_label(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    (1..=3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && text.len() <= 5
}
