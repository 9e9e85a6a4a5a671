//! What must hold of newspaper columns, whatever stands in them and however they are cut.

use proptest::prelude::*;

use yuebao::edition::{Block, Story};
use yuebao::text::language::Language;
use yuebao::typeset::{LOWEST, Layout, Line, Manner, Prepared, Role, Style, lay_out, prepare};

const MANNER: Manner = Manner {
    language: Language::ZhHans,
    ..Manner::PLAIN
};

/// A story of blocks of all kinds, most of them paragraphs.
fn any_story() -> impl Strategy<Value = Story> {
    let text = "[\u{4E00}-\u{4E40}]{1,90}。";
    let rows = |between: &'static str| {
        prop::collection::vec("[\u{4E00}-\u{4E40}]{1,20}", 1..9)
            .prop_map(move |rows| rows.join(between))
    };
    let block = prop_oneof![
        6 => text.prop_map(Block::paragraph),
        1 => "[\u{4E00}-\u{4E40}]{1,20}".prop_map(Block::subhead),
        1 => rows("\n").prop_map(|text| Block::List { text }),
        1 => rows("\n").prop_map(|text| Block::Verbatim { text }),
        1 => rows("\t甲\n").prop_map(|text| Block::Table { text }),
        1 => text.prop_map(|caption| Block::Figure { caption: Some(caption), credit: None, image: None }),
        1 => Just(Block::Rule),
    ];
    (
        prop::option::of("[\u{4E00}-\u{4E40}]{1,30}"),
        prop::collection::vec(block, 0..14),
    )
        .prop_map(|(headline, blocks)| Story {
            headline,
            blocks,
            ..Story::default()
        })
}

fn any_style() -> impl Strategy<Value = Style> {
    let depth = prop_oneof![Just(None), (0u16..60).prop_map(Some)];
    (0u16..200, 0u16..7, 0u16..6, depth, 0u16..3, 0u16..2).prop_map(
        |(measure, columns, alley, depth, hang, gutter)| Style {
            columns,
            alley,
            depth,
            hang,
            gutter,
            ..Style::of(measure)
        },
    )
}

fn set(story: &Story, style: &Style) -> (Prepared, Layout) {
    let prepared = prepare(story, MANNER);
    let layout = lay_out(&prepared, style);
    (prepared, layout)
}

fn is_head(line: &Line) -> bool {
    matches!(
        line.role,
        Role::Kicker | Role::Headline | Role::Deck | Role::Byline
    )
}

/// The band of each line of the body, and the cell its column begins at.
fn columns<'a>(layout: &'a Layout, style: &Style) -> Vec<((usize, u16), Vec<&'a Line>)> {
    let starts = column_starts(style);
    let mut columns: Vec<((usize, u16), Vec<&Line>)> = Vec::new();
    for line in layout.lines().iter().filter(|line| !is_head(line)) {
        let band = style
            .depth
            .map_or(0, |depth| line.row as usize / usize::from(depth));
        let start = starts.iter().rev().find(|&&start| start <= line.x);
        let at = (band, start.copied().unwrap_or(0));
        match columns.last_mut() {
            Some((last, lines)) if *last == at => lines.push(line),
            _ => columns.push((at, vec![line])),
        }
    }
    columns
}

/// The cells that columns begin at, found by setting a line in each of them.
fn column_starts(style: &Style) -> Vec<u16> {
    let line = Block::paragraph("字");
    let story = Story {
        blocks: vec![line; 12],
        ..Story::default()
    };
    let full = Style {
        indent: Some(0),
        depth: style
            .depth
            .map(|depth| if depth < LOWEST { depth } else { LOWEST }),
        ..*style
    };
    let (_, layout) = set(&story, &full);
    let mut starts: Vec<u16> = layout
        .lines()
        .iter()
        .map(|line| line.x.saturating_sub(style.gutter))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

proptest! {
    #[test]
    fn every_line_stands_once_in_reading_order_and_on_no_other(story in any_story(), style in any_style()) {
        let (prepared, layout) = set(&story, &style);
        let one = lay_out(&prepared, &Style { columns: 1, ..style });
        let text = |layout: &Layout| {
            let lines = 0..layout.lines().len();
            lines.flat_map(|line| layout.glyphs(&prepared, line)).map(|glyph| glyph.text).collect::<String>()
        };
        prop_assert_eq!(text(&layout), text(&one));
        let edge = style.measure.max(1) + style.gutter + style.hang;
        for row in 0..layout.height() {
            let lines: Vec<&Line> = layout.on_row(row).map(|line| &layout.lines()[line]).collect();
            for pair in lines.windows(2) {
                prop_assert!(pair[0].x + pair[0].width <= pair[1].x, "{pair:?}");
            }
            for line in lines {
                prop_assert!(line.x + line.width <= edge || line.end - line.start <= 4, "{line:?}");
            }
        }
        if column_starts(&style).len() > 1 {
            let columns = columns(&layout, &style);
            let order: Vec<_> = columns.iter().map(|(at, _)| *at).collect();
            prop_assert!(order.is_sorted(), "{order:?}");
        }
    }

    #[test]
    fn a_place_leads_to_a_cell_and_back(story in any_story(), style in any_style()) {
        let (prepared, layout) = set(&story, &style);
        for (index, line) in layout.lines().iter().enumerate() {
            for glyph in layout.glyphs(&prepared, index) {
                // What was put in, an item's mark, stands for the byte after it.
                let (row, x) = layout.cell_of(&prepared, line.slot, glyph.byte);
                prop_assert!(line.role == Role::List || (row, x) == (line.row as usize, glyph.x));
                let back = layout.position_at(&prepared, line.row as usize, glyph.x);
                prop_assert_eq!(back, Some((line.slot, glyph.byte)));
            }
        }
    }

    #[test]
    fn a_resize_there_and_back_is_none(story in any_story(), style in any_style(), other in any_style()) {
        let prepared = prepare(&story, MANNER);
        let first = lay_out(&prepared, &style);
        lay_out(&prepared, &other);
        let again = lay_out(&prepared, &style);
        prop_assert_eq!(first.lines(), again.lines());
    }

    /// Running text without a window: no column is more than a paragraph's hold higher than another.
    #[test]
    fn a_band_is_balanced(paragraphs in prop::collection::vec("[\u{4E00}-\u{4E40}]{1,90}", 1..40), count in 2u16..5) {
        let blocks = paragraphs.into_iter().map(Block::paragraph).collect();
        let story = Story { blocks, ..Story::default() };
        let style = Style { columns: count, ..Style::of(40 * count) };
        let (_, layout) = set(&story, &style);
        let mut heights: Vec<usize> = columns(&layout, &style).iter().map(|(_, lines)| lines.len()).collect();
        heights.resize(usize::from(count), 0);
        let (least, most) = (heights.iter().min(), heights.iter().max());
        prop_assert!(most.unwrap() - least.unwrap() <= 4, "{heights:?}");
    }

    #[test]
    fn no_paragraph_leaves_a_line_alone(paragraphs in prop::collection::vec("[\u{4E00}-\u{4E40}]{1,150}", 1..30), count in 2u16..5, depth in 12u16..60) {
        let blocks = paragraphs.into_iter().map(Block::paragraph).collect();
        let story = Story { blocks, ..Story::default() };
        let style = Style { columns: count, depth: Some(depth), ..Style::of(40 * count) };
        let (_, layout) = set(&story, &style);
        let columns = columns(&layout, &style);
        for pair in columns.windows(2) {
            let (above, below) = (&pair[0].1, &pair[1].1);
            let of_part = |lines: &[&Line]| lines.iter().filter(|line| line.slot == below[0].slot).count();
            prop_assert!(of_part(above) != 1 || above.len() == 1, "a first line stands alone");
            let whole: Vec<&Line> = layout.lines().iter().filter(|line| line.slot == below[0].slot).collect();
            let is_last = whole.last().is_some_and(|last| *last == below[0]);
            prop_assert!(!is_last || whole.len() < 4, "a last line stands alone");
        }
    }

    #[test]
    fn a_subhead_stays_with_its_text_and_a_table_whole(
        before in prop::collection::vec("[\u{4E00}-\u{4E40}]{60,150}", 1..9),
        rows in 2usize..9,
        depth in 12u16..40,
        subhead in any::<bool>(),
    ) {
        let mut blocks: Vec<Block> = before.iter().map(Block::paragraph).collect();
        let kept = if subhead { Block::subhead("题") } else { Block::Table { text: vec!["甲\t乙"; rows].join("\n") } };
        blocks.push(kept);
        blocks.extend(before.iter().map(Block::paragraph));
        let story = Story { blocks, ..Story::default() };
        let style = Style { columns: 3, depth: Some(depth), ..Style::of(120) };
        let (_, layout) = set(&story, &style);
        let columns = columns(&layout, &style);
        let is_kept = |line: &&Line| matches!(line.role, Role::Subhead | Role::Table);
        let holding: Vec<_> = columns.iter().filter(|(_, lines)| lines.iter().any(is_kept)).collect();
        prop_assert_eq!(holding.len(), 1);
        if subhead {
            let below = holding[0].1.iter().skip_while(|line| !is_kept(line)).count();
            prop_assert!(below > 2, "{below}");
        }
    }
}

#[test]
fn columns_go_on_where_the_window_pages_to() {
    let blocks = vec![Block::paragraph("字".repeat(300)); 9];
    let story = Story {
        headline: Some("题".into()),
        blocks,
        ..Story::default()
    };
    let style = Style {
        columns: 3,
        depth: Some(20),
        ..Style::of(120)
    };
    let (_, layout) = set(&story, &style);
    let columns = columns(&layout, &style);
    let tops: Vec<u32> = columns.iter().map(|(_, lines)| lines[0].row).collect();
    assert_eq!(tops, [2, 2, 2, 20, 20, 20, 40, 40, 40]);
}

/// What is told to stay together and fits no column is broken, and so is what would leave a column empty.
#[test]
fn what_fits_no_column_is_broken_and_not_lost() {
    let table = Block::Table {
        text: vec!["甲\t乙"; 100].join("\n"),
    };
    let subheads = vec![Block::subhead("题"); 100];
    for blocks in [vec![table], subheads] {
        for depth in [None, Some(6), Some(20)] {
            let style = Style {
                columns: 3,
                depth,
                ..Style::of(120)
            };
            let story = Story {
                blocks: blocks.clone(),
                ..Story::default()
            };
            let (_, layout) = set(&story, &style);
            assert!(layout.lines().len() >= 100);
            let rows = layout.height();
            assert!(rows < 80, "{rows}");
        }
    }
}

#[test]
fn columns_of_a_million_rows_are_set_in_linear_time() {
    let lines = Block::Verbatim {
        text: "字\n".repeat(100_000),
    };
    let subheads = vec![Block::subhead("题"); 30_000];
    for blocks in [vec![lines], subheads] {
        let story = Story {
            blocks,
            ..Story::default()
        };
        let prepared = prepare(&story, MANNER);
        for depth in [None, Some(6), Some(u16::MAX)] {
            for columns in [2, u16::MAX] {
                let style = Style {
                    columns,
                    depth,
                    ..Style::of(u16::MAX)
                };
                let layout = lay_out(&prepared, &style);
                assert!(layout.height() >= 6);
            }
        }
    }
}
