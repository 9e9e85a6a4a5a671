//! What becomes of markup: cases of a fragment and its blocks, and markup that means harm.

use super::{Base, blocks, parse};
use crate::read::limits;

/// Blocks as lines: the kind, then the text with its spans as `start-end mark`.
fn shown(markup: &str) -> String {
    let tree = parse(markup);
    let blocks = blocks(&tree.document.root(), &Base::of_url("https://a.example/b/"));
    let lines = blocks.iter().map(|block| {
        let value = serde_json::to_value(block).expect("a block is JSON");
        let kind = value["kind"].as_str().unwrap_or("").to_owned();
        let image = value["image"]
            .as_str()
            .map(|image| format!(" <{image}>"))
            .unwrap_or_default();
        let spans = block.spans().iter();
        let spans =
            spans.map(|span| format!(" [{}-{} {:?}]", span.range.start, span.range.end, span.mark));
        format!(
            "{kind}: {}{image}{}",
            block.text().replace('\n', "/").replace('\t', "|"),
            spans.collect::<String>()
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(markup: &str, expected: &str) {
    assert_eq!(shown(markup), expected, "from {markup}");
}

#[test]
fn markup_becomes_blocks() {
    check(
        "<p>　　一\n 二</p><p> a <b>b</b> c",
        "paragraph: 一二\nparagraph: a b c [2-3 Strong]",
    );
    // A line end between Han characters is nothing, also where an element begins after it.
    check(
        "<p>报\n<b>渡口</b>\n<i>开</i>船</p><p>a\n<b>b</b></p>",
        "paragraph: 报渡口开船 [3-9 Strong] [9-12 Emphasis]\nparagraph: a b [2-3 Strong]",
    );
    check(
        "甲<br>乙<br/><br>丙",
        "paragraph: 甲\nparagraph: 乙\nparagraph: 丙",
    );
    check(
        "<h2>A <i>b</i></h2>x<hr>",
        "subhead: A b\nparagraph: x\nrule: ",
    );
    check(
        "<p><strong>小标题</strong></p><p><b>是一句话。</b></p>",
        "subhead: 小标题\nparagraph: 是一句话。 [0-15 Strong]",
    );
    check(
        "<blockquote><p>a</p><p>b</p></blockquote>",
        "quote: a\nquote: b",
    );
    check(
        "<ul><li>a<li>b</ul><ol start=3><li>c</li></ol>",
        "list: a/b\nlist: 3. c",
    );
    check(
        "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
        "table: a|b/1|2",
    );
    check(
        "<table><tr><td><table><tr><td><p>a</p><p>b</p></table></table>",
        "paragraph: a\nparagraph: b",
    );
    check("<pre>\n a\n  b\n</pre>", "verbatim:  a/  b");
    check(
        "<a href=x>l</a>",
        "paragraph: l [0-1 Link(\"https://a.example/b/x\")]",
    );
    check(
        "<ruby>漢<rp>(</rp><rt>かん</rt>字<rt>じ</rt></ruby>",
        "paragraph: 漢字 [0-3 Ruby(\"かん\")] [3-6 Ruby(\"じ\")]",
    );
    check(
        "<script>x</script><div style='display: none'>y</div><p hidden>z</p>w",
        "paragraph: w",
    );
    check(
        "<figure><img src=a.jpg><figcaption>c <span class=credit>d</span></figcaption></figure>",
        "figure: c\u{3000}d <https://a.example/b/a.jpg>",
    );
    check(
        "<img src=s.gif width=1><img src=p.png alt=p.png>",
        "figure:  <https://a.example/b/p.png>",
    );
    check(
        "<p>a<span><iframe src=//v.example/e></iframe></span>b<iframe src=x width=1></iframe><iframe src=about:blank></iframe>",
        "paragraph: a\nparagraph: https://v.example/e [0-19 Link(\"https://v.example/e\")]\nparagraph: b",
    );
    check(
        "<span>a <p>b</p> c</span>",
        "paragraph: a\nparagraph: b\nparagraph: c",
    );
}

#[test]
fn markup_that_means_harm_stays_within_limits() {
    let many = 20_000;
    for tag in [
        "<div>",
        "<b>",
        "<a href=x>",
        "<table><tr><td>",
        "<ruby>",
        "<ul><li>",
        "<blockquote>",
        "<font size=1>",
    ] {
        let tree = parse(&format!("{}x", tag.repeat(many)));
        assert!(!tree.mended.is_empty(), "{tag}");
        let blocks = blocks(&tree.document.root(), &Base::default());
        assert!(
            blocks.iter().any(|block| block.text().contains('x')),
            "{tag}"
        );
    }
    // Each attribute is compared with all before it.
    let attributes: String = (0..many).map(|n| format!("a{n}=x ")).collect();
    assert!(!parse(&format!("<p {attributes}>x")).mended.is_empty());
    let picture = format!("<img src='data:image/png;base64,{}'>x", "A".repeat(500_000));
    assert!(parse(&picture).mended.is_empty());
    // Formatting that is never closed is repeated in every paragraph.
    let fonts: String = (0..150).map(|n| format!("<font size={n}>")).collect();
    let tree = parse(&format!("<p>{fonts}{}", "<p>x".repeat(many)));
    assert!(tree.document.tree.len() < 3 * limits::NODES);
    assert!(!tree.mended.is_empty());
}
