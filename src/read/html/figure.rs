//! Pictures with their captions and credits, and the links that stand for frames.

use dom_query::NodeRef;

use super::address::Base;
use super::inline::line;
use super::node::{attribute, is};
use crate::edition::{Block, Mark, Span};

/// Whether a `figure` is a picture (or several) with a caption, and not a table or text in a frame.
pub fn is_plain(figure: &NodeRef<'_>) -> bool {
    let is_picture = |node: NodeRef<'_>| is(&node, &["img"]);
    let is_other = |node: NodeRef<'_>| is(&node, &["table", "blockquote", "pre", "ul", "ol"]);
    figure.descendants_it().any(is_picture) && !figure.descendants_it().any(is_other)
}

/// A `figure`: the caption goes with its first picture.
pub fn figure(figure: &NodeRef<'_>, base: &Base) -> Vec<Block> {
    let pictures = figure.descendants_it().filter(|node| is(node, &["img"]));
    let mut blocks: Vec<Block> = pictures.filter_map(|node| picture(&node, base)).collect();
    let Some(words) = figure
        .descendants_it()
        .find(|node| is(node, &["figcaption"]))
    else {
        return blocks;
    };
    let credited = words
        .descendants_it()
        .find(is_credit)
        .map(|node| line(&node));
    let said = line(&words);
    let caption_only = match &credited {
        Some(credit) => said
            .strip_suffix(credit.as_str())
            .unwrap_or(&said)
            .trim()
            .to_owned(),
        None => said,
    };
    let some = |text: String| (!text.is_empty()).then_some(text);
    let (words, credited) = (some(caption_only), credited.and_then(some));
    match blocks.first_mut() {
        Some(Block::Figure {
            caption, credit, ..
        }) => (*caption, *credit) = (words, credited),
        _ => blocks.push(Block::Figure {
            caption: words,
            credit: credited,
            image: None,
        }),
    }
    blocks
}

fn is_credit(node: &NodeRef<'_>) -> bool {
    let is_it = |class: &str| {
        ["credit", "source", "author", "photographer"]
            .iter()
            .any(|name| class.contains(name))
    };
    node.class()
        .is_some_and(|class| is_it(&class.to_ascii_lowercase()))
}

/// One picture; `None` for one that only spaces a page out, or whose file is not named.
pub fn picture(node: &NodeRef<'_>, base: &Base) -> Option<Block> {
    let node = match is(node, &["img"]) {
        true => *node,
        false => node.descendants_it().find(|inner| is(inner, &["img"]))?,
    };
    if is_dot(&node) {
        return None;
    }
    Some(Block::Figure {
        caption: attribute(&node, "alt").filter(|alt| is_caption(alt)),
        credit: None,
        image: Some(source(&node, base)?),
    })
}

/// What a frame shows is elsewhere: a link to it. `None` for one without a size, or that is not on the web.
pub fn frame(node: &NodeRef<'_>, base: &Base) -> Option<Block> {
    let mut address = source(node, base).filter(|_| !is_dot(node))?;
    if address.starts_with("//") {
        address.insert_str(0, "https:");
    }
    let is_on_the_web = ["http://", "https://"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    let span = Span {
        range: 0..address.len(),
        mark: Mark::Link(address.clone()),
    };
    is_on_the_web.then(|| Block::Paragraph {
        text: address,
        spans: vec![span],
    })
}

/// The address of what an element shows; what is loaded when it is scrolled to has it in another attribute.
fn source(node: &NodeRef<'_>, base: &Base) -> Option<String> {
    let file = ["data-original", "data-src", "src"]
        .iter()
        .find_map(|name| attribute(node, name));
    base.resolve(&file?)
}

/// Whether an element only spaces a page out, or counts its readers.
fn is_dot(node: &NodeRef<'_>) -> bool {
    const SMALLEST: u32 = 16;
    let is_small = |size: &str| {
        size.trim()
            .trim_end_matches("px")
            .parse()
            .is_ok_and(|size: u32| size < SMALLEST)
    };
    let said = ["width", "height"].map(|name| attribute(node, name));
    let style = attribute(node, "style").unwrap_or_default();
    let mut styled = style.split(';').filter_map(|rule| rule.split_once(':'));
    said.iter().flatten().any(|size| is_small(size))
        || styled.any(|(name, size)| matches!(name.trim(), "width" | "height") && is_small(size))
}

/// Whether the text that stands for a picture says something: not a file's name, nor "image".
fn is_caption(alt: &str) -> bool {
    const FILES: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".svg"];
    const EMPTY: &[&str] = &[
        "image", "img", "picture", "photo", "bild", "图片", "圖片", "画像", "図",
    ];
    let alt = alt.to_lowercase();
    !FILES.iter().any(|end| alt.ends_with(end))
        && !EMPTY.contains(&alt.trim())
        && alt.chars().any(char::is_alphabetic)
}
