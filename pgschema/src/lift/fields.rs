use crate::define::{ColumnDef, ColumnEntry, FieldPath, TableDef};

/// The columns of a struct, those of flattened groups in their place, each with its path.
pub(super) fn flatten(columns: &'static [ColumnEntry]) -> Vec<(String, &'static ColumnDef)> {
    let mut found = Vec::new();
    collect(columns, "", &mut found);
    found
}

fn collect(
    columns: &'static [ColumnEntry],
    prefix: &str,
    found: &mut Vec<(String, &'static ColumnDef)>,
) {
    for entry in columns {
        match entry {
            ColumnEntry::Column(column) => {
                found.push((format!("{prefix}{}", column.field), column))
            }
            ColumnEntry::Group(field, group) => {
                collect(group.columns, &format!("{prefix}{field}."), found);
            }
        }
    }
}

/// The column that a path names.
pub(super) fn resolve(table: &TableDef, path: FieldPath) -> Option<&'static ColumnDef> {
    let mut columns = table.columns;
    let mut rest = path;
    loop {
        let (field, remainder) = match rest.split_once('.') {
            Some((field, remainder)) => (field, Some(remainder)),
            None => (rest, None),
        };
        let entry = columns.iter().find(|entry| match entry {
            ColumnEntry::Column(column) => column.field == field,
            ColumnEntry::Group(group_field, _) => *group_field == field,
        })?;
        match (entry, remainder) {
            (ColumnEntry::Column(column), None) => return Some(column),
            (ColumnEntry::Group(_, group), Some(remainder)) => {
                columns = group.columns;
                rest = remainder;
            }
            _ => return None,
        }
    }
}
