//! Certificates for sites on this machine: of a root that only the test knows, and bad ones.

#![allow(dead_code, missing_docs)] // Each test binary uses its part of this.
#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::net::TcpStream;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::site::{Routes, Site, Wrap};

/// An authority that only the test knows.
pub struct Root {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// What a certificate is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Good,
    WrongName,
    Expired,
    NotYet,
    SelfSigned,
}

impl Root {
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params
            .distinguished_name
            .push(DnType::CommonName, "The root of a test");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        Self {
            issuer: CertifiedIssuer::self_signed(params, key).unwrap(),
        }
    }

    /// What to trust, as a file of certificates.
    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// Starts a site with a certificate for 127.0.0.1 and `localhost`, or with a bad one.
    pub fn site(&self, sort: Sort, routes: Routes) -> Site {
        let config = Arc::new(self.config(sort));
        let wrap: Box<Wrap> = Box::new(move |socket: TcpStream| {
            let connection =
                ServerConnection::new(config.clone()).map_err(std::io::Error::other)?;
            Ok(Box::new(StreamOwned::new(connection, socket)))
        });
        Site::serve("https", routes, wrap)
    }

    fn config(&self, sort: Sort) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let certificate = self.certificate(sort, &key);
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder =
            ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        builder
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap()
    }

    fn certificate(&self, sort: Sort, key: &KeyPair) -> CertificateDer<'static> {
        let names: &[&str] = match sort {
            Sort::WrongName => &["other.example"],
            _ => &["127.0.0.1", "localhost"],
        };
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut params = CertificateParams::new(names).unwrap();
        match sort {
            Sort::Expired => params.not_after = date_time_ymd(2020, 1, 1),
            Sort::NotYet => params.not_before = date_time_ymd(2090, 1, 1),
            _ => {}
        }
        let made = match sort {
            Sort::SelfSigned => params.self_signed(key),
            _ => params.signed_by(key, &self.issuer),
        };
        made.unwrap().der().clone()
    }
}
