//! The resolver through which every connection is made: it gives out no address of a private network, unless the request
//! in work was opened for it. A name that changes between two questions (DNS rebinding) is judged each time anew.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::address::{self, Spot};

/// The spots that are open just now. Requests to one spot come one after another, so that what is open for one of them
/// is not open for another.
#[derive(Clone, Debug, Default)]
pub struct Opened(Arc<Mutex<HashSet<Spot>>>);

/// An open spot; closed again when this is dropped.
pub struct Opening<'a> {
    opened: &'a Opened,
    spot: Spot,
}

impl Opened {
    /// Opens a spot for one request.
    pub fn open(&self, spot: Spot) -> Opening<'_> {
        let mut spots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spots.insert(spot.clone());
        Opening { opened: self, spot }
    }

    fn is_open(&self, spot: &Spot) -> bool {
        let spots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spots.contains(spot)
    }
}

impl Drop for Opening<'_> {
    fn drop(&mut self) {
        let mut spots = self.opened.0.lock().unwrap_or_else(PoisonError::into_inner);
        spots.remove(&self.spot);
    }
}

/// A name led to private addresses only.
#[derive(Debug)]
pub struct Forbidden;

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a private address")
    }
}

impl std::error::Error for Forbidden {}

/// The resolver of the system, with a gate behind it.
#[derive(Debug, Default)]
pub struct Gate {
    system: DefaultResolver,
    opened: Opened,
}

impl Gate {
    /// A gate that lets through what is open.
    pub fn new(opened: Opened) -> Self {
        let system = DefaultResolver::default();
        Self { system, opened }
    }
}

impl Resolver for Gate {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self
            .system
            .resolve(uri, config, timeout)
            .map_err(not_found)?;
        // The proxy is the reader's own choice, and mostly on his own machine.
        if config.proxy().is_some_and(|proxy| proxy.uri() == uri) {
            return Ok(found);
        }
        let open = self.opened.is_open(&spot(uri));
        let mut kept = self.empty();
        for at in found
            .iter()
            .filter(|at| address::may_connect(at.ip(), open))
        {
            kept.push(*at);
        }
        let forbidden = || Error::Other(Box::new(Forbidden));
        if kept.is_empty() {
            Err(forbidden())
        } else {
            Ok(kept)
        }
    }
}

/// Whatever the system says about a name that it cannot resolve.
fn not_found(error: Error) -> Error {
    match error {
        Error::Io(_) => Error::HostNotFound,
        other => other,
    }
}

fn spot(uri: &Uri) -> Spot {
    let usual = if uri.scheme_str() == Some("https") {
        443
    } else {
        80
    };
    address::spot_of(
        uri.host().unwrap_or_default(),
        uri.port_u16().unwrap_or(usual),
    )
}

#[cfg(test)]
mod tests {
    use ureq::config::Config;
    use ureq::unversioned::resolver::Resolver;
    use ureq::unversioned::transport::NextTimeout;

    use super::{Error, Gate, Opened};

    /// How many addresses the gate gives out, or what it says.
    fn given(gate: &Gate, address: &str) -> Result<usize, String> {
        let config = Config::builder().proxy(None).build();
        let found = gate.resolve(&address.parse().unwrap(), &config, NextTimeout::default());
        found.map(|found| found.len()).map_err(|error| match error {
            Error::Other(error) => error.to_string(),
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn a_name_of_a_private_host_leads_nowhere_unless_it_is_open() {
        let opened = Opened::default();
        let gate = Gate::new(opened.clone());
        let closed = Err("a private address".to_owned());
        assert_eq!(given(&gate, "http://localhost/"), closed);
        assert_eq!(given(&gate, "https://127.0.0.1:8443/"), closed);
        {
            let _open = opened.open(("localhost".into(), 80));
            assert!(given(&gate, "http://localhost/").is_ok());
            assert_eq!(given(&gate, "https://localhost/"), closed);
        }
        assert_eq!(given(&gate, "http://localhost/"), closed);
        assert_eq!(given(&gate, "http://1.1.1.1/"), Ok(1));
        assert_eq!(
            given(&gate, "http://none.invalid/"),
            Err("HostNotFound".into())
        );
    }
}
