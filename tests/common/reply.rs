//! What a site answers, good and bad: pages with types and versions, redirects, refusals, and bodies that break off, drip,
//! never end or swell.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Asked;

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    flow: Flow,
}

/// How the body comes.
#[derive(Clone, Copy, Debug)]
enum Flow {
    /// All of it, with its length told.
    Whole,
    /// In chunks of this many bytes.
    Chunks(usize),
    /// This many bytes of it, and then the connection is closed.
    Truncated(usize),
    /// The same in chunks, the last of which never comes.
    TruncatedChunks(usize),
    /// A byte at a time, this long apart.
    Drip(Duration),
    /// Again and again without an end.
    Endless,
    /// Nothing at all, and the connection is closed.
    Cut,
    /// Nothing at all, for this long.
    Silent(Duration),
    /// The body as it is, without a head; then the connection is closed.
    Raw,
}

impl Reply {
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            flow: Flow::Whole,
        }
    }

    /// A body of a type: `text/html; charset=gbk`, `application/pdf`.
    pub fn page(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let reply = Self::status(200).header("Content-Type", content_type);
        Self {
            body: body.into(),
            ..reply
        }
    }

    pub fn html(body: &str) -> Self {
        Self::page("text/html; charset=utf-8", body)
    }

    pub fn text(body: &str) -> Self {
        Self::page("text/plain; charset=utf-8", body)
    }

    /// A redirect: 301, 302, 303, 307 or 308.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).header("Location", location)
    }

    /// A page that leads elsewhere by its markup.
    pub fn meta_refresh(location: &str) -> Self {
        Self::html(&format!(
            "<html><head><meta http-equiv=refresh content='0; url={location}'></head></html>"
        ))
    }

    /// “Too many requests”, with the value of `Retry-After`.
    pub fn busy(status: u16, retry_after: &str) -> Self {
        Self::status(status).header("Retry-After", retry_after)
    }

    /// A body of nothing that unpacks to this many bytes.
    pub fn bomb(size: usize) -> Self {
        Self::page("text/html", vec![b' '; size]).gzip()
    }

    /// Bytes that need not be HTTP.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            body: bytes.into(),
            flow: Flow::Raw,
            ..Self::status(200)
        }
    }

    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// A version; who has it already is told so (304).
    #[must_use]
    pub fn etag(self, etag: &str) -> Self {
        self.header("ETag", etag)
    }

    /// A date of the last change; who has it already is told so (304).
    #[must_use]
    pub fn modified(self, date: &str) -> Self {
        self.header("Last-Modified", date)
    }

    #[must_use]
    pub fn cookie(self, cookie: &str) -> Self {
        self.header("Set-Cookie", cookie)
    }

    /// Packs the body.
    #[must_use]
    pub fn gzip(mut self) -> Self {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(&self.body).unwrap();
        self.body = packer.finish().unwrap();
        self.header("Content-Encoding", "gzip")
    }

    #[must_use]
    pub fn chunked(self, size: usize) -> Self {
        self.flowing(Flow::Chunks(size))
    }

    #[must_use]
    pub fn truncated(self, after: usize) -> Self {
        self.flowing(Flow::Truncated(after))
    }

    #[must_use]
    pub fn truncated_chunks(self, after: usize) -> Self {
        self.flowing(Flow::TruncatedChunks(after))
    }

    #[must_use]
    pub fn drip(self, pause: Duration) -> Self {
        self.flowing(Flow::Drip(pause))
    }

    #[must_use]
    pub fn endless(self) -> Self {
        self.flowing(Flow::Endless)
    }

    /// Closes the connection instead of answering.
    #[must_use]
    pub fn cut(self) -> Self {
        self.flowing(Flow::Cut)
    }

    /// Says nothing for this long.
    #[must_use]
    pub fn silent(self, time: Duration) -> Self {
        self.flowing(Flow::Silent(time))
    }

    fn flowing(self, flow: Flow) -> Self {
        Self { flow, ..self }
    }

    /// The answer to one who may have this version already.
    pub(super) fn given(mut self, asked: &Asked) -> Self {
        let own = |name: &str| {
            self.headers
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        };
        let same = |sent: &str, name: &str| {
            asked
                .header(sent)
                .is_some_and(|sent| own(name) == Some(sent))
        };
        let known = match asked.header("if-none-match") {
            Some(_) => same("if-none-match", "ETag"),
            None => same("if-modified-since", "Last-Modified"),
        };
        if known && self.status == 200 {
            (self.status, self.body) = (304, Vec::new());
        }
        self
    }

    /// Writes it; whether the connection can serve again.
    pub(super) fn write(&self, out: &mut dyn Write, ended: &AtomicBool) -> io::Result<bool> {
        match self.flow {
            Flow::Cut => Ok(false),
            Flow::Silent(time) => {
                sleep(time, ended);
                Ok(false)
            }
            Flow::Raw => out.write_all(&self.body).map(|()| false),
            Flow::Whole => {
                let mut all = self.head(&format!("Content-Length: {}", self.body.len()));
                if self.status == 304 {
                    all = self.head("X-Length: none");
                }
                all.extend_from_slice(&self.body);
                out.write_all(&all)?;
                out.flush().map(|()| true)
            }
            Flow::Chunks(size) => {
                self.chunks(out, self.body.len(), size)?;
                out.write_all(b"0\r\n\r\n")?;
                out.flush().map(|()| true)
            }
            Flow::TruncatedChunks(after) => self.chunks(out, after, 64).map(|()| false),
            Flow::Truncated(after) => {
                out.write_all(&self.head(&format!("Content-Length: {}", self.body.len())))?;
                out.write_all(&self.body[..after])?;
                out.flush().map(|()| false)
            }
            Flow::Drip(pause) => self.drop_by_drop(out, pause, ended),
            Flow::Endless => self.without_end(out, ended),
        }
    }

    fn head(&self, more: &str) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Thus\r\n{more}\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        head.into_bytes()
    }

    fn chunks(&self, out: &mut dyn Write, upto: usize, size: usize) -> io::Result<()> {
        out.write_all(&self.head("Transfer-Encoding: chunked"))?;
        for chunk in self.body[..upto].chunks(size.max(1)) {
            write!(out, "{:x}\r\n", chunk.len())?;
            out.write_all(chunk)?;
            out.write_all(b"\r\n")?;
        }
        out.flush()
    }

    fn drop_by_drop(
        &self,
        out: &mut dyn Write,
        pause: Duration,
        ended: &AtomicBool,
    ) -> io::Result<bool> {
        out.write_all(&self.head(&format!("Content-Length: {}", self.body.len())))?;
        for byte in self.body.chunks(1) {
            out.write_all(byte)?;
            out.flush()?;
            sleep(pause, ended);
        }
        Ok(true)
    }

    fn without_end(&self, out: &mut dyn Write, ended: &AtomicBool) -> io::Result<bool> {
        self.chunks(out, self.body.len(), self.body.len())?;
        while !ended.load(Ordering::SeqCst) {
            write!(out, "{:x}\r\n", self.body.len())?;
            out.write_all(&self.body)?;
            out.write_all(b"\r\n")?;
        }
        Ok(false)
    }
}

/// Sleeps, but not when the site is gone.
fn sleep(time: Duration, ended: &AtomicBool) {
    let step = Duration::from_millis(20);
    let mut left = time;
    while !left.is_zero() && !ended.load(Ordering::SeqCst) {
        std::thread::sleep(left.min(step));
        left = left.saturating_sub(step);
    }
}
