//! Where in an edition something is. A [`Place`] outlives resizes, themes and settings; a line number would not.

use serde::{Deserialize, Serialize};

/// A position in an edition: a story, a part of it, and a byte of that part's text.
///
/// Ordered as one reads.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Place {
    /// Index into [`crate::edition::Edition::stories`].
    pub story: usize,
    /// Which part of the story.
    pub slot: Slot,
    /// Byte of the part's text (see [`crate::edition::Story::text_of`]), on a character boundary.
    pub byte: usize,
}

impl Place {
    /// The beginning of a story.
    pub fn start_of(story: usize) -> Self {
        Self {
            story,
            slot: Slot::Kicker,
            byte: 0,
        }
    }
}

/// A part of a story that can hold a [`Place`], in reading order.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// The kicker.
    #[default]
    Kicker,
    /// The headline.
    Headline,
    /// The deck.
    Deck,
    /// The byline.
    Byline,
    /// The jump line that leads here.
    From,
    /// A block of the body, by index.
    Block(usize),
    /// The jump line that leads on.
    On,
}

impl Slot {
    /// A number for storage that keeps the order: head parts are negative, blocks their index, `On` the largest.
    pub fn to_number(self) -> i64 {
        match self {
            Self::Kicker => -5,
            Self::Headline => -4,
            Self::Deck => -3,
            Self::Byline => -2,
            Self::From => -1,
            Self::Block(index) => i64::try_from(index).unwrap_or(i64::MAX - 1),
            Self::On => i64::MAX,
        }
    }

    /// The inverse of [`Slot::to_number`]; an unknown number is the kicker, the start of the story.
    pub fn from_number(number: i64) -> Self {
        match number {
            -4 => Self::Headline,
            -3 => Self::Deck,
            -2 => Self::Byline,
            -1 => Self::From,
            i64::MAX => Self::On,
            number => usize::try_from(number).map_or(Self::Kicker, Self::Block),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Slot;

    #[test]
    fn a_slot_survives_storage_and_keeps_its_order() {
        let slots = [
            Slot::Kicker,
            Slot::Headline,
            Slot::Deck,
            Slot::Byline,
            Slot::From,
            Slot::Block(0),
            Slot::Block(7),
            Slot::On,
        ];
        for pair in slots.windows(2) {
            assert!(pair[0].to_number() < pair[1].to_number());
        }
        for slot in slots {
            assert_eq!(Slot::from_number(slot.to_number()), slot);
        }
    }
}
