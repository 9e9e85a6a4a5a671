//! Periodicals as calibre makes them, in every layout.

use super::edition;
use super::made::{CONTAINER, article, nav, package, page, zipped};

const TITLE: &str = "<dc:title>沿河日报 [Mon, 23 Nov 2026]</dc:title><dc:language>zh</dc:language><dc:date>2026-11-24T01:00:00+00:00</dc:date>\
    <meta name='calibre:publication_type' content='periodical:newspaper:沿河日报'/>";

#[test]
fn eight_sections_of_epub_3_are_told_from_the_navigation() {
    let mut files = vec![("META-INF/container.xml".to_owned(), CONTAINER.to_owned())];
    let mut contents = String::from("<ol>");
    files.push(("index.html".into(), page("沿河日报", "<p>[Mon, 23 Nov 2026]</p><ul class='calibre_feed_list'><li><a href='feed_0/index.html'>版</a></li></ul>")));
    for feed in 0..8 {
        files.push((
            format!("feed_{feed}/index_u{feed}.html"),
            page("", "<h2 class='calibre_feed_title'>版</h2>"),
        ));
        contents +=
            &format!("<li><a href='feed_{feed}/index_u{feed}.html'>第{feed}版 要闻</a><ol>");
        for number in 0..3 {
            let name = format!("feed_{feed}/article_{number}/index_u{feed}{number}.html");
            contents += &format!("<li><a href='{name}'>标题{feed}{number}</a></li>");
            files.push((
                name,
                article(
                    &format!("标题{feed}{number}"),
                    "<p>正文一段，说的是河。</p>",
                ),
            ));
        }
        contents += "</ol></li>";
    }
    contents += "</ol>";
    let paths: Vec<&str> = files[1..].iter().map(|(path, _)| path.as_str()).collect();
    let opf = package(TITLE, "", &paths);
    files.push(("content.opf".into(), opf));
    files.push(("nav.xhtml".into(), nav(&contents)));
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    let edition = edition(&zipped(&files));
    assert_eq!(edition.masthead.as_deref(), Some("沿河日报"));
    assert_eq!(edition.date, Some(jiff::civil::date(2026, 11, 23)));
    assert_eq!(edition.language.as_deref(), Some("zh-Hans"));
    assert_eq!(edition.sections.len(), 8);
    assert_eq!(edition.stories.len(), 24);
    assert_eq!(edition.sections[7].title.as_deref(), Some("第7版 要闻"));
    for story in &edition.stories {
        assert_eq!(story.blocks.len(), 1, "{story:?}");
        assert!(story.url.as_ref().unwrap().contains("a.example"));
    }
}

#[test]
fn one_feed_alone_needs_no_folder_and_the_ncx_says_who_wrote_what() {
    let ncx = "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/' xmlns:calibre='http://calibre.kovidgoyal.net/2009/metadata'><navMap>\
        <navPoint><navLabel><text>灯</text></navLabel><content src='article_0/index_u1_split_000.html'/>\
        <calibre:meta name='author'>申波</calibre:meta><calibre:meta name='description'>一盏灯的来历</calibre:meta></navPoint>\
        <navPoint><navLabel><text>桥</text></navLabel><content src='article_1/index.html'/>\
        <calibre:meta name='description'>桥上有人，人在看水…</calibre:meta></navPoint></navMap></ncx>";
    let list = "<h2 class='calibre_feed_title'>副刊</h2><ul class='calibre_feed_list'><li><a href='article_0/index_u1_split_000.html'>灯</a></li></ul>";
    let paths = [
        "index_u0.html",
        "article_0/index_u1_split_000.html",
        "article_0/index_u1_split_001.html",
        "article_1/index.html",
    ];
    let files = [
        ("META-INF/container.xml", CONTAINER.to_owned()),
        ("content.opf", package(TITLE, "", &paths)),
        ("toc.ncx", ncx.to_owned()),
        (paths[0], page("", list)),
        (paths[1], article("灯", "<p>灯亮了。</p>")),
        (paths[2], page("灯", "<p>又灭了。</p>")),
        (
            paths[3],
            article("桥", "<p>桥上有人，人在看水，水在走。</p>"),
        ),
    ];
    let edition = edition(&zipped(&files));
    assert_eq!(edition.sections[0].title.as_deref(), Some("副刊"));
    let [lamp, bridge] = &edition.stories[..] else {
        panic!("{:?}", edition.stories);
    };
    assert_eq!(
        (lamp.byline.as_deref(), lamp.deck.as_deref()),
        (Some("申波"), Some("一盏灯的来历"))
    );
    assert_eq!(lamp.blocks.len(), 2);
    assert_eq!(
        (bridge.headline.as_deref(), bridge.deck.as_deref()),
        (Some("桥"), None)
    );
}
