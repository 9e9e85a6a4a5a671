//! One story and the lines that lead from page to page.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Block, Region, Slot};

/// A story with its furniture. Absent parts are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Story {
    /// Unique within the edition: `s1`, `s2`, … in reading order.
    pub id: String,
    /// What sort of thing it is.
    pub sort: Sort,
    /// Label of the page the story begins on.
    pub page: Option<String>,
    /// Banner or column name over the story (栏题, 肩题).
    pub kicker: Option<String>,
    /// The headline; a space stands where the page broke it in two.
    pub headline: Option<String>,
    /// The line under the headline (副题, ——…).
    pub deck: Option<String>,
    /// Who wrote it, word for word as printed.
    pub byline: Option<String>,
    /// Where and when it was filed ("新华社北京7月8日电").
    pub dateline: Option<String>,
    /// The agency or paper it was taken from.
    pub source: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// BCP 47 tag, where it differs from the edition's.
    pub language: Option<String>,
    /// The jump line that leads here from another page.
    pub continued_from: Option<Jump>,
    /// The jump line that leads on to another page.
    pub continued_on: Option<Jump>,
    /// Where it stands on the pictures of its pages.
    pub regions: Vec<Region>,
    /// The body.
    pub blocks: Vec<Block>,
    /// What it was before it was changed or corrected, the oldest first; not in JSON where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
}

/// A story as it stood before its paper changed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Earlier {
    /// When the change was seen.
    pub until: Timestamp,
    /// Its headline.
    pub headline: Option<String>,
    /// Its deck.
    pub deck: Option<String>,
    /// Its body.
    pub blocks: Vec<Block>,
}

/// What stands on a page as a story does: stories, and what a reader of stories passes over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// A story.
    #[default]
    Story,
    /// A picture with its caption, and no story to it (图片报道).
    Picture,
    /// An advertisement (广告).
    Advertisement,
    /// Who made the page (责编, 版式), and other furniture that has a place of its own.
    Imprint,
}

/// A jump line: "(下转第2版)", "(上接第1版)".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Jump {
    /// Label of the other page, as printed ("1", "A02").
    pub page: Option<String>,
    /// The jump line word for word.
    pub text: String,
    /// Id of the story at the other end, where the edition has it as a story of its own.
    pub story: Option<String>,
}

impl Story {
    /// The headline, or, where there is none, the beginning of the text: never empty unless the story is.
    pub fn title(&self) -> Cow<'_, str> {
        const OPENING: usize = 24;
        if let Some(headline) = &self.headline {
            return Cow::Borrowed(headline);
        }
        let Some(text) = self
            .blocks
            .iter()
            .map(Block::text)
            .find(|text| !text.is_empty())
        else {
            return Cow::Borrowed(
                self.deck
                    .as_deref()
                    .or(self.kicker.as_deref())
                    .unwrap_or(""),
            );
        };
        match text.char_indices().nth(OPENING) {
            Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
            None => Cow::Owned(text.into_owned()),
        }
    }

    /// Every part of the story that has text, in reading order.
    ///
    /// This is the one enumeration that setting, searching, counting and exporting share.
    pub fn parts(&self) -> impl Iterator<Item = (Slot, Cow<'_, str>)> {
        let head = [
            Slot::Kicker,
            Slot::Headline,
            Slot::Deck,
            Slot::Byline,
            Slot::From,
        ];
        let body = (0..self.blocks.len()).map(Slot::Block);
        let slots = head.into_iter().chain(body).chain([Slot::On]);
        slots.filter_map(|slot| Some((slot, self.text_of(slot)?)))
    }

    /// The text of one part; `None` where the story has no such part.
    pub fn text_of(&self, slot: Slot) -> Option<Cow<'_, str>> {
        match slot {
            Slot::Kicker => self.kicker.as_deref().map(Cow::Borrowed),
            Slot::Headline => self.headline.as_deref().map(Cow::Borrowed),
            Slot::Deck => self.deck.as_deref().map(Cow::Borrowed),
            Slot::Byline => self.byline.as_deref().map(Cow::Borrowed),
            Slot::From => self
                .continued_from
                .as_ref()
                .map(|jump| Cow::Borrowed(jump.text.as_str())),
            Slot::Block(index) => self.blocks.get(index).map(Block::text),
            Slot::On => self
                .continued_on
                .as_ref()
                .map(|jump| Cow::Borrowed(jump.text.as_str())),
        }
    }
}
