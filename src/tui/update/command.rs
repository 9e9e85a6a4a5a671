//! Commands that stories are piped to, what they say, and the original of a story.

use url::Url;

use super::{passage, walk};
use crate::config::{Command, Takes};
use crate::delivery::{Output, Piped, ProgramError, Status};
use crate::edition::Block;
use crate::text::clean::clean;
use crate::text::decode::decode;
use crate::text::language::guess_tag;
use crate::tui::effect::{Effect, Job};
use crate::tui::state::pane::Pane;
use crate::tui::state::{App, Listing, Screen};
use crate::tui::words::fill;

/// Shows the commands there are; the only one is run at once.
pub fn pipe(app: &mut App, effects: &mut Vec<Effect>) {
    if app.open().is_none() {
        return;
    }
    match app.habits.commands.len() {
        0 => {
            let words = app.habits.words.said.no_command.clone();
            app.say(&words, &[]);
        }
        1 => run(app, 0, effects),
        _ => {
            app.lists.roll_mut(Listing::Commands).filter.clear();
            walk::over(app, Screen::List(Listing::Commands));
        }
    }
}

/// Runs a command with the passage that is chosen, or the story.
pub fn run(app: &mut App, item: usize, effects: &mut Vec<Effect>) {
    let command = app.habits.commands.get(item).cloned();
    let job = command.and_then(|command| {
        let piped = piped(app, &command)?;
        Some(Job { command, piped })
    });
    let Some(job) = job else { return };
    if app.screen == Screen::List(Listing::Commands) {
        walk::back(app);
    }
    app.runs += 1;
    if !job.command.terminal {
        let running = app.tell(&app.habits.words.command.running, &[]);
        let mut pane = Pane::of(job.command.name.clone(), running, Vec::new());
        pane.running = Some(app.runs);
        app.pane = Some(pane);
        walk::over(app, Screen::Pane);
    }
    effects.push(Effect::Run(app.runs, Box::new(job)));
}

fn piped(app: &App, command: &Command) -> Option<Piped> {
    let chosen = app
        .passage
        .as_ref()
        .filter(|_| command.takes == Takes::Passage);
    let index = chosen.map_or(app.open(), |passage| Some(passage.story))?;
    let story = app.story(index)?;
    let text = app.shown(&passage::words(app, index, chosen)?).into_owned();
    let tag = app.edition.language_of(story).or_else(|| guess_tag(&text));
    Some(Piped {
        headline: app.shown(&story.title()).into_owned(),
        url: address(app).unwrap_or_default(),
        language: tag.unwrap_or_default().to_owned(),
        date: app
            .edition
            .date
            .map_or(String::new(), |date| date.to_string()),
        paper: app.name.clone(),
        page: story.page.clone().unwrap_or_default(),
        text,
    })
}

/// Has the command stop that is at the pane; answers with whether one was.
pub fn stop(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let stopping = app.habits.words.command.stopping.clone();
    let pane = app.pane.as_mut();
    let pane = pane.filter(|pane| pane.running.is_some() && !pane.stopping);
    let Some(pane) = pane.filter(|_| app.screen == Screen::Pane) else {
        return false;
    };
    pane.beside = stopping;
    pane.stopping = true;
    effects.push(Effect::Break);
    true
}

/// A command has ended.
pub fn ran(app: &mut App, number: u64, answer: Result<Output, ProgramError>) {
    let waits = app
        .pane
        .as_ref()
        .is_some_and(|pane| pane.running == Some(number));
    if !waits {
        return tell_status(app, &answer);
    }
    let beside = ending(app, &answer);
    let blocks = match answer {
        Ok(output) => blocks(app, &output, &beside),
        Err(ProgramError::Late(_) | ProgramError::Stopped) => Vec::new(),
        Err(error) => vec![Block::paragraph(clean(&error.to_string()).text)],
    };
    let title = app.pane.take().map(|pane| pane.title).unwrap_or_default();
    app.pane = Some(Pane::of(title, beside, blocks));
}

/// A command that had the terminal says nothing but whether it went well.
fn tell_status(app: &mut App, answer: &Result<Output, ProgramError>) {
    let told = match answer {
        Err(ProgramError::Stopped) => String::new(),
        Err(ProgramError::Late(_)) | Ok(_) => ending(app, answer),
        Err(error) => clean(&error.to_string()).text.into_owned(),
    };
    if !told.is_empty() {
        app.said = Some(told);
    }
}

/// How it ended, where that is worth a word.
fn ending(app: &App, answer: &Result<Output, ProgramError>) -> String {
    let words = &app.habits.words.command;
    let with = |text: &str, n: String| fill(text, &[("n", &n)]);
    match answer {
        Ok(output) => match output.status {
            Status::Code(0) => String::new(),
            Status::Code(code) => with(&words.code, code.to_string()),
            Status::Signal(signal) => with(&words.signal, signal.to_string()),
            Status::Cut => words.cut.clone(),
        },
        Err(ProgramError::Late(time)) => with(&words.late, time.as_secs().to_string()),
        Err(ProgramError::Stopped) => words.stopped.clone(),
        Err(_) => words.failed.clone(),
    }
}

/// What it said, and where that is nothing or it failed, what it complained of.
fn blocks(app: &App, output: &Output, ending: &str) -> Vec<Block> {
    let said = readable(&output.bytes);
    let errors = readable(&output.errors);
    let is_well = matches!(output.status, Status::Code(0) | Status::Cut);
    let mut blocks = Vec::new();
    if !said.is_empty() {
        blocks.push(Block::Verbatim { text: said });
    }
    if !errors.is_empty() && (blocks.is_empty() || !is_well) {
        if !ending.is_empty() {
            blocks.push(Block::subhead(ending));
        }
        blocks.push(Block::Verbatim { text: errors });
    }
    if blocks.is_empty() && is_well {
        blocks.push(Block::paragraph(&*app.habits.words.command.nothing));
    }
    blocks
}

/// Bytes of another program as text that does nothing to the terminal, without what is blank round it.
fn readable(bytes: &[u8]) -> String {
    let decoded = decode(bytes).text;
    let text = clean(&decoded).text;
    let text = text.trim_end().trim_start_matches('\n');
    text.to_owned()
}

/// Copies what stands in the pane.
pub fn copy(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some(text) = app.pane.as_ref().map(Pane::text) {
        let words = app.habits.words.command.copied.clone();
        passage::clip(app, &text, &words, effects);
    }
}

/// The address of the original of the open story, or of its edition; only those of the web.
fn address(app: &App) -> Option<String> {
    let story = app.open().and_then(|index| app.story(index))?;
    let addresses = [story.url.as_deref(), app.edition.url.as_deref()];
    let mut parsed = addresses.into_iter().flatten().map(Url::parse);
    let web = parsed.find_map(|url| {
        url.ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"))
    });
    web.map(String::from)
}

/// Opens the original in the browser; where there is none, copies its address and shows it.
pub fn original(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(url) = address(app) else {
        let words = app.habits.words.said.no_address.clone();
        return app.say(&words, &[]);
    };
    let words = &app.habits.words.command;
    let (effect, words) = match &app.habits.browser {
        Some(browser) => (Effect::Launch(browser.with(&url)), words.opening.clone()),
        None => (Effect::Copy(url.clone()), words.address.clone()),
    };
    app.say(&words, &[("url", &url)]);
    effects.push(effect);
}
