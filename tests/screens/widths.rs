//! Terminals that draw “ ” — … in two cells, and say so when the paper is open already.

use ratatui::buffer::CellWidth;

use crate::desk::{Desk, edition, look};
use yuebao::config::AmbiguousWidth;
use yuebao::text::width::{Ambiguous, cells};
use yuebao::tui::{Effect, Msg, Widths};

const SIZES: [(u16, u16); 4] = [(24, 8), (40, 12), (80, 24), (140, 40)];
const WIDE: Widths = Widths {
    text: Ambiguous::Wide,
    rules: Ambiguous::Wide,
};

fn auto(locale: &str, size: (u16, u16)) -> Desk {
    Desk::new(edition(), look(locale), size)
}

fn wide(locale: &str, size: (u16, u16)) -> Desk {
    let mut look = look(locale);
    look.setting.ambiguous_width = AmbiguousWidth::Wide;
    Desk::new(edition(), look, size)
}

#[test]
fn the_answer_makes_what_the_setting_would_have_made() {
    for size in SIZES {
        let (mut told, mut set) = (auto("zh-Hans", size), wide("zh-Hans", size));
        told.tell(Msg::Widths(WIDE));
        assert!(told.effects.contains(&Effect::Redraw));
        for keys in ["j", "enter", "space", "B", "q", "?"] {
            told.keys(keys);
            set.keys(keys);
            assert_eq!(told.picture(), set.picture(), "{size:?} {keys}");
        }
    }
}

#[test]
fn the_answer_keeps_the_place() {
    for size in SIZES {
        for screens in 0..6 {
            let mut desk = auto("zh-Hans", size);
            desk.keys("enter");
            desk.keys(&"ctrl-d ".repeat(screens));
            let story = desk.app.open().expect("a story is open");
            let place = desk.app.anchor(story);
            desk.tell(Msg::Widths(WIDE));
            assert_eq!(desk.app.anchor(story), place, "{size:?}");
            let galley = desk.app.galley().expect("it stands set");
            let row = galley.row_of(place);
            let top = desk.app.reading.top;
            assert_eq!(top, row.min(desk.app.last_top()), "{size:?}");
        }
    }
}

#[test]
fn a_width_that_is_set_is_not_talked_out_of() {
    let mut desk = auto("en", (80, 24));
    desk.app.habits.setting.ambiguous_width = AmbiguousWidth::Narrow;
    let before = desk.picture();
    let text = Widths {
        text: Ambiguous::Wide,
        ..Widths::default()
    };
    desk.tell(Msg::Widths(text));
    assert_eq!(desk.picture(), before);
}

/// Every cell of every screen knows the width that such a terminal gives its character: text, lists, fields, help.
#[test]
fn everything_ambiguous_has_two_cells_on_a_wide_terminal() {
    let screens = [
        "",
        "enter",
        "space space",
        "M \"再“看”……\"",
        "enter",
        "/ \"没有的“话”\"",
        "enter",
        "B",
        "q",
        "?",
    ];
    for (locale, size) in ["zh-Hans", "en"]
        .into_iter()
        .flat_map(|locale| SIZES.map(|size| (locale, size)))
    {
        let mut desk = auto(locale, size);
        desk.tell(Msg::Widths(WIDE));
        let mut met = 0;
        for keys in screens {
            desk.keys(keys);
            let (buffer, _) = desk.frame();
            for cell in &buffer.content {
                let width = cells(cell.symbol(), Ambiguous::Wide);
                assert_eq!(cell.cell_width(), width, "{:?} after {keys}", cell.symbol());
                met += usize::from(width != cells(cell.symbol(), Ambiguous::Narrow));
            }
        }
        assert!(met > 0, "{size:?}: nothing ambiguous was on the screens");
    }
}
