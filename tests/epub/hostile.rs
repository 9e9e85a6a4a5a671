//! EPUBs that are damaged or mean harm: read as far as they go, within limits, and what was left out is told.

use yuebao::read::{Source, read};

use super::edition;
use super::made::{CONTAINER, nav, package, page, zipped};

fn sound() -> Vec<(&'static str, String)> {
    vec![
        ("META-INF/container.xml", CONTAINER.to_owned()),
        (
            "content.opf",
            package("<dc:title>书</dc:title>", "", &["a.xhtml", "b.xhtml"]),
        ),
        (
            "nav.xhtml",
            nav("<ol><li><a href='a.xhtml'>甲</a></li><li><a href='b.xhtml'>乙</a></li></ol>"),
        ),
        ("a.xhtml", page("", "<h1>甲</h1><p>甲文。</p>")),
        ("b.xhtml", page("", "<h1>乙</h1><p>乙文。</p>")),
    ]
}

#[track_caller]
fn both(files: &[(&str, String)]) {
    let edition = edition(&zipped(files));
    let texts: Vec<String> = edition
        .stories
        .iter()
        .flat_map(|story| &story.blocks)
        .map(|block| block.text().into_owned())
        .collect();
    assert!(
        texts.contains(&"甲文。".to_owned()) && texts.contains(&"乙文。".to_owned()),
        "{texts:?}"
    );
}

fn with(name: &str, text: &str) -> Vec<(&'static str, String)> {
    let mut files = sound();
    for file in files.iter_mut().filter(|file| file.0 == name) {
        file.1 = text.to_owned();
    }
    files
}

#[test]
fn a_book_without_some_of_its_parts_is_still_read() {
    both(&sound());
    for gone in ["META-INF/container.xml", "nav.xhtml"] {
        both(
            &sound()
                .into_iter()
                .filter(|(name, _)| *name != gone)
                .collect::<Vec<_>>(),
        );
    }
    both(&with("content.opf", "<package><metadata"));
    both(&with("content.opf", ""));
    both(&with(
        "nav.xhtml",
        "<nav><ol><li><a href='../../../etc/passwd'>x</a></li></ol></nav>",
    ));
    both(&with(
        "META-INF/container.xml",
        "<rootfile full-path='../../content.opf'>",
    ));
}

#[test]
fn a_book_that_is_cut_off_is_read_as_far_as_it_goes() {
    let bytes = zipped(&sound());
    for end in (0..bytes.len()).step_by(29) {
        let _ = read(Source {
            name: "x",
            bytes: &bytes[..end],
        });
    }
    for at in (0..bytes.len()).step_by(11) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0xff;
        let _ = read(Source {
            name: "x",
            bytes: &bytes,
        });
    }
}

#[test]
fn bombs_and_deep_nesting_are_left_out_and_told() {
    let mut files = sound();
    files[4].1 = " ".repeat(65 << 20);
    let edition = edition(&zipped(&files));
    assert!(
        edition
            .notes
            .iter()
            .any(|note| note.what.contains("b.xhtml was left out")),
        "{:?}",
        edition.notes
    );
    let deep = |tag: &str| {
        format!(
            "{}x{}",
            format!("<{tag}>").repeat(10_000),
            format!("</{tag}>").repeat(10_000)
        )
    };
    let entities = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d SYSTEM 'file:///etc/passwd'>]><package>&c;&d;</package>";
    for bad in [
        deep("package"),
        deep("navPoint"),
        deep("li"),
        entities.to_owned(),
    ] {
        for name in [
            "content.opf",
            "nav.xhtml",
            "META-INF/container.xml",
            "a.xhtml",
        ] {
            let _ = read(Source {
                name: "x",
                bytes: &zipped(&with(name, &bad)),
            });
        }
    }
}

#[test]
fn a_page_that_is_named_a_thousand_times_is_read_once() {
    let many: String = (0..50_000)
        .map(|at| format!("<li><a href='a.xhtml#{at}'>{at}</a></li>"))
        .collect();
    let found = edition(&zipped(&with(
        "nav.xhtml",
        &nav(&format!("<ol>{many}</ol>")),
    )));
    assert!(found.stories.len() < 3);
    let refs = "<itemref idref='a'/>".repeat(50_000);
    let opf = format!(
        "<package><manifest><item id='a' href='a.xhtml'/></manifest><spine>{refs}</spine></package>"
    );
    let found = edition(&zipped(&with("content.opf", &opf)));
    assert_eq!(found.stories.len(), 1);
}
