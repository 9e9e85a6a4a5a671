//! A site on this machine that behaves as badly as real newspapers' sites do. It serves what `Routes` say, over kept
//! connections, each on a thread, and writes down what it was asked. It is stopped when it is dropped.
//!
//! Not a server for anybody else: it knows GET, and trusts whoever asks. `reply.rs` says what may be answered.

#![allow(dead_code, missing_docs)] // Each test binary uses its part of this.
#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

#[path = "reply.rs"]
mod reply;

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub use reply::Reply;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
    /// Number of the connection, from 1.
    pub connection: usize,
    /// How often this path has been asked for, this time included.
    pub times: usize,
    /// When the head had come.
    pub begun: Instant,
    /// Just before the answer was written: whoever has read it has read it later.
    pub answered: Option<Instant>,
}

impl Asked {
    /// A header by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

type Handler = Box<dyn Fn(&Asked) -> Reply + Send + Sync>;

/// What a site answers, by path. A path with its query goes before the path alone; what is not here is 404.
#[derive(Default)]
pub struct Routes {
    handlers: HashMap<String, Handler>,
    otherwise: Option<Handler>,
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    /// The same answer each time.
    #[must_use]
    pub fn on(self, path: impl Into<String>, reply: Reply) -> Self {
        self.by(path, move |_| reply.clone())
    }

    /// An answer that depends on what is asked.
    #[must_use]
    pub fn by(
        mut self,
        path: impl Into<String>,
        handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    ) -> Self {
        self.handlers.insert(path.into(), Box::new(handler));
        self
    }

    /// The answer to every other path.
    #[must_use]
    pub fn otherwise(mut self, handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        self.otherwise = Some(Box::new(handler));
        self
    }

    fn answer(&self, asked: &Asked) -> Reply {
        let bare = asked.path.split('?').next().unwrap_or_default();
        let known = self
            .handlers
            .get(&asked.path)
            .or_else(|| self.handlers.get(bare));
        match known.or(self.otherwise.as_ref()) {
            Some(handler) => handler(asked),
            None => Reply::status(404),
        }
    }
}

/// A connection, whatever it runs over.
pub trait Stream: Read + Write + Send {}

impl<T: Read + Write + Send> Stream for T {}

/// What makes a connection of a socket (TLS does more than nothing).
pub type Wrap = dyn Fn(TcpStream) -> io::Result<Box<dyn Stream>> + Send + Sync;

/// A running site.
pub struct Site {
    /// `http://127.0.0.1:port`, without a slash at its end.
    pub address: String,
    socket: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    routes: Routes,
    wrap: Box<Wrap>,
    log: Mutex<Vec<Asked>>,
    sockets: Mutex<HashMap<usize, TcpStream>>,
    open: AtomicUsize,
    most_open: AtomicUsize,
    connections: AtomicUsize,
    ended: AtomicBool,
}

impl Site {
    /// Starts a site on a free port.
    pub fn start(routes: Routes) -> Self {
        Self::serve("http", routes, Box::new(|socket| Ok(Box::new(socket))))
    }

    /// Starts a site over connections of another sort.
    pub fn serve(scheme: &str, routes: Routes, wrap: Box<Wrap>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let socket = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            routes,
            wrap,
            log: Mutex::default(),
            sockets: Mutex::default(),
            open: AtomicUsize::new(0),
            most_open: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
        });
        let accepting = std::thread::spawn({
            let shared = shared.clone();
            move || accept(&listener, &shared)
        });
        Self {
            address: format!("{scheme}://{socket}"),
            socket,
            shared,
            accepting: Some(accepting),
        }
    }

    /// The address of a path that begins with a slash.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.socket.port()
    }

    /// Everything it was asked so far, in order.
    pub fn log(&self) -> Vec<Asked> {
        self.shared.log.lock().unwrap().clone()
    }

    /// The paths it was asked for, in order.
    pub fn paths(&self) -> Vec<String> {
        self.log().into_iter().map(|asked| asked.path).collect()
    }

    /// The most connections that were open at one time.
    pub fn most_open(&self) -> usize {
        self.shared.most_open.load(Ordering::SeqCst)
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // One more connection wakes whoever waits for one.
        drop(TcpStream::connect_timeout(
            &self.socket,
            Duration::from_secs(1),
        ));
        for socket in self.shared.sockets.lock().unwrap().values() {
            let _ = socket.shutdown(Shutdown::Both);
        }
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    while let Ok((socket, _)) = listener.accept() {
        if shared.ended.load(Ordering::SeqCst) {
            return;
        }
        let number = shared.connections.fetch_add(1, Ordering::SeqCst) + 1;
        let open = shared.open.fetch_add(1, Ordering::SeqCst) + 1;
        shared.most_open.fetch_max(open, Ordering::SeqCst);
        if let Ok(copy) = socket.try_clone() {
            shared.sockets.lock().unwrap().insert(number, copy);
        }
        let shared = shared.clone();
        std::thread::spawn(move || {
            // Whoever asks may go away at any time, which is no fault of the site.
            let _ = attend(socket, number, &shared);
            shared.sockets.lock().unwrap().remove(&number);
            shared.open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

/// Answers on one connection until either side has enough.
fn attend(socket: TcpStream, connection: usize, shared: &Shared) -> io::Result<()> {
    socket.set_nodelay(true)?;
    let mut stream = BufReader::new((shared.wrap)(socket)?);
    while let Some((method, path, headers)) = read_head(&mut stream)? {
        let mut log = shared.log.lock().unwrap();
        let times = log.iter().filter(|asked| asked.path == path).count() + 1;
        let asked = Asked {
            method,
            path,
            headers,
            connection,
            times,
            begun: Instant::now(),
            answered: None,
        };
        let at = log.len();
        log.push(asked.clone());
        drop(log);
        let reply = shared.routes.answer(&asked).given(&asked);
        shared.log.lock().unwrap()[at].answered = Some(Instant::now());
        let kept = reply.write(stream.get_mut(), &shared.ended)?;
        if !kept || asked.header("connection") == Some("close") {
            break;
        }
    }
    Ok(())
}

type Head = (String, String, Vec<(String, String)>);

fn read_head(stream: &mut impl BufRead) -> io::Result<Option<Head>> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(Some((method, path, headers)));
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}
