//! Taking out of a text what could be a password.

/// What stands where a secret stood.
const MASK: &str = "***";

/// Names whose value is a secret, in any case: those of libpq, and what programs call theirs.
const NAMES: [&str; 12] = [
    "password",
    "pgpassword",
    "sslpassword",
    "passwd",
    "pwd",
    "pass",
    "passphrase",
    "oauth_client_secret",
    "client_secret",
    "scram_client_key",
    "scram_server_key",
    "secret",
];

/// The text without what could be a password in it: in URLs, `key=value` pairs, JSON, YAML, and SQL;
/// verifiers and hashes of passwords, too.
///
/// It is for what goes to a log or into an error report from elsewhere. When in doubt it takes more
/// than the password.
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
    let mut rest = text;
    let mut previous = ' ';
    while let Some(letter) = rest.chars().next() {
        let found = url(rest, &mut out)
            .or_else(|| verifier(rest, previous, &mut out))
            .or_else(|| named(rest, previous, &mut out));
        let length = match found {
            Some(length) => length,
            None => {
                out.push(letter);
                letter.len_utf8()
            }
        };
        previous = rest[..length].chars().next_back().unwrap_or(' ');
        rest = &rest[length..];
    }
    out
}

/// Ends a URL in running text: what can't stand in one.
fn ends_url(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '\'' | '`' | '<' | '>')
}

/// Masks from `://` to the end of a URL. Each of these takes what it knows from the beginning of the
/// text, writes it masked, and says how long it was.
fn url(text: &str, out: &mut String) -> Option<usize> {
    let after = text.strip_prefix("://")?;
    let end = after.find(ends_url).unwrap_or(after.len());
    let url = &after[..end];
    out.push_str("://");
    let mut length = 3;
    // The last one: a password may have an `@` that nobody coded.
    if let Some(at) = url.rfind('@') {
        let userinfo = &url[..at];
        let user = userinfo.find(':').unwrap_or(userinfo.len());
        out.push_str(&userinfo[..user]);
        if user < userinfo.len() {
            out.push(':');
            out.push_str(MASK);
        }
        out.push('@');
        length += at + 1;
    }
    let url = &text[length..3 + end];
    let Some(query) = url.find('?') else {
        out.push_str(url);
        return Some(length + url.len());
    };
    out.push_str(&url[..=query]);
    for (index, pair) in url[query + 1..].split('&').enumerate() {
        if index > 0 {
            out.push('&');
        }
        push_pair(pair, out);
    }
    Some(length + url.len())
}

/// A pair of a URL's query, whose name may be written in %-codes.
fn push_pair(pair: &str, out: &mut String) {
    if let Some((name, _)) = pair.split_once('=') {
        let decoded = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
        if is_name(&decoded) {
            out.push_str(name);
            out.push('=');
            out.push_str(MASK);
            return;
        }
    }
    out.push_str(pair);
}

/// What the server keeps of a password.
fn verifier(text: &str, previous: char, out: &mut String) -> Option<usize> {
    if previous.is_alphanumeric() {
        return None;
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | ':' | '+' | '/' | '=');
    let length = |text: &str, is_part: &dyn Fn(char) -> bool| {
        text.find(|c| !is_part(c)).unwrap_or(text.len())
    };
    if let Some(rest) = text.strip_prefix("SCRAM-SHA-256$") {
        out.push_str("SCRAM-SHA-256$");
        out.push_str(MASK);
        return Some(text.len() - rest.len() + length(rest, &is_part));
    }
    let rest = text.strip_prefix("md5")?;
    let digits = length(rest, &|c| c.is_ascii_hexdigit());
    let ends = !rest[digits..].starts_with(|c: char| c.is_alphanumeric());
    (digits == 32 && ends).then(|| {
        out.push_str("md5");
        out.push_str(MASK);
        text.len() - rest.len() + digits
    })
}

fn is_name(name: &str) -> bool {
    NAMES.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// A name and the value behind it: after `=` or `:`, or in SQL as a string after PASSWORD.
fn named(text: &str, previous: char, out: &mut String) -> Option<usize> {
    if previous.is_alphanumeric() {
        return None;
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '%');
    let word = &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())];
    let decoded = percent_encoding::percent_decode_str(word).decode_utf8_lossy();
    // `DB_PASSWORD` and `db-password` as well.
    let names_secret = is_name(&decoded)
        || NAMES.iter().any(|name| {
            let start = decoded.len().checked_sub(name.len() + 1);
            let end = start.and_then(|start| decoded.get(start..));
            end.is_some_and(|it| it.starts_with(['_', '-']) && it[1..].eq_ignore_ascii_case(name))
        });
    if !names_secret {
        return None;
    }
    let after = &text[word.len()..];
    let quote = after.starts_with(['"', '\'']);
    let blank = |text: &str| text.len() - text.trim_start().len();
    let mut at = word.len() + usize::from(quote);
    at += blank(&text[at..]);
    let is_assigned = text[at..].starts_with(['=', ':']) && !text[at..].starts_with("://");
    if is_assigned {
        at += 1;
        at += usize::from(text[at..].starts_with(['=', '>']));
        // A value on the next line is one of YAML's, which has other marks.
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
    }
    let value = value_length(&text[at..], is_assigned)?;
    out.push_str(&text[..at]);
    out.push_str(MASK);
    Some(at + value)
}

/// How long a value is; nothing, if there is none.
fn value_length(text: &str, is_assigned: bool) -> Option<usize> {
    let prefixed = ["E'", "e'", "U&'", "u&'"]
        .iter()
        .find(|it| text.starts_with(**it));
    let start = prefixed.map_or(0, |it| it.len() - 1);
    match text[start..].chars().next()? {
        quote @ ('\'' | '"') => Some(start + quoted_length(&text[start..], quote)),
        '$' if !is_assigned => dollar_length(text),
        _ if !is_assigned => None,
        letter if letter.is_whitespace() => None,
        _ => {
            let ends = |c: char| c.is_whitespace() || matches!(c, '&' | '"' | '\'');
            let mut length = 0;
            while let Some(letter) = text[length..].chars().next() {
                length += match letter {
                    // libpq's own way to write a blank within a value.
                    '\\' => text[length..].chars().take(2).map(char::len_utf8).sum(),
                    // As Rust's `Debug` writes `Some("…")`.
                    '"' | '\'' if length > 0 => quoted_length(&text[length..], letter),
                    letter if ends(letter) => break,
                    letter => letter.len_utf8(),
                };
            }
            (length > 0).then_some(length)
        }
    }
}

/// To the end of the quotes, or of the text if they are never closed.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else if letter == quote {
            // Doubled, it is a letter of the text.
            match letters.peek() {
                Some((_, next)) if *next == quote => {
                    letters.next();
                }
                _ => return at + 1,
            }
        }
    }
    text.len()
}

fn dollar_length(text: &str) -> Option<usize> {
    let tag = text.get(1..)?.find('$')? + 2;
    let is_tag = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    if !text[..tag].chars().all(is_tag) {
        return None;
    }
    let body = &text[tag..];
    Some(
        body.find(&text[..tag])
            .map_or(text.len(), |end| tag + end + tag),
    )
}

#[cfg(test)]
mod tests;
