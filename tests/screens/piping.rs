//! Commands that stories are piped to: what is sent, what is shown of the answer, and the original of a story.

use yuebao::config::{Command, Takes};
use yuebao::delivery::{Output, ProgramError, Status};
use yuebao::tui::{Browser, Effect, Job, Msg};

use crate::desk::{Desk, edition, look};

/// What a reader may have.
pub fn commands() -> Vec<Command> {
    let command = |name: &str, run: &[&str], takes| Command {
        name: name.into(),
        run: run.iter().map(ToString::to_string).collect(),
        takes,
        terminal: false,
    };
    vec![
        command(
            "译成英文",
            &["trans", "-b", ":en", "{text}"],
            Takes::Passage,
        ),
        command("词典", &["sdcv", "-n", "{text}"], Takes::Passage),
        Command {
            terminal: true,
            ..command("less", &["less", "{file}"], Takes::Story)
        },
    ]
}

/// An answer: "late", "gone", or an exit code, a blank, and what was said; after "!!" what was complained of.
pub fn ran(number: u64, told: &str) -> Msg {
    let answer = match told {
        "late" => Err(ProgramError::Late(std::time::Duration::from_secs(120))),
        "gone" => Err(ProgramError::Start {
            name: "trans".into(),
            reason: "No such file or directory".into(),
        }),
        told => {
            let (code, said) = told.split_once(' ').unwrap_or((told, ""));
            let (said, errors) = said.split_once("!!").unwrap_or((said, ""));
            Ok(Output {
                bytes: said.as_bytes().to_vec(),
                errors: errors.as_bytes().to_vec(),
                status: Status::Code(code.parse().expect("a code")),
            })
        }
    };
    Msg::Ran(number, answer)
}

fn desk(commands: Vec<Command>) -> Desk {
    let mut look = look("zh-Hans");
    look.commands = commands;
    Desk::new(edition(), look, (80, 24))
}

fn job(desk: &Desk) -> Job {
    let jobs = desk.effects.iter().rev();
    let mut jobs = jobs.filter_map(|effect| match effect {
        Effect::Run(_, job) => Some((**job).clone()),
        _ => None,
    });
    jobs.next().expect("a command is run")
}

#[test]
fn the_passage_or_the_story_is_piped_with_what_is_known_of_it() {
    let mut desk = desk(commands());
    desk.keys("enter v j | enter");
    let piped = job(&desk).piped;
    assert_eq!(
        piped.text,
        "雨还没有来，杆子已经立好了。六月初开始，养护队沿着快速路和三条河的岸线，一处一处量地势、打基坑、埋构件。"
    );
    assert_eq!((&*piped.paper, &*piped.date), ("汾水晚报", "2026-07-09"));
    assert_eq!((&*piped.page, &*piped.language), ("01", "zh-Hans"));
    // The passage is chosen still, for the next command.
    desk.keys("q");
    desk.keys("q");
    assert!(desk.app.passage.is_some());
    desk.keys("| G enter");
    let job = job(&desk);
    assert!(job.command.terminal && job.piped.text.starts_with("防汛\n\n桥下新装"));
    assert!(desk.app.passage.is_some(), "the text is faced again");
}

#[test]
fn the_only_command_is_run_at_once_and_none_says_where_they_stand() {
    let mut desk = desk(commands()[..1].to_vec());
    desk.keys("|");
    assert_eq!(job(&desk).command.name, "译成英文");
    let mut desk = self::desk(Vec::new());
    desk.keys("|");
    assert!(desk.picture().contains("config.toml"));
}

#[test]
fn an_answer_that_nobody_waits_for_is_dropped_and_a_command_is_stopped_by_escape() {
    let mut desk = desk(commands()[..1].to_vec());
    desk.keys("| esc");
    assert_eq!(desk.effects.last(), Some(&Effect::Break));
    assert!(desk.picture().contains("正在停下"));
    desk.tell(Msg::Ran(1, Err(ProgramError::Stopped)));
    assert!(desk.picture().contains("停下了"));
    desk.keys("esc |");
    desk.tell(ran(1, "0 old news"));
    assert!(!desk.picture().contains("old news"));
    desk.tell(ran(2, "0 fresh\u{1b}]0;title\u{7} news"));
    assert!(desk.picture().contains("fresh news"));
    desk.keys("y");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Copy("fresh news".into()))
    );
}

#[test]
fn a_long_answer_scrolls_to_its_end_and_no_farther() {
    let mut desk = desk(commands()[..1].to_vec());
    desk.keys("|");
    let lines: Vec<String> = (1..=60).map(|n| format!("第{n}行")).collect();
    desk.tell(ran(1, &format!("0 {}", lines.join("\n"))));
    desk.keys("space");
    assert!(!desk.picture().contains("第1行") && desk.picture().contains("第20行"));
    desk.keys("G space j");
    assert!(desk.picture().contains("第60行"));
    let top = desk.app.pane.as_ref().map(|pane| pane.top);
    desk.keys("k");
    assert!(desk.app.pane.as_ref().map(|pane| pane.top) < top);
    desk.keys("g g");
    assert!(desk.picture().contains("第1行"));
}

#[test]
fn the_original_is_opened_only_on_the_web() {
    let mut look = look("zh-Hans");
    look.browser = Browser::of(&["w".to_owned()], |_| String::new());
    let mut paper = edition();
    paper.stories[0].url = Some("file:///etc/passwd".into());
    paper.url = Some("https://paper.example/2026-07/09/报.htm".into());
    let mut desk = Desk::new(paper.clone(), look.clone(), (80, 24));
    desk.keys("o");
    let url = "https://paper.example/2026-07/09/%E6%8A%A5.htm".to_owned();
    let launched = Effect::Launch(vec!["w".into(), url.clone()]);
    assert_eq!(desk.effects.last(), Some(&launched));
    look.browser = None;
    let mut desk = Desk::new(paper.clone(), look.clone(), (80, 24));
    desk.keys("o");
    assert_eq!(desk.effects.last(), Some(&Effect::Copy(url)));
    assert!(desk.picture().contains("https://paper.example"));
    paper.url = Some("javascript:alert(1)".into());
    let mut desk = Desk::new(paper, look, (80, 24));
    desk.keys("o");
    assert!(desk.picture().contains("没有原文地址"));
}
