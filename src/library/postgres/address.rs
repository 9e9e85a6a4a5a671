//! Where a server is: an address as a reader gives it, and how it is shown, which is never with its password.

use std::path::Path;
use std::time::Duration;

use postgres::Config;
use url::Url;

use crate::library::LibraryError;
use crate::text::clean::clean;

/// How long a server may take to answer the first call.
const CONNECT: Duration = Duration::from_secs(10);

/// Where servers listen on the machine itself.
const SOCKETS: &str = "/var/run/postgresql";

/// An address, read.
pub(super) struct Address {
    /// What the client is told.
    pub config: Config,
    /// What people are told: no password, no options.
    pub shown: String,
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Address {
    /// Reads `postgres://user:password@host:port/name?option=value`; what it does not say is as the environment has it
    /// (`PGPASSWORD`) or as servers are set up.
    pub(super) fn parse(address: &str) -> Result<Self, LibraryError> {
        let shown = shown(address);
        refuse_encryption(address, &shown)?;
        let mut config: Config = address
            .parse()
            .map_err(|error: postgres::Error| no_address(&shown, &error))?;
        if config.get_hosts().is_empty() {
            near(&mut config);
        }
        if let (None, Some(password)) = (config.get_password(), std::env::var_os("PGPASSWORD")) {
            config.password(password.as_encoded_bytes());
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        config.application_name("yuebao");
        Ok(Self { config, shown })
    }
}

/// The server of the machine itself.
fn near(config: &mut Config) {
    match Path::new(SOCKETS).is_dir() {
        true => config.host(SOCKETS),
        false => config.host("localhost"),
    };
}

fn no_address(shown: &str, error: &postgres::Error) -> LibraryError {
    let why = std::error::Error::source(error).map(ToString::to_string);
    let why = why.unwrap_or_else(|| error.to_string());
    LibraryError::Archive(format!("{shown} is no address of a server: {why}"))
}

/// Encryption that cannot be had is refused, not left out.
fn refuse_encryption(address: &str, shown: &str) -> Result<(), LibraryError> {
    let Some(mode) = option(address, "sslmode") else {
        return Ok(());
    };
    match mode.as_str() {
        "disable" | "prefer" => Ok(()),
        other => Err(LibraryError::Archive(format!(
            "{shown}: yuebao speaks no TLS, so sslmode={other} cannot be had; go through a unix socket \
             (postgres:///name?host=/var/run/postgresql) or a tunnel (ssh -L 5433:localhost:5432 host, then \
             postgres://user@localhost:5433/name)",
            other = clean(other).text,
        ))),
    }
}

/// An option after the question mark.
fn option(address: &str, name: &str) -> Option<String> {
    let (_, options) = address.split_once('?')?;
    let mut pairs = url::form_urlencoded::parse(options.as_bytes());
    let (_, value) = pairs.find(|(key, _)| key == name)?;
    Some(value.into_owned())
}

/// An address as it may stand in a message.
fn shown(address: &str) -> String {
    let Ok(url) = Url::parse(address) else {
        return "postgres://…".into();
    };
    let user = match url.username() {
        "" => String::new(),
        user => format!("{user}@"),
    };
    let host = option(address, "host").or_else(|| url.host_str().map(str::to_owned));
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    let host = host.unwrap_or_default();
    let shown = format!("postgres://{user}{host}{port}{}", url.path());
    clean(&shown).text.replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (address, expected) in [
            (
                "postgres://wang:secret@db.example:5433/papers?connect_timeout=3",
                "postgres://wang@db.example:5433/papers",
            ),
            (
                "postgresql:///papers?host=/tmp/s&user=wang&password=secret",
                "postgres:///tmp/s/papers",
            ),
            ("postgres://:secret@[", "postgres://…"),
        ] {
            assert_eq!(shown(address), expected);
        }
        let wrong = Address::parse("postgres://wang:secret@db/papers?colour=red");
        let said = wrong.map(|_| ()).unwrap_err().to_string();
        assert!(
            said.contains("colour") && !said.contains("secret"),
            "{said}"
        );
    }

    #[test]
    fn encryption_that_cannot_be_had_is_refused() {
        for mode in ["require", "verify-full", "allow"] {
            let address = format!("postgres://wang:secret@db/papers?sslmode={mode}");
            let said = Address::parse(&address)
                .map(|_| ())
                .unwrap_err()
                .to_string();
            assert!(
                said.contains("ssh -L") && !said.contains("secret"),
                "{said}"
            );
        }
        assert!(Address::parse("postgres://db/papers?sslmode=prefer").is_ok());
    }
}
