//! Papers whose stories come through the day: feeds, and lists of addresses.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;
use url::Url;

use super::daily::{by_day, grown, is_same};
use super::errand::{Again, Errand, Trouble, Whole};
use super::limits;
use crate::delivery::papers::{Feed, List, addresses};
use crate::edition::{Edition, Story};
use crate::library::Record;
use crate::read::{self, Form, Source};

/// Days, with today, whose editions still grow: a feed that is subscribed to for the first time brings no more of its past.
const DAYS: i32 = 7;

/// Fetches what a feed has, and files it by days. Answers with the record of the latest; `None` where nothing is new.
pub(super) fn feed(errand: &Errand<'_>, feed: &Feed) -> Result<Option<Record>, Trouble> {
    let came = errand.get("", &feed.url, Again::IfChanged)?;
    let source = Source {
        name: &came.piece.address,
        bytes: &came.piece.body,
    };
    let edition = match read::sniff(source.bytes) {
        Ok(Form::Feed) => read::read(source).map(|reading| reading.edition),
        _ => return Err(Trouble::Odd("gave no feed".to_owned())),
    };
    let mut edition =
        edition.map_err(|refusal| Trouble::Odd(format!("gave a feed that {refusal}")))?;
    let today = errand.paper.today();
    let seen = match edition.stories.iter().any(|story| moment(story).is_none()) {
        true => seen(errand)?,
        false => HashMap::new(),
    };
    let day = |story: &Story| match moment(story) {
        Some(moment) => errand.paper.day_of(moment).min(today),
        None => seen.get(&looks(story)).map_or(today, |day| today.min(*day)),
    };
    edition
        .stories
        .retain(|story| is_wanted(errand, day(story), today));
    let mut latest = None;
    for (day, edition) in by_day(edition, day) {
        latest = file(errand, day, edition, feed.whole)?.or(latest);
    }
    Ok(latest)
}

fn moment(story: &Story) -> Option<Timestamp> {
    story.published.or(story.updated)
}

/// The first day on which each story came that does not say when it was published: what comes again is no news.
fn seen(errand: &Errand<'_>) -> Result<HashMap<Looks, Date>, Trouble> {
    let records = errand.depot().records(&errand.paper.id)?;
    let mut seen = HashMap::new();
    for record in records.iter().take(limits::SEEN).rev() {
        let Ok(day) = record.day.parse() else {
            continue;
        };
        let standing = errand.standing(&record.day)?;
        let stories = standing.into_iter().flat_map(|edition| edition.stories);
        for story in stories.filter(|story| moment(story).is_none()) {
            seen.entry(looks(&story)).or_insert(day);
        }
    }
    Ok(seen)
}

/// What a story without a date is known by: its headline, and its address, or its length where it has none.
type Looks = (Option<String>, Result<String, usize>);

fn looks(story: &Story) -> Looks {
    let place = story.url.clone().ok_or_else(|| letters(story));
    (story.headline.clone(), place)
}

fn is_wanted(errand: &Errand<'_>, day: Date, today: Date) -> bool {
    let wish = errand.run.wish;
    match (wish.date, wish.since) {
        (Some(wanted), _) => day == wanted,
        (None, Some(since)) => day >= since,
        (None, None) => (today - day).get_days() < DAYS,
    }
}

/// Files the stories of a day, with what stands of it.
fn file(
    errand: &Errand<'_>,
    day: Date,
    mut edition: Edition,
    whole: bool,
) -> Result<Option<Record>, Trouble> {
    let standing = errand.standing(&day.to_string())?;
    let mut missing = String::new();
    for story in edition.stories.iter_mut().filter(|_| whole) {
        let known = standing.iter().flat_map(|edition| &edition.stories);
        let known = known.into_iter().find(|known| is_same(known, story));
        match known.filter(|known| letters(known) > letters(story)) {
            Some(known) => story.blocks.clone_from(&known.blocks),
            None => {
                if let Some(why) = make_whole(errand, day, story)? {
                    missing = why;
                }
            }
        }
    }
    let edition = grown(standing, edition);
    let pages = edition.sections.len();
    errand.came(pages, pages, &day.to_string());
    file_whole(errand, day, edition, missing).map(Some)
}

/// Gives a story the whole text from its page; answers with what was in the way.
fn make_whole(
    errand: &Errand<'_>,
    day: Date,
    story: &mut Story,
) -> Result<Option<String>, Trouble> {
    let Some(url) = story.url.clone() else {
        return Ok(None);
    };
    match article(errand, &day.to_string(), &url) {
        Ok(whole) if letters(&whole) > letters(story) => story.blocks = whole.blocks,
        Ok(_) => {}
        Err(trouble) if trouble.is_of_one() => return Ok(Some(trouble.to_string())),
        Err(trouble) => return Err(trouble),
    }
    errand.came(0, 0, &story.title());
    Ok(None)
}

fn letters(story: &Story) -> usize {
    story.blocks.iter().map(|block| block.text().len()).sum()
}

/// The story that stands on a page.
fn article(errand: &Errand<'_>, day: &str, url: &str) -> Result<Story, Trouble> {
    let piece = errand.get(day, url, Again::Never)?.piece;
    let source = Source {
        name: url,
        bytes: &piece.body,
    };
    let reading = read::read(source);
    let reading = reading.map_err(|refusal| Trouble::Odd(format!("what {url} gave {refusal}")))?;
    let mut stories = reading.edition.stories.into_iter();
    let story = stories.next();
    let mut story = story.ok_or_else(|| Trouble::Odd(format!("{url} gave no story")))?;
    story.url = Some(url.to_owned());
    Ok(story)
}

/// Fetches the stories of a list that are not on the shelf. `None` where nothing is new.
pub(super) fn list(errand: &Errand<'_>, list: &List) -> Result<Option<Record>, Trouble> {
    let today = errand.paper.today();
    let mut known = HashSet::new();
    for back in 0..DAYS {
        let day = today.checked_sub(jiff::Span::new().days(back));
        let standing = errand.standing(&day.unwrap_or(today).to_string())?;
        let stories = standing.into_iter().flat_map(|edition| edition.stories);
        known.extend(stories.filter_map(|story| story.url));
    }
    let mut stories = Vec::new();
    let mut missing = String::new();
    for url in listed(errand, list)?
        .into_iter()
        .filter(|url| !known.contains(url))
    {
        match article(errand, &today.to_string(), &url) {
            Ok(story) => {
                errand.came(0, 0, &story.title());
                stories.push(story);
            }
            Err(trouble) if trouble.is_of_one() => missing = trouble.to_string(),
            Err(Trouble::Stopped) => break,
            Err(trouble) => return Err(trouble),
        }
    }
    if stories.is_empty() {
        return match missing.is_empty() {
            true => Ok(None),
            false => Err(Trouble::Odd(missing)),
        };
    }
    let edition = edition_of(stories);
    let edition = grown(errand.standing(&today.to_string())?, edition);
    file_whole(errand, today, edition, missing).map(Some)
}

/// Files what there is of a day, with its pictures.
fn file_whole(
    errand: &Errand<'_>,
    day: Date,
    edition: Edition,
    reason: String,
) -> Result<Record, Trouble> {
    let pictures = errand.pictures(&day.to_string(), &edition)?;
    errand.file(Whole {
        day,
        pages: edition.sections.len(),
        edition,
        reason,
        pictures,
    })
}

/// The addresses of a list, each once.
fn listed(errand: &Errand<'_>, list: &List) -> Result<Vec<String>, Trouble> {
    let mut urls = list.urls.clone();
    if let Some(url) = &list.url {
        let piece = errand.get("", url, Again::IfChanged)?.piece;
        let written: Vec<String> = addresses(&piece.body).collect();
        match written.is_empty() {
            false => urls.extend(written),
            true => urls.extend(linked(&piece.address, &piece.body, list)),
        }
    }
    let mut seen = HashSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    urls.truncate(limits::STORIES);
    Ok(urls)
}

/// The links of a page that lead to stories.
pub(super) fn linked(address: &str, body: &[u8], list: &List) -> Vec<String> {
    const LEAST_LETTERS: usize = 6;
    let host = |url: &str| Some(Url::parse(url).ok()?.host_str()?.to_owned());
    let own = host(address);
    let source = Source {
        name: address,
        bytes: body,
    };
    let links = read::onward(source).links.into_iter();
    let links = links.filter(|(url, text)| match &list.having {
        Some(part) => url.contains(part.as_str()),
        None => host(url) == own && text.chars().count() >= LEAST_LETTERS,
    });
    let plain = |url: String| url.split('#').next().unwrap_or_default().to_owned();
    links.map(|(url, _)| plain(url)).collect()
}

fn edition_of(stories: Vec<Story>) -> Edition {
    let mut edition = Edition::default();
    let mut ids = Vec::new();
    for (at, story) in stories.into_iter().enumerate() {
        let id = format!("s{}", at + 1);
        ids.push(id.clone());
        edition.stories.push(Story { id, ..story });
    }
    edition.sections.push(crate::edition::Section {
        stories: ids,
        ..Default::default()
    });
    edition
}
