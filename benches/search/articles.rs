//! Articles without end, the same for the same seed: words of two characters by Zipf's law, each mostly followed by one of
//! thirty, single characters between them, marks, paragraphs, about 800 characters each; a hundred to an edition, an edition a
//! day of each of twelve papers.
//!
//! Nothing is borrowed: characters are drawn from the code table, words are pairs of them. So no dictionary of words
//! is favoured, and pairs of characters that are no word are as many as in real text.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use yuebao::edition::{Block, Edition, Section, Story};
use yuebao::library::Key;
use yuebao::library::archive::Filing;

/// Stories of an edition.
pub const STORIES: usize = 100;

const CHARACTERS: usize = 3_500;
const WORDS: usize = 60_000;
const PAPERS: [&str; 12] = [
    "东城日报",
    "西城晚报",
    "南城日报",
    "北城晚报",
    "山前日报",
    "河西时报",
    "海角日报",
    "江口晚报",
    "湖东日报",
    "林区报",
    "草原日报",
    "星期天报",
];

/// A source of articles.
pub struct Articles {
    state: u64,
    words: Vec<[char; 2]>,
    /// Cumulated weights.
    weights: Vec<f64>,
    singles: Vec<char>,
    edition: usize,
}

impl Articles {
    /// The articles of a seed.
    pub fn of(seed: u64) -> Self {
        let mut articles = Self {
            state: seed ^ 0x9E37_79B9_7F4A_7C15,
            words: Vec::new(),
            weights: zipf(WORDS, 1.0),
            singles: Vec::new(),
            edition: 0,
        };
        // The characters of the code table from U+4E00 on, in an order of the seed's own.
        let mut all: Vec<char> = ('\u{4E00}'..='\u{9FA5}').collect();
        articles.shuffle(&mut all);
        all.truncate(CHARACTERS);
        let by_use = zipf(CHARACTERS, 0.8);
        articles.singles = all[..60].to_vec();
        articles.words = (0..WORDS)
            .map(|_| [(); 2].map(|()| all[articles.draw(&by_use)]))
            .collect();
        articles
    }

    /// The next edition.
    pub fn edition(&mut self) -> Filing {
        self.edition_of(STORIES)
    }

    /// The next edition, of so many stories.
    pub fn edition_of(&mut self, stories: usize) -> Filing {
        let at = self.edition;
        self.edition += 1;
        let day = first_day().saturating_add(i64::try_from(at / PAPERS.len()).unwrap_or(0).days());
        let stories: Vec<Story> = (0..stories).map(|index| self.story(index)).collect();
        let pages = 8;
        let section = |page: usize| Section {
            label: format!("{:02}", page + 1),
            title: Some(
                [
                    "要闻", "本市", "经济", "文化", "体育", "国际", "副刊", "专版",
                ][page]
                    .into(),
            ),
            stories: (0..stories.len())
                .filter(|index| index % pages == page)
                .map(|index| format!("s{}", index + 1))
                .collect(),
            ..Section::default()
        };
        Filing {
            key: Key::of([at.to_le_bytes().as_slice(), &self.state.to_le_bytes()]),
            paper: PAPERS[at % PAPERS.len()].into(),
            origin: format!("articles {at}"),
            edition: Edition {
                masthead: Some(PAPERS[at % PAPERS.len()].into()),
                date: Some(day),
                language: Some("zh-Hans".into()),
                sections: (0..pages).map(section).collect(),
                stories,
                ..Edition::default()
            },
            originals: [].into(),
        }
    }

    fn story(&mut self, index: usize) -> Story {
        let length_of_head = 4 + self.below(4);
        let headline = self.words(length_of_head);
        let paragraphs = 3 + self.below(4);
        let length = 500 + self.below(600);
        let blocks = (0..paragraphs).map(|_| Block::paragraph(self.paragraph(length / paragraphs)));
        let blocks = blocks.collect();
        Story {
            id: format!("s{}", index + 1),
            page: Some(format!("{:02}", index % 8 + 1)),
            headline: Some(headline),
            byline: Some(format!("记者 {}", self.words(1))),
            blocks,
            ..Story::default()
        }
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).flat_map(|_| self.word()).collect()
    }

    /// The word that follows another: mostly one of a few that often do.
    fn after(&mut self, word: usize) -> usize {
        const OFTEN: usize = 30;
        if self.below(10) < 3 {
            return self.draw_word();
        }
        let which = self.below(OFTEN) * self.below(OFTEN) / OFTEN;
        // The same words follow a word wherever it stands.
        let mut own = Self {
            state: (word * OFTEN + which) as u64,
            words: Vec::new(),
            weights: Vec::new(),
            singles: Vec::new(),
            edition: 0,
        };
        let point = own.unit() * self.weights[WORDS - 1];
        self.weights.partition_point(|&weight| weight < point)
    }

    fn paragraph(&mut self, characters: usize) -> String {
        let mut text = String::with_capacity(characters * 3);
        let (mut count, mut until) = (0, 6);
        let mut word = self.draw_word();
        while count < characters {
            if self.below(6) == 0 {
                let weight = self.below(8) * self.below(8);
                text.push(self.singles[weight.min(59)]);
                count += 1;
            }
            text.extend(self.words[word]);
            word = self.after(word);
            count += 2;
            if count > until {
                text.push(['，', '，', '、', '。'][self.below(4)]);
                until = count + 8 + self.below(14);
            }
        }
        text.push('。');
        text
    }

    /// A word as often as it is used.
    pub fn word(&mut self) -> [char; 2] {
        let at = self.draw_word();
        self.words[at]
    }

    /// The word of a rank, 0 the most used.
    #[allow(dead_code)] // Tests ask for it.
    pub fn word_of_rank(&self, rank: usize) -> String {
        self.words[rank].iter().collect()
    }

    fn draw_word(&mut self) -> usize {
        let point = self.unit() * self.weights[WORDS - 1];
        self.weights.partition_point(|&weight| weight < point)
    }

    fn draw(&mut self, weights: &[f64]) -> usize {
        let point = self.unit() * weights[weights.len() - 1];
        weights.partition_point(|&weight| weight < point)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = self.below(at + 1);
            all.swap(at, other);
        }
    }
}

fn first_day() -> Date {
    date(2000, 1, 1)
}

/// Cumulated weights of Zipf's law.
fn zipf(count: usize, exponent: f64) -> Vec<f64> {
    let mut sum = 0.0;
    let weights = (1..=count).map(|rank| {
        sum += (rank as f64).powf(-exponent);
        sum
    });
    weights.collect()
}
