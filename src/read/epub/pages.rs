//! The pages of an EPUB, each parsed and walked through, several at a time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use dom_query::NodeRef;

use super::added::{Added, take_away};
use super::bundle::Bundle;
use super::toc::collapsed;
use crate::edition::Block;
use crate::read::html::{Base, Tree, Walked, attribute, is, parse_xhtml, raw_text, walk};

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its file.
    pub file: usize,
    /// What its head calls it.
    pub title: Option<String>,
    /// Its blocks and places.
    pub walked: Walked,
    /// The first block of each place.
    pub places: HashMap<String, usize>,
    /// What calibre put into it.
    pub added: Added,
    /// Whether it says itself that its lines run down.
    pub is_vertical: bool,
}

/// Reads files as pages, in their order.
pub fn read(bundle: &Bundle<'_>, files: &[usize]) -> Vec<Page> {
    /// Files that are worth a thread.
    const WORTH: usize = 16;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(files.len() / WORTH);
    let next = AtomicUsize::new(0);
    let pages = Mutex::new(Vec::with_capacity(files.len()));
    let work = || {
        while let Some((at, file)) = take(&next, files) {
            let page = Page::of(bundle, file);
            let mut pages = pages.lock().unwrap_or_else(PoisonError::into_inner);
            pages.push((at, page));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut pages = pages.into_inner().unwrap_or_else(PoisonError::into_inner);
    pages.sort_unstable_by_key(|(at, _)| *at);
    pages.into_iter().map(|(_, page)| page).collect()
}

fn take(next: &AtomicUsize, files: &[usize]) -> Option<(usize, usize)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, *files.get(at)?))
}

impl Page {
    fn of(bundle: &Bundle<'_>, file: usize) -> Self {
        let path = bundle.name(file);
        let tree = parse_xhtml(&bundle.text(file).unwrap_or_default());
        for (count, what) in &tree.mended {
            bundle.tell(format!("{path}: {count} {what}"));
        }
        let added = take_away(&tree, path, bundle);
        let root = tree.document.body().unwrap_or_else(|| tree.document.root());
        let mut walked = walk(&root, &Base::of_chapter(path));
        for block in &mut walked.blocks {
            name_picture(block, bundle);
        }
        let mut places = HashMap::new();
        for (name, at) in walked.places.drain(..) {
            places.entry(name).or_insert(at);
        }
        Self {
            file,
            title: title(&tree),
            walked,
            places,
            added,
            is_vertical: is_vertical(&root),
        }
    }

    /// The index of the block that a place is in; the first where there is no such place.
    pub fn block_of(&self, place: Option<&str>) -> usize {
        let block = place.and_then(|place| self.places.get(place).copied());
        block.unwrap_or(0).min(self.walked.blocks.len())
    }
}

fn title(tree: &Tree) -> Option<String> {
    let root = tree.document.root();
    let mut nodes = root.descendants_it();
    let title = nodes.find(|node| is(node, &["title"]))?;
    Some(collapsed(&raw_text(&title))).filter(|title| !title.is_empty())
}

/// The picture of a figure by the path of its file.
fn name_picture(block: &mut Block, bundle: &Bundle<'_>) {
    if let Block::Figure {
        image: Some(image), ..
    } = block
        && let Some(file) = bundle.find(image)
    {
        bundle.name(file).clone_into(image);
    }
}

fn is_vertical(body: &NodeRef<'_>) -> bool {
    let nodes = [Some(*body), body.parent()];
    let mut styles = nodes
        .into_iter()
        .flatten()
        .filter_map(|node| attribute(&node, "style"));
    styles.any(|style| style.contains("vertical-rl") || style.contains("tb-rl"))
}
