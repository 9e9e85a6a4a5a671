//! Fetching, from a subscription to the shelf, by the commands, from sites on this machine.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

#[path = "common/mod.rs"]
mod common;

#[path = "delivery/corpus.rs"]
mod corpus;
#[path = "delivery/faults.rs"]
mod faults;
#[path = "delivery/issues.rs"]
mod issues;
#[path = "delivery/killed.rs"]
mod killed;
#[path = "common/killed.rs"]
mod killing;
#[path = "common/press.rs"]
mod press;
#[path = "common/site.rs"]
mod site;
#[path = "delivery/unattended.rs"]
mod unattended;
#[path = "delivery/ways.rs"]
mod ways;

use common::Desk;
use press::Issue;
use serde_json::Value;
use site::{Reply, Routes, Site};

/// The day that the issues of the tests are of.
fn day() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 24)
}

/// A desk that waits for nobody.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.config("[delivery]\npause_ms = 0\n");
    desk
}

/// A site that serves an issue.
fn site(issue: &Issue) -> Site {
    Site::start(routes(issue))
}

/// What a site answers that serves an issue.
fn routes(issue: &Issue) -> Routes {
    let files = issue.files().into_iter();
    files.fold(Routes::new(), |routes, file| {
        let etag = format!("\"{}\"", file.bytes.len());
        routes.on(file.path, Reply::page(file.kind, file.bytes).etag(&etag))
    })
}

/// Subscribes to the issue of a site, by a definition.
fn subscribe(desk: &Desk, id: &str, issue: &Issue, site: &Site) {
    let definition = format!(
        "[[paper]]\nid = \"{id}\"\nmasthead = \"试印日报{id}\"\nutc = 0\n\
         epaper = {{ entry = \"{}\", front = \"{}\" }}\n",
        site.at(issue.entry()),
        site.at(issue.front())
    );
    let file = desk.file(&format!("{id}.toml"), definition);
    desk.run(&["subscribe", file.to_str().unwrap()]).good();
}

/// What `papers --to json` tells of a paper.
fn paper(desk: &Desk, id: &str) -> Value {
    let papers: Vec<Value> =
        serde_json::from_str(&desk.run(&["papers", "--to", "json"]).good()).unwrap();
    let paper = papers.into_iter().find(|paper| paper["id"] == id);
    paper.unwrap_or_else(|| panic!("no paper {id}"))
}

/// The edition of a paper that was fetched last, as JSON.
fn edition(desk: &Desk, id: &str) -> Value {
    let key = paper(desk, id)["key"].as_str().unwrap().to_owned();
    serde_json::from_str(&desk.run(&["export", &key]).good()).unwrap()
}

/// Pages with the headlines and paragraphs that stand on them.
fn shown(edition: &Value) -> Vec<Vec<press::Printed>> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let stories = list(&edition["stories"]);
    let pages = list(&edition["sections"]);
    let page = |page: &Value| -> Vec<press::Printed> {
        let ids = list(&page["stories"]);
        ids.iter()
            .map(|id| {
                let story = stories.iter().find(|story| story["id"] == *id);
                let story = story.expect("a page lists a story that is there");
                press::Printed {
                    headline: text(&story["headline"]),
                    paragraphs: list(&story["blocks"])
                        .iter()
                        .map(|block| text(&block["text"]))
                        .collect(),
                }
            })
            .collect()
    };
    pages.iter().map(page).collect()
}
