//! Areas on the picture of a page: the polygons of its map, in fractions of the page.

use dom_query::NodeRef;

use super::links::{is_picture, target};
use crate::edition::{Fraction, Point, Region, Shows};
use crate::read::html::attribute;
use crate::read::limits;

/// An area as the map has it.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// Where it leads, as the page has it.
    pub link: String,
    /// What it says when it is pointed at.
    pub title: Option<String>,
    /// Corners, in the units of the map.
    pub corners: Vec<(f64, f64)>,
}

/// Reads an `area` element; `None` where it leads nowhere or has no extent.
pub fn area(node: &NodeRef<'_>) -> Option<Area> {
    let numbers = attribute(node, "coords").or_else(|| attribute(node, "xy"))?;
    let title = attribute(node, "title").or_else(|| attribute(node, "alt"));
    let corners = corners(&numbers);
    (corners.len() > 1).then_some(Area {
        link: target(node)?,
        title,
        corners,
    })
}

/// The corners in a list of numbers, whatever stands between them (`348,2,178,2`, `[{"x":348,"y":2}]`). Two are those of a
/// rectangle.
pub fn corners(text: &str) -> Vec<(f64, f64)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let numbers = text
        .split(|c: char| !is_part(c))
        .filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers
        .take(2 * limits::CORNERS)
        .filter_map(|number| number.parse().ok())
        .collect();
    let corners: Vec<(f64, f64)> = numbers
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect();
    match corners[..] {
        [(left, top), (right, bottom)] => {
            vec![(left, top), (right, top), (right, bottom), (left, bottom)]
        }
        _ => corners,
    }
}

/// The size of a page's picture in the units of its map: as the picture says it, or as the areas tell it. Maps leave the same
/// margin on both sides, and Founder's systems draw on 350 × 500 where nothing else is said.
pub fn size(said: (Option<f64>, Option<f64>), areas: &[Area]) -> (f64, f64) {
    const USUAL: (f64, f64) = (350.0, 500.0);
    let along = |corner: fn(&(f64, f64)) -> f64| {
        let all = areas
            .iter()
            .flat_map(|area| area.corners.iter().map(corner));
        let (least, most) = all.fold((f64::MAX, 0.0f64), |(least, most), at| {
            (least.min(at), most.max(at))
        });
        most + least.clamp(0.0, most / 20.0)
    };
    let (wide, high) = (along(|corner| corner.0), along(|corner| corner.1));
    let told = match () {
        () if wide <= 1.0 && high <= 1.0 => (1.0, 1.0),
        () if wide <= 100.0 && high <= 100.0 => (100.0, 100.0),
        () if wide <= USUAL.0 && wide > USUAL.0 / 2.0 && high <= USUAL.1 => USUAL,
        () if wide <= USUAL.0 && wide > USUAL.0 / 2.0 => (USUAL.0, high),
        () => (wide, high),
    };
    let fits = |said: Option<f64>, most: f64| said.filter(|said| *said >= most * 0.9);
    (
        fits(said.0, wide).unwrap_or(told.0),
        fits(said.1, high).unwrap_or(told.1),
    )
}

/// The regions of an article from its areas: one that leads to its picture shows that, where another shows its text.
pub fn regions(areas: &[&Area], size: (f64, f64), page: &str) -> Vec<Region> {
    let has_text = areas.iter().any(|area| !is_picture(&area.link));
    let region = |area: &&Area| Region {
        page: (!page.is_empty()).then(|| page.to_owned()),
        shows: if has_text && is_picture(&area.link) {
            Shows::Picture
        } else {
            Shows::Text
        },
        points: area
            .corners
            .iter()
            .map(|(x, y)| Point(Fraction::new(x / size.0), Fraction::new(y / size.1)))
            .collect(),
    };
    areas.iter().map(region).collect()
}

#[cfg(test)]
mod tests {
    use super::{Area, corners, size};

    #[test]
    fn corners_are_read_however_they_are_written() {
        let square = vec![(1.5, 2.0), (3.0, 2.0), (3.0, 4.0), (1.5, 4.0)];
        for text in [
            "1.5,2,3,2,3,4,1.5,4",
            "1.5,2 3,4",
            r#"[{"x":1.5,"y":2},{"x":3,"y":2},{"x":3,"y":4},{"x":1.5,"y":4}]"#,
        ] {
            assert_eq!(corners(text), square, "{text}");
        }
        assert_eq!(corners("x,y"), vec![]);
    }

    #[test]
    fn the_size_of_a_page_is_told_by_its_areas() {
        let area = |text: &str| Area {
            corners: corners(text),
            ..Area::default()
        };
        assert_eq!(size((None, None), &[area("2,2,348,548")]), (350.0, 550.0));
        assert_eq!(size((None, None), &[area("10,10,300,400")]), (350.0, 500.0));
        assert_eq!(
            size((Some(400.0), Some(575.0)), &[area("3.72,3.7,396.3,300")]),
            (400.0, 575.0)
        );
        assert_eq!(size((None, None), &[area("0.1,0.1,0.5,0.9")]), (1.0, 1.0));
        assert_eq!(
            size((Some(16.0), None), &[area("0,0,2778,4000")]),
            (2778.0, 4000.0)
        );
    }
}
