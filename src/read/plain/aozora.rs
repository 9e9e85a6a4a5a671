//! Readings in the notation of Aozora Bunko: 漢字《かんじ》, or ｜over any letters《よみ》. In Japanese stories that
//! clearly use it they become ruby, and the notation leaves the text.
//!
//! In Chinese 《》 are the brackets of titles, and in Japanese they may be: only kana in them are a reading. How the
//! notation is written is told at <https://www.aozora.gr.jp/annotation/etc.html>.

use std::ops::Range;

use crate::edition::{Block, Edition, Mark, Span, Story};
use crate::text::language::{Language, guess_tag};
use crate::text::script::{is_han, is_kana};

/// Readings a page must have before they are believed to be meant.
const SEVERAL: usize = 3;
/// Most characters that one reading stands over, and is long.
const LONGEST: usize = 24;
/// Begins the letters a reading stands over, where they are not all the Chinese characters before it.
const BAR: char = '｜';

/// A reading in a text: its letters and the notation round them, in bytes.
struct Reading {
    /// From the bar, or the first letter, to the closing bracket.
    whole: Range<usize>,
    base: Range<usize>,
    kana: Range<usize>,
}

/// Takes the notation out of the Japanese stories of a page, where they use it: readings over paragraphs become spans;
/// over other texts, which have no spans, they are set in brackets as newspapers do.
pub fn take_readings(edition: &mut Edition) {
    let has_readings = |story: &Story| story.parts().any(|(_, text)| !readings(&text).is_empty());
    if !edition.stories.iter().any(has_readings) {
        return;
    }
    // A story in Chinese on the same page keeps its titles.
    let stories = edition.stories.iter_mut();
    let mut japanese: Vec<&mut Story> = stories.filter(|story| is_in_japanese(story)).collect();
    if is_used(&japanese) {
        for story in &mut japanese {
            take(story);
        }
    }
}

/// Whether there are several readings, and twice as many of them as of other things in such brackets.
fn is_used(stories: &[&mut Story]) -> bool {
    let (mut all, mut good) = (0, 0);
    for (_, text) in stories.iter().flat_map(|story| story.parts()) {
        all += text.matches('《').count();
        good += readings(&text).len();
    }
    good >= SEVERAL && good * 3 >= all * 2
}

fn is_in_japanese(story: &Story) -> bool {
    const ENOUGH: usize = 1000;
    let mut text = String::new();
    for (_, part) in story.parts() {
        text.extend(part.chars().take(ENOUGH));
        if text.len() > ENOUGH {
            break;
        }
    }
    guess_tag(&text) == Language::Ja.tag()
}

fn take(story: &mut Story) {
    let head = [
        &mut story.kicker,
        &mut story.headline,
        &mut story.deck,
        &mut story.byline,
        &mut story.dateline,
    ];
    for text in head.into_iter().flatten() {
        bracket(text);
    }
    for block in &mut story.blocks {
        match block {
            Block::Paragraph { text, spans } | Block::Quote { text, spans } => mark(text, spans),
            Block::Subhead { text } => bracket(text),
            Block::Figure {
                caption, credit, ..
            } => [caption, credit].into_iter().flatten().for_each(bracket),
            _ => {}
        }
    }
}

/// Readings become ruby over the text. The text of a page dump has no other spans yet.
fn mark(text: &mut String, spans: &mut Vec<Span>) {
    rewrite(text, |out, base, kana| {
        let start = out.len();
        out.push_str(base);
        spans.push(Span {
            range: start..out.len(),
            mark: Mark::Ruby(kana.to_owned()),
        });
    });
}

/// Readings stand in brackets after their letters.
fn bracket(text: &mut String) {
    rewrite(text, |out, base, kana| out.extend([base, "（", kana, "）"]));
}

/// Puts the letters and the kana of every reading in place of its notation.
fn rewrite(text: &mut String, mut put: impl FnMut(&mut String, &str, &str)) {
    let readings = readings(text);
    if readings.is_empty() {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for Reading { whole, base, kana } in readings {
        out.push_str(&text[copied..whole.start]);
        put(&mut out, &text[base], &text[kana]);
        copied = whole.end;
    }
    out.push_str(&text[copied..]);
    *text = out;
}

/// Every reading of a text, in order.
fn readings(text: &str) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    for (open, bracket) in text.match_indices('《') {
        let begun = found.last().map_or(0, |last| last.whole.end);
        let inside = open + bracket.len();
        let kana = kana_at(&text[inside..]).map(|length| inside..inside + length);
        let base = text.get(begun..open).and_then(|before| base(before, begun));
        if let (Some(kana), Some((start, base))) = (kana, base) {
            found.push(Reading {
                whole: start..kana.end + "》".len(),
                base,
                kana,
            });
        }
    }
    found
}

/// Bytes of the kana that a closing bracket follows.
fn kana_at(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().take(LONGEST + 1);
    let after = letters.find(|&(_, c)| !is_kana(c));
    after
        .filter(|&(end, c)| c == '》' && end > 0)
        .map(|(end, _)| end)
}

/// Where the notation begins, and the letters the reading stands over: those after a bar, or the Chinese characters
/// that end the text. `begun` bytes stand before it.
fn base(before: &str, begun: usize) -> Option<(usize, Range<usize>)> {
    let end = begun + before.len();
    let near = before.char_indices().rev().take(LONGEST + 1);
    let bar = near
        .take_while(|&(_, c)| !matches!(c, '\n' | '《' | '》' | '。'))
        .find(|&(_, c)| c == BAR);
    if let Some((at, bar)) = bar {
        let start = begun + at + bar.len_utf8();
        return (start < end).then_some((begun + at, start..end));
    }
    let letters = before
        .chars()
        .rev()
        .take(LONGEST)
        .take_while(|&c| is_based_on(c));
    let bytes: usize = letters.map(char::len_utf8).sum();
    (bytes > 0).then(|| (end - bytes, end - bytes..end))
}

/// What counts as a Chinese character before a reading: 仝々〆〇ヶ as well.
fn is_based_on(c: char) -> bool {
    is_han(c) || matches!(c, '〆' | 'ヶ')
}

#[cfg(test)]
mod tests {
    use crate::edition::{Block, Edition, Mark};
    use crate::read::{Source, read};

    fn of(page: &str) -> Edition {
        let source = Source {
            name: "page.txt",
            bytes: page.as_bytes(),
        };
        read(source).expect("it is a page").edition
    }

    /// The body of a page, each reading in braces after its letters.
    fn told(page: &str) -> String {
        let edition = of(page);
        let blocks = edition.stories.iter().flat_map(|story| &story.blocks);
        let mut lines = Vec::new();
        for block in blocks {
            let mut line = block.text().into_owned();
            for span in block.spans().iter().rev() {
                if let Mark::Ruby(kana) = &span.mark {
                    line.insert_str(span.range.end, &format!("{{{kana}}}"));
                    line.insert(span.range.start, '[');
                }
            }
            lines.push(line);
        }
        lines.join("\n")
    }

    #[track_caller]
    fn check(page: &str, expected: &str) {
        assert_eq!(told(page), expected);
    }

    #[test]
    fn readings_become_ruby_and_leave_the_text() {
        check(
            "　　坂の上の新聞屋は、｜夜明け前《よあけまえ》に灯りをつける。印刷所《いんさつじょ》から届いた束を、｜ひと山ずつ《ヒトヤマズツ》自転車に積む。",
            "坂の上の新聞屋は、[夜明け前{よあけまえ}に灯りをつける。[印刷所{いんさつじょ}から届いた束を、[ひと山ずつ{ヒトヤマズツ}自転車に積む。",
        );
        check(
            "　　佐々木《ささき》さんは霞ヶ浦《かすみがうら》の船で、〆切《しめきり》の前に記事を書きおえた。《無題》という題だった。遠い｜町は晴れている。",
            "[佐々木{ささき}さんは[霞ヶ浦{かすみがうら}の船で、[〆切{しめきり}の前に記事を書きおえた。《無題》という題だった。遠い｜町は晴れている。",
        );
    }

    #[test]
    fn a_page_that_has_few_readings_or_other_things_in_such_brackets_is_left_alone() {
        for page in [
            "この町の《さくら》という店で、古い《しんぶん》を読んだ。店の主人はとても静かな人だった。",
            "図書館で《河の本》と《山の本》を借りて、駅《えき》まで歩き、船《ふね》で島《しま》へ帰ったのだった。《海の本》もあった。",
        ] {
            check(&format!("　　{page}"), page);
        }
    }

    #[test]
    fn titles_of_chinese_books_are_never_readings() {
        let page = "图书馆里有《の》《あ》《い》三本日文书，还有《河岸志》和《桥上的人》，读者可以一次借走三本，两周以后还。";
        check(&format!("　　{page}"), page);
    }

    #[test]
    fn readings_in_heads_stand_in_brackets() {
        let page = "灯台《とうだい》の朝\n\n　　岬《みさき》の船《ふね》が港《みなと》を出るころ、空はもう明るくなっていたのである。";
        let edition = of(page);
        let story = &edition.stories[0];
        assert_eq!(story.headline.as_deref(), Some("灯台（とうだい）の朝"));
        let text = "岬の船が港を出るころ、空はもう明るくなっていたのである。";
        assert_eq!(story.blocks.first().map(Block::text).as_deref(), Some(text));
    }
}
