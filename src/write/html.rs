//! An edition as one page of HTML that needs nothing beside it: styles and pictures are in it, nothing is loaded from
//! anywhere, no script runs. `read::own` reads it back as the same edition.

use std::io;

use super::markup::picture::{self, Pictures};
use super::markup::{GENERATOR, STYLE, VERTICAL, escape, front, story};
use crate::edition::{Edition, Story};

/// What the page may do: show the pictures that are in it, by the styles that are in it.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes it.
pub(super) fn write(
    edition: &Edition,
    pictures: Pictures<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = String::new();
    head(&mut page, edition);
    front::begin(&mut page, edition);
    out.write_all(page.as_bytes())?;
    let indices: std::collections::HashMap<*const Story, usize> = edition
        .stories
        .iter()
        .enumerate()
        .map(|(index, story)| (std::ptr::from_ref(story), index))
        .collect();
    let mut embed = |name: &str| picture::data(&pictures(name)?);
    for (at, (section, stories)) in edition.pages().into_iter().enumerate() {
        page.clear();
        if let Some(section) = section {
            front::begin_page(&mut page, section, at);
        }
        for one in stories {
            let index = indices.get(&std::ptr::from_ref(one)).copied().unwrap_or(0);
            story::story(&mut page, one, index, &mut embed);
            out.write_all(page.as_bytes())?;
            page.clear();
        }
        if section.is_some() {
            page.push_str("</section>\n");
        }
        out.write_all(page.as_bytes())?;
    }
    page.clear();
    foot(&mut page, edition);
    out.write_all(page.as_bytes())
}

fn head(page: &mut String, edition: &Edition) {
    page.push_str("<!DOCTYPE html>\n<html");
    if let Some(tag) = edition.language.as_deref().filter(|tag| story::is_tag(tag)) {
        escape::attribute(page, "lang", tag);
    }
    page.push_str(">\n<head>\n<meta charset=\"utf-8\"/>\n");
    for (name, content) in [
        ("generator", GENERATOR),
        ("viewport", "width=device-width"),
        ("referrer", "no-referrer"),
    ] {
        page.push_str("<meta");
        escape::attribute(page, "name", name);
        escape::attribute(page, "content", content);
        page.push_str("/>\n");
    }
    page.push_str("<meta http-equiv=\"Content-Security-Policy\"");
    escape::attribute(page, "content", POLICY);
    page.push_str("/>\n<title>");
    escape::text(page, &front::title(edition));
    page.push_str("</title>\n<style>\n");
    page.push_str(STYLE);
    if edition.vertical {
        page.push_str(VERTICAL);
    }
    page.push_str("</style>\n</head>\n<body>\n");
}

fn foot(page: &mut String, edition: &Edition) {
    front::loose(page, edition);
    if !edition.notes.is_empty() {
        page.push_str("<details><summary>yuebao</summary>\n");
        front::notes(page, edition);
        page.push_str("</details>\n");
    }
    front::end(page);
    page.push_str("</body>\n</html>\n");
}
