use super::{ColumnEntry, GroupDef};

/// Whether one of the groups has a column of this name.
///
/// The derive can't see into the groups that a struct flattens, so it leaves the names in its
/// strings of SQL to a constant assertion that calls this.
#[doc(hidden)]
#[must_use]
pub const fn group_has_column(groups: &[&GroupDef], name: &str) -> bool {
    let mut next = 0;
    while next < groups.len() {
        if has_column(groups[next].columns, name) {
            return true;
        }
        next += 1;
    }
    false
}

const fn has_column(columns: &[ColumnEntry], name: &str) -> bool {
    let mut next = 0;
    while next < columns.len() {
        let is_here = match &columns[next] {
            ColumnEntry::Column(column) => is_same(column.name, name),
            ColumnEntry::Group(_, group) => has_column(group.columns, name),
        };
        if is_here {
            return true;
        }
        next += 1;
    }
    false
}

/// `==`, which constants don't have for strings.
const fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut next = 0;
    while next < left.len() {
        if left[next] != right[next] {
            return false;
        }
        next += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::define::ColumnDef;

    const TIMES: &GroupDef = &GroupDef {
        rust: "Times",
        file: "",
        columns: &[ColumnEntry::Column(ColumnDef {
            name: "created_at",
            ..ColumnDef::EMPTY
        })],
    };
    const OUTER: &GroupDef = &GroupDef {
        rust: "Outer",
        file: "",
        columns: &[ColumnEntry::Group("times", TIMES)],
    };

    #[test]
    fn a_column_of_a_group_is_found() {
        assert!(group_has_column(&[TIMES], "created_at"));
        assert!(group_has_column(&[OUTER], "created_at"));
        assert!(!group_has_column(&[OUTER, TIMES], "created"));
        assert!(!group_has_column(&[], "created_at"));
    }
}
