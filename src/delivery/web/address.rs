//! Hosts, ports and addresses, and which of them are of the reader's own machine or network. Pure.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Url;

/// A host and a port, which is what connections are made to.
pub type Spot = (String, u16);

/// The host and port of an address; an empty host where it has none.
pub fn spot(url: &Url) -> Spot {
    let port = url.port_or_known_default().unwrap_or(0);
    spot_of(url.host_str().unwrap_or_default(), port)
}

/// A host in one of the forms that mean it, and a port.
pub fn spot_of(host: &str, port: u16) -> Spot {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    (host, port)
}

/// Names that mean this machine wherever they are resolved (RFC 6761 §6.3), which may be at a proxy.
pub fn is_local_name(url: &Url) -> bool {
    let (host, _) = spot(url);
    host == "localhost" || host.ends_with(".localhost")
}

/// Whether a connection to this address may be made; `open` where the reader named a private host there.
pub fn may_connect(address: IpAddr, open: bool) -> bool {
    is_one_host(address) && (open || !is_private(address))
}

/// Not all at once, and not none.
fn is_one_host(address: IpAddr) -> bool {
    let broadcast = address == IpAddr::V4(Ipv4Addr::BROADCAST);
    !address.is_multicast() && !address.is_unspecified() && !broadcast
}

/// Whether an address belongs to this machine, to a network that is not the Internet, or to nobody.
///
/// 198.18.0.0/15 does not count: programs that tunnel a reader's traffic give out addresses from it for every name.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_private_v4(v4),
        IpAddr::V6(v6) => is_private_v6(v6),
    }
}

fn is_private_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let reserved = a == 0 || a >= 224 || (a, b, c) == (192, 0, 0);
    shared
        || reserved
        || v4.is_private()
        || v4.is_loopback()
        || v4.is_link_local()
        || v4.is_documentation()
}

fn is_private_v6(v6: Ipv6Addr) -> bool {
    let s = v6.segments();
    let tail = |at: usize| {
        let [a, b] = s[at].to_be_bytes();
        let [c, d] = s[at + 1].to_be_bytes();
        is_private_v4(Ipv4Addr::new(a, b, c, d))
    };
    match s {
        // Unspecified, loopback, and IPv4 in IPv6, mapped or compatible: no name needs those.
        [0, 0, 0, 0, 0, _, _, _] => true,
        // NAT64 and 6to4 carry an IPv4 address.
        [0x64, 0xff9b, 0, 0, 0, 0, _, _] => tail(6),
        [0x2002, ..] => tail(1),
        // NAT64 of one network, Teredo, examples.
        [0x64, 0xff9b, 1, ..] | [0x2001, 0, ..] | [0x2001, 0xdb8, ..] => true,
        // Unique local, link-local, site-local, multicast.
        [first, ..] => {
            matches!(first >> 8, 0xfc | 0xfd | 0xff) || (0xfe80..=0xfeff).contains(&first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn private_addresses_are_known_in_every_form() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.8",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
        ] {
            assert!(is_private(address.parse().unwrap()), "{address}");
        }
        for address in [
            "1.1.1.1",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.167.1.1",
            "198.18.0.7",
            "223.255.0.1",
            "2606:4700::1111",
            "64:ff9b::8.8.8.8",
            "2002:808:808::1",
            "2400:3200::1",
        ] {
            assert!(!is_private(address.parse().unwrap()), "{address}");
        }
    }
}
