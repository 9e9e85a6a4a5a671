//! Reads and checks the case files. A file has three parts, divided by lines of `---`:
//!
//! 1. settings, one `key: value` a line: `language`, `width`, and where wanted `direction: vertical` with `height`, `indent`, `gap`, `widen`, `ambiguous`,
//!    `level`, and the head matter `kicker`, `headline`, `deck`, `byline`, `from`, `on`;
//! 2. the blocks, one a line: `## ` subhead, `> ` quote, `! caption | credit` figure, `***` rule, and, with ` / ` for a
//!    line end, `- ` list, `= ` verbatim, `# ` table (cells divided by ` | `); anything else is a paragraph,
//!    in which `{characters|reading}` has a reading;
//! 3. the lines it must be set in.

use std::fs;
use std::path::Path;

use yuebao::config::{Fit, Ruby};
use yuebao::edition::{Block, Jump, Mark, Span, Story};
use yuebao::text::breaks::Level;
use yuebao::text::hyphen::Patterns;
use yuebao::text::language::Language;
use yuebao::text::spacing::Autospace;
use yuebao::text::width::Ambiguous;
use yuebao::typeset::{Direction, Manner, Style, Window, lay_out, pages, prepare, text_lines};

#[derive(Default)]
struct Case {
    story: Story,
    manner: Manner,
    style: Option<Style>,
    height: u16,
}

impl Case {
    fn read(settings: &str, blocks: &str) -> Self {
        let mut case = Self::default();
        let mut style = Style::of(40);
        for line in settings.lines() {
            let (key, value) = line.split_once(": ").expect("a setting is `key: value`");
            match key {
                "height" => case.height = value.parse().unwrap(),
                "width" => style.measure = value.parse().unwrap(),
                "indent" => style.indent = Some(value.parse().unwrap()),
                "gap" => style.gap = Some(value.parse().unwrap()),
                "fit" if value == "greedy" => style.fit = Fit::Greedy,
                "hang" => style.hang = value.parse().unwrap(),
                "gutter" => style.gutter = value.parse().unwrap(),
                "columns" => style.columns = value.parse().unwrap(),
                "alley" => style.alley = value.parse().unwrap(),
                "depth" => style.depth = Some(value.parse().unwrap()),
                "justify" => style.justify = value == "yes",
                _ => case.set(key, value),
            }
        }
        case.style = Some(style);
        case.story.blocks = blocks.lines().map(block).collect();
        case
    }

    fn set(&mut self, key: &str, value: &str) {
        let text = Some(value.to_owned());
        let jump = Some(Jump {
            text: value.to_owned(),
            ..Jump::default()
        });
        match key {
            "language" => {
                self.manner.language = Language::from_tag(value);
                self.manner.hyphens = Patterns::of(value);
            }
            "ruby" if value == "above" => self.manner.ruby = Ruby::Above,
            "ruby" if value == "off" => self.manner.ruby = Ruby::Off,
            "autospace" if value == "on" => self.manner.autospace = Autospace::On,
            "autospace" if value == "parity" => self.manner.autospace = Autospace::Parity,
            "direction" if value == "vertical" => self.manner.direction = Direction::Vertical,
            "widen" => self.manner.widen = value == "yes",
            "ambiguous" => {
                self.manner.ambiguous = if value == "wide" {
                    Ambiguous::Wide
                } else {
                    Ambiguous::Narrow
                }
            }
            "level" if value == "loose" => self.manner.level = Level::Loose,
            "level" if value == "normal" => self.manner.level = Level::Normal,
            "kicker" => self.story.kicker = text,
            "headline" => self.story.headline = text,
            "deck" => self.story.deck = text,
            "byline" => self.story.byline = text,
            "from" => self.story.continued_from = jump,
            "on" => self.story.continued_on = jump,
            _ => panic!("no such setting: {key}"),
        }
    }

    fn lines(&self) -> Vec<String> {
        let prepared = prepare(&self.story, self.manner);
        let style = self.style.unwrap();
        if self.manner.direction == Direction::Vertical {
            return self.pages(style);
        }
        let layout = lay_out(&prepared, &style);
        text_lines(&prepared, &layout).collect()
    }

    /// Pages below each other, with a line of `=` between.
    fn pages(&self, style: Style) -> Vec<String> {
        let window = Window {
            direction: self.manner.direction,
            width: style.measure,
            height: self.height,
            top: 0,
        };
        let prepared = prepare(&self.story, self.manner);
        let layout = lay_out(&prepared, &window.style(style));
        let pages: Vec<_> = pages(&prepared, &layout, window).collect();
        pages.join(&"=".to_owned())
    }
}

fn block(line: &str) -> Block {
    let rows = |text: &str| text.replace(" / ", "\n");
    match line.split_once(' ') {
        Some(("##", text)) => Block::subhead(text),
        Some((">", text)) => Block::Quote {
            text: text.into(),
            spans: vec![],
        },
        Some(("!", text)) => {
            let (caption, credit) = text.split_once(" | ").unwrap_or((text, ""));
            Block::Figure {
                caption: Some(caption.into()),
                credit: Some(credit.to_owned()).filter(|credit| !credit.is_empty()),
                image: None,
            }
        }
        Some(("-", text)) => Block::List { text: rows(text) },
        Some(("=", text)) => Block::Verbatim { text: rows(text) },
        Some(("#", text)) => Block::Table {
            text: rows(text).replace(" | ", "\t"),
        },
        _ if line == "***" => Block::Rule,
        _ => paragraph(line),
    }
}

/// A paragraph, with readings written as `{characters|reading}`.
fn paragraph(line: &str) -> Block {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for part in line.split_inclusive('}') {
        let (plain, ruby) = part.split_once('{').unwrap_or((part, ""));
        text.push_str(plain);
        if let Some((base, reading)) = ruby.trim_end_matches('}').split_once('|') {
            let start = text.len();
            text.push_str(base);
            spans.push(Span {
                range: start..text.len(),
                mark: Mark::Ruby(reading.into()),
            });
        }
    }
    Block::Paragraph { text, spans }
}

/// What is wrong with a case, to be read beside the file.
fn check(path: &Path) -> Option<String> {
    let file = fs::read_to_string(path).unwrap();
    let mut parts = file.split("\n---\n");
    let mut part = || parts.next().expect("three parts divided by ---");
    let (settings, blocks, expected) = (part(), part(), part());
    let set = Case::read(settings, blocks).lines().join("\n");
    let is_right = set.trim_end() == expected.trim_end();
    (!is_right).then(|| format!("==== {}\n{set}\n", path.display()))
}

#[test]
fn cases_are_set_as_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/setting");
    let files = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 10, "the cases are gone");
    let wrong: Vec<String> = paths.iter().filter_map(|path| check(path)).collect();
    assert!(wrong.is_empty(), "set differently:\n{}", wrong.concat());
}
