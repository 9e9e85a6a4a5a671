//! The text in newspaper columns: paged by windows, with the place kept, and hits, marks and jump lines where they stand.

use crate::desk::{Desk, edition, look, sample};
use yuebao::config::Columns;
use yuebao::tui::{Deed, Mouse, Msg};

fn desk(size: (u16, u16), columns: Columns) -> Desk {
    let mut look = look("zh-Hans");
    look.setting.columns = columns;
    let mut desk = Desk::new(sample(), look, size);
    desk.keys("enter z");
    desk
}

/// Lines of the open story that are on the screen.
fn on_screen(desk: &Desk) -> Vec<usize> {
    let galley = desk.app.galley().expect("a story is set");
    let rows = desk.app.reading.top..desk.app.reading.top + desk.app.page();
    let mut lines: Vec<usize> = rows.flat_map(|row| galley.layout.on_row(row)).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn every_line_is_on_one_window_and_in_its_order() {
    for (size, columns) in [
        ((80, 24), Columns::Of(2)),
        ((120, 20), Columns::Of(3)),
        ((200, 12), Columns::Auto),
        ((40, 12), Columns::Of(9)),
    ] {
        let mut desk = desk(size, columns);
        let story = desk.app.open();
        let mut read = Vec::new();
        while desk.app.open() == story {
            read.extend(on_screen(&desk));
            desk.keys("space");
        }
        let all = desk.app.press.galley(story.expect("open")).expect("set");
        let lines: Vec<usize> = (0..all.layout.lines().len()).collect();
        assert_eq!(read, lines, "{size:?}");
        assert!(desk.app.marks.is_read(story.expect("open")), "{size:?}");
    }
}

#[test]
fn pages_go_back_the_way_they_came() {
    let mut desk = desk((80, 24), Columns::Of(2));
    let page = desk.app.page();
    desk.keys("pagedown");
    assert_eq!(desk.app.reading.top, page);
    desk.keys("j j pagedown");
    assert_eq!(desk.app.reading.top, desk.app.last_top());
    assert_eq!(desk.app.last_top() % page, 0);
    desk.keys("pageup pageup pageup");
    assert_eq!(desk.app.reading.top, 0);
}

#[test]
fn a_key_goes_through_the_columns_and_keeps_the_place() {
    let mut desk = desk((120, 16), Columns::ONE);
    desk.keys("pagedown j");
    let story = desk.app.open().expect("open");
    let place = desk.app.anchor(story);
    let mut told = Vec::new();
    for _ in 0..6 {
        desk.keys("t c");
        let words = desk.app.said.clone().expect("told");
        told.push(words.split('：').next_back().unwrap_or("").to_owned());
        assert_eq!(desk.app.anchor(story), place);
        let line = desk.app.galley().expect("set").row_of(place);
        let top = desk.app.reading.top;
        assert!(top <= line && line < top + desk.app.page());
    }
    assert_eq!(told, ["2，按宽窄定", "2", "3", "4", "5", "6"]);
}

#[test]
fn a_hit_is_shown_in_its_band_and_a_mark_beside_its_column() {
    let mut desk = desk((120, 16), Columns::Of(3));
    desk.keys("/ \"电子屏\" enter");
    let hit = desk.app.search.as_ref().and_then(|search| search.place());
    let galley = desk.app.galley().expect("set");
    let (row, x) = hit
        .map(|(slot, byte)| galley.layout.cell_of(&galley.prepared, slot, byte))
        .expect("found");
    let (top, page) = (desk.app.reading.top, desk.app.page());
    assert_eq!(top % page, 0);
    assert!(top <= row && row < top + page);
    assert!(x > 40, "not in the first column");
    desk.keys("m");
    let picture = desk.picture();
    assert!(picture.contains('*'), "{picture}");
}

#[test]
fn a_jump_line_in_a_column_is_clicked() {
    let mut look = look("zh-Hans");
    look.setting.columns = Columns::Of(2);
    let mut desk = Desk::new(edition(), look, (120, 40));
    desk.keys("enter z");
    let (buffer, _) = desk.frame();
    let cells = (0..40).flat_map(|y| (0..120).map(move |x| (x, y)));
    let (x, y) = cells
        .filter(|&at| buffer[at].symbol() == "转")
        .find(|&(x, y)| buffer[(x - 2, y)].symbol() == "下")
        .expect("the jump line");
    assert!(x > 60, "it ends the last column");
    desk.tell(Msg::Mouse(Mouse {
        deed: Deed::Click,
        x,
        y,
    }));
    assert_eq!(desk.app.open(), Some(4));
}
