//! Pages of e-papers: the real ones of the corpus, where it is there, against their truth; and our own, one of every family,
//! with every trap that real ones have.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use yuebao::edition::{Block, Edition, Region, Shows, Story};
use yuebao::read::{Source, read};

fn corpus(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("YUEBAO_CORPUS").map(PathBuf::from);
    let root =
        root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"));
    let folder = root.join("epaper").join(folder);
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

fn truth(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("truth.json")).unwrap()).unwrap()
}

fn edition_of(folder: &Path, name: &str) -> Edition {
    let bytes = fs::read(folder.join(name)).unwrap();
    read(Source {
        name,
        bytes: &bytes,
    })
    .unwrap()
    .edition
}

/// Text as one line, however it was broken.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn said(part: &Value) -> Option<String> {
    part.as_str().map(one_line).filter(|text| !text.is_empty())
}

fn points(region: &Region, size: (f64, f64)) -> Vec<f64> {
    let corner =
        |point: &yuebao::edition::Point| [point.0.value() * size.0, point.1.value() * size.1];
    region.points.iter().flat_map(corner).collect()
}

fn check_areas(title: &str, story: &Story, areas: &Value, size: (f64, f64)) {
    let areas = areas.as_array().unwrap();
    assert_eq!(story.regions.len(), areas.len(), "{title}: areas");
    for (region, area) in story.regions.iter().zip(areas) {
        let expected: Vec<f64> = area["points"]
            .as_array()
            .unwrap()
            .iter()
            .map(|at| at.as_f64().unwrap())
            .collect();
        let found = points(region, size);
        assert_eq!(found.len(), expected.len(), "{title}: corners");
        for (found, expected) in found.iter().zip(&expected) {
            assert!(
                (found - expected).abs() < 0.01,
                "{title}: {found} for {expected}"
            );
        }
        let is_photo = area["kind"].as_str() == Some("photo");
        assert_eq!(
            region.shows == Shows::Picture,
            is_photo,
            "{title}: what it shows"
        );
    }
}

fn check_sheet(folder: &str, file: &str, size: (f64, f64)) {
    let Some(folder) = corpus(folder) else {
        return;
    };
    let (truth, edition) = (truth(&folder), edition_of(&folder, file));
    assert_eq!(edition.masthead.as_deref(), truth["paper"].as_str());
    assert_eq!(
        edition.date.map(|date| date.to_string()).as_deref(),
        truth["date"].as_str()
    );
    let pages: Vec<String> = edition
        .sections
        .iter()
        .map(|page| {
            format!(
                "{}版：{}",
                page.label,
                page.title.clone().unwrap_or_default()
            )
        })
        .collect();
    let expected = truth["pages"].as_array().unwrap().iter();
    let expected: Vec<&str> = expected
        .map(|page| page["label"].as_str().unwrap().trim_start_matches('第'))
        .collect();
    assert_eq!(pages, expected);
    let own = edition
        .sections
        .iter()
        .find(|page| !page.stories.is_empty())
        .unwrap();
    assert_eq!(Some(own.label.as_str()), truth["page"].as_str());
    assert_eq!(own.title.as_deref(), truth["page_name"].as_str());
    assert_eq!(own.pdf.as_deref(), truth["pdf"].as_str());
    assert_eq!(own.facsimile.as_deref(), truth["image"].as_str());
    let articles = truth["articles"].as_array().unwrap();
    assert_eq!(edition.stories.len(), articles.len());
    for article in articles {
        let title = said(&article["title"]).unwrap();
        let story = edition
            .stories
            .iter()
            .find(|story| story.headline.as_ref() == Some(&title));
        let story = story.unwrap_or_else(|| panic!("no story {title}"));
        assert_eq!(
            story.url.as_deref(),
            article["href"].as_str(),
            "{title}: address"
        );
        assert!(own.stories.contains(&story.id), "{title}: page");
        check_areas(&title, story, &article["areas"], size);
    }
    assert_eq!(edition.notes, vec![]);
}

#[test]
fn a_page_of_family_b_is_read_as_its_truth_says() {
    check_sheet("kjrb-2023-02-10", "node_2.htm", (350.0, 550.0));
}

#[test]
fn a_page_of_family_a_is_read_as_its_truth_says() {
    check_sheet(
        "rmrb-2024-12-25",
        "New-RMRB-URL-20241225.html",
        (400.0, 575.0),
    );
}

#[test]
fn articles_are_read_as_their_truth_says() {
    let Some(folder) = corpus("hubeidaily-2023-02-11") else {
        return;
    };
    let truth = truth(&folder);
    let mut count = 0;
    for article in truth.as_array().unwrap() {
        let file = article["file"].as_str().unwrap();
        if !folder.join(file).is_file() {
            continue;
        }
        count += 1;
        let edition = edition_of(&folder, file);
        assert_eq!(edition.masthead.as_deref(), Some("湖北日报"), "{file}");
        assert_eq!(
            edition.date.map(|date| date.to_string()).as_deref(),
            article["date"].as_str(),
            "{file}"
        );
        let [story] = &edition.stories[..] else {
            panic!("{file}: {} stories", edition.stories.len());
        };
        assert_eq!(story.page.as_deref(), article["page"].as_str(), "{file}");
        assert_eq!(story.headline, said(&article["title"]), "{file}");
        assert_eq!(story.kicker, said(&article["introtitle"]), "{file}");
        assert_eq!(story.deck, said(&article["subtitle"]), "{file}");
        assert_eq!(story.url.as_deref(), article["url"].as_str(), "{file}");
        let texts: Vec<_> = story
            .blocks
            .iter()
            .filter(|block| matches!(block, Block::Paragraph { .. } | Block::Subhead { .. }))
            .map(Block::text)
            .collect();
        assert_eq!(
            Some(texts.len() as u64),
            article["paragraphs"].as_u64(),
            "{file}: {texts:#?}"
        );
        let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
        assert_eq!(Some(characters as u64), article["chars"].as_u64(), "{file}");
        assert_eq!(edition.notes, vec![], "{file}");
    }
    assert!(count > 10);
}

/// Our own pages: files under `===`, in the encoding that stands behind their name, and what the edition of them must have.
#[test]
fn every_family_and_every_trap_of_our_own_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/epaper");
    let mut failed = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        count += 1;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut parts: Vec<(&str, &str)> = text
            .split("\n=== ")
            .skip(1)
            .map(|part| part.split_once('\n').unwrap())
            .collect();
        let (_, expected) = parts.pop().unwrap();
        let expected: Value =
            serde_json::from_str(expected).unwrap_or_else(|error| panic!("{name}: {error}"));
        let readings = parts.into_iter().map(|(file, text)| {
            let gbk = file.strip_suffix(" [gbk]");
            let bytes = match gbk {
                Some(_) => encoding_rs::GBK.encode(text).0.into_owned(),
                None => text.as_bytes().to_vec(),
            };
            let file = gbk.unwrap_or(file);
            read(Source {
                name: file,
                bytes: &bytes,
            })
            .unwrap_or_else(|error| panic!("{name}: {file} {error}"))
        });
        let gathered = yuebao::read::gather(readings.collect());
        if gathered.len() != 1 {
            let signs: Vec<_> = gathered
                .iter()
                .map(|one| (one.edition.masthead.clone(), one.edition.date))
                .collect();
            failed.push(format!("{name}: {} editions {signs:?}", gathered.len()));
            continue;
        }
        let found = serde_json::to_value(&gathered[0].edition).unwrap();
        compare(&name, "", &expected, &found, &mut failed);
    }
    assert!(count > 8);
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// What is expected must be there; of objects, only the parts that are named.
fn compare(case: &str, at: &str, expected: &Value, found: &Value, failed: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(_)) => {
            for (key, value) in expected {
                compare(case, &format!("{at}.{key}"), value, &found[key], failed);
            }
        }
        (Value::Array(expected), Value::Array(items)) if expected.len() == items.len() => {
            for (index, (value, item)) in expected.iter().zip(items).enumerate() {
                compare(case, &format!("{at}[{index}]"), value, item, failed);
            }
        }
        _ if expected == found => {}
        _ => failed.push(format!("{case} {at}: expected {expected}, found {found}")),
    }
}

/// Pages that mean harm, made of what the readers look for: they end, and soon.
#[test]
fn pages_of_bad_faith_come_to_an_end() {
    let many = 2_000;
    let sure = "<div id=ozoom><!--enpcontent-->";
    let pages = [
        format!(
            "<map>{}</map>",
            "<area coords='1,2,3,4' href=content_1.htm>".repeat(many)
        ),
        format!(
            "{}{}",
            "<a id=pageLink href=node_1.htm>第01版：要闻</a>".repeat(many),
            "<a href=content_1.htm>一</a>".repeat(many)
        ),
        format!("{sure}{}x", "<!--enpcontent-->".repeat(many)),
        format!("{sure}{}x", "enpproperty <title>".repeat(many)),
        format!("{sure}{}x", "<!--enpproperty <a>".repeat(many)),
        format!("{sure}<h1>x</h1>{}", "<h2>a</h2><p>b</p>".repeat(many)),
        format!(
            "{sure}{}<img src=a.jpg>{}",
            "<div class=pic>".repeat(150),
            "<p>x</p>".repeat(many)
        ),
        format!(
            "{sure}{}",
            "<table><tr><td><img src=a.jpg><td>x</table>".repeat(many)
        ),
        format!("{sure}{}", "<div class=date>".repeat(many)),
        format!("{sure}{}x", "<svg><select><script>".repeat(many)),
        format!("<p>版{}", "<!--".repeat(many)),
        format!(
            "<title>{}</title><div id=main-title>x</div>",
            "日报-".repeat(many)
        ),
        format!("<area coords='{}' href=a.htm>", "1,".repeat(many)),
        format!(
            "<a href=nw.1.htm><script>document.write(view(\"{}",
            "\\".repeat(many)
        ),
    ];
    for page in &pages {
        let _ = read(Source {
            name: "node_1.htm",
            bytes: page.as_bytes(),
        });
        let _ = read(Source {
            name: "content_1.htm",
            bytes: page.as_bytes(),
        });
    }
    let items = "{\"id\":1,\"title\":\"一\",\"xy\":[[1,2],[3,4]]},".repeat(many);
    let json = format!(
        "{{\"pages\":[{{\"pnumber\":\"01\",\"articleList\":[{}]}}]}}",
        items.trim_end_matches(',')
    );
    assert!(
        read(Source {
            name: "navi.json",
            bytes: json.as_bytes()
        })
        .is_ok()
    );
    let deep = format!("{{\"pages\":{}", "[".repeat(many));
    assert!(
        read(Source {
            name: "navi.json",
            bytes: deep.as_bytes()
        })
        .is_err()
    );
}
