//! A story as an `article`: each part is an element with the part's name as its class, and what is not shown stands in
//! attributes. `read::own` reads just this.

use jiff::Timestamp;

use crate::edition::{Block, Jump, Sort, Story};

use super::{escape, inline, link};

/// How the picture of a figure comes into a page: its name → the address in the page, where its bytes can be had.
pub type Place<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// Adds a story that is the `index`th of its edition.
pub fn story(out: &mut String, story: &Story, index: usize, place: Place<'_>) {
    begin(out, story, index);
    head(out, story);
    jump(out, "jump from", story.continued_from.as_ref());
    text(out, story, place);
    jump(out, "jump on", story.continued_on.as_ref());
    origin(out, story);
    out.push_str("</article>\n");
}

fn head(out: &mut String, story: &Story) {
    out.push_str("<header>\n");
    line(out, "p", "kicker", story.kicker.as_deref());
    line(out, "h2", "headline", story.headline.as_deref());
    line(out, "p", "deck", story.deck.as_deref());
    line(out, "p", "byline", story.byline.as_deref());
    line(out, "p", "dateline", story.dateline.as_deref());
    out.push_str("</header>\n");
}

fn text(out: &mut String, story: &Story, place: Place<'_>) {
    out.push_str("<div class=\"text\">\n");
    for part in &story.blocks {
        block(out, part, place);
        out.push('\n');
    }
    out.push_str("</div>\n");
}

fn class(sort: Sort) -> &'static str {
    match sort {
        Sort::Story => "story",
        Sort::Picture => "story picture",
        Sort::Advertisement => "story advertisement",
        Sort::Imprint => "story imprint",
    }
}

fn begin(out: &mut String, story: &Story, index: usize) {
    out.push_str("<article");
    escape::attribute(out, "class", class(story.sort));
    escape::attribute(out, "id", &format!("story-{}", index + 1));
    escape::attribute(out, "data-index", &index.to_string());
    escape::attribute(out, "data-id", &story.id);
    escape::maybe(out, "data-page", story.page.as_deref());
    language(out, story.language.as_deref());
    if !story.regions.is_empty() {
        let json = serde_json::to_string(&story.regions).unwrap_or_default();
        escape::attribute(out, "data-regions", &json);
    }
    out.push_str(">\n");
}

/// Adds a language: as it is named, and, where it is a tag of one, for the browser.
pub fn language(out: &mut String, tag: Option<&str>) {
    if let Some(tag) = tag {
        if is_tag(tag) {
            escape::attribute(out, "lang", tag);
            escape::attribute(out, "xml:lang", tag);
        }
        escape::attribute(out, "data-language", tag);
    }
}

/// Whether a tag has the form of BCP 47's common ones.
pub fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let main = parts.next().unwrap_or("");
    let is_part = |part: &str| {
        matches!(part.len(), 2..=8) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    matches!(main.len(), 2 | 3)
        && is_part(main)
        && parts.clone().count() < 3
        && parts.all(|part| matches!(part.len(), 2 | 4) && is_part(part))
}

fn line(out: &mut String, name: &str, class: &str, text: Option<&str>) {
    if let Some(text) = text {
        escape::element(out, name, class, text);
        out.push('\n');
    }
}

fn jump(out: &mut String, class: &str, jump: Option<&Jump>) {
    let Some(jump) = jump else {
        return;
    };
    out.push_str("<p");
    escape::attribute(out, "class", class);
    escape::maybe(out, "data-page", jump.page.as_deref());
    escape::maybe(out, "data-story", jump.story.as_deref());
    out.push('>');
    escape::text(out, &jump.text);
    out.push_str("</p>\n");
}

fn origin(out: &mut String, story: &Story) {
    out.push_str("<footer class=\"origin\">\n");
    line(out, "span", "source", story.source.as_deref());
    time(out, "published", story.published);
    time(out, "updated", story.updated);
    if let Some(url) = &story.url {
        anchor(out, "url", url);
    }
    out.push_str("</footer>\n");
}

fn time(out: &mut String, class: &str, time: Option<Timestamp>) {
    let Some(time) = time else {
        return;
    };
    let exact = time.to_string();
    out.push_str("<time");
    escape::attribute(out, "class", class);
    // HTML knows years of four digits, and fractions of three.
    let seconds = exact.split(['.', 'Z']).next().unwrap_or("");
    if seconds.len() == 19 && !seconds.starts_with("0000") {
        escape::attribute(out, "datetime", &format!("{seconds}Z"));
    }
    escape::attribute(out, "data-time", &exact);
    out.push('>');
    escape::text(out, &seconds.replace('T', " "));
    out.push_str("</time>\n");
}

fn block(out: &mut String, block: &Block, place: Place<'_>) {
    match block {
        Block::Paragraph { text, spans } => inline::element(out, "p", text, spans),
        Block::Subhead { text } => escape::element(out, "h3", "subhead", text),
        Block::Quote { text, spans } => {
            out.push_str("<blockquote>");
            inline::element(out, "p", text, spans);
            out.push_str("</blockquote>");
        }
        Block::List { text } => list(out, text),
        Block::Table { text } => table(out, text),
        Block::Figure {
            caption,
            credit,
            image,
        } => figure(
            out,
            [caption, credit, image].map(|part| part.as_deref()),
            place,
        ),
        Block::Rule => out.push_str("<hr/>"),
        Block::Verbatim { text } => verbatim(out, text),
    }
}

fn verbatim(out: &mut String, text: &str) {
    // A parser of HTML passes over the first line end in it.
    let spent = if text.starts_with('\n') { "\n" } else { "" };
    out.push_str("<pre>");
    out.push_str(spent);
    escape::text(out, text);
    out.push_str("</pre>");
}

fn list(out: &mut String, text: &str) {
    out.push_str("<ul>");
    text.split('\n').for_each(|item| plain(out, "li", item));
    out.push_str("</ul>");
}

fn table(out: &mut String, text: &str) {
    out.push_str("<table><tbody>");
    text.split('\n').for_each(|line| row(out, line));
    out.push_str("</tbody></table>");
}

fn row(out: &mut String, text: &str) {
    out.push_str("<tr>");
    text.split('\t').for_each(|cell| plain(out, "td", cell));
    out.push_str("</tr>");
}

/// An element with nothing but text.
fn plain(out: &mut String, name: &str, text: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    escape::text(out, text);
    escape::close(out, name);
}

fn figure(out: &mut String, [caption, credit, image]: [Option<&str>; 3], place: Place<'_>) {
    out.push_str("<figure");
    escape::maybe(out, "data-name", image);
    out.push('>');
    if let Some(image) = image {
        picture(out, image, caption.or(credit).unwrap_or(""), place);
    }
    if caption.is_some() || credit.is_some() {
        out.push_str("<figcaption>");
        line(out, "span", "caption", caption);
        line(out, "span", "credit", credit);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>");
}

/// The picture itself; where its bytes cannot be had, a link to it or its name.
fn picture(out: &mut String, image: &str, said: &str, place: Place<'_>) {
    let Some(source) = place(image) else {
        return anchor(out, "image", image);
    };
    out.push_str("<img");
    escape::attribute(out, "src", &source);
    escape::attribute(out, "alt", said);
    out.push_str("/>");
}

/// A link that says where it leads.
fn anchor(out: &mut String, class: &str, address: &str) {
    out.push_str("<a");
    escape::attribute(out, "class", class);
    link::attributes(out, address);
    out.push('>');
    escape::text(out, address);
    out.push_str("</a>");
}
