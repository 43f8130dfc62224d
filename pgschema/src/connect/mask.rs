//! Taking out of a text what could be a password.

mod known;
mod lines;
mod named;
mod names;
mod url;
mod value;

use lines::Lines;

/// What stands where a secret stood.
const MASK: &str = "***";

/// The text without what could be a password in it: in URLs, `key=value` pairs, JSON, YAML, and SQL, also where nobody coded
/// or quoted it; in lines of password files; verifiers and hashes of passwords and [signed
/// contexts](crate::query), too.
///
/// It is for what goes to a log or into an error report from elsewhere. When in doubt it takes more than the password: up to
/// the next key, to the last `@` of the line, or all that is left of it.
///
/// ```
/// use pgschema::connect::mask;
///
/// assert_eq!(mask("can't reach postgres://app:s3cret@db:5432/app_db"), "can't reach postgres://app:***@db:5432/app_db");
/// assert_eq!(mask("host=db password='it\\'s' user=app"), "host=db password=*** user=app");
/// assert_eq!(mask("ALTER ROLE app PASSWORD 's3cret'"), "ALTER ROLE app PASSWORD ***");
/// assert_eq!(mask("{\"password\": \"s3cret\"}"), "{\"password\": ***}");
/// assert_eq!(mask("no password for the role was given"), "no password for the role was given");
/// ```
#[must_use]
pub fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = Lines::new(text);
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let secret = url::secret(text, at, &mut lines)
            .or_else(|| named::secret(text, at, &mut lines))
            .or_else(|| known::secret(text, at));
        if let Some(secret) = secret.filter(|it| !it.is_empty()) {
            out.push_str(&text[at..secret.start]);
            out.push_str(MASK);
            at = secret.end;
        } else {
            out.push(letter);
            at += letter.len_utf8();
        }
    }
    out
}

/// The letter in front of a place.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// Whether a text begins with some letters of ASCII, in any case.
fn begins(text: &str, with: &str) -> bool {
    let start = text.as_bytes().get(..with.len());
    start.is_some_and(|it| it.eq_ignore_ascii_case(with.as_bytes()))
}

/// At most this much of a text, for what looks ahead again and again.
fn near(text: &str) -> &str {
    const MOST: usize = 1024;
    let end = (0..=MOST.min(text.len())).rev();
    let mut end = end.filter(|it| text.is_char_boundary(*it));
    &text[..end.next().unwrap_or(0)]
}

#[cfg(test)]
mod tests;
