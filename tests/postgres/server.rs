//! A PostgreSQL server for as long as the tests run.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};
use tempfile::TempDir;

/// The server does not run as root; nobody may.
const NOBODY: u32 = 65_534;

/// Ends the server when its standard input ends, as it does with the tests, however they end.
const KEEPER: &str = r#"
    binary=$1 folder=$2 stays=$3
    shift 3
    "$binary" -D "$folder/data" -k "$folder" -c listen_addresses= "$@" >>"$folder/log" 2>&1 </dev/null &
    server=$!
    cat >/dev/null
    kill -QUIT $server 2>/dev/null; wait $server
    [ "$stays" = stays ] || rm -rf "$folder"
"#;

/// A running server.
pub struct Server {
    folder: TempDir,
    binaries: PathBuf,
    keeper: Option<Child>,
    stays: &'static str,
    settings: &'static [&'static str],
}

/// What makes a server quick whose data nobody needs.
const HASTY: &[&str] = &["fsync=off", "autovacuum=off", "max_connections=40"];

/// The server that tests share; `None` where the machine has none.
pub fn shared() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(|| Server::start("goes", HASTY)).as_ref()
}

/// A database of its own on the server that tests share.
pub fn database() -> Option<String> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let name = format!("t{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let server = shared()?;
    server.make(&name);
    Some(server.address(&name, "yuebao"))
}

impl Server {
    /// Makes and starts one. One that `stays` may be killed and started again, and goes when it is dropped; any other goes
    /// when its program ends.
    pub fn start(stays: &'static str, settings: &'static [&'static str]) -> Option<Self> {
        let Some(binaries) = binaries() else {
            eprintln!("skipped: no PostgreSQL");
            return None;
        };
        let folder = tempfile::Builder::new()
            .prefix("pg")
            .tempdir_in("/tmp")
            .unwrap();
        if is_root(folder.path()) {
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let mut server = Self {
            folder,
            binaries,
            keeper: None,
            stays,
            settings,
        };
        let mut made = server.command("initdb");
        made.args([
            "-U",
            "yuebao",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-D",
        ]);
        let made = made
            .arg(server.folder.path().join("data"))
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        server.run();
        Some(server)
    }

    /// A program of the server's, run as the server is.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.binaries.join(program));
        self.unprivileged(&mut command);
        command
    }

    fn unprivileged(&self, command: &mut Command) {
        command.current_dir(self.folder.path());
        if is_root(Path::new("/proc/self")) {
            command.uid(NOBODY).gid(NOBODY);
        }
    }

    /// Starts the server.
    pub fn run(&mut self) {
        let mut keeper = Command::new("sh");
        self.unprivileged(&mut keeper);
        keeper.args(["-c", KEEPER, "sh"]);
        keeper
            .arg(self.binaries.join("postgres"))
            .arg(self.folder.path());
        keeper.arg(self.stays).stdin(Stdio::piped());
        for setting in self.settings {
            keeper.args(["-c", setting]);
        }
        self.keeper = Some(
            keeper
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        self.wait();
    }

    fn wait(&self) {
        let began = Instant::now();
        while let Err(error) = Client::connect(&self.address("postgres", "yuebao"), NoTls) {
            let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(began.elapsed() < Duration::from_secs(60), "{error}: {log}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Kills the server and every process of it, as a power cut would, and waits until they are gone.
    pub fn kill(&mut self) {
        let pid = self.folder.path().join("data/postmaster.pid");
        let pid = std::fs::read_to_string(&pid).unwrap();
        let server = pid.lines().next().unwrap().to_owned();
        // It starts no more processes while they are counted: one that was left would keep the next server from starting.
        signal("-STOP", [server.as_str()]);
        let children = std::fs::read_to_string(format!("/proc/{server}/task/{server}/children"))
            .unwrap_or_default();
        let all = std::iter::once(server.as_str()).chain(children.split_whitespace());
        signal("-9", all);
        if let Some(mut keeper) = self.keeper.take() {
            drop(keeper.stdin.take());
            keeper.wait().unwrap();
        }
        // A child that is still at its end holds the memory that the next server wants.
        for child in children.split_whitespace() {
            while is_running(child) {
                std::thread::sleep(Duration::from_millis(2));
            }
        }
    }

    /// The address of a database.
    pub fn address(&self, database: &str, user: &str) -> String {
        format!(
            "postgres:///{database}?host={}&user={user}",
            self.folder.path().display()
        )
    }

    /// A connection of its own.
    pub fn client(&self, database: &str) -> Client {
        Client::connect(&self.address(database, "yuebao"), NoTls).unwrap()
    }

    /// Makes a database.
    pub fn make(&self, database: &str) {
        let sql = format!("CREATE DATABASE {database}");
        self.client("postgres").batch_execute(&sql).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            drop(keeper.stdin.take());
            let _ = keeper.wait();
        }
    }
}

/// Whether a process is there, and has not ended.
fn is_running(pid: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = stat
        .rsplit(") ")
        .next()
        .and_then(|rest| rest.chars().next());
    state.is_some_and(|state| !matches!(state, 'Z' | 'X'))
}

fn is_root(path: &Path) -> bool {
    std::fs::metadata(path).unwrap().uid() == 0
}

/// Where the programs of a server are: on the path, or where Debian puts them, the latest of several.
fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut debian: Vec<PathBuf> = debian.map(|version| version.path().join("bin")).collect();
    debian.sort();
    let mut all = std::env::split_paths(&path).chain(debian.into_iter().rev());
    all.find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

fn signal<'a>(signal: &str, processes: impl IntoIterator<Item = &'a str>) {
    let mut kill = Command::new("kill");
    kill.arg(signal).args(processes).stderr(Stdio::null());
    kill.status().unwrap();
}
