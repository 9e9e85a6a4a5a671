//! Books that are no periodicals: chapters, notes, readings, lines that run down.

use yuebao::edition::{Block, Edition, Mark};

use super::edition;
use super::made::{CONTAINER, nav, package, page, zipped};

fn book(
    metadata: &str,
    spine: &str,
    pages: &[(&str, &str)],
    nav_list: &str,
    style: &str,
) -> Edition {
    let paths: Vec<&str> = pages.iter().map(|(path, _)| *path).collect();
    let mut files = vec![
        ("META-INF/container.xml", CONTAINER.to_owned()),
        ("content.opf", package(metadata, spine, &paths)),
        ("nav.xhtml", nav(nav_list)),
        ("style.css", style.to_owned()),
    ];
    files.extend(pages.iter().map(|(path, body)| (*path, page("", body))));
    edition(&zipped(&files))
}

/// Sections, headlines and texts as lines.
fn shown(edition: &Edition) -> Vec<String> {
    let line = |story: &yuebao::edition::Story| {
        let blocks: Vec<String> = story
            .blocks
            .iter()
            .map(|block| match block {
                Block::Rule => "—".to_owned(),
                block => block.text().into_owned(),
            })
            .collect();
        let of = edition
            .sections
            .iter()
            .find(|section| section.stories.contains(&story.id));
        let section = of
            .and_then(|section| section.title.as_deref())
            .map(|title| format!("{title} / "))
            .unwrap_or_default();
        format!(
            "{section}{}: {}",
            story.headline.as_deref().unwrap_or(""),
            blocks.join("|")
        )
    };
    edition.stories.iter().map(line).collect()
}

#[test]
fn chapters_are_stories_and_the_first_is_never_skipped() {
    let pages = [
        (
            "cover.xhtml",
            "<div><img src='cover.jpg' alt='Cover'/></div>",
        ),
        ("a.xhtml", "<p>写在前面的话。</p>"),
        (
            "b.xhtml",
            "<h2>第一章</h2><p id='x'/><p>河水。</p><h2 id='two'>第二章</h2><p>山。</p>",
        ),
        ("c.xhtml", "<p>还是第二章。</p>"),
        ("d e.xhtml", "<h2>第三章 </h2><p>海。</p>"),
    ];
    let contents = "<ol><li><a href='b.xhtml'>第一章</a></li><li><a href='b.xhtml#two'>第二章</a></li><li><a href='D%20E.xhtml'>第三章</a></li></ol>";
    let edition = book(
        "<dc:title>三章</dc:title><dc:language>zh</dc:language><dc:date>2026-11-23</dc:date>",
        "",
        &pages,
        contents,
        "",
    );
    let expected = [
        ": 写在前面的话。",
        "第一章: 河水。",
        "第二章: 山。|还是第二章。",
        "第三章: 海。",
    ];
    // The cover stands before the words in front and goes with them.
    let found = shown(&edition);
    assert_eq!(found[0].replace("Cover|", ""), expected[0]);
    assert_eq!(found[1..], expected[1..]);
    assert_eq!(edition.masthead.as_deref(), Some("三章"));
    assert_eq!(edition.language.as_deref(), Some("zh-Hans"));
    assert_eq!(edition.date, Some(jiff::civil::date(2026, 11, 23)));
    assert!(!edition.vertical);
}

#[test]
fn two_levels_of_contents_are_sections_and_chapters() {
    let pages = [
        ("1.xhtml", "<h1>上篇</h1>"),
        ("2.xhtml", "<h2>一</h2><p>甲</p>"),
        ("3.xhtml", "<p>乙</p>"),
        ("4.xhtml", "<p>丙</p>"),
    ];
    let contents = "<ol><li><a href='1.xhtml'>上篇</a><ol><li><a href='2.xhtml'>一</a></li><li><a href='3.xhtml'>二</a></li></ol></li><li><a href='4.xhtml'>跋</a></li></ol>";
    let found = shown(&book("", "", &pages, contents, ""));
    assert_eq!(found, ["上篇 / 一: 甲", "上篇 / 二: 乙", "跋 / 跋: 丙"]);
}

#[test]
fn notes_stand_at_the_end_of_the_chapter_they_belong_to() {
    let pages = [
        (
            "1.xhtml",
            "<p>甲<a epub:type='noteref' href='#n1'>1</a>。</p><aside epub:type='footnote' id='n1'><p>脚注一。</p></aside><p>乙<a id='r2' href='n.xhtml#n2'>[2]</a>。</p>",
        ),
        ("2.xhtml", "<p>丙<a id='r3' href='n.xhtml#n3'>*</a>。</p>"),
        (
            "n.xhtml",
            "<h2>注释</h2><p id='n2'><a href='1.xhtml#r2'>[2]</a> 尾注二。</p><ol><li id='n3'>尾注三。<a href='2.xhtml#r3'>↩</a></li></ol>",
        ),
    ];
    let contents = "<ol><li><a href='1.xhtml'>一</a></li><li><a href='2.xhtml'>二</a></li><li><a href='n.xhtml'>注释</a></li></ol>";
    let found = shown(&book("", "", &pages, contents, ""));
    assert_eq!(
        found,
        [
            "一: 甲1。|乙[2]。|—|脚注一。|[2] 尾注二。",
            "二: 丙*。|—|1. 尾注三。↩"
        ]
    );
}

#[test]
fn readings_and_lines_that_run_down_are_known() {
    let pages = [(
        "1.xhtml",
        "<p><ruby>灯台<rt>とうだい</rt></ruby>の光。</p><p><a id='x'/><img src='p.png'/></p>",
    )];
    let edition = book(
        "<dc:language>ja</dc:language>",
        "page-progression-direction='rtl'",
        &pages,
        "",
        "",
    );
    assert!(edition.vertical);
    assert_eq!(edition.language.as_deref(), Some("ja"));
    assert_eq!(
        edition.stories[0].blocks[0].spans()[0].mark,
        Mark::Ruby("とうだい".into())
    );
    let styled = "/* x */ html, body { margin: 0; -epub-writing-mode: vertical-rl }";
    assert!(book("", "", &pages, "", styled).vertical);
    assert!(!book("", "", &pages, "", ".box { writing-mode: vertical-rl }").vertical);
}
