//! A shelf with a few papers on it, in a folder that goes with the tests, and what a reader does at it.

use std::sync::{Mutex, OnceLock};

use jiff::civil::{Date, date};
use tempfile::TempDir;
use yuebao::edition::{Block, Edition, Section, Story};
use yuebao::library::archive::{Archive, Filing, Standing, key_in, origin_of};
use yuebao::library::{Key, Stats, Tally, open_archive};
use yuebao::tui::{Answer, Paper, Question};

use crate::desk::{edition, own_key};

struct Shelf {
    archive: Box<dyn Archive>,
    _folder: TempDir,
}

fn story(id: usize, headline: &str, byline: &str, texts: &[&str]) -> Story {
    Story {
        id: format!("s{id}"),
        page: Some("01".into()),
        headline: Some(headline.into()),
        byline: Some(byline.into()),
        blocks: texts.iter().map(|text| Block::paragraph(*text)).collect(),
        ..Story::default()
    }
}

fn issue(paper: &str, day: Option<Date>, stories: Vec<Story>) -> Filing {
    let name = format!("{paper} {day:?} {}", stories.len());
    let section = Section {
        label: "01".into(),
        title: Some("要闻".into()),
        stories: stories.iter().map(|story| story.id.clone()).collect(),
        ..Section::default()
    };
    Filing {
        key: Key::of([name.as_bytes()]),
        paper: paper.into(),
        origin: String::new(),
        edition: Edition {
            masthead: Some(paper.into()),
            date: day,
            language: Some("zh-Hans".into()),
            sections: vec![section],
            stories,
            ..Edition::default()
        },
        originals: [].into(),
    }
}

/// Stories that are told again and again, a little otherwise each day.
fn stories(day: i8) -> Vec<Story> {
    let water = format!(
        "汾河水位今天{day}厘米，沿岸的养老院照常开门，老人们在河堤上散步，说今年的水来得比去年晚。"
    );
    vec![
        story(
            1,
            "智慧养老进了社区",
            "本报记者 王勇",
            &[&water, "养老服务站里新添了二十张床，老人按铃三分钟有人来。"],
        ),
        story(
            2,
            "公建民营的养老院开张了",
            "记者 李敏",
            &["公建民营以后，养老院的饭菜由对门的食堂做，老人说比原来热。"],
        ),
        story(
            3,
            "下穿通道装上阻车杆",
            "本报记者 王勇",
            &["雨还没有来，杆子先立起来了。"],
        ),
    ]
}

fn filings() -> Vec<Filing> {
    let mut all = vec![Filing {
        key: own_key(),
        ..issue("汾水晚报", None, Vec::new())
    }];
    all[0].edition = edition();
    for (month, day) in [
        (5, 31),
        (6, 1),
        (6, 15),
        (6, 30),
        (7, 1),
        (7, 2),
        (7, 7),
        (7, 8),
    ] {
        all.push(issue(
            "汾水晚报",
            Some(date(2026, month, day)),
            stories(day),
        ));
    }
    all.push(issue(
        "汾水晚报",
        Some(date(2026, 7, 2)),
        stories(3)[..2].to_vec(),
    ));
    all.push(issue("汾水晚报", Some(date(2025, 12, 31)), stories(1)));
    for day in [6, 7, 8, 9] {
        all.push(issue("太原日报", Some(date(2026, 7, day)), stories(day)));
    }
    all.push(issue("重庆日报", Some(date(2026, 5, 1)), stories(1)));
    let rain = story(
        1,
        "The rain is late again",
        "By A. Reed",
        &["It never once turned inside out."],
    );
    all.push(issue("Evening Post", Some(date(1931, 4, 2)), vec![rain]));
    all.push(issue("旧报", None, stories(2)));
    all
}

fn shelf() -> &'static Mutex<Shelf> {
    static SHELF: OnceLock<Mutex<Shelf>> = OnceLock::new();
    SHELF.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut archive = open_archive(folder.path(), None).expect("a shelf");
        archive.file(&filings()).expect("filed");
        archive.index(&mut |_, _| ()).expect("indexed");
        Mutex::new(Shelf {
            archive,
            _folder: folder,
        })
    })
}

/// What the shelf answers.
pub fn answer(question: &Question) -> Result<Answer, String> {
    let mut shelf = shelf().lock().expect("the shelf");
    let answer = yuebao::tui::answer(shelf.archive.as_mut(), question.clone());
    answer.map_err(|error| error.to_string())
}

/// An edition of the shelf, by its origin.
pub fn paper(origin: &str) -> Option<Paper> {
    let mut shelf = shelf().lock().expect("the shelf");
    let key = key_in(origin)?;
    let filing = shelf.archive.edition(&key).expect("asked")?;
    let beside = shelf.archive.beside(&key).expect("asked");
    let origin_of = |issue: Standing| origin_of(&issue.key);
    Some(Paper {
        edition: filing.edition,
        key: filing.key,
        name: filing.paper,
        origin: origin.to_owned(),
        beside: beside.map(|issue| issue.map(origin_of)),
    })
}

/// What was read.
pub fn stats() -> Stats {
    let tally = |stories, minutes: u64| Tally {
        stories,
        seconds: minutes * 60,
    };
    Stats {
        total: tally(31, 122),
        days: vec![
            (date(2026, 7, 2), tally(4, 11)),
            (date(2026, 7, 8), tally(20, 90)),
            (date(2026, 7, 9), tally(7, 21)),
        ],
        papers: vec![
            ("汾水晚报".into(), tally(22, 95)),
            ("太原日报".into(), tally(9, 27)),
        ],
        papers_of_days: Vec::new(),
    }
}
