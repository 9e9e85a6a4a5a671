//! Readings to editions: what has one masthead and one date is one issue. Pages that name neither go with those they
//! lie beside.

use super::reading::Role;
use super::{Reading, epaper, join};
use crate::edition::Edition;

/// An edition, and the sources it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The edition.
    pub edition: Edition,
    /// Indices of its readings.
    pub sources: Vec<usize>,
}

/// Groups readings by masthead and date, in the order in which the groups begin, and joins each.
pub fn gather(readings: Vec<Reading>) -> Vec<Gathered> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        let sign = Sign::of(reading);
        match best(&groups, &sign) {
            Some(group) => groups[group].take(index, &sign),
            None => groups.push(Group::of(index, sign)),
        }
    }
    let groups = adopt(groups);
    let mut readings: Vec<Option<Reading>> = readings.into_iter().map(Some).collect();
    let gathered = groups.into_iter().map(|group| {
        let taken = group
            .sources
            .iter()
            .filter_map(|&index| readings.get_mut(index)?.take());
        Gathered {
            edition: together(taken.collect()),
            sources: group.sources,
        }
    });
    gathered.collect()
}

/// What tells which issue a source is of.
#[derive(Clone, Debug)]
struct Sign {
    masthead: Option<String>,
    date: Option<jiff::civil::Date>,
    folder: String,
    role: Role,
}

impl Sign {
    fn of(reading: &Reading) -> Self {
        let edition = &reading.edition;
        let masthead = edition.masthead.as_deref().map(|name| {
            let name: String = name.split_whitespace().collect();
            name.to_lowercase()
        });
        let folder = reading
            .path
            .rfind('/')
            .map_or("", |end| &reading.path[..end]);
        Self {
            masthead,
            date: edition.date,
            folder: folder.to_owned(),
            role: reading.role,
        }
    }

    fn is_whole(&self) -> bool {
        self.role == Role::Whole
    }
}

/// The sources of one issue so far.
#[derive(Debug)]
struct Group {
    sign: Sign,
    sources: Vec<usize>,
}

impl Group {
    fn of(index: usize, sign: Sign) -> Self {
        let sources = vec![index];
        Self { sign, sources }
    }

    fn take(&mut self, index: usize, sign: &Sign) {
        self.sources.push(index);
        self.sign.masthead = self.sign.masthead.take().or_else(|| sign.masthead.clone());
        self.sign.date = self.sign.date.or(sign.date);
    }

    /// How well a source goes with this group: `None` where they are of different issues.
    fn suits(&self, sign: &Sign) -> Option<usize> {
        let masthead = agree(self.sign.masthead.as_ref(), sign.masthead.as_ref())?;
        let date = agree(self.sign.date.as_ref(), sign.date.as_ref())?;
        let beside = self.sign.folder == sign.folder;
        // A file that is an issue by itself is part of another only if both say that they are the same.
        if sign.is_whole() || self.sign.is_whole() {
            return (masthead && date).then_some(4);
        }
        let points = usize::from(masthead) + usize::from(date) + usize::from(beside);
        (points > 0).then_some(points)
    }
}

/// Whether two signs are the same; `None` where they contradict each other.
fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<bool> {
    match (one, other) {
        (Some(one), Some(other)) => (one == other).then_some(true),
        _ => Some(false),
    }
}

/// The group a source suits best; of equals the last, for sources come in the order of their names.
fn best(groups: &[Group], sign: &Sign) -> Option<usize> {
    /// Groups that are looked at: a folder of thousands of feeds is no reason to compare each with each.
    const LOOK: usize = 400;
    let recent = groups
        .iter()
        .enumerate()
        .skip(groups.len().saturating_sub(LOOK));
    let suited = recent.filter_map(|(index, group)| Some((group.suits(sign)?, index)));
    suited.max().map(|(_, index)| index)
}

/// Groups that name neither masthead nor date go to the only one that does.
fn adopt(groups: Vec<Group>) -> Vec<Group> {
    let is_named = |group: &Group| group.sign.masthead.is_some() || group.sign.date.is_some();
    let (mut named, nameless): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(is_named);
    match &mut named[..] {
        [only] if !only.sign.is_whole() => {
            let (whole, pages): (Vec<Group>, Vec<Group>) = nameless
                .into_iter()
                .partition(|group| group.sign.is_whole());
            only.sources
                .extend(pages.into_iter().flat_map(|group| group.sources));
            only.sources.sort_unstable();
            named.extend(whole);
            named
        }
        _ => {
            named.extend(nameless);
            named.sort_by_key(|group| group.sources.first().copied());
            named
        }
    }
}

/// One issue of its sources, which are known to be of one: pages and stories of an e-paper are knit together first.
pub fn together(readings: Vec<Reading>) -> Edition {
    let is_thread = |reading: &Reading| matches!(reading.role, Role::Sheet | Role::Article);
    let (threads, mut others): (Vec<Reading>, Vec<Reading>) =
        readings.into_iter().partition(is_thread);
    if !threads.is_empty() {
        others.insert(0, epaper::knit(threads));
    }
    join(others)
}
