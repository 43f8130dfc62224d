use super::{ColumnDef, ColumnEntry, GroupDef};

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

/// The column that a path names: `created_at`, or `times.created_at` of a group.
pub(super) const fn column_of(
    entries: &'static [ColumnEntry],
    path: &str,
) -> Option<&'static ColumnDef> {
    let mut next = 0;
    while next < entries.len() {
        match &entries[next] {
            ColumnEntry::Column(column) if is_same(column.field, path) => return Some(column),
            ColumnEntry::Group(field, inner) => {
                if let Some(rest) = behind(path, field) {
                    return column_of(inner.columns, rest);
                }
            }
            ColumnEntry::Column(_) => {}
        }
        next += 1;
    }
    None
}

/// Whether an UPDATE sets one of a group's columns by itself.
#[doc(hidden)]
#[must_use]
pub const fn group_touches(group: &GroupDef) -> bool {
    let mut next = 0;
    while next < group.columns.len() {
        let touches = match &group.columns[next] {
            ColumnEntry::Column(column) => column.touch,
            ColumnEntry::Group(_, inner) => group_touches(inner),
        };
        if touches {
            return true;
        }
        next += 1;
    }
    false
}

/// What stands in a path behind its first segment, if it is this one.
const fn behind<'p>(path: &'p str, segment: &str) -> Option<&'p str> {
    let length = segment.len();
    if path.len() <= length || path.as_bytes()[length] != b'.' {
        return None;
    }
    let (first, rest) = path.split_at(length);
    if !is_same(first, segment) {
        return None;
    }
    Some(rest.split_at(1).1)
}

/// `==`, which constants don't have for strings.
pub(super) const fn is_same(left: &str, right: &str) -> bool {
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
            field: "created_at",
            name: "created_at",
            touch: true,
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

    #[test]
    fn a_path_leads_to_a_column() {
        assert!(column_of(TIMES.columns, "created_at").is_some());
        assert!(column_of(OUTER.columns, "times.created_at").is_some());
        for path in [
            "created_at",
            "times",
            "times.",
            "time.created_at",
            "times.created",
            "",
        ] {
            assert!(column_of(OUTER.columns, path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_touched_column_is_seen_through_groups() {
        assert!(group_touches(OUTER));
        assert!(!group_touches(&GroupDef {
            rust: "None",
            file: "",
            columns: &[]
        }));
    }
}
