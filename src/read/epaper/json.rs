//! What some e-papers give to their own scripts: an issue, a page or an article in JSON (解放日报's `navi.json`, pages and
//! articles; 解放军报's `index.json`). Names of keys are those of either, in any case; what is not known is passed over.

use serde_json::{Map, Value};

use super::area::{self, Area, corners};
use super::body::{body, tell_filing};
use super::words::{byline, headline, page_title, sort};
use super::{dates, links, papers};
use crate::edition::{Sort, Story};
use crate::read::build::Builder;
use crate::read::html::{Base, parse};
use crate::read::limits;
use crate::read::plain::furniture::find_date;
use crate::read::reading::{Reading, Refusal, Role, Source};
use crate::text::decode::decode;

const PAGES: &[&str] = &["pages", "paperinfo", "pagelist"];
const ITEMS: &[&str] = &["articlelist", "xylist", "articles"];
const LABEL: &[&str] = &["pnumber", "papernumber", "pagenumber", "pageno"];
const NAME: &[&str] = &["pname", "paperbk", "pagename"];
const TITLE: &[&str] = &["title", "maintitle", "headline"];
const BODY: &[&str] = &[
    "content",
    "articlecontent",
    "contenthtml",
    "contenttxt",
    "body",
];
const DAY: &[&str] = &[
    "jdate",
    "paperdate",
    "paperdata",
    "pubdate",
    "publishdate",
    "date",
];

/// Reads an issue, a page or an article.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    if source.bytes.len() > limits::EPAPER_JSON_BYTES {
        return Err(Refusal::TooLarge(limits::EPAPER_JSON_BYTES >> 20));
    }
    let decoded = decode(source.bytes);
    let value: Value = serde_json::from_str(&decoded.text).map_err(|error| Refusal::Malformed {
        line: error.line(),
        column: error.column(),
        what: "it is no JSON".to_owned(),
    })?;
    let root = inner(&value).ok_or(Refusal::Empty)?;
    let mut builder = Builder::new(source.name);
    tell_issue(&root, source.name, &mut builder);
    let base = Base::of(source.name);
    let role = if let Some(article) = article(&root) {
        let page = page(article, &base, &mut builder).or_else(|| page(root.0, &base, &mut builder));
        if let Some(story) = story(&Record(article), None, &base) {
            builder.put(page, story);
        }
        Role::Article
    } else {
        list(&root, &base, &mut builder);
        Role::Sheet
    };
    let mut reading = builder.close();
    reading.role = role;
    Ok(reading)
}

/// An object whose keys are asked for in small letters.
#[derive(Clone, Copy)]
struct Record<'v>(&'v Map<String, Value>);

impl<'v> Record<'v> {
    fn get(&self, names: &[&str]) -> Option<&'v Value> {
        let of = |name: &&str| {
            let is_it = |key: &str| {
                key.chars()
                    .filter(|c| *c != '_')
                    .flat_map(char::to_lowercase)
                    .eq(name.chars())
            };
            self.0
                .iter()
                .find(|(key, value)| is_it(key) && !value.is_null())
                .map(|(_, value)| value)
        };
        names.iter().find_map(of)
    }

    /// A text, or a number as one; markup in it becomes one line.
    fn line(&self, names: &[&str]) -> Option<String> {
        let text = match self.get(names)? {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let is_marked = text.contains(['<', '&']);
        let text = if is_marked {
            crate::read::html::line(&parse(&text).document.root())
        } else {
            text
        };
        headline(&text)
    }

    fn list(&self, names: &[&str]) -> &'v [Value] {
        self.get(names)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }
}

/// The object that says something: some sites wrap it once or twice.
fn inner(value: &Value) -> Option<Record<'_>> {
    let mut record = Record(value.as_object()?);
    for _ in 0..2 {
        match record.get(&["object", "data", "result"]) {
            Some(Value::Object(within))
                if record.get(PAGES).is_none() && record.get(ITEMS).is_none() =>
            {
                record = Record(within)
            }
            _ => break,
        }
    }
    Some(record)
}

/// The article, where there is one and no list.
fn article<'v>(root: &Record<'v>) -> Option<&'v Map<String, Value>> {
    if let Some(article) = root.get(&["article"]).and_then(Value::as_object) {
        return Some(article);
    }
    let lists = root.get(PAGES).is_some() || root.get(ITEMS).is_some();
    (!lists && root.get(TITLE).is_some()).then_some(root.0)
}

fn tell_issue(root: &Record<'_>, name: &str, builder: &mut Builder) {
    let records = [
        Some(*root),
        root.get(&["page"]).and_then(Value::as_object).map(Record),
        root.get(&["article"])
            .and_then(Value::as_object)
            .map(Record),
    ];
    let day = records
        .iter()
        .flatten()
        .find_map(|record| find_date(&record.line(DAY)?).map(|found| found.0));
    let named = records
        .iter()
        .flatten()
        .find_map(|record| record.line(&["papername", "journalname"]));
    let known = papers::at(name).map(|paper| paper.masthead.clone());
    let edition = &mut builder.edition;
    edition.date = day.or_else(|| dates::in_path(name));
    edition.masthead = named.filter(|name| !name.is_ascii()).or(known);
    edition.language = papers::language(edition.masthead.as_deref());
}

/// The page that a record names: its index. What the record says of the page goes into it.
fn page(record: &Map<String, Value>, base: &Base, builder: &mut Builder) -> Option<usize> {
    let record = Record(record);
    let label = record.line(LABEL)?;
    let at = builder.page(
        &label,
        record
            .line(NAME)
            .and_then(|name| page_title(&name))
            .as_deref(),
    )?;
    let file = |names: &[&str]| record.line(names).and_then(|file| base.resolve(&file));
    let section = builder.edition.sections.get_mut(at)?;
    section.facsimile = section.facsimile.take().or_else(|| {
        file(&[
            "pimage", "paperimg", "pageimg", "img", "image", "jpg", "pic", "picurl",
        ])
    });
    section.pdf = section
        .pdf
        .take()
        .or_else(|| file(&["pdf", "paperpdf", "pdfurl", "ppdf", "pdfpath"]));
    Some(at)
}

/// The pages of an issue with their titles, or one page with its own.
fn list(root: &Record<'_>, base: &Base, builder: &mut Builder) {
    let mut of_pages = Vec::new();
    for record in root.list(PAGES).iter().filter_map(Value::as_object) {
        let at = page(record, base, builder);
        of_pages.push((at, Record(record)));
    }
    let own = root.get(&["page"]).and_then(Value::as_object);
    let own = own
        .and_then(|own| page(own, base, builder))
        .or_else(|| page(root.0, base, builder));
    of_pages.push((own, *root));
    for (at, record) in of_pages {
        items(at, &record, base, builder);
    }
}

/// The titles of a page; what is no story last.
fn items(at: Option<usize>, record: &Record<'_>, base: &Base, builder: &mut Builder) {
    let items: Vec<Record<'_>> = record
        .list(ITEMS)
        .iter()
        .filter_map(Value::as_object)
        .map(Record)
        .collect();
    let areas: Vec<Vec<Area>> = items.iter().map(areas).collect();
    let all: Vec<Area> = areas.iter().flatten().cloned().collect();
    let said = |names: &[&str]| record.line(names).and_then(|size| size.parse().ok());
    let width = said(&["pagewidth", "width"])
        .or((record.get(LABEL).is_some() && is_wide(&all)).then_some(WIDTH));
    let size = area::size((width, said(&["pageheight", "height"])), &all);
    let section = at.and_then(|at| builder.edition.sections.get(at));
    let label = section
        .map(|section| section.label.clone())
        .unwrap_or_default();
    let title = section.and_then(|section| section.title.clone());
    let mut stories = Vec::new();
    for (item, areas) in items.iter().zip(&areas) {
        if let Some(mut story) = story(item, title.as_deref(), base) {
            story.url = story.url.take().or_else(|| {
                base.resolve(&format!(
                    "{label}/article/{}.json",
                    item.line(&["id", "articleid"])?
                ))
            });
            story.regions = area::regions(&areas.iter().collect::<Vec<_>>(), size, &label);
            stories.push(story);
        }
    }
    stories.sort_by_key(|story| story.sort != Sort::Story);
    stories.into_iter().for_each(|story| builder.put(at, story));
}

/// Width in units of the page that 解放日报 draws its areas on.
const WIDTH: f64 = 2778.0;

/// Whether areas are drawn on so large a page that it must be that one.
fn is_wide(areas: &[Area]) -> bool {
    let corners = areas.iter().flat_map(|area| &area.corners);
    corners.into_iter().any(|(x, _)| *x > WIDTH / 4.0)
}

/// The areas of an item: one list of corners, or several; as JSON, or as JSON in a text.
fn areas(item: &Record<'_>) -> Vec<Area> {
    let Some(value) = item.get(&["xy", "points", "coords", "coordinate", "xylist"]) else {
        return Vec::new();
    };
    let written = value
        .as_str()
        .and_then(|text| serde_json::from_str(text).ok());
    let value: &Value = written.as_ref().unwrap_or(value);
    let is_list_of_lists = |list: &[Value]| {
        list.first()
            .is_some_and(|first| first.as_array().is_some_and(|first| first.len() > 2))
    };
    let lists: Vec<&Value> = match value.as_array() {
        Some(list) if is_list_of_lists(list) => list.iter().collect(),
        _ => vec![value],
    };
    let read = lists
        .into_iter()
        .take(limits::REGIONS)
        .map(|list| match list {
            Value::String(text) => corners(text),
            other => corners(&other.to_string()),
        });
    read.filter(|corners| corners.len() > 1)
        .map(|corners| Area {
            corners,
            ..Area::default()
        })
        .collect()
}

/// A story, with its body where the record has it. `None` where it says nothing.
fn story(item: &Record<'_>, page: Option<&str>, base: &Base) -> Option<Story> {
    let markup = item.get(BODY).and_then(Value::as_str);
    let blocks = markup
        .map(|markup| body(&parse(markup).document.root(), base))
        .unwrap_or_default();
    let title = item.line(TITLE);
    let mut story = Story {
        kicker: item.line(&["introtitle", "pretitle", "leadtitle", "shouldertitle"]),
        deck: item.line(&["subtitle", "secondtitle"]),
        byline: item
            .line(&["author", "authors"])
            .and_then(|who| byline(&who)),
        url: item
            .line(&["url", "href", "link", "shareurl"])
            .and_then(|url| links::address(base, &url)),
        sort: sort(title.as_deref(), page),
        headline: title,
        blocks,
        ..Story::default()
    };
    tell_filing(&mut story);
    (story.headline.is_some() || !story.blocks.is_empty()).then_some(story)
}
