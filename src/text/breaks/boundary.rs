//! The place between two characters, as rules look at it: nothing further away than one neighbour on either side.

use crate::text::kinsoku::{Class, class_of};

/// A boundary between `left` and `right`, with what surrounds them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Boundary<'a> {
    /// The character before `left`.
    pub(super) before: Option<char>,
    pub(super) left: char,
    pub(super) right: char,
    /// The text from `right` on.
    pub(super) rest: &'a str,
    /// How many of the same character end with `left`.
    pub(super) run: usize,
    /// The last character before `right` that is no blank.
    pub(super) ink: char,
}

impl Boundary<'_> {
    /// The character after `right`.
    pub(super) fn after(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    /// The class of `right`; a dash of one em that is no half of a pair is a connector.
    pub(super) fn right_class(&self) -> Class {
        match class_of(self.right) {
            Class::Dash if self.right == '—' && self.left != '—' && self.after() != Some('—') => {
                Class::Connector
            }
            class => class,
        }
    }
}
