//! Feeds, lists, folders and programs; subscribing and unsubscribing; lists of feeds in and out.

use super::*;

fn feed(items: &[(&str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(title, path, day)| {
            format!(
                "<item><title>{title}</title><link>{path}</link><pubDate>{day}</pubDate>\
                 <description>{title}的开头。</description></item>"
            )
        })
        .collect();
    format!("<rss version='2.0'><channel><title>试印快报</title>{items}</channel></rss>")
}

/// A moment so many days ago, as feeds write it.
fn ago(days: i64) -> String {
    let moment = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days);
    moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[test]
fn a_feed_becomes_an_edition_for_each_day_and_grows() {
    let (today, yesterday) = (ago(0), ago(1));
    let first = feed(&[("渡口添灯", "/1", &today), ("老街开市", "/2", &yesterday)]);
    let second = feed(&[("桥头通车", "/3", &today), ("渡口添灯", "/1", &today)]);
    let site = Site::start(Routes::new().by("/feed.xml", move |asked| {
        let body = if asked.times <= 2 { &first } else { &second };
        Reply::page("application/rss+xml", body.clone())
    }));
    let desk = desk();
    let said = desk
        .run(&["subscribe", &site.at("/feed.xml"), "--as", "kb"])
        .good();
    assert!(said.contains("试印快报 as kb"), "{said}");
    desk.run(&["fetch", "--quiet"]).good();
    let editions = desk.run(&["shelf", "试印快报"]).good();
    assert_eq!(editions.lines().count(), 2, "{editions}");
    desk.run(&["fetch", "--quiet"]).good();
    let edition = edition(&desk, "kb");
    let titles: Vec<&str> = edition["stories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|story| story["headline"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["桥头通车", "渡口添灯"]);
    assert_eq!(desk.run(&["shelf", "试印快报"]).good().lines().count(), 2);
    desk.run(&["unsubscribe", "kb"]).good();
    assert!(
        desk.run(&["papers"])
            .good()
            .contains("nothing is subscribed to")
    );
    assert_eq!(desk.run(&["shelf", "试印快报"]).good().lines().count(), 2);
    // Another paper that is given the short name has no past.
    desk.run(&["subscribe", "--as", "kb", "--exec", "true"])
        .good();
    assert_eq!(paper(&desk, "kb")["state"], "never");
}

#[test]
fn what_says_no_day_is_of_the_day_on_which_it_came() {
    let items = |titles: &[&str]| {
        let item = |title: &&str| {
            format!(
                "<item><title>{title}</title><link>/{title}</link><description>{title}。</description></item>"
            )
        };
        let items: String = titles.iter().map(item).collect();
        format!("<rss version='2.0'><channel><title>试印快报</title>{items}</channel></rss>")
    };
    let bodies = [items(&["渡口", "老街"]), items(&["桥头", "渡口", "老街"])];
    let site = Site::start(Routes::new().by("/feed.xml", move |asked| {
        Reply::page(
            "application/rss+xml",
            bodies[usize::from(asked.times > 1)].clone(),
        )
    }));
    let desk = desk();
    let mut days = Vec::new();
    // The day begins twice: where it begins last on earth, and where it began first.
    for (utc, titles) in [(-12, vec!["渡口", "老街"]), (14, vec!["桥头"])] {
        let definition = format!(
            "[[paper]]\nid = \"kb\"\nmasthead = \"试印快报\"\nutc = {utc}\nfeed = {{ url = \"{}\" }}\n",
            site.at("/feed.xml")
        );
        let file = desk.file("kb.toml", definition);
        desk.run(&["subscribe", file.to_str().unwrap()]).good();
        desk.run(&["fetch", "--quiet"]).good();
        let edition = edition(&desk, "kb");
        let stories = edition["stories"].as_array().unwrap();
        let headlines: Vec<&str> = stories
            .iter()
            .filter_map(|story| story["headline"].as_str())
            .collect();
        assert_eq!(headlines, titles);
        days.push(edition["date"].clone());
    }
    assert_ne!(days[0], days[1]);
}

#[test]
fn a_feed_of_a_thousand_years_is_soon_done_with() {
    let items = (0..15_000).map(|at| {
        let (day, section) = (ago(at), at % 3_000);
        format!(
            "<item><title>{at}</title><category>{section}</category><pubDate>{day}</pubDate></item>"
        )
    });
    let items: String = items.collect();
    let body =
        format!("<rss version='2.0'><channel><title>试印快报</title>{items}</channel></rss>");
    let site = Site::start(Routes::new().on("/feed.xml", Reply::page("application/rss+xml", body)));
    let desk = desk();
    desk.run(&["subscribe", &site.at("/feed.xml"), "--as", "kb"])
        .good();
    let began = std::time::Instant::now();
    desk.run(&["fetch", "--quiet"]).good();
    assert!(began.elapsed() < std::time::Duration::from_secs(60));
    assert_eq!(desk.run(&["shelf", "试印快报"]).good().lines().count(), 7);
}

#[test]
fn what_comes_again_under_another_address_is_there_once() {
    let today = ago(0);
    let site = Site::start(Routes::new().by("/feed.xml", move |asked| {
        let link = format!("/1?session={}", asked.times);
        Reply::page("application/rss+xml", feed(&[("渡口添灯", &link, &today)]))
    }));
    let desk = desk();
    desk.run(&["subscribe", &site.at("/feed.xml"), "--as", "kb"])
        .good();
    for _ in 0..3 {
        desk.run(&["fetch", "--quiet"]).good();
        assert_eq!(paper(&desk, "kb")["stories"], 1);
    }
}

#[test]
fn a_list_of_pages_is_fetched_once_each() {
    let article = |n: usize| {
        let story = press::story(n);
        let body: String = story
            .paragraphs
            .iter()
            .map(|text| format!("<p>{text}</p>"))
            .collect();
        Reply::html(&format!(
            "<html><head><meta charset=utf-8><title>{0}</title></head><body><article><h1>{0}</h1>{body}</article></body></html>",
            story.headline
        ))
    };
    let links: String = (0..6)
        .map(|n| format!("<a href=/news/{n}.html>{}</a>", press::story(n).headline))
        .collect();
    let front = format!(
        "<html><head><meta charset=utf-8></head><body>{links}<a href=/about>关于我们的一些话</a></body></html>"
    );
    let routes = (0..6).fold(Routes::new().on("/", Reply::html(&front)), |routes, n| {
        routes.on(format!("/news/{n}.html"), article(n))
    });
    let site = Site::start(routes.on("/about", Reply::status(404)));
    let desk = desk();
    let file = desk.file(
        "list.toml",
        format!("[[paper]]\nid = \"ls\"\nmasthead = \"试印网\"\nlist = {{ url = \"{}\", having = \"/news/\" }}\n", site.at("/")),
    );
    desk.run(&["subscribe", file.to_str().unwrap()]).good();
    desk.run(&["fetch", "--quiet"]).good();
    let stories = edition(&desk, "ls")["stories"].as_array().unwrap().len();
    assert_eq!(stories, 6);
    let asked = site.paths().len();
    desk.run(&["fetch", "--quiet"]).good();
    assert_eq!(site.paths().len() - asked, 2, "robots.txt and the list");
}

#[test]
fn a_folder_is_looked_into_and_a_program_is_run() {
    let desk = desk();
    desk.file("drop/02.txt", common::PAGE);
    let folder = desk.path("drop");
    desk.run(&["subscribe", folder.to_str().unwrap(), "--as", "drop"])
        .good();
    let page = desk.file("page.txt", common::PAGE);
    desk.run(&[
        "subscribe",
        "--as",
        "made",
        "--masthead",
        "自制报",
        "--exec",
        "cat",
        page.to_str().unwrap(),
    ])
    .good();
    desk.run(&["fetch", "--quiet"]).good();
    assert!(paper(&desk, "made")["stories"].as_u64() > Some(0));
    let papers = desk.run(&["shelf"]).good();
    assert!(papers.contains("自制报"), "{papers}");
    assert!(papers.lines().count() >= 2, "{papers}");
    desk.run(&[
        "subscribe",
        "--as",
        "bad",
        "--exec",
        "sh",
        "-c",
        "echo no paper today >&2; exit 3",
    ])
    .good();
    let said = desk.run(&["fetch", "bad"]);
    assert!(
        said.err.contains("ended with 3: no paper today"),
        "{}",
        said.err
    );
}

#[test]
fn lists_of_feeds_come_in_and_go_out() {
    let desk = desk();
    let list = desk.file(
        "feeds.opml",
        "<opml version='2.0'><body><outline text='甲报' type='rss' xmlUrl='https://a.test/feed'/>\
         <outline text='乙报' type='rss' xmlUrl='https://b.test/feed'/></body></opml>",
    );
    let said = desk.run(&["import", list.to_str().unwrap()]).good();
    assert!(said.starts_with("2 papers"), "{said}");
    desk.run(&["subscribe", "人民日报"]).good();
    let out = desk.run(&["export", "--to", "opml"]).good();
    for part in ["甲报", "https://b.test/feed", "人民日报"] {
        assert!(out.contains(part), "{out}");
    }
    let other = self::desk();
    let list = other.file("out.opml", out);
    other.run(&["import", list.to_str().unwrap()]).good();
    assert_eq!(desk.run(&["papers"]).good(), other.run(&["papers"]).good());
    let again = other.run(&["import", list.to_str().unwrap()]).good();
    assert!(again.starts_with("0 papers subscribed to, 3"), "{again}");
}

#[test]
fn two_feeds_of_one_site_are_two_papers() {
    let today = ago(0);
    let routes = ["/a.xml", "/b.xml", "/c.xml"].into_iter();
    let site = Site::start(routes.fold(Routes::new(), |routes, path| {
        let body = feed(&[(path, path, &today)]);
        routes.by(path, move |_| {
            Reply::page("application/rss+xml", body.clone())
        })
    }));
    let desk = desk();
    let ids = || -> Vec<String> {
        let papers = desk.run(&["papers", "--to", "json"]).good();
        let papers: Value = serde_json::from_str(&papers).unwrap();
        let ids = papers.as_array().unwrap().iter();
        ids.map(|paper| paper["id"].as_str().unwrap().to_owned())
            .collect()
    };
    for path in ["/a.xml", "/b.xml", "/a.xml"] {
        desk.run(&["subscribe", &site.at(path)]).good();
    }
    assert_eq!(ids(), ["127-0-0-1", "127-0-0-1-2"]);
    let outline = |path| {
        format!(
            "<outline text='{path}' type='rss' xmlUrl='{}'/>",
            site.at(path)
        )
    };
    let outlines: String = ["/b.xml", "/c.xml"].map(outline).concat();
    let list = format!("<opml version='2.0'><body>{outlines}</body></opml>");
    let list = desk.file("feeds.opml", list);
    let said = desk.run(&["import", list.to_str().unwrap()]).good();
    assert!(said.starts_with("1 papers subscribed to, 1"), "{said}");
    assert_eq!(ids(), ["127-0-0-1", "127-0-0-1-2", "127-0-0-1-3"]);
    let refused = desk.run(&["subscribe", &site.at("/c.xml"), "--as", "127-0-0-1"]);
    assert!(refused.err.contains("choose another"), "{}", refused.err);
    desk.run(&["fetch", "--quiet"]).good();
    // The third is called what the list calls it.
    assert_eq!(desk.run(&["shelf", "试印快报"]).good().lines().count(), 2);
    assert_eq!(desk.run(&["shelf", "/c.xml"]).good().lines().count(), 1);
}

#[test]
fn what_cannot_be_subscribed_to_is_said() {
    let desk = desk();
    for (what, why) in [
        ("no such paper", "no paper that is known"),
        ("太原", "may be"),
        ("ftp://a.test/", "no address"),
        ("https://me:word@127.0.0.1/", "password"),
    ] {
        let said = desk.run(&["subscribe", what]);
        assert_eq!(said.code, Some(1), "{what}");
        assert!(said.err.contains(why), "{what}: {}", said.err);
    }
    assert_eq!(desk.run(&["fetch"]).code, Some(1));
}

#[test]
fn the_whole_text_of_a_feed_comes_from_its_pages_once() {
    let story = press::story(41);
    let body: String = story
        .paragraphs
        .iter()
        .map(|text| format!("<p>{text}</p>"))
        .collect();
    let page = format!(
        "<html><head><meta charset=utf-8><title>{0}</title></head><body><article><h1>{0}</h1>{body}</article></body></html>",
        story.headline
    );
    let site = Site::start(
        Routes::new()
            .by("/feed.xml", {
                let today = ago(0);
                let title = story.headline.clone();
                move |asked| {
                    let own = asked.header("host").unwrap_or_default();
                    let link = format!("http://{own}/story");
                    Reply::page("application/rss+xml", feed(&[(&title, &link, &today)]))
                }
            })
            .on("/story", Reply::html(&page)),
    );
    let desk = desk();
    desk.run(&["subscribe", &site.at("/feed.xml"), "--as", "kb", "--whole"])
        .good();
    desk.run(&["fetch", "--quiet"]).good();
    let edition = edition(&desk, "kb");
    let texts: Vec<&str> = edition["stories"][0]["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|block| block["text"].as_str())
        .collect();
    assert_eq!(texts, story.paragraphs);
    desk.run(&["fetch", "--quiet"]).good();
    let stories = site.paths().into_iter().filter(|path| path == "/story");
    assert_eq!(stories.count(), 1);
}

#[test]
fn a_password_is_told_by_a_program_and_is_kept_nowhere() {
    let today = ago(0);
    let site = Site::start(Routes::new().by("/feed.xml", move |asked| {
        // "reader:geheimnis", as RFC 7617 writes it.
        match asked.header("authorization") {
            Some("Basic cmVhZGVyOmdlaGVpbW5pcw==") => {
                Reply::page("application/rss+xml", feed(&[("渡口添灯", "/1", &today)]))
            }
            _ => Reply::status(401),
        }
    }));
    let desk = desk();
    let secret = desk.file("secret", "reader:geheimnis\n");
    let definition = format!(
        "[[paper]]\nid = \"kb\"\nmasthead = \"试印快报\"\nlogin = [\"cat\", \"{}\"]\nfeed = {{ url = \"{}\" }}\n",
        secret.display(),
        site.at("/feed.xml")
    );
    let file = desk.file("kb.toml", definition);
    desk.run(&["subscribe", file.to_str().unwrap()]).good();
    desk.run(&["fetch", "--quiet"]).good();
    assert_eq!(paper(&desk, "kb")["stories"], 1);
    for file in std::fs::read_dir(desk.data()).unwrap().flatten() {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        let holds = bytes.windows(9).any(|window| window == b"geheimnis");
        assert!(!holds, "{} holds the password", file.path().display());
    }
}
