//! Where the text stands: always by a place in the story, never by a line alone.

use super::screen::Screen;
use crate::edition::Slot;
use crate::typeset::Style;

/// Lines under a story: air, and what comes next.
pub const TAIL: usize = 2;

/// Where the open story stands.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// First line on the screen.
    pub top: usize,
    /// The text has the window for itself.
    pub alone: bool,
    /// What `top` was reckoned for; anything else and it is reckoned anew from the place.
    pub shape: Option<(usize, Style, usize)>,
    /// The end of this story was seen since it was opened.
    pub ended: Option<usize>,
    /// What the library was told last.
    pub told: Option<(usize, (Slot, usize))>,
    /// The story that the library knows to be open.
    pub attended: Option<usize>,
}

impl Reading {
    /// Has the line to stand at reckoned anew from the place.
    pub fn forget_shape(&mut self) {
        self.shape = None;
    }
}

/// Where a jump began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The story.
    pub story: usize,
    /// First part and byte on its screen, where it was opened.
    pub place: Option<(Slot, usize)>,
    /// The screens that lay over it, the one that was faced last.
    pub faced: Vec<Screen>,
}
