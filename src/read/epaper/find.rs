//! Elements of a page by id, class and name: looked up once, asked many times. The questions are selectors as data,
//! compounds separated by blanks (`.paper a#pagelink`), in small letters; no more of CSS than the tables of `signs` need.

use std::collections::HashMap;

use dom_query::{NodeData, NodeRef};

use crate::read::html::{is, line};

/// The elements of a page.
pub struct Finder<'t> {
    nodes: Vec<NodeRef<'t>>,
    by_key: HashMap<String, Vec<usize>>,
    /// Where keys are written before they are looked up.
    name: String,
    /// Comments, each with the element it stands in.
    pub comments: Vec<(NodeRef<'t>, String)>,
}

impl<'t> Finder<'t> {
    /// Looks all elements up. Ids and classes count in small letters; elements without either by their names alone.
    pub fn new(root: &NodeRef<'t>) -> Self {
        let mut finder = Self {
            nodes: Vec::new(),
            by_key: HashMap::new(),
            name: String::new(),
            comments: Vec::new(),
        };
        for node in root.descendants_it() {
            finder.enter(node);
        }
        finder
    }

    fn enter(&mut self, node: NodeRef<'t>) {
        let at = self.nodes.len();
        let by_key = &mut self.by_key;
        let name = &mut self.name;
        let mut key = |mark: &str, word: &str| {
            name.clear();
            name.push_str(mark);
            name.push_str(word);
            name.make_ascii_lowercase();
            match by_key.get_mut(name.as_str()) {
                Some(nodes) => nodes.push(at),
                None => drop(by_key.insert(name.clone(), vec![at])),
            }
        };
        let comment = node.query(|it| match &it.data {
            NodeData::Element(element) => {
                key("", &element.name.local);
                for attribute in &element.attrs {
                    match &*attribute.name.local {
                        "id" => key("#", attribute.value.trim()),
                        "class" => attribute
                            .value
                            .split_ascii_whitespace()
                            .for_each(|class| key(".", class)),
                        _ => {}
                    }
                }
                Some(None)
            }
            NodeData::Comment { contents } => Some(Some(contents.to_string())),
            _ => None,
        });
        match comment.flatten() {
            Some(None) => self.nodes.push(node),
            Some(Some(comment)) => {
                self.comments
                    .extend(node.parent().map(|parent| (parent, comment)));
            }
            None => {}
        }
    }

    /// The elements a selector names, in the order of the page.
    pub fn all<'s>(&'s self, selector: &'s str) -> impl Iterator<Item = NodeRef<'t>> + 's {
        let (around, own) = selector.rsplit_once(' ').unwrap_or(("", selector));
        let known = steps(own).filter_map(|step| self.by_key.get(step));
        let fewest = known.min_by_key(|nodes| nodes.len());
        let mut compounds = selector.split(' ');
        let is_there = compounds.all(|compound| {
            let mut steps = steps(compound);
            steps.all(|step| self.by_key.contains_key(step))
        });
        let found = fewest.filter(|_| is_there).into_iter().flatten();
        found
            .filter_map(|&at| self.nodes.get(at))
            .filter(move |node| fits(node, own) && stands_in(node, around))
            .copied()
    }

    /// The elements that any of the names or simple selectors (`a`, `.head`) names, in the order of the page.
    pub fn in_order(&self, simple: &[&str]) -> Vec<NodeRef<'t>> {
        let known = simple.iter().filter_map(|step| self.by_key.get(*step));
        let mut places: Vec<usize> = known.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
            .iter()
            .filter_map(|&at| self.nodes.get(at))
            .copied()
            .collect()
    }

    /// The first element that one of the selectors names, in their order, and that `fits`.
    pub fn first(
        &self,
        selectors: &[&str],
        fits: impl Fn(&NodeRef<'t>) -> bool,
    ) -> Option<NodeRef<'t>> {
        let mut found = selectors.iter().flat_map(|selector| self.all(selector));
        found.find(|node| fits(node))
    }

    /// The text of the first element with any that one of the selectors names.
    pub fn text(&self, selectors: &[&str]) -> Option<String> {
        let mut texts = selectors.iter().flat_map(|selector| self.all(selector));
        texts.find_map(|node| Some(line(&node)).filter(|text| !text.is_empty()))
    }
}

/// The parts of a compound, each with its mark: `a#b.c` is `a`, `#b` and `.c`.
fn steps(compound: &str) -> impl Iterator<Item = &str> {
    let mut rest = compound;
    std::iter::from_fn(move || {
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| matches!(c, '#' | '.'))
            .map_or(rest.len(), |(end, _)| end);
        let (step, after) = rest.split_at(end);
        rest = after;
        (!step.is_empty()).then_some(step)
    })
}

fn fits(node: &NodeRef<'_>, compound: &str) -> bool {
    steps(compound).all(|step| match step.split_at(1) {
        ("#", id) => node
            .id_attr()
            .is_some_and(|own| own.trim().eq_ignore_ascii_case(id)),
        (".", class) => node.class().is_some_and(|own| {
            own.split_ascii_whitespace()
                .any(|own| own.eq_ignore_ascii_case(class))
        }),
        _ => is(node, &[step]),
    })
}

/// Whether elements that fit the compounds stand round a node, from the outside in.
fn stands_in(node: &NodeRef<'_>, around: &str) -> bool {
    let mut wanted = around.split_ascii_whitespace().rev().peekable();
    for outer in node.ancestors_it(None) {
        match wanted.peek() {
            Some(compound) if fits(&outer, compound) => drop(wanted.next()),
            Some(_) => {}
            None => break,
        }
    }
    wanted.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::Finder;
    use crate::read::html::{line, parse};

    #[track_caller]
    fn check(selector: &str, expected: &[&str]) {
        let tree = parse(
            "<div id=Page class='a b'><p class=a>1</p><ul class=list><li><a id=pageLink>2</a>\
             <li><a id=pageLink>3</a></ul></div><p>4</p><a id=pageLink>5</a>",
        );
        let finder = Finder::new(&tree.document.root());
        let found: Vec<String> = finder.all(selector).map(|node| line(&node)).collect();
        assert_eq!(found, expected, "{selector}");
    }

    #[test]
    fn selectors_name_elements_in_the_order_of_the_page() {
        check("p", &["1", "4"]);
        check("p.a", &["1"]);
        check("div.a.b#page p", &["1"]);
        check("a#pagelink", &["2", "3", "5"]);
        check(".list a", &["2", "3"]);
        check("#page .list li a", &["2", "3"]);
        check(".list p", &[]);
        check(".none", &[]);
    }
}
