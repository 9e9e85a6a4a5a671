//! Lines that run down: turned with the place kept, paged to the left, with the mouse where they stand.

use crate::desk::{Desk, edition, look, sample};
use yuebao::tui::{Deed, Mouse, Msg};

fn desk(size: (u16, u16)) -> Desk {
    let mut look = look("zh-Hans");
    look.setting.vertical = true;
    let mut desk = Desk::new(sample(), look, size);
    desk.keys("enter z");
    desk
}

/// Lines of the open story that are on the screen.
fn on_screen(desk: &Desk) -> Vec<usize> {
    let galley = desk.app.galley().expect("a story is set");
    let rows = desk.app.sheet().expect("a pane").rows();
    rows.flat_map(|row| galley.layout.on_row(row)).collect()
}

#[test]
fn a_key_turns_the_text_and_keeps_the_place() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        let mut desk = desk(size);
        desk.keys("space");
        let story = desk.app.open().expect("open");
        let place = desk.app.anchor(story);
        for stands in [false, true, false] {
            desk.keys("t v");
            assert_eq!(desk.app.sheet().map(|sheet| sheet.stands()), Some(stands));
            assert_eq!(desk.app.anchor(story), place);
            let row = desk.app.galley().expect("set").row_of(place);
            let rows = desk.app.sheet().expect("a pane").rows();
            assert!(rows.contains(&row), "{size:?} {row} {rows:?}");
        }
    }
}

#[test]
fn the_space_bar_shows_every_line() {
    for size in [(40, 12), (80, 24), (200, 60)] {
        let mut desk = desk(size);
        let story = desk.app.open();
        let mut read = Vec::new();
        while desk.app.open() == story {
            read.extend(on_screen(&desk));
            desk.keys("space");
        }
        read.dedup();
        read.sort_unstable();
        read.dedup();
        let all = desk.app.press.galley(story.expect("open")).expect("set");
        let lines: Vec<usize> = (0..all.layout.lines().len()).collect();
        assert_eq!(read, lines, "{size:?}");
    }
}

#[test]
fn another_width_keeps_the_first_line_at_the_right() {
    let mut desk = desk((80, 24));
    desk.keys("j j j");
    let before = desk.app.reading.top;
    desk.tell(Msg::Resize(60, 24));
    assert_eq!(desk.app.reading.top, before);
}

#[test]
fn a_jump_line_that_runs_down_is_clicked() {
    let mut look = look("zh-Hans");
    look.setting.vertical = true;
    let mut desk = Desk::new(edition(), look, (120, 40));
    desk.keys("enter z G");
    let (buffer, _) = desk.frame();
    let cells = (1..40).flat_map(|y| (0..120).map(move |x| (x, y)));
    let (x, y) = cells
        .filter(|&at| buffer[at].symbol() == "转")
        .find(|&(x, y)| buffer[(x, y - 1)].symbol() == "下")
        .expect("the jump line");
    desk.tell(Msg::Mouse(Mouse {
        deed: Deed::Click,
        x: x + 1,
        y,
    }));
    assert_eq!(desk.app.open(), Some(4));
}

#[test]
fn a_language_that_runs_across_stays_as_it_is() {
    let mut desk = desk((80, 24));
    desk.keys("1 8 J t v");
    assert_eq!(desk.app.sheet().map(|sheet| sheet.stands()), Some(false));
    assert_eq!(desk.app.said.as_deref(), Some("这种文字只横排"));
}
