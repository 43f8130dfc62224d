//! Names of files from names of objects, the same and apart on every system.

use crate::lift::hash;

/// Names that are devices on Windows, whatever follows the first dot.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// The name as it is if no system sees another one in it; else what can be read of it, and a hash.
///
/// Upper case letters are not kept: where files are found in any case, `Users` and `users` would be
/// one file. Since no plain name has a `-`, no name gets the file of another.
pub(super) fn file_name(object: &str) -> String {
    let is_plain = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
    if object.chars().all(is_plain) && !is_device(object) {
        return object.to_owned();
    }
    let readable = object.chars().map(|letter| {
        let letter = letter.to_ascii_lowercase();
        if is_plain(letter) { letter } else { '_' }
    });
    let readable: String = readable.collect();
    format!("{readable}-{:08x}", hash(object))
}

fn is_device(name: &str) -> bool {
    let numbered = name
        .strip_prefix("com")
        .or_else(|| name.strip_prefix("lpt"));
    DEVICES.contains(&name)
        || numbered.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_plain_name_is_kept() {
        for name in ["documents", "order_2", "_"] {
            assert_eq!(file_name(name), name);
        }
    }

    #[test]
    fn names_that_differ_in_case_have_files_that_differ_in_more() {
        let names = ["users", "Users", "USERS"].map(|name| file_name(name).to_lowercase());
        assert!(names[1].starts_with("users-"), "{names:?}");
        assert_ne!(names[0], names[1]);
        assert_ne!(names[1], names[2]);
    }

    #[test]
    fn nothing_in_a_name_leads_out_of_the_directory() {
        for name in [
            "..",
            ".",
            "../etc/passwd",
            "a\\b",
            "a/b",
            "c:d",
            "a\nb",
            "ü",
            " ",
        ] {
            let file = file_name(name);
            let is_safe = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
            assert!(file.chars().all(is_safe), "{name:?}: {file}");
        }
        assert_ne!(file_name("a/b"), file_name("a_b"));
    }

    #[test]
    fn a_device_of_windows_is_no_file() {
        assert!(file_name("con").starts_with("con-"));
        assert!(file_name("com1").starts_with("com1-"));
        assert_eq!(file_name("comment"), "comment");
    }
}
