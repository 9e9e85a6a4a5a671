//! The body of an article: its blocks, its pictures with what stands under them, and what its first and last lines tell
//! of who wrote it and where it was filed. Whatever else stands on the page stays out of it.

use dom_query::NodeRef;

use crate::edition::{Block, Story};
use crate::read::html::{Base, attribute, blocks, is, line};
use crate::read::plain::{captions, credits, datelines};

/// Words that the buttons and links round an article begin with.
const BUTTONS: &[&str] = &[
    "放大",
    "缩小",
    "默认",
    "上一",
    "下一",
    "返回",
    "朗读",
    "分享",
    "打印",
    "收藏",
    "复制",
    "扫描",
    "扫码",
    "二维码",
    "版权",
    "Copyright",
    "copyright",
    "ICP",
    "字号",
    "字体",
    "关闭",
    "举报",
    "评论",
    "点击",
    "PDF",
    "首页",
];

/// Files that decorate a page, by parts of their paths.
const DECOR: &[&str] = &[
    "logo", "icon", "tplimg", "template", "/skin", "/css/", "qrcode", "ewm", "erweima", "weixin",
    "wechat", "share", "button", "btn", "blank", "spacer", "/js/", ".gif", ".svg",
];

/// The blocks of a body, pictures with their captions.
pub fn body(root: &NodeRef<'_>, base: &Base) -> Vec<Block> {
    frame_pictures(root);
    let mut all = with_captions(blocks(root, base), |text| captions::parse(text).is_some());
    all.retain(|block| !is_trailer(block));
    all
}

/// Pictures that stand round the body, with the texts under them. The body has been taken out before.
pub fn pictures_round(frame: &NodeRef<'_>, base: &Base) -> Vec<Block> {
    const LONGEST: usize = 300;
    let is_decor = |node: &NodeRef<'_>| {
        let file = attribute(node, "src")
            .unwrap_or_default()
            .to_ascii_lowercase();
        attribute(node, "usemap").is_some()
            || file.starts_with("data:")
            || DECOR.iter().any(|part| file.contains(part))
    };
    let decor: Vec<NodeRef<'_>> = frame
        .descendants_it()
        .filter(|node| is(node, &["img"]) && is_decor(node))
        .collect();
    decor.iter().for_each(NodeRef::remove_from_parent);
    frame_pictures(frame);
    let is_caption = |text: &str| text.chars().nth(LONGEST).is_none() && !is_button(text);
    let mut all = with_captions(blocks(frame, base), is_caption);
    all.retain(|block| matches!(block, Block::Figure { image: Some(_), .. }));
    all
}

/// Whether a text is what a button of the page says.
pub fn is_button(text: &str) -> bool {
    BUTTONS.iter().any(|word| text.starts_with(word))
}

/// Tables and boxes that hold one picture and the text under it become figures.
fn frame_pictures(root: &NodeRef<'_>) {
    const MOST: usize = 500;
    let boxes = root.descendants_it().filter(is_box).take(MOST);
    let boxes: Vec<NodeRef<'_>> = boxes.collect();
    for framed in boxes {
        if let Some(caption) = caption_in(&framed) {
            caption.rename("figcaption");
            framed.rename("figure");
        }
    }
}

fn is_box(node: &NodeRef<'_>) -> bool {
    const NAMES: &[&str] = &["pic", "img", "photo", "attach", "image"];
    let is_named = |class: &str| NAMES.iter().any(|name| class.contains(name));
    is(node, &["table"])
        || is(node, &["div", "dl"])
            && node
                .class()
                .is_some_and(|class| is_named(&class.to_ascii_lowercase()))
}

/// The one element with all the text of a box that holds one picture, and little else.
fn caption_in<'t>(framed: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    const MOST: usize = 60;
    const LONGEST: usize = 600;
    let inner: Vec<NodeRef<'t>> = framed.descendants_it().take(MOST).collect();
    let is_picture = |node: &NodeRef<'_>| is(node, &["img"]);
    let is_nested = inner.iter().any(|node| is(node, &["table", "figure"]));
    if inner.len() == MOST || is_nested || inner.iter().filter(|node| is_picture(node)).count() != 1
    {
        return None;
    }
    let said = line(framed);
    if said.is_empty() || said.chars().nth(LONGEST).is_some() {
        return None;
    }
    let is_cell = |node: &&NodeRef<'_>| is(node, &["td", "th", "p", "dd", "dt", "div", "span"]);
    let is_alone = |node: &&NodeRef<'_>| !node.descendants_it().any(|inner| is_picture(&inner));
    let mut cells = inner.iter().rev().filter(is_cell).filter(is_alone);
    cells.find(|cell| line(cell) == said).copied()
}

/// Pictures take the paragraph after them, where it is a caption.
fn with_captions(blocks: Vec<Block>, is_caption: impl Fn(&str) -> bool) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let under = matches!(
            all.last(),
            Some(Block::Figure {
                caption: None,
                credit: None,
                image: Some(_)
            })
        );
        match block {
            Block::Paragraph { text, .. } if under && is_caption(&text) => {
                if let Some(Block::Figure { caption, .. }) = all.last_mut() {
                    *caption = Some(text);
                }
            }
            other => all.push(other),
        }
    }
    all.iter_mut().for_each(tell_credit);
    all
}

/// Takes who made the picture out of its caption.
fn tell_credit(block: &mut Block) {
    let Block::Figure {
        caption, credit, ..
    } = block
    else {
        return;
    };
    let (None, Some(said)) = (&credit, caption.as_deref()) else {
        return;
    };
    if let Some(parsed) = captions::parse(said) {
        *credit = parsed.credit.map(str::to_owned);
        *caption = Some(parsed.caption.to_owned());
    }
}

/// What a broken comment of the publishing system leaves on the page.
fn is_trailer(block: &Block) -> bool {
    let text = block.text();
    text.contains("/enpproperty") || text.contains("<!--/enpcontent") || text.trim() == "-->"
}

/// Dateline and byline, as the first paragraphs or an agency's last bracket tell them. The text keeps them: it is word for
/// word that of the page.
pub fn tell_filing(story: &mut Story) {
    let paragraphs = || {
        story.blocks.iter().filter_map(|block| match block {
            Block::Paragraph { text, .. } => Some(text.as_str()),
            _ => None,
        })
    };
    let signed = paragraphs()
        .take(2)
        .find_map(credits::line)
        .map(str::to_owned);
    let filed = paragraphs().take(2).find_map(datelines::parse);
    let closing = paragraphs()
        .next_back()
        .filter(|last| credits::closes(last));
    let reporters = || {
        closing
            .and_then(credits::reporters_of_filing)
            .map(str::to_owned)
    };
    let trailing = || {
        paragraphs()
            .next_back()
            .and_then(credits::trailing)
            .map(|(_, who)| who.to_owned())
    };
    let dateline = filed.map(|filed| filed.text.to_owned());
    let byline = filed
        .and_then(|filed| filed.reporter.map(str::to_owned))
        .or(signed)
        .or_else(reporters)
        .or_else(trailing);
    story.dateline = story.dateline.take().or(dateline);
    story.byline = story.byline.take().or(byline);
}
