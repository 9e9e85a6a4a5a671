//! Every text of an edition made safe and bounded: the one place where what came from outside is neutralised, whatever
//! form it came in. Page dumps are cleaned before they are taken apart as well: an escape in the middle of a line would
//! hide what the line is.
//!
//! `listing` sees that ids are unique and pages list what is there; `spans` lets spans follow their words.

mod listing;
mod notes;
mod spans;

pub use listing::place_unlisted;
pub use notes::Notes;

use crate::edition::{Block, Earlier, Edition, Jump, Mark, Region, Section, Span, Story};
use crate::read::limits;
use crate::text::clean::clean_and_tell;
use spans::{Cut, follow, keep_nested, keep_sound};

/// Washes the whole edition, drops what says nothing, names what has no name.
pub fn wash(edition: &mut Edition, notes: &mut Notes) {
    wash_texts(edition, notes);
    listing::drop_mute(edition, notes);
    listing::name_stories(edition, notes);
    listing::list_stories(edition, notes);
}

fn wash_texts(edition: &mut Edition, notes: &mut Notes) {
    let mut front = Tally::default();
    front.lines([
        &mut edition.masthead,
        &mut edition.language,
        &mut edition.url,
    ]);
    edition
        .sections
        .iter_mut()
        .for_each(|section| front.section(section));
    for text in &mut edition.loose {
        front.text(text, limits::TEXT_BYTES, &[]);
    }
    for note in &mut edition.notes {
        front.line(&mut note.at);
        front.line(&mut note.what);
    }
    front.tell("", notes);
    for story in &mut edition.stories {
        let mut tally = Tally::default();
        tally.story(story);
        tally.tell(&format!("story {}", story.id), notes);
    }
}

/// What was done to some texts.
#[derive(Default)]
struct Tally {
    dropped: usize,
    shortened: usize,
    breaks: usize,
    spans: usize,
    blocks: usize,
}

impl Tally {
    fn tell(self, at: &str, notes: &mut Notes) {
        notes.count(
            at,
            self.dropped,
            "characters that could act on a terminal were dropped",
        );
        notes.count(at, self.shortened, "texts were too long and were cut");
        notes.count(
            at,
            self.breaks,
            "line breaks and tabs within a line became blanks",
        );
        notes.count(
            at,
            self.spans,
            "spans that mark no text, or lie across others, were dropped",
        );
        notes.count(at, self.blocks, "blocks were left out: there are too many");
    }

    fn section(&mut self, section: &mut Section) {
        self.line(&mut section.label);
        self.lines([
            &mut section.title,
            &mut section.facsimile,
            &mut section.pdf,
            &mut section.missing,
        ]);
        section.stories.iter_mut().for_each(|id| self.line(id));
    }

    fn story(&mut self, story: &mut Story) {
        self.line(&mut story.id);
        self.lines([
            &mut story.page,
            &mut story.kicker,
            &mut story.headline,
            &mut story.deck,
            &mut story.byline,
            &mut story.dateline,
            &mut story.source,
            &mut story.url,
            &mut story.language,
        ]);
        let jumps = [&mut story.continued_from, &mut story.continued_on];
        jumps.into_iter().flatten().for_each(|jump| self.jump(jump));
        self.regions(&mut story.regions);
        self.blocks(&mut story.blocks);
        story.earlier.truncate(limits::EARLIER);
        for earlier in &mut story.earlier {
            let Earlier {
                headline,
                deck,
                blocks,
                ..
            } = earlier;
            self.lines([headline, deck]);
            self.blocks(blocks);
        }
    }

    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        self.blocks += blocks.len().saturating_sub(limits::BLOCKS);
        blocks.truncate(limits::BLOCKS);
        blocks.iter_mut().for_each(|block| self.block(block));
    }

    fn regions(&mut self, regions: &mut Vec<Region>) {
        regions.truncate(limits::REGIONS);
        for region in regions {
            region.points.truncate(limits::CORNERS);
            self.lines([&mut region.page]);
        }
    }

    fn jump(&mut self, jump: &mut Jump) {
        self.line(&mut jump.text);
        self.lines([&mut jump.page, &mut jump.story]);
    }

    fn block(&mut self, block: &mut Block) {
        let most = limits::TEXT_BYTES;
        match block {
            Block::Paragraph { text, spans } | Block::Quote { text, spans } => {
                self.marked(text, spans);
            }
            Block::Subhead { text } => self.line(text),
            Block::List { text } => drop(self.text(text, most, &['\n'])),
            Block::Table { text } | Block::Verbatim { text } => {
                self.text(text, most, &['\n', '\t']);
            }
            Block::Figure {
                caption,
                credit,
                image,
            } => self.lines([caption, credit, image]),
            Block::Rule => {}
        }
    }

    /// A text with its spans.
    fn marked(&mut self, text: &mut String, spans: &mut Vec<Span>) {
        let before = spans.len();
        spans.truncate(limits::SPANS);
        keep_sound(spans, text);
        let cuts = self.text(text, limits::TEXT_BYTES, &[]);
        follow(spans, &cuts);
        for span in spans.iter_mut() {
            span.range.end = span.range.end.min(text.len());
            if let Mark::Link(said) | Mark::Ruby(said) = &mut span.mark {
                self.line(said);
            }
        }
        spans.retain(
            |span| !matches!(&span.mark, Mark::Link(said) | Mark::Ruby(said) if said.is_empty()),
        );
        keep_sound(spans, text);
        keep_nested(spans);
        self.spans += before - spans.len();
    }

    fn lines<const N: usize>(&mut self, lines: [&mut Option<String>; N]) {
        lines.into_iter().flatten().for_each(|line| self.line(line));
    }

    fn line(&mut self, line: &mut String) {
        self.text(line, limits::LINE_BYTES, &[]);
    }

    /// Washes one text; of line ends and tabs those in `breaks` stay. Answers with what was cut out of it.
    fn text(&mut self, text: &mut String, most: usize, breaks: &[char]) -> Vec<Cut> {
        if text.len() > most {
            let end = (0..=most).rev().find(|&end| text.is_char_boundary(end));
            text.truncate(end.unwrap_or(0));
            self.shortened += 1;
        }
        let mut cuts: Vec<Cut> = Vec::new();
        let cleaned = clean_and_tell(text, |was, stands| {
            let is = cuts
                .last()
                .map_or(was.start, |last| was.start - last.was.end + last.is.end);
            cuts.push(Cut {
                was,
                is: is..is + stands,
            });
        });
        self.dropped += cleaned.dropped;
        let is_odd = |c: char| matches!(c, '\n' | '\t') && !breaks.contains(&c);
        let odd = cleaned.text.matches(is_odd).count();
        if odd > 0 {
            self.breaks += odd;
            // A blank takes the one byte that a line end or a tab did.
            *text = cleaned.text.replace(is_odd, " ");
        } else if let std::borrow::Cow::Owned(clean) = cleaned.text {
            *text = clean;
        }
        cuts
    }
}
