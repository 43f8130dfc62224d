use std::collections::BTreeSet;

use pgschema_syntax::identifier::MAX_BYTES;

use crate::sql::{Identifier, IdentifierError};

/// A name as PostgreSQL would derive it, such as `documents_owner_id_fkey`.
///
/// Where PostgreSQL would cut parts off, a hash of the whole stands in their place, so that two long
/// names that begin alike stay apart and no name changes when another one comes.
pub(crate) fn derived_name<'a>(
    table: &str,
    columns: impl IntoIterator<Item = &'a str>,
    suffix: &str,
) -> String {
    let mut stem = table.to_owned();
    for column in columns {
        stem.push('_');
        stem.push_str(column);
    }
    let whole = format!("{stem}_{suffix}");
    if whole.len() <= MAX_BYTES {
        return whole;
    }
    let tail = format!("_{:08x}_{suffix}", hash(&whole));
    let mut end = MAX_BYTES.saturating_sub(tail.len()).min(stem.len());
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    stem.truncate(end);
    stem + &tail
}

/// FNV-1a of 32 bits: the standard library's hashes may differ from release to release.
pub(crate) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The names that are taken, of constraints within a table.
#[derive(Debug, Default)]
pub(crate) struct NameSpace {
    taken: BTreeSet<String>,
}

impl NameSpace {
    /// Takes a name that was given; whether it was free.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Takes a derived name, with a number behind it where it is taken, as PostgreSQL does.
    pub(crate) fn derive(
        &mut self,
        table: &str,
        columns: &[&str],
        suffix: &str,
    ) -> Result<Identifier, IdentifierError> {
        let mut name = derived_name(table, columns.iter().copied(), suffix);
        let mut number = 0;
        while !self.taken.insert(name.clone()) {
            number += 1;
            name = derived_name(table, columns.iter().copied(), &format!("{suffix}{number}"));
        }
        Identifier::new(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_name_follows_postgresql() {
        assert_eq!(
            derived_name("documents", ["owner_id"], "fkey"),
            "documents_owner_id_fkey"
        );
        assert_eq!(derived_name("documents", [], "pkey"), "documents_pkey");
    }

    #[test]
    fn a_long_name_is_cut_to_63_bytes_and_stays_distinct() {
        let first = derived_name(&"long_".repeat(12), ["first_column"], "fkey");
        let second = derived_name(&"long_".repeat(12), ["other_column"], "fkey");
        assert_eq!((first.len(), second.len()), (63, 63));
        assert!(first.ends_with("_fkey"));
        assert_ne!(first, second);
    }

    #[test]
    fn a_cut_never_splits_a_character() {
        let name = derived_name(&"ü".repeat(31), ["ü"], "check");
        assert!(name.len() <= 63, "{name}");
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let mut names = NameSpace::default();
        assert_eq!(
            names.derive("t", &["c"], "check").unwrap().as_str(),
            "t_c_check"
        );
        assert_eq!(
            names.derive("t", &["c"], "check").unwrap().as_str(),
            "t_c_check1"
        );
        assert_eq!(
            names.derive("t", &["c"], "check").unwrap().as_str(),
            "t_c_check2"
        );
    }
}
