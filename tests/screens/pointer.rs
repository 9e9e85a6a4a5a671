//! What the mouse does in each pane: it acts on what is under it, and on nothing else.

use crate::desk::{Desk, edition, look};
use yuebao::tui::state::Screen;
use yuebao::tui::{Deed, Mouse, Msg};

fn desk(size: (u16, u16)) -> Desk {
    Desk::new(edition(), look("zh-Hans"), size)
}

fn mouse(desk: &mut Desk, deed: Deed, (x, y): (u16, u16)) {
    desk.tell(Msg::Mouse(Mouse { deed, x, y }));
}

/// The cell that the last of these words on the screen begin at.
fn cell_of(desk: &Desk, words: &str) -> (u16, u16) {
    let picture = desk.picture();
    let rows = picture.lines().take(usize::from(desk.app.size.1));
    let found = rows.enumerate().filter_map(|(y, row)| {
        let x = desk.app.cells(&row[..row.rfind(words)?]);
        Some((u16::try_from(x).ok()?, u16::try_from(y).ok()?))
    });
    found
        .last()
        .unwrap_or_else(|| panic!("{words} in\n{picture}"))
}

fn click(desk: &mut Desk, words: &str) {
    let at = cell_of(desk, words);
    mouse(desk, Deed::Click, at);
}

#[test]
fn a_click_selects_and_a_second_opens() {
    let mut desk = desk((120, 40));
    click(&mut desk, "02 城事");
    assert_eq!(
        (desk.app.spot.shelf, desk.app.screen),
        (1, Screen::Sections)
    );
    click(&mut desk, "实习记者");
    assert_eq!(
        (desk.app.spot.item, desk.app.screen),
        (0, Screen::Text),
        "the byline in the text"
    );
    mouse(&mut desk, Deed::Click, (25, 3));
    assert_eq!((desk.app.spot.item, desk.app.screen), (0, Screen::Stories));
    mouse(&mut desk, Deed::Click, (25, 3));
    assert_eq!(desk.app.screen, Screen::Text);
    mouse(&mut desk, Deed::Click, (3, 2));
    assert_eq!(
        (desk.app.spot.shelf, desk.app.screen),
        (0, Screen::Sections)
    );
    click(&mut desk, "大棚里的账本");
    assert_eq!(
        (desk.app.spot.item, desk.app.screen),
        (1, Screen::Text),
        "what comes next"
    );
}

#[test]
fn the_wheel_moves_what_is_under_it_and_leaves_the_keyboard_where_it_is() {
    for screen in [Screen::Stories, Screen::Text] {
        let mut desk = desk((120, 20));
        desk.app.screen = screen;
        mouse(&mut desk, Deed::WheelDown, (80, 8));
        assert_eq!((desk.app.reading.top, desk.app.screen), (3, screen));
        mouse(&mut desk, Deed::WheelUp, (80, 8));
        assert_eq!((desk.app.reading.top, desk.app.screen), (0, screen));
        mouse(&mut desk, Deed::WheelDown, (30, 8));
        assert_eq!((desk.app.spot.item, desk.app.screen), (1, screen));
        mouse(&mut desk, Deed::WheelDown, (4, 8));
        assert_eq!((desk.app.spot.shelf, desk.app.screen), (1, screen));
        mouse(&mut desk, Deed::WheelUp, (4, 8));
        assert_eq!((desk.app.spot.shelf, desk.app.spot.item), (0, 0));
        mouse(&mut desk, Deed::WheelDown, (4, 19));
        assert_eq!(desk.app.spot.shelf, 0, "the status line does not scroll");
    }
}

#[test]
fn a_click_on_the_jump_line_follows_it_from_wherever_the_keyboard_is() {
    for keys in ["enter", "h"] {
        let mut desk = desk((120, 40));
        desk.keys(keys);
        click(&mut desk, "下转第2版");
        assert_eq!((desk.app.open(), desk.app.screen), (Some(4), Screen::Text));
        desk.keys("backspace");
        assert_eq!((desk.app.open(), desk.app.screen), (Some(0), Screen::Text));
    }
}

#[test]
fn a_click_beside_the_jump_line_follows_nothing() {
    let mut desk = desk((120, 40));
    desk.keys("enter");
    let (x, y) = cell_of(&desk, "（下转第2版）");
    for x in [x - 1, x + 14] {
        mouse(&mut desk, Deed::Click, (x, y));
        assert_eq!(desk.app.open(), Some(0));
    }
    mouse(&mut desk, Deed::Click, (x, y + 4));
    assert_eq!(
        desk.app.open(),
        Some(0),
        "far below the end nothing is meant"
    );
}
