//! Where on the window everything stands. Drawing and mouse hits ask the same function.

use ratatui::layout::Rect;

/// Smallest window that is read in; below it there is one line that says so.
pub const SMALLEST: (u16, u16) = (20, 6);

/// From this width on there are three panes.
const THREE: u16 = 120;
/// From this width on there are two.
const TWO: u16 = 80;

/// What the reader is looking at, as far as placing it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facing {
    /// The sections have the keyboard.
    Sections,
    /// The stories have it.
    Stories,
    /// The text has it.
    Text,
    /// The text has it, and the window for itself.
    TextAlone,
    /// A list over everything (bookmarks, help).
    Whole,
}

/// Where everything stands; what is not on the window is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The line with the paper's name.
    pub masthead: Option<Rect>,
    /// Hairline under the masthead.
    pub head_rule: Option<Rect>,
    /// Hairline over the status line.
    pub foot_rule: Option<Rect>,
    /// Status line.
    pub status: Rect,
    /// Sections.
    pub sections: Option<Rect>,
    /// Why the section is not here whole, over its stories.
    pub notice: Option<Rect>,
    /// Stories of the section.
    pub stories: Option<Rect>,
    /// Text, without its margins.
    pub text: Option<Rect>,
    /// Bookmarks or help.
    pub whole: Option<Rect>,
}

/// Lays a window of `width` × `height` cells out; `None` when it is too small to read in.
pub fn panes(width: u16, height: u16, facing: Facing, measure: u16) -> Option<Panes> {
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let several = width >= TWO && facing != Facing::TextAlone;
    let one_text = matches!(facing, Facing::Text | Facing::TextAlone) && !several;
    let rules = height >= 10;
    let line = |y| Some(Rect::new(0, y, width, 1));
    let mut panes = Panes {
        status: Rect::new(0, height - 1, width, 1),
        ..Panes::default()
    };
    let mut top = 0;
    let mut bottom = height - 1;
    if !one_text {
        panes.masthead = line(0);
        top = 1;
        if rules {
            panes.head_rule = line(1);
            top = 2;
        }
    }
    if rules {
        panes.foot_rule = line(bottom - 1);
        bottom -= 1;
    }
    let body = Rect::new(0, top, width, bottom - top);
    share(&mut panes, body, facing);
    panes.text = panes.text.map(|pane| margins(pane, measure, one_text));
    Some(panes)
}

/// Shares the body among the panes.
fn share(panes: &mut Panes, body: Rect, facing: Facing) {
    let cut = |from: u16, to: u16| {
        let width = to.saturating_sub(from);
        Some(Rect::new(from, body.y, width, body.height))
    };
    let width = body.width;
    match facing {
        Facing::Whole => panes.whole = Some(body),
        Facing::TextAlone => panes.text = Some(body),
        _ if width >= THREE => {
            let sections = 20;
            let stories = sections + (width / 3).clamp(36, 48);
            panes.sections = cut(0, sections);
            panes.stories = cut(sections, stories);
            panes.text = cut(stories, width);
        }
        Facing::Text if width >= TWO => {
            let stories = (width * 3 / 8).clamp(28, 40);
            panes.stories = cut(0, stories);
            panes.text = cut(stories, width);
        }
        Facing::Sections | Facing::Stories if width >= TWO => {
            panes.sections = cut(0, 22);
            panes.stories = cut(22, width);
        }
        Facing::Sections => panes.sections = Some(body),
        Facing::Stories => panes.stories = Some(body),
        Facing::Text => panes.text = Some(body),
    }
}

/// The text's own rectangle in its pane: the measure is bounded and centred, with air above it where there is room.
fn margins(pane: Rect, measure: u16, air: bool) -> Rect {
    let margin = match pane.width {
        0..12 => 0,
        12..30 => 1,
        _ => 2,
    };
    let width = pane.width.saturating_sub(2 * margin).min(measure).max(1);
    let above = u16::from(air && pane.height >= 14);
    Rect {
        x: pane.x + (pane.width.saturating_sub(width)) / 2,
        y: pane.y + above,
        width,
        height: pane.height - above,
    }
}

/// What is left of a list's pane below its title and the air under that.
pub fn below_title(area: Rect) -> Rect {
    let taken = area.height.min(2);
    Rect {
        y: area.y + taken,
        height: area.height - taken,
        ..area
    }
}

/// A list is no wider than this: what belongs together is not torn apart.
const WIDEST: u16 = 110;

/// The part of a pane that a list of things of any kind takes.
pub fn bounded(area: Rect) -> Rect {
    Rect {
        width: area.width.min(WIDEST),
        ..area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: [Facing; 5] = [
        Facing::Sections,
        Facing::Stories,
        Facing::Text,
        Facing::TextAlone,
        Facing::Whole,
    ];

    #[test]
    fn every_pane_is_inside_the_window_and_none_lies_on_another() {
        for (width, height) in [(20, 6), (40, 12), (79, 9), (80, 24), (120, 40), (300, 100)] {
            let window = Rect::new(0, 0, width, height);
            for facing in EVERY {
                let panes = panes(width, height, facing, 76).expect("large enough");
                let all = [
                    panes.masthead,
                    panes.head_rule,
                    panes.foot_rule,
                    Some(panes.status),
                    panes.sections,
                    panes.stories,
                    panes.text,
                    panes.whole,
                ];
                let all: Vec<Rect> = all.into_iter().flatten().collect();
                for (i, one) in all.iter().enumerate() {
                    assert_eq!(one.intersection(window), *one, "{facing:?}");
                    assert!(one.height > 0 && one.width > 0, "{facing:?}");
                    for other in all.iter().skip(i + 1) {
                        assert!(!one.intersects(*other), "{one} {other} {facing:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_window_too_small_has_no_panes() {
        assert!(panes(19, 6, Facing::Text, 76).is_none());
        assert!(panes(20, 5, Facing::Text, 76).is_none());
        assert!(panes(0, 0, Facing::Text, 76).is_none());
    }

    #[test]
    fn the_measure_is_bounded() {
        for width in 20..400 {
            for facing in EVERY {
                let panes = panes(width, 30, facing, 76).expect("large enough");
                assert!(panes.text.is_none_or(|text| text.width <= 76));
            }
        }
    }
}
