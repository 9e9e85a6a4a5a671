//! How fast text is set, beside what others do with the same text: `icu_segmenter` and `unicode-linebreak`, which only
//! find where lines may break, and `textwrap`, which fills lines.
//!
//! `beside_icu_segmenter` takes turns with it, so that a busy machine is as busy for both.

use std::time::Instant;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use yuebao::config::Fit;
use yuebao::edition::{Block, Story};
use yuebao::text::clean::clean;
use yuebao::text::fold::Folded;
use yuebao::text::language::Language;
use yuebao::typeset::{Manner, Prepared, Style, lay_out, prepare};

fn main() {
    divan::main();
}

/// Sentences with the marks, quotes, numbers and Latin words that news has, in other orders each time.
const CLAUSES: [&str; 12] = [
    "雨还没有下，",
    "杆子先立起来了。",
    "五月底开始，养护工人沿着快速路和八条河的岸线一处一处量地势、打基坑、埋构件。",
    "“以前下大雨，人得站在水边拦车。”班长说，",
    "“现在水一涨，杆子就落下。”",
    "全市一百六十四处下穿通道都装上了阻车杆，投入1594.5万元，占全年的9.5%。",
    "大棚里的账本——记录了三年的收成……",
    "《晨报》的记者在现场看到，",
    "工人们用APP登记，每天7:30前完成巡查；",
    "村里的老人说：这样的路，走着放心！",
    "今年计划推广到周边的几个县（市、区），明年全部覆盖。",
    "纸角被风吹起来，油墨的味道还没有散尽，报栏前已经站了几个人。",
];

/// Chinese paragraphs of about `bytes` bytes altogether.
fn paragraphs(bytes: usize) -> Vec<String> {
    let mut state = 7usize;
    let mut paragraphs = Vec::new();
    let mut total = 0;
    while total < bytes {
        let mut paragraph = String::new();
        for _ in 0..12 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            paragraph.push_str(CLAUSES[(state >> 33) % CLAUSES.len()]);
        }
        total += paragraph.len();
        paragraphs.push(paragraph);
    }
    paragraphs
}

fn story(bytes: usize) -> Story {
    Story {
        blocks: paragraphs(bytes)
            .into_iter()
            .map(Block::paragraph)
            .collect(),
        ..Story::default()
    }
}

const MANNER: Manner = Manner {
    language: Language::ZhHans,
    widen: true,
    ..Manner::PLAIN
};

fn style(measure: u16) -> Style {
    Style::of(measure)
}

const BYTES: usize = 4_000_000;

fn segment(paragraphs: &[String]) -> usize {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let breaks = |text: &String| segmenter.segment_str(text).count();
    paragraphs.iter().map(breaks).sum()
}

#[divan::bench]
fn icu_segmenter_alone(bencher: Bencher<'_, '_>) {
    let paragraphs = paragraphs(BYTES);
    bencher
        .counter(BytesCount::new(BYTES))
        .bench(|| segment(&paragraphs));
}

#[divan::bench]
fn unicode_linebreak_alone(bencher: Bencher<'_, '_>) {
    let paragraphs = paragraphs(BYTES);
    let breaks = |text: &String| unicode_linebreak::linebreaks(text).count();
    bencher
        .counter(BytesCount::new(BYTES))
        .bench(|| paragraphs.iter().map(breaks).sum::<usize>());
}

#[divan::bench(args = ["first-fit", "optimal-fit"], sample_count = 20)]
fn textwrap_at_60(bencher: Bencher<'_, '_>, fit: &str) {
    let paragraphs = paragraphs(BYTES);
    let algorithm = match fit {
        "first-fit" => textwrap::WrapAlgorithm::FirstFit,
        _ => textwrap::WrapAlgorithm::new_optimal_fit(),
    };
    let options = textwrap::Options::new(60).wrap_algorithm(algorithm);
    let lines = |text: &String| textwrap::wrap(text, &options).len();
    bencher
        .counter(BytesCount::new(BYTES))
        .bench(|| paragraphs.iter().map(lines).sum::<usize>());
}

#[divan::bench]
fn breaks_alone(bencher: Bencher<'_, '_>) {
    let paragraphs = paragraphs(BYTES);
    let count = |text: &String| {
        let mut count = 0;
        yuebao::text::breaks::each(text, MANNER.breaking(), |_| count += 1);
        count
    };
    bencher
        .counter(BytesCount::new(BYTES))
        .bench(|| paragraphs.iter().map(count).sum::<usize>());
}

#[divan::bench]
fn prepare_alone(bencher: Bencher<'_, '_>) {
    let story = story(BYTES);
    bencher
        .counter(BytesCount::new(BYTES))
        .bench(|| prepare(black_box(&story), MANNER));
}

#[divan::bench(args = [Fit::Greedy, Fit::Paragraph])]
fn lay_out_at_57(bencher: Bencher<'_, '_>, fit: Fit) {
    let prepared = prepare(&story(BYTES), MANNER);
    let style = Style { fit, ..style(57) };
    bencher
        .counter(BytesCount::new(BYTES))
        .bench(|| lay_out(black_box(&prepared), &style));
}

/// Not a time: how many times as fast as `icu_segmenter` each is, in the median of turns.
#[divan::bench(sample_count = 1)]
fn beside_icu_segmenter(bencher: Bencher<'_, '_>) {
    let (paragraphs, story) = (paragraphs(BYTES), story(BYTES));
    let prepared = prepare(&story, MANNER);
    let seconds = |work: &dyn Fn() -> usize| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    };
    let fill = |fit| {
        let style = Style { fit, ..style(57) };
        lay_out(&prepared, &style).lines().len()
    };
    let works: [&dyn Fn() -> usize; 3] = [
        &|| prepare(&story, MANNER).memory(),
        &|| fill(Fit::Greedy),
        &|| fill(Fit::Paragraph),
    ];
    let mut ratios = [const { Vec::new() }; 3];
    for _ in 0..15 {
        for (work, ratios) in works.iter().zip(&mut ratios) {
            ratios.push(seconds(&|| segment(&paragraphs)) / seconds(work));
        }
    }
    let [prepare, greedy, paragraph] = ratios.map(|mut ratios| {
        ratios.sort_by(f64::total_cmp);
        ratios[ratios.len() / 2]
    });
    println!("prepare {prepare:.2}, greedy {greedy:.2}, paragraph {paragraph:.2} x its speed");
    bencher.bench(|| ());
}

/// 200,000 Han characters.
fn long_story() -> Prepared {
    prepare(&story(600_000), MANNER)
}

#[divan::bench]
fn resize_a_story_of_200_000_characters_in_three_columns(bencher: Bencher<'_, '_>) {
    let prepared = long_story();
    let style = Style {
        columns: 3,
        depth: Some(50),
        ..style(57 * 3 + 8)
    };
    bencher.bench(|| lay_out(black_box(&prepared), &style));
}

#[divan::bench]
fn glyphs_of_a_screen(bencher: Bencher<'_, '_>) {
    let prepared = long_story();
    let layout = lay_out(&prepared, &style(60));
    bencher.bench(|| {
        (1000..1050)
            .map(|line| layout.glyphs(&prepared, line).len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn clean_4_mb(bencher: Bencher<'_, '_>) {
    let text = paragraphs(BYTES).join("\n");
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| clean(black_box(&text)).dropped);
}

#[divan::bench]
fn fold_and_find_in_200_000_characters(bencher: Bencher<'_, '_>) {
    let text = paragraphs(600_000).join("\n");
    bencher.bench(|| Folded::new(black_box(&text)).find("阻车杆").len());
}

/// Not a time: what a prepared story and its layout hold, against its text.
#[divan::bench(sample_count = 1)]
fn memory(bencher: Bencher<'_, '_>) {
    let story = story(600_000);
    let text: usize = story.blocks.iter().map(|block| block.text().len()).sum();
    let prepared = prepare(&story, MANNER);
    let held = prepared.memory() + lay_out(&prepared, &style(60)).memory();
    println!("held: {:.2} x the text", held as f64 / text as f64);
    bencher.bench(|| held);
}
