//! What an edition has beside its stories: its head, its pages, stray texts and notes.

use crate::edition::{Edition, Note, Section};

use super::{escape, story};

/// Adds the beginning of the element that an edition is, with its head.
pub fn begin(out: &mut String, edition: &Edition) {
    let date = edition.date.map(|date| date.to_string());
    out.push_str("<main class=\"edition\"");
    escape::maybe(out, "data-masthead", edition.masthead.as_deref());
    escape::maybe(out, "data-date", date.as_deref());
    escape::maybe(out, "data-url", edition.url.as_deref());
    story::language(out, edition.language.as_deref());
    escape::maybe(out, "data-vertical", edition.vertical.then_some("true"));
    out.push_str(">\n");
    shown(out, "h1", "masthead", edition.masthead.as_deref());
    shown(out, "p", "date", date.as_deref());
}

fn shown(out: &mut String, name: &str, class: &str, text: Option<&str>) {
    if let Some(text) = text {
        escape::element(out, name, class, text);
        out.push('\n');
    }
}

/// Adds the end of it.
pub fn end(out: &mut String) {
    out.push_str("</main>\n");
}

/// Adds the beginning of a page, the `index`th, with its heading.
pub fn begin_page(out: &mut String, section: &Section, index: usize) {
    out.push_str("<section class=\"page\"");
    escape::attribute(out, "id", &format!("page-{}", index + 1));
    escape::attribute(out, "data-label", &section.label);
    escape::maybe(out, "data-title", section.title.as_deref());
    escape::maybe(out, "data-facsimile", section.facsimile.as_deref());
    escape::maybe(out, "data-pdf", section.pdf.as_deref());
    escape::maybe(out, "data-missing", section.missing.as_deref());
    let stories = serde_json::to_string(&section.stories).unwrap_or_default();
    escape::attribute(out, "data-stories", &stories);
    out.push_str(">\n");
    let heading = Some(section.heading()).filter(|heading| !heading.is_empty());
    shown(out, "h2", "heading", heading.as_deref());
}

/// Adds the texts that belong to no story.
pub fn loose(out: &mut String, edition: &Edition) {
    if edition.loose.is_empty() {
        return;
    }
    out.push_str("<section class=\"loose\">\n");
    for text in &edition.loose {
        shown(out, "p", "stray", Some(text));
    }
    out.push_str("</section>\n");
}

/// Adds what was mended.
pub fn notes(out: &mut String, edition: &Edition) {
    if edition.notes.is_empty() {
        return;
    }
    out.push_str("<section class=\"notes\">\n<ul>\n");
    edition.notes.iter().for_each(|one| note(out, one));
    out.push_str("</ul>\n</section>\n");
}

fn note(out: &mut String, note: &Note) {
    out.push_str("<li>");
    escape::element(out, "span", "at", &note.at);
    out.push(' ');
    escape::element(out, "span", "what", &note.what);
    out.push_str("</li>\n");
}

/// What an edition is called: its masthead and its date.
pub fn title(edition: &Edition) -> String {
    let name = edition.masthead.as_deref().unwrap_or("yuebao");
    match edition.date {
        Some(date) => format!("{name} {date}"),
        None => name.to_owned(),
    }
}
