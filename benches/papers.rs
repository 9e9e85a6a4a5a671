//! Papers from bytes to their edition, in the forms that people have them.
//!
//! `cargo bench --bench papers`. An e-paper of 16 pages and 120 articles, made here: files as large as real ones are, most of
//! each what stands round every page of a site.

use std::fmt::Write as _;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use yuebao::read::{Source, gather, read, read_each};

fn main() {
    divan::main();
}

const PAGES: usize = 16;
const ARTICLES: usize = 120;

/// What stands round the pages of a site: styles, scripts, a calendar, lists of sister papers. About 17 KB.
fn furniture() -> (String, String) {
    let mut head = String::from(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n<title>阅报日报-阅报网</title>\n<style>\n",
    );
    for n in 0..60 {
        let _ = writeln!(
            head,
            ".main .box{n} .list li a {{ color: #d0{n:02}; padding: {n}px 10px; font-size: 12px; }}"
        );
    }
    head.push_str("</style>\n<script>\n");
    for n in 0..30 {
        let _ = writeln!(
            head,
            "var box{n} = document.getElementById('box{n}'); plugin.tip(box{n}, 'block', {n});"
        );
    }
    head.push_str("</script></head><body onLoad=\"initialize();\">\n");
    let mut foot = String::from("<div class=\"bottom\"><table><tbody>\n");
    for n in 0..80 {
        let _ = writeln!(
            foot,
            "<tr><td align=\"center\" bgcolor=\"#FFFFFF\" id=\"GD{n}\"><font face=\"Arial\">{n}</font></td><td><a href=\"http://paper{n}.example/paperindex.htm\">另一种报纸</a></td></tr>"
        );
    }
    foot.push_str("</tbody></table><p>版权声明</p></div></body></html>");
    (head, foot)
}

fn sheet(page: usize, round: &(String, String)) -> String {
    let mut text = format!(
        "{}<p class=\"date\">阅报日报 <span>2026年11月23日</span></p><map name=\"PagePicMap\">",
        round.0
    );
    let own = (0..ARTICLES).filter(|article| article % PAGES == page);
    let own: Vec<usize> = own.collect();
    for (place, article) in own.iter().enumerate() {
        let top = place * 70;
        let _ = write!(
            text,
            "<Area coords=\"4.5,{top}.25,396.5,{top}.25,396.5,{0}.5,4.5,{0}.5\" shape=\"polygon\" href=\"../../../content/202611/23/content_{article}.html\">",
            top + 60
        );
    }
    let _ = write!(
        text,
        "</map><img width=\"400\" height=\"575\" src=\"../../../pic/202611/23/{page}.jpg.2\" usemap=#PagePicMap>"
    );
    for leaf in 1..=PAGES {
        let _ = writeln!(
            text,
            "<div class=\"swiper-slide\"><a id=\"pageLink\" href=\"node_{leaf:02}.html\">{leaf:02}版：要闻</a></div>"
        );
    }
    text.push_str("<ul class=\"news-list\">");
    for article in own {
        let _ = writeln!(
            text,
            "<li><span>·</span><a href=\"../../../content/202611/23/content_{article}.html\"> 第{article}篇的标题  分成两行 </a></li>"
        );
    }
    text + "</ul>" + &round.1
}

fn article(number: usize, round: &(String, String)) -> String {
    let mut text = format!(
        "{}<div class=\"article\"><h3>栏目</h3><h1>第{number}篇的标题<br>分成两行</h1><h2>副题</h2><p class=\"sec\">本报记者 王伟 《阅报日报》（2026年11月23日 第 {:02} 版）</p><div id=\"ozoom\"><!--enpcontent-->",
        round.0,
        number % PAGES + 1
    );
    for n in 0..9 {
        let _ = writeln!(
            text,
            "<p>　　第{n}段。河面上的雾到九点才散，渡船一班接着一班。岸边卖早点的人说，今年的水比去年高，台阶又淹了三级；等船的人站在最上面那级，把报纸折成四折，读完一栏再翻一栏。</p>"
        );
    }
    let _ = write!(
        text,
        "<!--/enpcontent--><!--enpproperty <date>2026-11-23 00:00:00:0</date><title>第{number}篇的标题</title><url>http://paper.example/content_{number}.html</url>/enpproperty--></div></div>"
    );
    text + &round.1
}

fn files() -> Vec<(String, String)> {
    let round = furniture();
    let sheets = (0..PAGES).map(|page| {
        (
            format!("layout/202611/23/node_{:02}.html", page + 1),
            sheet(page, &round),
        )
    });
    let articles = (0..ARTICLES).map(|number| {
        (
            format!("content/202611/23/content_{number}.html"),
            article(number, &round),
        )
    });
    sheets.chain(articles).collect()
}

fn sources(files: &[(String, String)]) -> Vec<Source<'_>> {
    files
        .iter()
        .map(|(name, text)| Source {
            name,
            bytes: text.as_bytes(),
        })
        .collect()
}

fn bytes(files: &[(String, String)]) -> BytesCount {
    BytesCount::new(files.iter().map(|(_, text)| text.len()).sum::<usize>())
}

#[divan::bench(sample_count = 20)]
fn e_paper(bencher: Bencher<'_, '_>) {
    let files = files();
    let sources = sources(&files);
    bencher.counter(bytes(&files)).bench(|| {
        let readings = read_each(black_box(&sources)).into_iter().flatten();
        gather(readings.collect())
    });
}

#[divan::bench(sample_count = 20)]
fn e_paper_on_one_core(bencher: Bencher<'_, '_>) {
    let files = files();
    let sources = sources(&files);
    bencher.counter(bytes(&files)).bench(|| {
        let readings = black_box(&sources).iter().flat_map(|source| read(*source));
        gather(readings.collect())
    });
}

/// A periodical as calibre makes it: 500 articles of 3 KB in ten sections, with the contents of EPUB 2.
fn periodical() -> Vec<u8> {
    use std::io::Write as _;
    let mut files: Vec<(String, String)> = Vec::new();
    let (mut points, mut items, mut refs) = (String::new(), String::new(), String::new());
    for number in 0..500 {
        let path = format!(
            "feed_{}/article_{}/index_u{number}.html",
            number / 50,
            number % 50
        );
        let text = "<p class=\"calibre10\">换报的人打开橱窗下沿的小锁，把昨天的报纸揭下来，把今天的铺平压好，再擦一遍玻璃。</p>".repeat(20);
        let page = format!(
            "<?xml version='1.0' encoding='utf-8'?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>第{number}篇</title><link rel=\"stylesheet\" href=\"../../stylesheet.css\"/></head><body class=\"calibre\"><div class=\"calibre_navbar\">| <a href=\"../index.html\">Section menu</a> | <hr/></div><h1>第{number}篇</h1>{text}</body></html>"
        );
        let _ = write!(
            points,
            "<navPoint><navLabel><text>第{number}篇</text></navLabel><content src='{path}'/></navPoint>"
        );
        let _ = write!(
            items,
            "<item id='i{number}' href='{path}' media-type='application/xhtml+xml'/>"
        );
        let _ = write!(refs, "<itemref idref='i{number}'/>");
        files.push((path, page));
    }
    files.push((
        "META-INF/container.xml".into(),
        "<container><rootfiles><rootfile full-path='content.opf'/></rootfiles></container>".into(),
    ));
    files.push(("content.opf".into(), format!("<package><metadata/><manifest><item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>{items}</manifest><spine toc='ncx'>{refs}</spine></package>")));
    files.push((
        "toc.ncx".into(),
        format!("<ncx><navMap>{points}</navMap></ncx>"),
    ));
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, text) in files {
        let begun = writer.start_file(path, zip::write::SimpleFileOptions::default());
        begun.expect("a file in memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// An EPUB of 500 articles, opened: its first story can be read after this.
#[divan::bench]
fn epub_of_500_articles(bencher: Bencher) {
    let bytes = periodical();
    let source = Source {
        name: "paper.epub",
        bytes: &bytes,
    };
    assert!(
        read(source).is_ok_and(|reading| gather(vec![reading])[0].edition.stories.len() == 500)
    );
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench_local(|| gather(vec![read(black_box(source)).expect("an EPUB")]));
}

/// A feed of 200 entries with their whole text, about 600 KB.
fn feed() -> String {
    let mut feed = String::from(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Harbour Post</title>",
    );
    for n in 0..200 {
        let _ = write!(
            feed,
            "<item><title>Ferry {n} &amp;amp; the tide</title><link>https://post.example/{n}</link><pubDate>Wed, 08 Jul 2026 10:00:00 +0200</pubDate><category>Town {}</category><content:encoded><![CDATA[",
            n % 5
        );
        for k in 0..12 {
            let _ = writeln!(
                feed,
                "<p>Ferry number {k} left the quay at <a href=\"/t/{k}\">six</a>. Those who waited had brought <em>umbrellas</em>, bread and yesterday&#8217;s paper; nobody spoke before the second bell.</p>"
            );
        }
        feed.push_str("]]></content:encoded></item>");
    }
    feed.push_str("</channel></rss>");
    feed
}

#[divan::bench(sample_count = 20)]
fn feed_of_200_entries(bencher: Bencher<'_, '_>) {
    let feed = feed();
    let source = Source {
        name: "feed.xml",
        bytes: feed.as_bytes(),
    };
    let bencher = bencher.counter(BytesCount::of_str(&feed));
    bencher.bench(|| read(black_box(source)).map(|reading| gather(vec![reading])));
}
