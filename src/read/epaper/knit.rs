//! One edition from the pages and the articles of an issue: pages in their order, each story with its body and its regions.
//! A story that was issued again on another page, under another number, is one story that both pages list.

use std::collections::{HashMap, HashSet};

use super::links::key;
use super::reissue::{bare, reissues};
use crate::edition::{Edition, Section, Sort, Story};
use crate::read::limits;
use crate::read::plain::labels::reduced;
use crate::read::reading::{Reading, Role};
use crate::read::tongues::tell_apart;

/// Puts the readings of one issue together. Those that are neither pages nor articles of an e-paper come in as they are.
pub fn knit(readings: Vec<Reading>) -> Reading {
    let mut knitting = Knitting::default();
    let (articles, others): (Vec<_>, Vec<_>) = readings
        .into_iter()
        .partition(|reading| reading.role == Role::Article);
    others
        .into_iter()
        .for_each(|reading| knitting.sheet(reading));
    let lists = !knitting.edition.sections.is_empty();
    articles
        .into_iter()
        .for_each(|reading| knitting.article(reading));
    if !lists {
        knitting
            .edition
            .sections
            .sort_by_cached_key(|section| order(&section.label));
    }
    knitting.merge_reissues();
    let mut edition = knitting.close();
    tell_apart(&mut edition);
    Reading::whole(edition)
}

/// Pages without a list of them: by letters, then by number.
fn order(label: &str) -> (String, u32, String) {
    let label = reduced(label);
    let letters: String = label.chars().take_while(|c| !c.is_ascii_digit()).collect();
    let number = label[letters.len()..].parse().unwrap_or(u32::MAX);
    (letters, number, label)
}

#[derive(Default)]
struct Knitting {
    /// Sections list stories by their index, as a number, until `close` names them.
    edition: Edition,
    /// Whether a story has its article.
    filled: Vec<bool>,
    by_key: HashMap<String, usize>,
    by_headline: HashMap<String, Vec<usize>>,
    by_label: HashMap<String, usize>,
    /// Which stories are on which page, by indices; and those that are on any.
    lists: HashSet<(usize, usize)>,
    listed: HashSet<usize>,
    /// Stories that are others again.
    gone: HashSet<usize>,
}

impl Knitting {
    fn tell(&mut self, from: &mut Edition) {
        let edition = &mut self.edition;
        edition.masthead = edition.masthead.take().or_else(|| from.masthead.take());
        edition.date = edition.date.or(from.date);
        edition.language = edition.language.take().or_else(|| from.language.take());
        edition.vertical |= from.vertical;
        edition.loose.append(&mut from.loose);
        edition.notes.append(&mut from.notes);
    }

    /// A page: its list of pages, and the stories it lists.
    fn sheet(&mut self, mut reading: Reading) {
        let from = &mut reading.edition;
        self.tell(from);
        self.edition.url = self.edition.url.take().or_else(|| from.url.take());
        let mut names = HashMap::new();
        for story in from.stories.drain(..) {
            let id = story.id.clone();
            names.insert(id, self.known(story));
        }
        for section in from.sections.drain(..) {
            let at = self.section(&section);
            let ids = section.stories.iter().filter_map(|id| names.get(id));
            let ids: Vec<usize> = ids.copied().collect();
            ids.into_iter().for_each(|story| self.list(at, story));
        }
        let mut left: Vec<usize> = names.into_values().collect();
        left.sort_unstable();
        left.into_iter().for_each(|story| self.place(story));
    }

    /// The index of a story that a page lists: two pages may list the same.
    fn known(&mut self, mut story: Story) -> usize {
        let name = story.url.as_deref().map(key).unwrap_or_default().to_owned();
        match self.by_key.get(&name).copied().filter(|_| !name.is_empty()) {
            Some(at) => {
                let known = &mut self.edition.stories[at];
                known.headline = known.headline.take().or(story.headline);
                let new = story
                    .regions
                    .drain(..)
                    .filter(|region| !known.regions.contains(region))
                    .collect::<Vec<_>>();
                known.regions.extend(new);
                known.regions.truncate(limits::REGIONS);
                at
            }
            None => self.add(story, &name),
        }
    }

    fn add(&mut self, story: Story, name: &str) -> usize {
        let at = self.edition.stories.len();
        if !name.is_empty() {
            self.by_key.entry(name.to_owned()).or_insert(at);
        }
        if let Some(headline) = &story.headline {
            self.by_headline.entry(bare(headline)).or_default().push(at);
        }
        self.filled.push(!story.blocks.is_empty());
        self.edition.stories.push(story);
        at
    }

    /// The page of this label; a new one comes in. What it says beyond what was known is taken over.
    fn section(&mut self, section: &Section) -> usize {
        let sections = &mut self.edition.sections;
        let at = *self
            .by_label
            .entry(reduced(&section.label))
            .or_insert_with(|| {
                sections.push(Section {
                    label: section.label.clone(),
                    ..Section::default()
                });
                sections.len() - 1
            });
        if let Some(known) = sections.get_mut(at) {
            let parts = [
                (&mut known.title, &section.title),
                (&mut known.facsimile, &section.facsimile),
                (&mut known.pdf, &section.pdf),
            ];
            parts
                .into_iter()
                .for_each(|(known, new)| *known = known.take().or_else(|| new.clone()));
        }
        at
    }

    fn list(&mut self, section: usize, story: usize) {
        if let Some(known) = self.edition.sections.get_mut(section)
            && self.lists.insert((section, story))
        {
            known.stories.push(story.to_string());
            self.listed.insert(story);
        }
    }

    /// Puts a story that no page lists on the page it names.
    fn place(&mut self, at: usize) {
        let story = self.edition.stories.get(at);
        let label = story.and_then(|story| story.page.clone());
        let label = label.filter(|label| !label.is_empty() && !self.listed.contains(&at));
        if let Some(label) = label {
            let section = self.section(&Section {
                label,
                ..Section::default()
            });
            self.list(section, at);
        }
    }

    /// An article: the body of a story that a page lists, or a story of its own.
    fn article(&mut self, mut reading: Reading) {
        let from = &mut reading.edition;
        self.tell(from);
        let names = [
            key(&reading.path).to_owned(),
            from.stories
                .first()
                .and_then(|story| story.url.as_deref())
                .map(key)
                .unwrap_or_default()
                .to_owned(),
        ];
        let page = from.sections.first().cloned();
        for story in from.stories.drain(..) {
            let known = names
                .iter()
                .filter(|name| !name.is_empty())
                .find_map(|name| self.by_key.get(name).copied());
            let alike = || {
                let found = self.by_headline.get(&bare(story.headline.as_deref()?))?;
                let open: Vec<usize> = found
                    .iter()
                    .copied()
                    .filter(|&at| !self.filled[at])
                    .collect();
                if let [at] = open[..] { Some(at) } else { None }
            };
            match known.or_else(alike).filter(|&at| !self.filled[at]) {
                Some(at) => self.fill(at, story),
                None => {
                    let at = self.add(story, &names[0]);
                    if let Some(page) = &page {
                        let section = self.section(page);
                        self.list(section, at);
                    }
                }
            }
        }
    }

    /// Gives a story that a page lists its article: everything but its place on the page and what the page alone knows.
    fn fill(&mut self, at: usize, story: Story) {
        let Some(listed) = self.edition.stories.get_mut(at) else {
            return;
        };
        let is_address = story
            .url
            .as_deref()
            .is_some_and(|url| url.starts_with("http"));
        let url = listed.url.take();
        let filled = Story {
            id: std::mem::take(&mut listed.id),
            page: listed.page.take().or(story.page),
            regions: std::mem::take(&mut listed.regions),
            headline: story.headline.or_else(|| listed.headline.take()),
            url: if is_address {
                story.url
            } else {
                url.or(story.url)
            },
            sort: if listed.sort == Sort::Story {
                story.sort
            } else {
                listed.sort
            },
            ..story
        };
        *listed = filled;
        self.filled[at] = true;
    }

    /// Stories with the same headline and the same body are one, on all pages of theirs.
    fn merge_reissues(&mut self) {
        let stories = &mut self.edition.stories;
        let same = reissues(stories);
        for (&at, &earlier) in &same {
            let regions = std::mem::take(&mut stories[at].regions);
            stories[earlier].regions.extend(regions);
        }
        for section in &mut self.edition.sections {
            let mut seen = HashSet::new();
            let ids = std::mem::take(&mut section.stories).into_iter();
            let ids = ids.filter_map(|id| id.parse::<usize>().ok());
            let ids = ids.map(|at| *same.get(&at).unwrap_or(&at));
            let ids = ids.filter(|at| seen.insert(*at));
            section.stories = ids.map(|at| at.to_string()).collect();
        }
        self.gone.extend(same.into_keys());
    }

    /// Stories in the order of their pages, what is none of them last on its page; numbered through.
    fn close(mut self) -> Edition {
        let mut stories: Vec<Option<Story>> = std::mem::take(&mut self.edition.stories)
            .into_iter()
            .map(Some)
            .collect();
        for (at, story) in stories.iter_mut().enumerate() {
            story.take_if(|_| self.gone.contains(&at));
        }
        let mut order: Vec<Option<String>> = vec![None; stories.len()];
        let mut ordered: Vec<Story> = Vec::new();
        let sort = |at: usize| stories[at].as_ref().map(|story| story.sort != Sort::Story);
        let mut lists: Vec<Vec<usize>> = Vec::new();
        for section in &self.edition.sections {
            let mut list: Vec<usize> = section
                .stories
                .iter()
                .filter_map(|id| id.parse().ok())
                .collect();
            list.sort_by_key(|&at| sort(at));
            lists.push(list);
        }
        let unlisted: Vec<usize> = (0..stories.len()).collect();
        let all = lists
            .iter()
            .map(|list| (true, list))
            .chain([(false, &unlisted)]);
        let labels: Vec<String> = self
            .edition
            .sections
            .iter()
            .map(|section| section.label.clone())
            .collect();
        for (page, (is_listed, list)) in all.enumerate() {
            for &at in list {
                if let Some(mut story) = stories.get_mut(at).and_then(Option::take) {
                    let id = format!("s{}", ordered.len() + 1);
                    story.id.clone_from(&id);
                    if is_listed {
                        story.page = labels.get(page).cloned();
                    }
                    order[at] = Some(id);
                    ordered.push(story);
                }
            }
        }
        for (section, list) in self.edition.sections.iter_mut().zip(lists) {
            section.stories = list
                .into_iter()
                .filter_map(|at| order.get(at).cloned().flatten())
                .collect();
        }
        self.edition.stories = ordered;
        self.edition
    }
}
