//! What the bytes go over, and whether the server at the other end is the one that is meant.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::{ConnectionStringError, Parameter, Secret};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Transport {
    /// No byte leaves the machine.
    Local,
    /// `sslmode=verify-full`.
    Verified,
    /// Anything else, for which there is a reason.
    Weak { reason: String },
}

impl Transport {
    pub(super) fn of(
        values: &BTreeMap<Parameter, Secret>,
        reason: Option<&str>,
    ) -> Result<Self, ConnectionStringError> {
        let sslmode = values.get(&Parameter::Sslmode).map(Secret::expose);
        let weak = match sslmode {
            None | Some("verify-full") => None,
            Some("disable") => Some(("disable", "sends everything for all to read and change")),
            Some("allow") => Some(("allow", "encrypts only if the server insists")),
            Some("prefer") => Some((
                "prefer",
                "goes on without TLS if somebody in between says so",
            )),
            Some("require") => Some(("require", "encrypts, and asks nobody who the server is")),
            Some("verify-ca") => Some(("verify-ca", "takes any server that the authority knows")),
            Some(_) => return Err(ConnectionStringError::Sslmode),
        };
        match (weak, reason) {
            // libpq takes the host from PGHOST then, which may be any; over a socket the word means nothing.
            _ if sslmode.is_none() && !names_host(values) => Ok(Self::Verified),
            _ if names_host(values) && is_local(values) => Ok(match sslmode {
                Some("verify-full") => Self::Verified,
                _ => Self::Local,
            }),
            (None, _) => Ok(Self::Verified),
            (Some(_), Some(reason)) => Ok(Self::Weak {
                reason: reason.to_owned(),
            }),
            (Some((sslmode, weakness)), None) => {
                Err(ConnectionStringError::WeakTls { sslmode, weakness })
            }
        }
    }
}

pub(super) fn names_host(values: &BTreeMap<Parameter, Secret>) -> bool {
    let hosts = [Parameter::Hostaddr, Parameter::Host];
    let mut hosts = hosts.iter().filter_map(|it| values.get(it));
    hosts.any(|it| !it.expose().is_empty())
}

/// Whether all hosts are this machine. A service may name any host.
fn is_local(values: &BTreeMap<Parameter, Secret>) -> bool {
    if values.contains_key(&Parameter::Service) {
        return false;
    }
    let entries = |parameter| {
        let list: Option<&Secret> = values.get(&parameter);
        list.map(|it| it.expose().split(',').collect::<Vec<_>>())
    };
    match (entries(Parameter::Hostaddr), entries(Parameter::Host)) {
        (None, None) => true,
        (Some(only), None) | (None, Some(only)) => only.into_iter().all(is_local_host),
        // libpq connects to an address, where there is one for the host.
        (Some(addresses), Some(hosts)) => {
            let mut pairs = addresses.iter().zip(&hosts);
            addresses.len() == hosts.len()
                && pairs.all(|(address, host)| match address.is_empty() {
                    true => is_local_host(host),
                    false => is_local_host(address),
                })
        }
    }
}

/// A path, or a name in Linux's own space for sockets.
pub(super) fn is_socket(host: &str) -> bool {
    host.starts_with(['/', '@'])
}

pub(super) fn is_local_host(host: &str) -> bool {
    let host = host.trim();
    // Nothing means the usual socket.
    host.is_empty()
        || is_socket(host)
        || host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_local_host;

    #[test]
    fn only_this_machine_is_local() {
        for host in [
            "",
            "/run/postgresql",
            "@socket",
            "localhost",
            "LOCALHOST",
            "127.0.0.1",
            "127.1.2.3",
            "::1",
        ] {
            assert!(is_local_host(host), "{host}");
        }
        for host in [
            "db",
            "localhost.example.com",
            "10.0.0.1",
            "fe80::1",
            "127.0.0.1.nip.io",
        ] {
            assert!(!is_local_host(host), "{host}");
        }
    }
}
