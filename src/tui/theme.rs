//! How things are marked: by weight first, by colour second, from tables in `data/themes/`.

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Deserializer};

use crate::typeset::Role;

const TABLES: &[(&str, &str)] = &[
    ("auto", include_str!("../../data/themes/auto.toml")),
    ("light", include_str!("../../data/themes/light.toml")),
    ("dark", include_str!("../../data/themes/dark.toml")),
    ("plain", include_str!("../../data/themes/plain.toml")),
];

/// The marks of a screen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Theme {
    /// The whole screen, under everything else.
    pub page: Ink,
    /// Name of the paper.
    pub masthead: Ink,
    /// Hairlines.
    pub rule: Ink,
    /// Furniture: date, counts, status line, key hints.
    pub furniture: Ink,
    /// What the status line says after something was done.
    pub said: Ink,
    /// A story not read yet, in lists.
    pub unread: Ink,
    /// A story that was read, in lists.
    pub read: Ink,
    /// The selected line of the list that has the keyboard.
    pub selected: Ink,
    /// Kicker.
    pub kicker: Ink,
    /// Headline.
    pub headline: Ink,
    /// Deck.
    pub deck: Ink,
    /// Byline.
    pub byline: Ink,
    /// Jump lines.
    pub jump: Ink,
    /// Subheads.
    pub subhead: Ink,
    /// Quotations.
    pub quote: Ink,
    /// Captions.
    pub caption: Ink,
    /// Running text and all else.
    pub text: Ink,
    /// Words found.
    pub hit: Ink,
    /// The one among them where the reader is.
    pub current_hit: Ink,
    /// Passages that were highlighted.
    pub highlight: Ink,
    /// Passages that other readers highlighted.
    pub others: Ink,
    /// The passage that is being chosen.
    pub passage: Ink,
    /// Words that are new in a changed story.
    pub added: Ink,
    /// Words that are gone from it.
    pub removed: Ink,
}

/// One way of marking.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ink {
    /// Colour of letters.
    #[serde(deserialize_with = "colour")]
    pub fg: Option<Color>,
    /// Colour behind them.
    #[serde(deserialize_with = "colour")]
    pub bg: Option<Color>,
    /// Heavy.
    pub bold: bool,
    /// Faint.
    pub dim: bool,
    /// Underlined.
    pub underline: bool,
    /// Letters and background exchanged.
    pub reverse: bool,
}

/// A colour by name ("red"), by number of the 256 ("230"), or as "#rrggbb".
fn colour<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Color>, D::Error> {
    let name = String::deserialize(deserializer)?;
    let colour = Color::from_str(&name)
        .map_err(|_| serde::de::Error::custom(format!("{name:?} is no colour")))?;
    Ok(Some(colour))
}

impl Ink {
    /// As ratatui wants it.
    pub fn style(self) -> Style {
        let modifiers = [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ];
        let mut style = Style {
            fg: self.fg,
            bg: self.bg,
            ..Style::default()
        };
        for (_, modifier) in modifiers.iter().filter(|(on, _)| *on) {
            style = style.add_modifier(*modifier);
        }
        style
    }
}

impl Theme {
    /// A theme of the tables; `None` when there is none of that name.
    pub fn named(name: &str) -> Option<Self> {
        let (_, table) = TABLES.iter().find(|(known, _)| *known == name)?;
        Some(toml::from_str(table).expect("a test reads every embedded theme"))
    }

    /// The names there are.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TABLES.iter().map(|(name, _)| *name)
    }

    /// The same without any colour (`NO_COLOR`): weight remains.
    pub fn without_colour(mut self) -> Self {
        for ink in self.inks() {
            ink.fg = None;
            ink.bg = None;
        }
        self
    }

    fn inks(&mut self) -> [&mut Ink; 24] {
        [
            &mut self.page,
            &mut self.masthead,
            &mut self.rule,
            &mut self.furniture,
            &mut self.said,
            &mut self.unread,
            &mut self.read,
            &mut self.selected,
            &mut self.kicker,
            &mut self.headline,
            &mut self.deck,
            &mut self.byline,
            &mut self.jump,
            &mut self.subhead,
            &mut self.quote,
            &mut self.caption,
            &mut self.text,
            &mut self.hit,
            &mut self.current_hit,
            &mut self.highlight,
            &mut self.others,
            &mut self.passage,
            &mut self.added,
            &mut self.removed,
        ]
    }

    /// How a set line is marked.
    pub fn of(&self, role: Role) -> Ink {
        match role {
            Role::Kicker => self.kicker,
            Role::Headline => self.headline,
            Role::Deck => self.deck,
            Role::Byline => self.byline,
            Role::Jump => self.jump,
            Role::Subhead => self.subhead,
            Role::Quote => self.quote,
            Role::Caption => self.caption,
            Role::Rule => self.rule,
            Role::Paragraph | Role::List | Role::Table | Role::Verbatim => self.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_reads_and_marks_what_matters_without_colour() {
        for name in Theme::names() {
            let theme = Theme::named(name).expect(name).without_colour();
            assert_ne!(theme.hit.style(), Style::default(), "{name}");
            assert_ne!(theme.current_hit.style(), theme.hit.style(), "{name}");
        }
        assert!(Theme::named("no such").is_none());
    }
}
