//! What is added to `postgresql.conf`.

use std::fmt::Write;
use std::path::Path;

use super::{PORT, ServerError};

/// Durability is given up for speed: the data dies with the process anyway.
const DEFAULTS: [(&str, &str); 6] = [
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("synchronous_commit", "off"),
    ("max_connections", "200"),
    ("timezone", "UTC"),
    ("log_timezone", "UTC"),
];

/// The settings as lines; of those with one name the last holds.
pub(super) fn write(
    directory: &Path,
    chosen: &[(String, String)],
    tcp_port: Option<u16>,
) -> Result<String, ServerError> {
    let mut lines = String::new();
    let mut add = |name: &str, value: &str| {
        let value = value.replace('\\', "\\\\").replace('\'', "''");
        let _ = writeln!(lines, "{name} = '{value}'");
    };
    for (name, value) in DEFAULTS {
        add(name, value);
    }
    for (name, value) in chosen {
        if !is_name(name) || value.contains(char::is_control) {
            return Err(ServerError::Setting {
                name: name.clone(),
                value: value.clone(),
            });
        }
        add(name, value);
    }
    // Last, since nothing else may listen and clients must find the socket.
    add("listen_addresses", tcp_port.map_or("", |_| "127.0.0.1"));
    add("unix_socket_directories", &directory.display().to_string());
    add("port", &tcp_port.unwrap_or(PORT).to_string());
    Ok(lines)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, value: &str) -> Option<String> {
        write(
            Path::new("/tmp/it"),
            &[(name.to_owned(), value.to_owned())],
            None,
        )
        .ok()
    }

    #[test]
    fn a_value_stays_a_value() {
        let lines = written("app.words", r"it's \ fine").unwrap();
        assert!(lines.contains("app.words = 'it''s \\\\ fine'\n"), "{lines}");
    }

    #[test]
    fn what_is_no_setting_is_refused() {
        for (name, value) in [("", "1"), ("a b", "1"), ("a=1\nb", "1"), ("a", "1\nb = 2")] {
            assert_eq!(written(name, value), None, "{name:?}");
        }
    }

    #[test]
    fn the_socket_can_not_be_moved() {
        let lines = written("port", "1").unwrap();
        assert!(lines.ends_with("port = '5432'\n"), "{lines}");
    }
}
