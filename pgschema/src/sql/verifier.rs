use std::fmt;
use std::str::FromStr;

use super::{Identifier, ToSql, Writer};

/// What the server keeps in place of a password: it proves that a client knows it, and doesn't say
/// it.
///
/// `CREATE ROLE … PASSWORD 'text'` carries the password to the server, into its log and into
/// `pg_stat_statements`. A verifier is made where the password is, by `ScramVerifier::new` of the
/// feature `connect`, and is sent in its place. No plain password is one:
///
/// ```
/// use pgschema::sql::ScramVerifier;
///
/// assert!("correct horse".parse::<ScramVerifier>().is_err());
/// ```
///
/// Who has a verifier can guess at the password as often as they like, and can play the server: it
/// is kept out of logs, so `Debug` doesn't show it. A statement does.
///
/// RFC 5802 and 7677 (SCRAM-SHA-256), RFC 4013 (SASLprep); PostgreSQL manual: CREATE ROLE,
/// `password_encryption`.
#[derive(Clone, PartialEq, Eq)]
pub struct ScramVerifier {
    text: String,
}

/// A text that is no verifier. The message doesn't say it, since it may be a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no verifier of a password: that is `SCRAM-SHA-256$`, the number of iterations, `:`, the salt, `$`, \
     the stored key, `:` and the server's key, the last three in base64"
)]
pub struct NoVerifier;

impl ScramVerifier {
    /// The text that the server takes for a password: `SCRAM-SHA-256$…`.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }
}

impl FromStr for ScramVerifier {
    type Err = NoVerifier;

    /// Reads what another tool made, or what `pg_authid.rolpassword` has.
    fn from_str(text: &str) -> Result<Self, NoVerifier> {
        match is_verifier(text) {
            true => Ok(Self {
                text: text.to_owned(),
            }),
            false => Err(NoVerifier),
        }
    }
}

/// As the server looks at it: what it doesn't take for a verifier, it takes for a password.
fn is_verifier(text: &str) -> bool {
    let parts = || {
        let (iterations, rest) = text.strip_prefix("SCRAM-SHA-256$")?.split_once(':')?;
        let (salt, keys) = rest.split_once('$')?;
        let (stored, server) = keys.split_once(':')?;
        Some((iterations, salt, [stored, server]))
    };
    parts().is_some_and(|(iterations, salt, keys)| {
        iterations.bytes().all(|byte| byte.is_ascii_digit())
            && iterations.parse::<i32>().is_ok_and(|it| it > 0)
            && base64_length(salt).is_some_and(|length| length > 0)
            && keys.iter().all(|key| base64_length(key) == Some(32))
    })
}

/// How many bytes a text in base64 means.
fn base64_length(text: &str) -> Option<usize> {
    let digits = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let padding = text.len() - digits.len();
    (text.len().is_multiple_of(4) && padding < 3 && digits.bytes().all(is_digit))
        .then_some(text.len() / 4 * 3 - padding)
}

impl fmt::Debug for ScramVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ScramVerifier(***)")
    }
}

impl ToSql for ScramVerifier {
    fn write(&self, out: &mut Writer) {
        out.push_string_constant(&self.text);
    }
}

/// `ALTER ROLE … PASSWORD`: with a verifier, never with a password.
///
/// ```
/// use pgschema::sql::{AlterRolePassword, Identifier, ScramVerifier};
///
/// let verifier: ScramVerifier = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==\
///     $WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
///     .parse()?;
/// let alter = AlterRolePassword::new(Identifier::new("app_runtime")?, verifier);
/// assert!(alter.to_string().starts_with("ALTER ROLE app_runtime PASSWORD 'SCRAM-SHA-256$4096:W22"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: ALTER ROLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterRolePassword {
    role: Identifier,
    verifier: ScramVerifier,
}

impl AlterRolePassword {
    /// The statement.
    #[must_use]
    pub const fn new(role: Identifier, verifier: ScramVerifier) -> Self {
        Self { role, verifier }
    }
}

impl ToSql for AlterRolePassword {
    fn write(&self, out: &mut Writer) {
        out.push("ALTER ROLE ");
        self.role.write(out);
        out.push(" PASSWORD ");
        self.verifier.write(out);
        out.push(";");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==\
        $WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    #[test]
    fn only_a_verifier_is_one() {
        let verifier: ScramVerifier = VERIFIER.parse().unwrap();
        assert_eq!(verifier.expose(), VERIFIER);
        assert_eq!(format!("{verifier:?}"), "ScramVerifier(***)");
        for (from, to) in [
            ("SCRAM-SHA-256", "scram-sha-256"),
            ("4096", "0"),
            ("4096", "+4096"),
            ("4096", ""),
            ("W22ZaJ0SNY7soEsUEjb6gQ==", ""),
            ("W22ZaJ0SNY7soEsUEjb6gQ==", "W22ZaJ0SNY7soEsUEjb6gQ="),
            ("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=", "WG5d"),
            (
                "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                "'; DROP TABLE x; --",
            ),
            ("2dU=", "2dU=\n"),
        ] {
            let text = VERIFIER.replacen(from, to, 1);
            assert_eq!(text.parse::<ScramVerifier>(), Err(NoVerifier), "{text}");
        }
    }
}
