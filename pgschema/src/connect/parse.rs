//! Reading a connection string as libpq does, and refusing what libpq would guess at.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use pgschema_syntax::names::nearest;

use super::{ConnectionStringError, Parameter, Secret};

type Values = BTreeMap<Parameter, Secret>;
type Result<T> = std::result::Result<T, ConnectionStringError>;

/// The parameters that a text names.
pub(super) fn values(text: &str) -> Result<Values> {
    let text = text.trim_start_matches(is_blank);
    for scheme in ["postgresql://", "postgres://"] {
        if let Some(rest) = strip_scheme(text, scheme) {
            return url(rest.trim_end_matches(is_blank));
        }
    }
    // A value may have a `://` in it; in front of the first `=` it is the scheme of something else.
    match text.split_once('=') {
        Some((first, _)) if !first.contains("://") => keywords(text),
        _ => Err(ConnectionStringError::NoConnectionString),
    }
}

/// Adds a value that can be one.
pub(super) fn insert(values: &mut Values, parameter: Parameter, value: Secret) -> Result<()> {
    if value.expose().contains('\0') {
        return Err(ConnectionStringError::ZeroByte(parameter));
    }
    if parameter == Parameter::Port {
        for port in value.expose().split(',').filter(|it| !it.is_empty()) {
            match port.parse::<u16>() {
                Ok(1..) => {}
                _ => return Err(ConnectionStringError::Port),
            }
        }
    }
    values.insert(parameter, value);
    Ok(())
}

/// Adds a value that isn't there yet. One that is empty says nothing, as with libpq.
fn add(values: &mut Values, parameter: Parameter, value: String) -> Result<()> {
    let value = Secret::new(value);
    if values.contains_key(&parameter) {
        return Err(ConnectionStringError::Twice(parameter));
    }
    if value.expose().is_empty() {
        return Ok(());
    }
    insert(values, parameter, value)
}

fn strip_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let start = text.get(..scheme.len())?;
    start
        .eq_ignore_ascii_case(scheme)
        .then(|| &text[scheme.len()..])
}

fn url(rest: &str) -> Result<Values> {
    let mut values = Values::new();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let (userinfo, hosts) = match authority.split_once('@') {
        Some((_, hosts)) if hosts.contains('@') => {
            return Err(ConnectionStringError::Authority {
                hint: "there are two `@` in it",
            });
        }
        Some((userinfo, hosts)) => (userinfo, hosts),
        None => ("", authority),
    };
    let (user, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
    add(&mut values, Parameter::User, decode(user, "user")?)?;
    add(
        &mut values,
        Parameter::Password,
        decode(password, "password")?,
    )?;
    add_hosts(&mut values, hosts)?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let database = path.strip_prefix('/').unwrap_or(path);
    add(
        &mut values,
        Parameter::Dbname,
        decode(database, "name of the database")?,
    )?;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        add_pair(&mut values, pair)?;
    }
    check_ports(&values)?;
    Ok(values)
}

fn add_hosts(values: &mut Values, hosts: &str) -> Result<()> {
    let mut names = Vec::new();
    let mut ports = Vec::new();
    for host in hosts.split(',') {
        let (name, port) = match host.strip_prefix('[') {
            Some(rest) => {
                let Some((address, rest)) = rest.split_once(']') else {
                    return Err(ConnectionStringError::Authority {
                        hint: "an IPv6 address begins with `[` and has no `]`",
                    });
                };
                match rest.strip_prefix(':') {
                    Some(port) => (address, port),
                    None if rest.is_empty() => (address, ""),
                    None => {
                        return Err(ConnectionStringError::Authority {
                            hint: "there is more than a port after the `]` of an IPv6 address",
                        });
                    }
                }
            }
            None => host.split_once(':').unwrap_or((host, "")),
        };
        if !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ConnectionStringError::Authority {
                hint: "what stands after the host's `:` is no port",
            });
        }
        names.push(decode(name, "host")?);
        ports.push(port);
    }
    add(values, Parameter::Host, join(&names))?;
    add(values, Parameter::Port, join(&ports))
}

/// Nothing, if there is nothing between the commas.
fn join<T: AsRef<str>>(parts: &[T]) -> String {
    match parts.iter().all(|part| part.as_ref().is_empty()) {
        true => String::new(),
        false => {
            let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
            parts.join(",")
        }
    }
}

fn add_pair(values: &mut Values, pair: &str) -> Result<()> {
    let (name, value) = match pair.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (pair, None),
    };
    let name = decode(name, "name of a parameter")?;
    // What other drivers write, and libpq understands.
    if name == "ssl" && value == Some("true") {
        return add(values, Parameter::Sslmode, "require".to_owned());
    }
    let parameter = parameter(&name)?;
    let value = value.ok_or(ConnectionStringError::MissingValue(parameter))?;
    add(values, parameter, decode(value, parameter.name())?)
}

fn decode(text: &str, place: &'static str) -> Result<String> {
    let error = || ConnectionStringError::PercentCode { place };
    let mut codes = text.split('%').skip(1);
    let is_code = |it: &str| it.len() >= 2 && it.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    if !codes.all(is_code) {
        return Err(error());
    }
    match percent_decode_str(text).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err(error()),
    }
}

fn keywords(text: &str) -> Result<Values> {
    let mut values = Values::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || is_blank(c));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let after = after.trim_start_matches(is_blank);
        let Some(after) = after.strip_prefix('=') else {
            // It may be a word of a password that has no quotes.
            return Err(match Parameter::by_name(name) {
                Some(parameter) => ConnectionStringError::MissingValue(parameter),
                None => ConnectionStringError::UnknownParameter {
                    name: None,
                    nearest: None,
                },
            });
        };
        let parameter = parameter(name)?;
        let (value, after) = keyword_value(after.trim_start_matches(is_blank), parameter)?;
        add(&mut values, parameter, value)?;
        rest = after.trim_start_matches(is_blank);
    }
    check_ports(&values)?;
    Ok(values)
}

/// A value and what stands behind it.
fn keyword_value(text: &str, parameter: Parameter) -> Result<(String, &str)> {
    let (is_quoted, text) = match text.strip_prefix('\'') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\'' if is_quoted => return Ok((value, &text[at + 1..])),
            letter if !is_quoted && is_blank(letter) => return Ok((value, &text[at..])),
            '\\' => value.extend(letters.next().map(|(_, letter)| letter)),
            letter => value.push(letter),
        }
    }
    match is_quoted {
        true => Err(ConnectionStringError::OpenQuote(parameter)),
        false => Ok((value, "")),
    }
}

fn parameter(name: &str) -> Result<Parameter> {
    if let Some(parameter) = Parameter::by_name(name) {
        return Ok(parameter);
    }
    let names = Parameter::ALL.iter().map(|it| it.name());
    let nearest = nearest(name, names).and_then(Parameter::by_name);
    Err(ConnectionStringError::UnknownParameter {
        // What is like no parameter may be a piece of a password.
        name: nearest.map(|_| name.to_owned()),
        nearest,
    })
}

/// What separates for libpq: the blanks of ASCII, and none of the other letters that look like one.
fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}

pub(super) fn check_ports(values: &Values) -> Result<()> {
    let count = |parameter| {
        let value: Option<&Secret> = values.get(&parameter);
        value.map_or(0, |it| it.expose().split(',').count())
    };
    let hosts = count(Parameter::Host)
        .max(count(Parameter::Hostaddr))
        .max(1);
    match count(Parameter::Port) {
        ports if ports > 1 && ports != hosts => {
            Err(ConnectionStringError::PortCount { ports, hosts })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
