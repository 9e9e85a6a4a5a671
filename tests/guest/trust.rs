//! Certificates, and proxies of the environment. Both are settings of a whole process, so each of these tests runs the
//! ignored one below it once more, in a process with an environment of its own.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};

use yuebao::delivery::web::{Credentials, Guest, Home, Manners, Secret};

use crate::site::{Asked, Reply, Routes, Site};
use crate::tls::{Root, Sort};
use crate::{brisk, get, outcome, url};

/// What a guest finds at addresses, in a process with this environment: a line for each.
fn found(environment: &[(&str, &str)], addresses: &[String]) -> Vec<String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "trust::in_a_process_of_its_own",
        "--ignored",
        "--nocapture",
    ]);
    for name in [
        "ALL_PROXY",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "NO_PROXY",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
    ] {
        command
            .env_remove(name)
            .env_remove(name.to_ascii_lowercase());
    }
    command
        .envs(environment.iter().copied())
        .env("GUEST_ADDRESSES", addresses.join(" "));
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let lines = said.lines().filter_map(|line| line.split_once("found: "));
    lines.map(|(_, found)| found.to_owned()).collect()
}

#[test]
#[ignore = "a part of the others, which set its environment"]
fn in_a_process_of_its_own() {
    let guest = Guest::new(Manners {
        proxies: true,
        tries: 1,
        ..brisk()
    });
    let addresses = std::env::var("GUEST_ADDRESSES").unwrap_or_default();
    for address in addresses.split_whitespace() {
        // Addresses of names are asked for as those of a public subscription.
        let mut home = Home::new(&url(address));
        if let Ok(next) = std::env::var("GUEST_SIGNED_IN") {
            let [user, password] = ["hidden-user", "hidden-word"].map(Secret::new);
            let who = Credentials { user, password };
            home = home.private(&url(&next)).with_credentials(who);
        }
        match get(&guest, &home, address) {
            Err(refused) if refused.is_lasting() => println!("\nfound: for good: {refused}"),
            Err(refused) => println!("\nfound: for now: {refused}"),
            answer => println!("\nfound: {}", outcome(answer).unwrap()),
        }
    }
}

// Elsewhere the roots are where no variable leads.
#[cfg(target_os = "linux")]
#[test]
fn certificates_are_checked_and_the_roots_are_those_of_the_system() {
    let (folder, root) = (tempfile::tempdir().unwrap(), Root::new());
    let file = folder.path().join("root.pem");
    std::fs::write(&file, root.pem()).unwrap();
    let sorts = [
        (Sort::Good, "safe"),
        (Sort::WrongName, "its certificate is for another name"),
        (Sort::Expired, "its certificate has expired"),
        (Sort::NotYet, "its certificate is not valid yet"),
        (
            Sort::SelfSigned,
            "nobody that this system trusts has signed its certificate",
        ),
    ];
    let sites = sorts.map(|(sort, _)| root.site(sort, Routes::new().on("/", Reply::text("safe"))));
    let addresses = sites.each_ref().map(|site| site.at("/"));
    let found = found(&[("SSL_CERT_FILE", file.to_str().unwrap())], &addresses);
    for ((sort, expected), found) in sorts.iter().zip(&found) {
        assert!(found.contains(expected), "{sort:?}: {found}");
        assert_eq!(
            found.starts_with("for good"),
            *sort != Sort::Good,
            "{found}"
        );
    }
    assert_eq!(found.len(), sorts.len());
    // Of the bad ones nothing was asked.
    let asked = sites.each_ref().map(|site| site.log().len());
    assert_eq!(asked, [1, 0, 0, 0, 0]);
}

#[cfg(target_os = "linux")]
#[test]
fn who_is_signed_in_is_not_led_into_the_open() {
    let (folder, root) = (tempfile::tempdir().unwrap(), Root::new());
    let file = folder.path().join("root.pem");
    std::fs::write(&file, root.pem()).unwrap();
    let open = Site::start(Routes::new().on("/", Reply::text("open")));
    let routes = Routes::new()
        .on("/", Reply::text("safe"))
        .on("/out", Reply::redirect(302, &open.at("/")));
    let safe = root.site(Sort::Good, routes);
    let environment = [
        ("SSL_CERT_FILE", file.to_str().unwrap()),
        ("GUEST_SIGNED_IN", &open.address),
    ];
    let found = found(&environment, &[safe.at("/"), safe.at("/out")]);
    assert_eq!(found[0], "safe");
    assert!(
        found[1].starts_with("for good") && found[1].contains("signed in"),
        "{found:?}"
    );
    assert!(open.log().is_empty());
    let known = |asked: &Asked| asked.header("authorization").is_some();
    assert!(safe.log().iter().all(known));
}

#[test]
fn whom_the_system_does_not_know_is_not_trusted() {
    let site = Root::new().site(Sort::Good, Routes::new().on("/", Reply::text("safe")));
    let found = found(&[], &[site.at("/")]);
    assert!(
        found[0].starts_with("for good: 127.0.0.1") && found[0].contains("certificate"),
        "{found:?}"
    );
}

/// A proxy that connects everybody to one site, and tells whom it was asked for.
fn proxy(site: &Site) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = mpsc::channel();
    let port = site.port();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            if tell.send(tunnel(client, port).unwrap_or_default()).is_err() {
                return;
            }
        }
    });
    (address, told)
}

fn tunnel(client: TcpStream, port: u16) -> io::Result<String> {
    let mut reader = BufReader::new(client.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = first.clone();
    while !line.trim().is_empty() {
        line.clear();
        reader.read_line(&mut line)?;
    }
    let site = TcpStream::connect(("127.0.0.1", port))?;
    let (mut up, mut down, mut back) = (site.try_clone()?, site, client);
    back.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
    std::thread::spawn(move || io::copy(&mut reader, &mut up));
    std::thread::spawn(move || io::copy(&mut down, &mut back));
    Ok(first.trim().to_owned())
}

#[test]
fn a_proxy_is_used_unless_the_reader_excepts_a_host() {
    let site = Site::start(Routes::new().on("/", Reply::text("page")));
    let (address, told) = proxy(&site);
    let direct = site.at("/");
    // A name that means nothing here is resolved by the proxy; a literal private address is refused before it, and so is
    // the proxy itself.
    let addresses = ["http://news.invalid/".to_owned(), direct.clone()];
    for name in ["HTTP_PROXY", "https_proxy", "ALL_PROXY"] {
        assert_eq!(
            found(&[(name, &address)], &addresses),
            ["page", "page"],
            "{name}"
        );
        assert_eq!(
            told.try_iter().collect::<Vec<_>>(),
            [
                "CONNECT news.invalid:80 HTTP/1.1".to_owned(),
                format!("CONNECT 127.0.0.1:{} HTTP/1.1", site.port()),
            ]
        );
    }
    let environment = [
        ("HTTP_PROXY", &*address),
        ("NO_PROXY", "127.0.0.1,.other.example"),
    ];
    assert_eq!(found(&environment, &[direct]), ["page"]);
    assert_eq!(told.try_iter().count(), 0);
    let to_itself = found(&[("HTTP_PROXY", &address)], &[format!("{address}/")]);
    assert!(to_itself[0].contains("private network"), "{to_itself:?}");
    assert_eq!(told.try_iter().count(), 0);
}

#[test]
fn behind_a_proxy_private_addresses_are_closed_as_well() {
    let site = Site::start(Routes::new().by("/", |asked| {
        Reply::redirect(
            302,
            &format!("http://{}/", asked.header("x").unwrap_or("192.168.0.1")),
        )
    }));
    let (address, told) = proxy(&site);
    let found = found(
        &[("HTTP_PROXY", &address)],
        &["http://news.invalid/".to_owned()],
    );
    assert!(
        found[0].starts_with("for good: 192.168.0.1 is an address of a private network"),
        "{found:?}"
    );
    assert_eq!(told.try_iter().count(), 1);
}
