use std::fmt::Write as _;

/// The `id` of something with a name, for links within a page: other names have other ids, and each
/// letter of one may stand in a URL as it is.
pub(super) fn anchor(kind: &str, names: &[&str]) -> String {
    let mut out = kind.to_owned();
    for name in names {
        out.push('.');
        for byte in name.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' => out.push(char::from(byte)),
                // Writing to a String can't fail.
                _ => {
                    let _ = write!(out, "~{byte:02x}");
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::anchor;

    #[test]
    fn other_names_have_other_anchors() {
        assert_eq!(
            anchor("table", &["app", "documents"]),
            "table.app.documents"
        );
        assert_eq!(anchor("table", &["a.b", "c~"]), "table.a~2eb.c~7e");
        assert_ne!(anchor("t", &["a", "b"]), anchor("t", &["a.b"]));
    }
}
