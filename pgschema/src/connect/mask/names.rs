//! Which names have a secret for a value.

use percent_encoding::percent_decode_str;

/// What a name of a secret has in it: those of libpq, and what programs call theirs.
const PARTS: [&str; 4] = ["password", "passwd", "passphrase", "secret"];

/// What it ends with.
const ENDS: [&str; 5] = [
    "pwd",
    "dbpass",
    "pgpass",
    "scram_client_key",
    "scram_server_key",
];

/// Settings about passwords, without one.
const HARMLESS: [&str; 3] = ["password_encryption", "password_required", "passfile"];

/// Whether a name that may be written in %-codes has a secret for a value.
pub(super) fn is_secret(name: &str) -> bool {
    let decoded = percent_decode_str(name).decode_utf8_lossy();
    let is_counter = |c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | '.');
    let name = decoded.trim_matches(is_counter);
    let lower = name.to_ascii_lowercase();
    if HARMLESS.contains(&lower.as_str()) {
        return false;
    }
    PARTS.iter().any(|it| lower.contains(it))
        || ENDS.iter().any(|it| lower.ends_with(it))
        || is_pass(name, &lower)
}

/// `pass`, as a word of its own: not that of `compass`.
fn is_pass(name: &str, lower: &str) -> bool {
    let Some(before) = lower.strip_suffix("pass") else {
        return false;
    };
    let is_capital = name[before.len()..].starts_with('P');
    match before.chars().next_back() {
        None => true,
        Some(letter) if !letter.is_alphanumeric() => true,
        Some(_) => is_capital && name[..before.len()].ends_with(|c: char| c.is_lowercase()),
    }
}

/// How long the name is that begins a text: words with `_`, `-` and `.` between, and their %-codes.
pub(super) fn length(text: &str) -> usize {
    let mut length = 0;
    while let Some(letter) = text[length..].chars().next() {
        length += match letter {
            '%' => match code(&text[length..]) {
                Some(letter) if is_part(letter) => 3,
                _ => break,
            },
            letter if is_part(letter) => letter.len_utf8(),
            _ => break,
        };
    }
    length
}

pub(super) fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

/// What a %-code at the beginning of a text stands for, if that is a letter of ASCII.
pub(super) fn code(text: &str) -> Option<char> {
    let digits = text.strip_prefix('%')?.get(..2)?;
    let byte = u8::from_str_radix(digits, 16).ok()?;
    byte.is_ascii().then_some(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_by_its_name() {
        for name in [
            "password",
            "PGPASSWORD",
            "DB_PASSWORD_2",
            "dbPassword",
            "spring.datasource.password",
            "--password",
            "pass",
            "db-pass",
            "dbPass",
            "DBPASS",
            "userPwd",
            "client_secret",
            "pass%77ord",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "compass",
            "bypass",
            "password_encryption",
            "passfile",
            "pas",
            "",
            "%",
            "user",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn a_name_ends_where_a_code_is_of_something_else() {
        for (text, name) in [
            ("password%3Dx", "password"),
            ("pass%77ord=x", "pass%77ord"),
            ("%zz", ""),
            ("a-b.c_d e", "a-b.c_d"),
            ("é=", "é"),
        ] {
            assert_eq!(&text[..length(text)], name);
        }
    }
}
