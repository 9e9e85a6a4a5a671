//! What is known of papers, against saved pages of theirs: the patterns of their addresses and the links that stand on the pages.

use std::path::Path;

use jiff::civil::{Date, date};
use yuebao::delivery::papers::Known;
use yuebao::read::{self, Source};

const CORPUS: &str = "../shared/corpus/epaper";

/// A page of the corpus read as what the paper's address gives on a day: the addresses that it leads to.
fn leads(id: &str, day: Date, file: &str) -> Option<(Vec<String>, Vec<String>)> {
    let path = Path::new(CORPUS).join(file);
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    };
    let known = Known::of_program();
    let paper = known.by_id(id).unwrap();
    let front = paper.epaper.as_ref().unwrap().on(day).unwrap();
    let source = Source {
        name: &front,
        bytes: &bytes,
    };
    let reading = read::read(source).unwrap();
    assert_eq!(
        reading.edition.masthead.as_deref(),
        Some(paper.masthead.as_str())
    );
    assert_eq!(reading.edition.date, Some(day));
    assert_eq!(known.at(&front).map(|paper| paper.id.as_str()), Some(id));
    let leaves = reading.leaves().iter().map(|(_, url)| url.clone());
    let stories = reading
        .edition
        .stories
        .iter()
        .filter_map(|story| story.url.clone());
    Some((leaves.collect(), stories.collect()))
}

#[test]
fn a_page_of_renmin_ribao_leads_where_its_pattern_says() {
    let day = date(2024, 12, 25);
    let Some((leaves, stories)) = leads("rmrb", day, "rmrb-2024-12-25/New-RMRB-URL-20241225.html")
    else {
        return;
    };
    assert!(leaves.len() > 10, "{leaves:?}");
    let page = |at: usize| {
        format!(
            "http://paper.people.com.cn/rmrb/pc/layout/202412/25/node_{:02}.html",
            at + 1
        )
    };
    for (at, leaf) in leaves.iter().enumerate() {
        assert_eq!(*leaf, page(at));
    }
    assert!(!stories.is_empty());
    let story = "http://paper.people.com.cn/rmrb/pc/content/202412/25/content_";
    assert!(
        stories.iter().all(|url| url.starts_with(story)),
        "{stories:?}"
    );
}

#[test]
fn a_page_of_keji_ribao_leads_where_its_pattern_says() {
    let day = date(2023, 2, 10);
    let Some((leaves, stories)) = leads("kjrb", day, "kjrb-2023-02-10/node_2.htm") else {
        return;
    };
    let folder = "http://digitalpaper.stdaily.com/http_www.kjrb.com/kjrb/html/2023-02/10/";
    for (at, leaf) in leaves.iter().enumerate() {
        assert_eq!(*leaf, format!("{folder}node_{}.htm", at + 2));
    }
    assert!(leaves.len() >= 4 && !stories.is_empty());
    let story = format!("{folder}content_");
    assert!(
        stories.iter().all(|url| url.starts_with(&story)),
        "{stories:?}"
    );
}

#[test]
fn stories_of_hubei_ribao_are_of_the_paper_that_is_known() {
    let folder = Path::new(CORPUS).join("hubeidaily-2023-02-11");
    let Ok(files) = std::fs::read_dir(&folder) else {
        return eprintln!("skipped: {} is not here", folder.display());
    };
    let known = Known::of_program();
    let mut stories = 0;
    let files = files.flatten().map(|file| file.path());
    for path in files.filter(|path| path.extension().is_some_and(|end| end == "html")) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.to_string_lossy();
        let reading = read::read(Source {
            name: &name,
            bytes: &bytes,
        })
        .unwrap();
        for url in reading
            .edition
            .stories
            .iter()
            .filter_map(|story| story.url.as_ref())
        {
            stories += 1;
            assert_eq!(
                known.at(url).map(|paper| paper.id.as_str()),
                Some("hubeirb"),
                "{url}"
            );
            assert!(url.contains("/pc/content/202302/11/content_"), "{url}");
        }
    }
    assert!(stories > 10, "{stories}");
}
