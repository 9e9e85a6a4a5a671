//! `yuebao papers`, `subscribe` and `unsubscribe`: what is subscribed to, how it stands, and what could be.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand, ValueHint};
use serde_json::{Value, json};

use super::check;
use super::courier::{fetcher, known, state};
use super::out::{self, To, columns, one_line};
use crate::delivery::papers::{Definition, Discovery, Known, Way, tell_apart};
use crate::delivery::{Courier, State, Subscribed, fetch as delivery, shown};
use crate::library::{Depot, Folders, Library, Subscription};

/// Options of `papers`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct PapersOf {
    #[command(subcommand)]
    what: Option<What>,
    /// List the papers that can be subscribed to by name instead.
    #[arg(long)]
    known: bool,
    /// The form to write.
    #[arg(long, value_enum, default_value = "text")]
    to: To,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Tell step by step what a definition or an address gives, and where it fails.
    Check(check::Check),
}

/// Options of `subscribe`.
#[derive(Debug, Args)]
pub(super) struct Subscribe {
    /// The name of a paper that is known (人民日报, rmrb), the address of a feed, an e-paper or a page with links, a folder, or a
    /// file of definitions (.toml).
    #[arg(value_name = "NAME|URL|FOLDER|FILE", required_unless_present = "exec", value_hint = ValueHint::AnyPath)]
    what: Option<String>,
    /// A program with its arguments, whose output is the edition of the day.
    #[arg(long, num_args = 1.., value_name = "PROGRAM", allow_hyphen_values = true, conflicts_with = "what")]
    exec: Vec<String>,
    /// The short name that commands are to know it by.
    #[arg(long = "as", value_name = "ID")]
    short: Option<String>,
    /// Its name on the shelf.
    #[arg(long, value_name = "NAME")]
    masthead: Option<String>,
    /// Fetch the page of each item of a feed for its whole text.
    #[arg(long)]
    whole: bool,
    /// Fetch pictures too, of stories and of pages: export puts them into HTML and EPUB.
    #[arg(long)]
    pictures: bool,
}

/// Options of `unsubscribe`.
#[derive(Debug, Args)]
pub(super) struct Unsubscribe {
    /// The paper's short name, as `yuebao papers` lists it. Its editions stay on the shelf.
    #[arg(value_name = "PAPER")]
    paper: String,
}

/// Lists papers.
pub(super) fn papers(of: &PapersOf) -> anyhow::Result<ExitCode> {
    match &of.what {
        Some(What::Check(check)) => return check::run(check),
        None if of.known => {
            let known = known()?;
            out::standard(|out| match of.to {
                To::Text => columns(&known.all().iter().map(known_row).collect::<Vec<_>>(), out),
                To::Json => array(known.all().iter().map(known_json).collect(), out),
            })?;
            return Ok(ExitCode::SUCCESS);
        }
        None => {}
    }
    let mut fetcher = fetcher()?;
    for flaw in fetcher.papers()?.into_iter().filter_map(Result::err) {
        out::say(&format!("a paper that is subscribed to {flaw}"));
    }
    let papers = fetcher.subscribed()?;
    out::standard(|out| match of.to {
        To::Text if papers.is_empty() => writeln!(
            out,
            "nothing is subscribed to; `yuebao papers --known` lists what can be by name"
        ),
        To::Text => columns(&papers.iter().map(row).collect::<Vec<_>>(), out),
        To::Json => array(papers.iter().map(value).collect(), out),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Subscribes.
pub(super) fn subscribe(subscribe: &Subscribe) -> anyhow::Result<ExitCode> {
    let known = known()?;
    for mut paper in subscribe.papers(&known)? {
        subscribe.tell(&mut paper);
        if let Err(flaw) = paper.check() {
            bail!("the paper {flaw}");
        }
        name(&mut paper, &known, subscribe.short.is_some())?;
        keep(&paper, &known)?;
        let (masthead, id) = (one_line(&paper.masthead), &paper.id);
        out::standard(|out| {
            writeln!(
                out,
                "subscribed to {masthead} as {id}; `yuebao fetch {id}` brings it"
            )
        })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Gives a paper the short name that its source has already, or another where its own belongs to a different source,
/// unless the reader said that name (`is_said`). Whether it is not subscribed to yet.
pub(super) fn name(paper: &mut Definition, known: &Known, is_said: bool) -> anyhow::Result<bool> {
    let subscribed: Vec<Definition> = fetcher()?.papers()?.into_iter().flatten().collect();
    let others: Vec<Definition> = subscribed.iter().chain(known.all()).cloned().collect();
    let namesake = others.iter().find(|other| other.id == paper.id);
    match namesake.filter(|other| is_said && !other.has_source_of(paper)) {
        Some(other) => bail!(
            "{} is the short name of {}; choose another for this paper",
            one_line(&other.id),
            one_line(&other.masthead)
        ),
        None if is_said => {}
        None => tell_apart(paper, &others),
    }
    Ok(!subscribed.iter().any(|one| one.id == paper.id))
}

/// Subscribes to a paper, or changes what is known of it.
pub(super) fn keep(paper: &Definition, known: &Known) -> anyhow::Result<()> {
    let library = Library::open(Folders::of_user()?.data())?;
    Ok(library.subscribe(&subscription(paper, known)?)?)
}

/// A paper as the library keeps it: by its short name alone where it is known so.
fn subscription(paper: &Definition, known: &Known) -> anyhow::Result<Subscription> {
    let is_as_known = known.by_id(&paper.id) == Some(paper);
    Ok(Subscription {
        id: paper.id.clone(),
        name: paper.masthead.clone(),
        definition: (!is_as_known).then(|| toml::to_string(paper)).transpose()?,
    })
}

impl Subscribe {
    /// The papers that are meant.
    fn papers(&self, known: &Known) -> anyhow::Result<Vec<Definition>> {
        let Some(what) = &self.what else {
            return Ok(vec![self.program()]);
        };
        let path = Path::new(what);
        if path.is_dir() {
            return Ok(vec![folder(path)]);
        }
        if path.extension().is_some_and(|end| end == "toml") && path.exists() {
            let papers = crate::delivery::papers::definitions(path);
            return papers.map_err(|failure| anyhow!("{failure}"));
        }
        match what.contains("://") {
            true => Ok(vec![discovered(what, known)?]),
            false => named(what, known).map(|paper| vec![paper]),
        }
    }

    fn program(&self) -> Definition {
        let name = self.exec.first().map_or("", String::as_str);
        let name = Path::new(name).file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        Definition {
            id: plain(&name),
            masthead: name,
            exec: self.exec.clone(),
            ..Definition::default()
        }
    }

    /// Changes what is known of a paper by what the reader says of it.
    fn tell(&self, paper: &mut Definition) {
        if let Some(short) = &self.short {
            paper.id.clone_from(short);
        }
        if let Some(masthead) = &self.masthead {
            paper.masthead.clone_from(masthead);
        }
        paper.pictures |= self.pictures;
        if let Some(feed) = paper.feed.as_mut() {
            feed.whole |= self.whole;
        }
    }
}

fn folder(path: &Path) -> Definition {
    let whole: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let name = shown(Path::new(whole.file_name().unwrap_or(path.as_os_str())));
    Definition {
        id: plain(&name),
        masthead: name,
        folder: Some(whole.to_string_lossy().into_owned()),
        ..Definition::default()
    }
}

/// A short name from a name: its small letters and digits, or `paper`.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let short: String = letters.take(40).map(|c| c.to_ascii_lowercase()).collect();
    if short.is_empty() {
        "paper".into()
    } else {
        short
    }
}

/// The paper that is known by a name.
fn named(name: &str, known: &Known) -> anyhow::Result<Definition> {
    match &known.meant(name)[..] {
        [paper] => Ok((*paper).clone()),
        [] => bail!(
            "no paper that is known is called {name:?}, and it is no folder; give an address, or see `yuebao papers --known`"
        ),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|paper| format!("{} ({})", paper.masthead, paper.id))
                .collect();
            bail!("{name:?} may be {}", names.join(", "))
        }
    }
}

/// The paper at an address.
fn discovered(url: &str, known: &Known) -> anyhow::Result<Definition> {
    if let Some(paper) = known.at(url) {
        return Ok(paper.clone());
    }
    match delivery::discover_at(url).map_err(anyhow::Error::msg)? {
        Discovery::Paper(paper) => Ok(*paper),
        Discovery::Onward(_) | Discovery::Nothing => bail!(
            "{} gives no feed, no e-paper and no page with stories that yuebao can tell; `yuebao papers check` says more",
            one_line(url)
        ),
    }
}

/// Ends a subscription.
pub(super) fn unsubscribe(unsubscribe: &Unsubscribe) -> anyhow::Result<ExitCode> {
    let library = Library::open(Folders::of_user()?.data())?;
    let wanted = &unsubscribe.paper;
    let all = library.subscriptions()?;
    let named = all
        .iter()
        .find(|one| one.id == *wanted || one.name == *wanted);
    let Some(paper) = named else {
        let ids: Vec<&str> = all.iter().map(|one| one.id.as_str()).collect();
        bail!(
            "{wanted:?} is not subscribed to; there are: {}",
            ids.join(", ")
        );
    };
    library.unsubscribe(&paper.id)?;
    // Whatever has this short name next is another paper.
    Depot::open(Folders::of_user()?.data())?.forget_paper(&paper.id)?;
    Ok(ExitCode::SUCCESS)
}

fn row(paper: &Subscribed) -> [String; 4] {
    let day = paper.day.map_or("-".into(), |day| day.to_string());
    [paper.id.clone(), one_line(&paper.name), day, state(paper)]
}

fn value(paper: &Subscribed) -> Value {
    let (state, pages, of, reason) = match &paper.state {
        State::Never => ("never", None, None, None),
        State::Whole => ("whole", None, None, None),
        State::Partly { pages, of, reason } => ("partly", Some(pages), Some(of), Some(reason)),
        State::Failed { reason } => ("failed", None, None, Some(reason)),
    };
    json!({
        "id": paper.id, "name": paper.name, "day": paper.day, "today": paper.is_today, "state": state,
        "pages": pages, "of": of, "stories": paper.stories, "read": paper.read, "reason": reason,
        "tried": paper.tried, "key": paper.key.as_ref().map(|key| key.as_str()),
    })
}

fn known_row(paper: &Definition) -> [String; 4] {
    let told = [paper.masthead.as_str(), way(paper), standing(paper)].map(one_line);
    let [name, way, standing] = told;
    [paper.id.clone(), name, way, standing]
}

fn known_json(paper: &Definition) -> Value {
    json!({
        "id": paper.id, "name": paper.masthead, "language": paper.language, "homepage": paper.homepage,
        "way": way(paper), "known": standing(paper),
    })
}

fn way(paper: &Definition) -> &'static str {
    match paper.way() {
        Ok(Way::Epaper(_)) => "e-paper",
        Ok(Way::Feed(_)) => "feed",
        Ok(Way::List(_)) => "list",
        Ok(Way::Folder(_)) => "folder",
        Ok(Way::Exec(_)) => "program",
        Err(_) => "-",
    }
}

fn standing(paper: &Definition) -> &'static str {
    use crate::delivery::papers::Standing;
    match paper.known {
        Standing::Pages => "pages",
        Standing::Reported => "reported",
        Standing::Unverified => "unverified",
    }
}

fn array(values: Vec<Value>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &values)?;
    writeln!(out)
}
