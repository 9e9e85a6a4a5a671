//! Feeds of bad faith: what they cost is bounded, what was left out is told, and nothing is fetched.

use yuebao::edition::Edition;
use yuebao::read::{Source, join, read};

fn reading(feed: &str) -> Edition {
    let source = Source {
        name: "feed.xml",
        bytes: feed.as_bytes(),
    };
    join(vec![read(source).unwrap()])
}

fn rss(inside: &str) -> String {
    format!("<rss version=\"2.0\"><channel><title>T</title>{inside}</channel></rss>")
}

fn notes(edition: &Edition) -> String {
    let notes = edition.notes.iter().map(|note| note.what.as_str());
    notes.collect::<Vec<_>>().join("\n")
}

#[test]
fn entries_without_number_are_counted() {
    let edition = reading(&rss(&"<item><title>x</title></item>".repeat(200_000)));
    assert_eq!(edition.stories.len(), 20_000);
    assert!(notes(&edition).contains("180000 stories were left out"));
    let items = vec!["{\"title\":\"x\"}"; 30_000].join(",");
    let json = format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{items}]}}");
    assert_eq!(reading(&json).stories.len(), 20_000);
}

#[test]
fn elements_inside_each_other_are_bounded() {
    for tag in [
        "<b>",
        "<item>",
        "<entry>",
        "<description>",
        "<channel>",
        "<media:group>",
        "<title>",
        "<div xml:base='a'>",
    ] {
        let edition = reading(&rss(&format!(
            "<item><title>first</title>{}deep",
            tag.repeat(20_000)
        )));
        assert!(edition.stories[0].headline.is_some(), "{tag}");
    }
    let json = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"x\":{}",
        "[".repeat(20_000)
    );
    assert!(notes(&reading(&json)).contains("the JSON is broken"));
}

#[test]
fn entities_stay_small_and_foreign_files_unread() {
    let mut doctype = "<!ENTITY a0 'haha'><!ENTITY file SYSTEM '/etc/hostname'>".to_owned();
    for level in 1..40 {
        let below = format!("&a{};", level - 1).repeat(10);
        doctype.push_str(&format!("<!ENTITY a{level} '{below}'>"));
    }
    let item =
        "<item><title>&file;</title><description>&a4;&a39;</description></item>".repeat(1000);
    let edition = reading(&format!("<!DOCTYPE rss [{doctype}]>{}", rss(&item)));
    assert_eq!(edition.stories[0].headline.as_deref(), Some("&file;"));
    assert!(notes(&edition).contains("entities were left as they stand"));
    let length: usize = edition
        .stories
        .iter()
        .flat_map(|story| story.parts())
        .map(|part| part.1.len())
        .sum();
    assert!(length < 8 << 20, "{length}");
}

#[test]
fn signs_without_end_are_read_in_one_pass() {
    for piece in [
        "<",
        "&",
        "<!--",
        "<![CDATA[",
        "</",
        "<a b='",
        "<a b=\"",
        "<?",
        "<!DOCTYPE [",
        "<a ",
        "&#",
        "<x:y xmlns:z='q'>",
        "<iframe",
        "<!ENTITY a '",
    ] {
        let inside = format!(
            "<item><title>first</title><description>{}",
            piece.repeat(20_000)
        );
        let edition = reading(&rss(&inside));
        assert_eq!(edition.masthead.as_deref(), Some("T"), "{piece}");
        let coded = piece
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .repeat(20_000);
        reading(&rss(&format!(
            "<item><title>first</title><description>{coded}</description></item>"
        )));
    }
}

#[test]
fn a_feed_cut_anywhere_is_read_to_there() {
    let case = include_str!("../cases/feeds/atom-texts.xml");
    let feed = case.split("\n=== read\n").next().unwrap();
    for end in (0..feed.len()).filter(|&end| feed.is_char_boundary(end)) {
        // Too little of it may be no feed yet; but nothing panics.
        let _ = read(Source {
            name: "cut.xml",
            bytes: &feed.as_bytes()[..end],
        });
    }
}
