//! Writing a connection string so that it is read back as the same.

use std::collections::BTreeMap;
use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Parameter, Secret};

/// What stands for itself anywhere in a URL.
const CODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Paths and times read better as they are, and in the values of parameters they can be.
const CODED_IN_VALUES: &AsciiSet = &CODED.remove(b'/').remove(b':').remove(b',');

/// The value of a parameter as it is shown: itself, or nothing of it.
type Show = fn(&Secret) -> &str;

pub(super) fn url(values: &BTreeMap<Parameter, Secret>, hidden: Show) -> String {
    let shown = |parameter: Parameter| {
        let value = values.get(&parameter)?;
        Some(match parameter.is_secret() {
            true => match hidden(value) {
                "***" => "***".to_owned(),
                value => code(value, CODED),
            },
            false => code(value.expose(), CODED),
        })
    };
    let mut url = String::from("postgresql://");
    let in_front = in_front(values);
    let front = |parameter| match in_front.contains(&parameter) {
        true => shown(parameter),
        false => None,
    };
    let user = front(Parameter::User);
    let password = front(Parameter::Password);
    url.extend(user.as_deref());
    if let Some(password) = &password {
        url.push(':');
        url.push_str(password);
    }
    if user.is_some() || password.is_some() {
        url.push('@');
    }
    if in_front.contains(&Parameter::Host) {
        push_hosts(&mut url, values);
    }
    if let Some(database) = front(Parameter::Dbname) {
        url.push('/');
        url.push_str(&database);
    }
    let mut separator = if url.ends_with("://") { "/?" } else { "?" };
    for (parameter, value) in values {
        if in_front.contains(parameter) {
            continue;
        }
        let value = match parameter.is_secret() {
            true => shown(*parameter).unwrap_or_default(),
            false => code(value.expose(), CODED_IN_VALUES),
        };
        let _ = write!(url, "{separator}{parameter}={value}");
        separator = "&";
    }
    url
}

/// What stands before the `?`, and not among the parameters. There libpq reads all of it; other readers of URLs take no user
/// and no port without a host, and `..` for a way up.
fn in_front(values: &BTreeMap<Parameter, Secret>) -> Vec<Parameter> {
    let value = |parameter| values.get(&parameter).map_or("", Secret::expose);
    let host = value(Parameter::Host);
    let ports = value(Parameter::Port).split(',').count();
    let mut in_front = Vec::new();
    if !host.is_empty() {
        in_front.extend([Parameter::User, Parameter::Password, Parameter::Host]);
        if ports == 1 || ports == host.split(',').count() {
            in_front.push(Parameter::Port);
        }
    }
    if !matches!(value(Parameter::Dbname), "." | "..") {
        in_front.push(Parameter::Dbname);
    }
    in_front
}

fn push_hosts(url: &mut String, values: &BTreeMap<Parameter, Secret>) {
    let value = |parameter| values.get(&parameter).map_or("", Secret::expose);
    let hosts: Vec<&str> = value(Parameter::Host).split(',').collect();
    let ports: Vec<&str> = value(Parameter::Port).split(',').collect();
    for (index, host) in hosts.iter().enumerate() {
        if index > 0 {
            url.push(',');
        }
        match host.contains(':') && !host.starts_with(['/', '@']) {
            true => {
                let _ = write!(url, "[{}]", code(host, CODED_IN_VALUES));
            }
            false => url.push_str(&code(host, CODED)),
        }
        // One port is the port of all; where there is another number of them, they stand among the parameters.
        let port = match ports.len() {
            1 => ports.first(),
            count if count == hosts.len() => ports.get(index),
            _ => None,
        };
        if let Some(port) = port.filter(|port| !port.is_empty()) {
            let _ = write!(url, ":{port}");
        }
    }
}

fn code(text: &str, coded: &'static AsciiSet) -> String {
    utf8_percent_encode(text, coded).to_string()
}

pub(super) fn keywords(values: &BTreeMap<Parameter, Secret>, hidden: Show) -> String {
    let mut text = String::new();
    for (parameter, value) in values {
        let value = match parameter.is_secret() {
            true => hidden(value),
            false => value.expose(),
        };
        let value = value.replace('\\', "\\\\").replace('\'', "\\'");
        let separator = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{separator}{parameter}='{value}'");
    }
    text
}
