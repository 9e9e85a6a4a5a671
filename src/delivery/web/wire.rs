//! One request and its answer, over `ureq`: connections, names, TLS, unpacking, and every limit of time and size. It follows
//! nothing, waits for nothing and tries nothing again; `guest` does.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

use ureq::http::{HeaderMap, Request, Response};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};
use url::Url;

use super::address::{self, Spot};
use super::fault::{self, Part};
use super::gate::{Gate, Opened};
use super::manners::Manners;
use super::{Refused, limits};

/// The connections of a program.
pub struct Wire {
    agent: Agent,
    opened: Opened,
    proxy: Option<Spot>,
}

/// A request.
pub struct Sending<'a> {
    /// Where.
    pub url: &'a Url,
    /// Headers beside those that every request has.
    pub headers: &'a [(&'a str, &'a str)],
    /// Whether a private address is what the reader asked for.
    pub open: bool,
    /// Most bytes of the body, unpacked.
    pub most: usize,
    /// Whether a longer body is cut; otherwise it is refused.
    pub cut: bool,
    /// Set when the reader stops it.
    pub stop: &'a AtomicBool,
}

/// What came back.
pub struct Reply {
    /// The status, 100 to 999.
    pub status: u16,
    /// The headers, bounded together.
    pub headers: HeaderMap,
    /// The whole body where the status is of success; otherwise nothing.
    pub body: Vec<u8>,
}

impl Wire {
    /// Connections with these manners. The proxy is that of the environment.
    pub fn new(manners: &Manners) -> Self {
        let proxy = if manners.proxies {
            Proxy::try_from_env()
        } else {
            None
        };
        let opened = Opened::default();
        let spot = proxy
            .as_ref()
            .map(|proxy| address::spot_of(proxy.host(), proxy.port()));
        let config = config(manners, proxy);
        let agent = Agent::with_parts(config, DefaultConnector::new(), Gate::new(opened.clone()));
        Self {
            agent,
            opened,
            proxy: spot,
        }
    }

    /// Whether an address is the proxy itself, which no site has to do with.
    pub fn is_proxy(&self, url: &Url) -> bool {
        self.proxy.as_ref() == Some(&address::spot(url))
    }

    /// Breaks off whatever is going on; nothing is asked any more.
    pub fn close(&self) {
        self.agent.clone().shutdown();
    }

    /// Sends a request and takes the answer.
    ///
    /// # Errors
    /// There is no answer, or not all of it, or more than was asked for.
    pub fn send(&self, sending: &Sending<'_>) -> Result<Reply, Refused> {
        let _opening = sending
            .open
            .then(|| self.opened.open(address::spot(sending.url)));
        let request = sending.request()?;
        let answer = self.agent.run(request);
        let answer = answer.map_err(|error| fault::say(error, sending.url, Part::Head))?;
        sending.take(answer)
    }
}

fn config(manners: &Manners, proxy: Option<Proxy>) -> ureq::config::Config {
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    Agent::config_builder()
        .proxy(proxy)
        .tls_config(tls)
        .user_agent(user_agent())
        .http_status_as_error(false)
        .max_redirects(0)
        .max_response_header_size(limits::HEADER)
        .input_buffer_size(2 * limits::HEADER)
        .output_buffer_size(limits::REQUEST)
        .max_idle_connections(limits::KEPT)
        .max_idle_connections_per_host(1)
        .max_idle_age(limits::IDLE)
        .timeout_global(Some(manners.whole))
        .timeout_resolve(Some(manners.connect))
        .timeout_connect(Some(manners.connect))
        .timeout_per_read(Some(manners.between))
        .timeout_per_write(Some(manners.between))
        .build()
}

/// The program, and where it is from if that is known.
fn user_agent() -> String {
    let name = concat!("yuebao/", env!("CARGO_PKG_VERSION"));
    match option_env!("CARGO_PKG_REPOSITORY").filter(|address| !address.is_empty()) {
        Some(address) => format!("{name} (+{address})"),
        None => name.to_owned(),
    }
}

impl Sending<'_> {
    fn request(&self) -> Result<Request<()>, Refused> {
        let start = Request::get(self.url.as_str());
        let add = |request: ureq::http::request::Builder, (name, value): &(&str, &str)| {
            request.header(*name, *value)
        };
        let request = self.headers.iter().fold(start, add).body(());
        request.map_err(|_| Refused::Address {
            shown: super::shown::url(self.url),
            why: "it cannot be written as HTTP wants it",
        })
    }

    fn take(&self, answer: Response<Body>) -> Result<Reply, Refused> {
        let (parts, body) = answer.into_parts();
        let status = parts.status.as_u16();
        let body = if (200..300).contains(&status) {
            self.whole(body)?
        } else {
            self.pass_over(body);
            Vec::new()
        };
        let headers = parts.headers;
        Ok(Reply {
            status,
            headers,
            body,
        })
    }

    fn whole(&self, body: Body) -> Result<Vec<u8>, Refused> {
        let told = body
            .content_length()
            .map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
        if told > self.most && !self.cut {
            return Err(self.too_large());
        }
        // What is told may be false: room is made for a little, and the rest as it comes.
        let mut whole = Vec::with_capacity(told.min(limits::REST));
        let more = self.read(body, self.most, &mut whole)?;
        if more && !self.cut {
            return Err(self.too_large());
        }
        Ok(whole)
    }

    /// Reads up to `most` bytes; whether there were more.
    fn read(&self, body: Body, most: usize, into: &mut Vec<u8>) -> Result<bool, Refused> {
        let mut stream = body.into_reader();
        let mut part = [0; 16 << 10];
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return Err(Refused::Stopped);
            }
            let fault = |error| fault::say(ureq::Error::from(error), self.url, Part::Body);
            let count = stream.read(&mut part).map_err(fault)?;
            let fits = count.min(most - into.len());
            into.extend_from_slice(&part[..fits]);
            if count == 0 || fits < count {
                return Ok(count > 0);
            }
        }
    }

    /// Reads a little that nobody wants, so that the connection can serve again; one with more to say is closed.
    fn pass_over(&self, body: Body) {
        let small = body
            .content_length()
            .is_none_or(|length| length <= limits::REST as u64);
        if small {
            let _ = self.read(body, limits::REST, &mut Vec::new());
        }
    }

    fn too_large(&self) -> Refused {
        let shown = super::shown::url(self.url);
        Refused::TooLarge {
            shown,
            most: self.most,
        }
    }
}
