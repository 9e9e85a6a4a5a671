//! An article of an e-paper: its head, its body, and the page it stands on.

use std::collections::HashSet;

use dom_query::NodeRef;

use super::body::{body, is_button, pictures_round, tell_filing};
use super::page::{Page, is_of_known_paper};
use super::words::{PageName, byline, headline, headline_in, page_name, page_title, sort};
use super::{front, links, papers, signs};
use crate::edition::{Block, Story};
use crate::read::build::Builder;
use crate::read::html::{is, line};
use crate::read::plain::furniture::find_date;
use crate::read::plain::{credits, labels};
use crate::read::reading::{Reading, Role};

/// Reads an article; `None` where the page is none of an e-paper.
pub fn read(page: &Page<'_>) -> Option<Reading> {
    let root = root(page)?;
    let mut story = Story {
        url: page.url(),
        source: page.properties.get(&["source"]).map(str::to_owned),
        ..Story::default()
    };
    let name = own_page(page);
    let frame = frame(&root);
    head(page, &root, frame.as_ref().unwrap_or(&root), &mut story);
    story.blocks = text(page, &root, frame.as_ref());
    tell_filing(&mut story);
    story.sort = sort(
        story.headline.as_deref(),
        name.as_ref().and_then(|name| name.title.as_deref()),
    );
    if story.headline.is_none() && story.blocks.is_empty() {
        return None;
    }
    let mut builder = page.builder();
    tell_issue(page, &story, &mut builder);
    let at = name.and_then(|name| builder.page(&name.label, name.title.as_deref()));
    builder.put(at, story);
    let mut reading = builder.close();
    reading.role = Role::Article;
    Some(reading)
}

/// The element with the body, on a page that shows that it is an article's.
fn root<'t>(page: &Page<'t>) -> Option<NodeRef<'t>> {
    let finder = &page.finder;
    let key = links::key(page.name);
    let is_list = links::is_page(key) || page.properties.get(&["type"]) == Some("2");
    if is_list && finder.all("area").next().is_some() {
        return None;
    }
    let holds = |node: &NodeRef<'t>| {
        !line(node).is_empty() || node.descendants_it().any(|inner| is(&inner, &["img"]))
    };
    /// Comments that are looked at for one round a body.
    const MOST: usize = 16;
    let opened = || {
        let mut opening = finder
            .comments
            .iter()
            .filter(|(_, comment)| comment.trim() == "enpcontent")
            .take(MOST);
        opening
            .find(|(parent, _)| {
                parent.is_element() && !is(parent, &["body", "html"]) && holds(parent)
            })
            .map(|(parent, _)| *parent)
    };
    let is_sure = !page.properties.is_empty()
        || signs::SURE_BODIES
            .iter()
            .any(|selector| finder.all(selector).next().is_some())
        || !finder.comments.is_empty() && opened().is_some()
        || links::is_article(key) && key.bytes().any(|byte| byte.is_ascii_digit())
        || !links::is_page(key) && is_of_known_paper(page.name);
    if !is_sure {
        return None;
    }
    let founder = finder.first(&signs::BODIES[..1], holds);
    founder
        .or_else(opened)
        .or_else(|| finder.first(signs::BODIES, holds))
}

/// The element round the body that holds its pictures as well.
fn frame<'t>(root: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    const STEPS: usize = 5;
    let is_frame = |node: &NodeRef<'t>| {
        let own = |mark: char, value: Option<html5ever::tendril::StrTendril>| {
            let value = value.unwrap_or_default().to_ascii_lowercase();
            let words: Vec<String> = value
                .split_ascii_whitespace()
                .map(|word| format!("{mark}{word}"))
                .collect();
            words.iter().any(|word| {
                signs::FRAMES
                    .iter()
                    .chain(signs::BODIES)
                    .any(|frame| frame.rsplit(' ').next() == Some(word))
            })
        };
        own('#', node.id_attr()) || own('.', node.class()) || is(node, &["article"])
    };
    let round = root
        .ancestors_it(None)
        .take(STEPS)
        .take_while(|node| !is(node, &["body", "html"]));
    round.filter(is_frame).last()
}

/// Headings by their level.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5"];

/// Whether an element is round a heading and says more than that: it is a head, and no headline.
fn holds_more(node: &NodeRef<'_>) -> bool {
    let heading = node.descendants_it().find(|inner| is(inner, HEADINGS));
    heading.is_some_and(|heading| line(&heading) != line(node))
}

/// The element round the whole head of an article, where there is one.
fn round_heads<'t>(page: &Page<'t>) -> Option<NodeRef<'t>> {
    /// Elements that are looked into.
    const MOST: usize = 16;
    let titles = signs::HEADLINES.iter();
    let mut titles = titles
        .flat_map(|selector| page.finder.all(selector))
        .take(MOST);
    titles.find(holds_more)
}

/// Headings between the frame and the body: the greatest is the headline, what stands before it the kicker, after it the deck.
struct Heads<'t> {
    nodes: Vec<(u8, NodeRef<'t>, String)>,
}

impl<'t> Heads<'t> {
    fn new(page: &Page<'t>, root: &NodeRef<'t>, frame: &NodeRef<'t>) -> Self {
        let level = |node: &NodeRef<'_>| {
            let mut names = HEADINGS.iter().zip(1u8..);
            names.find_map(|(name, level)| is(node, &[name]).then_some(level))
        };
        let is_in = |node: &NodeRef<'t>, outer: &NodeRef<'t>| {
            node.ancestors_it(None).any(|it| it.id == outer.id)
        };
        let all = page.finder.in_order(HEADINGS);
        let is_same = root.id == frame.id;
        let mut nodes: Vec<_> = all
            .into_iter()
            .filter_map(|node| Some((level(&node)?, node, headline_in(&node)?)))
            .collect();
        let has_own = nodes
            .iter()
            .any(|(_, node, _)| is_in(node, frame) && (is_same || !is_in(node, root)));
        if has_own {
            nodes.retain(|(_, node, _)| is_in(node, frame) && (is_same || !is_in(node, root)));
        } else {
            let round = round_heads(page);
            let is_great = |level: u8, node: &NodeRef<'t>| {
                level < 3 || round.as_ref().is_some_and(|round| is_in(node, round))
            };
            nodes.retain(|(level, node, _)| is_great(*level, node) && !is_in(node, root));
        }
        if is_same {
            // Headings of the body itself: those before its first text.
            let texts = page.finder.in_order(&["p", "h1", "h2", "h3", "h4", "h5"]);
            let before = texts.iter().take_while(|node| {
                !(is(node, &["p"]) && is_in(node, root) && !line(node).is_empty())
            });
            let before: HashSet<_> = before.map(|node| node.id).collect();
            nodes.retain(|(_, node, _)| before.contains(&node.id));
        }
        nodes.truncate(8);
        Self { nodes }
    }

    fn headline(&self) -> Option<usize> {
        let levels = self
            .nodes
            .iter()
            .enumerate()
            .map(|(at, (level, ..))| (*level, at));
        levels.min().map(|(_, at)| at)
    }
}

/// Kicker, headline, deck and byline; what was read is taken out of the page, so that no body has it again.
fn head(page: &Page<'_>, root: &NodeRef<'_>, frame: &NodeRef<'_>, story: &mut Story) {
    let named = |selectors: &[&str], is_one: fn(&NodeRef<'_>) -> bool| {
        let mut nodes = selectors
            .iter()
            .flat_map(|selector| page.finder.all(selector))
            .filter(is_one);
        nodes
            .find_map(|node| Some((node, headline_in(&node)?)))
            .filter(|(_, text)| text.chars().count() < 200)
    };
    let property = |names: &[&str]| page.properties.get(names).and_then(headline);
    let heads = Heads::new(page, root, frame);
    let main = heads.headline();
    let mut gone: Vec<NodeRef<'_>> = heads.nodes.iter().map(|(_, node, _)| *node).collect();
    let (mut before, mut after, mut signed) = (Vec::new(), Vec::new(), None);
    for (at, (_, _, text)) in heads.nodes.iter().enumerate() {
        match main {
            Some(main) if at < main => before.push(text.as_str()),
            Some(main) if at > main && credits::line(text).is_some() => signed = Some(text.clone()),
            Some(main) if at > main => after.push(text.as_str()),
            _ => {}
        }
    }
    let joined = |texts: &[&str]| (!texts.is_empty()).then(|| texts.join(" "));
    let mut take = |selectors: &[&str], is_one| {
        named(selectors, is_one).map(|(node, text)| {
            gone.push(node);
            text
        })
    };
    let own = take(signs::HEADLINES, |node| !holds_more(node));
    let is_named = own.is_some();
    let titled = main
        .and_then(|main| heads.nodes.get(main))
        .map(|(_, _, text)| text.clone());
    let by_heads =
        |texts: &[&str]| joined(texts).filter(|_| !is_named || own.as_deref() == titled.as_deref());
    story.kicker = take(signs::KICKERS, |_| true)
        .or_else(|| by_heads(&before))
        .or_else(|| property(&["introtitle"]));
    story.deck = take(signs::DECKS, |_| true)
        .or_else(|| by_heads(&after))
        .or_else(|| property(&["subtitle"]));
    let authored = take(signs::AUTHORS, |_| true).and_then(|text| author(&text));
    story.headline = own
        .or(titled)
        .or_else(|| property(&["title"]))
        .or_else(|| page_headline(page));
    story.byline = authored
        .or_else(|| property(&["author"]).and_then(|text| author(&text)))
        .or_else(|| byline(&signed?));
    for part in [&mut story.kicker, &mut story.deck] {
        *part = part
            .take()
            .filter(|part| Some(part) != story.headline.as_ref());
    }
    let holds_body = |node: &NodeRef<'_>| {
        node.id == root.id || root.ancestors_it(None).any(|outer| outer.id == node.id)
    };
    gone.iter()
        .filter(|node| !holds_body(node))
        .for_each(NodeRef::remove_from_parent);
}

/// The headline that the page as a whole has, without the paper's name.
fn page_headline(page: &Page<'_>) -> Option<String> {
    let title = page
        .meta(&["og:title"])
        .or_else(|| page.finder.text(&["title"]))?;
    let pieces = title.split(['-', '_', '|', '—', '–']).filter_map(headline);
    pieces.max_by_key(|piece| piece.chars().count())
}

/// Who wrote it, out of a line that may have the day and the paper as well.
fn author(line: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let end = find_date(line).map_or(line.len(), |(_, start, _)| start);
    let end = line
        .find(['《', '（', '(', '|'])
        .map_or(end, |at| at.min(end));
    byline(&line[..end]).filter(|who| {
        who.chars().count() <= LONGEST
            && !is_button(who)
            && who.chars().any(char::is_alphabetic)
            && labels::find(who).is_none()
    })
}

/// The page that the article says it stands on.
fn own_page(page: &Page<'_>) -> Option<PageName> {
    let mut lines = signs::LABELS
        .iter()
        .flat_map(|selector| page.finder.all(selector))
        .filter(|node| !is(node, &["a"]));
    let numbered = page
        .properties
        .get(&["pagenum", "page"])
        .and_then(|text| page_name(text, true));
    let layout = || {
        page.finder
            .text(&["#nowlayout", "#pagenum"])
            .and_then(|text| page_name(&text, true))
    };
    let noded = || {
        page.properties
            .get(&["nodename"])
            .and_then(|text| page_name(text, false))
    };
    let mut said = || {
        lines.find_map(|node| {
            let text = line(&node);
            let label = || {
                labels::find(&text).map(|label| PageName {
                    label: label.label.to_owned(),
                    title: None,
                })
            };
            (text.chars().count() < 120).then(|| page_name(&text, false).or_else(label))?
        })
    };
    let mut name = numbered
        .or_else(layout)
        .or_else(noded)
        .or_else(&mut said)
        .or_else(|| front::own_name(page))?;
    let title = || {
        page.properties
            .get(&["pagename", "nodename"])
            .filter(|text| page_name(text, false).is_none())
            .and_then(page_title)
    };
    name.title = name.title.take().or_else(title);
    Some(name)
}

/// The body with its pictures. What stands beside it on the page is left out.
fn text(page: &Page<'_>, root: &NodeRef<'_>, frame: Option<&NodeRef<'_>>) -> Vec<Block> {
    root.remove_from_parent();
    let mut blocks = frame
        .map(|frame| pictures_round(frame, &page.base))
        .unwrap_or_default();
    blocks.extend(body(root, &page.base));
    blocks
}

fn tell_issue(page: &Page<'_>, story: &Story, builder: &mut Builder) {
    let mut addresses: Vec<&str> = story.url.as_deref().into_iter().collect();
    addresses.push(page.name);
    let pictures = story.blocks.iter().filter_map(|block| match block {
        Block::Figure { image, .. } => image.as_deref(),
        _ => None,
    });
    addresses.extend(pictures.take(2));
    builder.edition.masthead = page.masthead(&addresses);
    builder.edition.date = page.date(&addresses);
    builder.edition.language = papers::language(builder.edition.masthead.as_deref());
}
