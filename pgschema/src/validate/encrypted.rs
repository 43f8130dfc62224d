use super::{ColumnProblem, Problem};
use crate::model::{Column, Database, Table};
use crate::sql::{ConstraintKind, Identifier};

/// Whether no encrypted column is where its value would be looked at, and each has what lies beside it.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        for column in &table.columns {
            let Some(encryption) = &column.encryption else {
                continue;
            };
            let beside = std::iter::once(&encryption.key_id).chain(&encryption.blind_index);
            let missing = beside.filter(|name| !is_generated(table, name));
            let missing = missing.map(|name| ColumnProblem::EncryptedWithout {
                column: name.to_string(),
            });
            let looked_at = places(table, column).map(|place| ColumnProblem::EncryptedIn { place });
            problems.extend(
                missing
                    .chain(looked_at)
                    .map(|kind| Problem::new(format_args!("{}.{}", table.name, column.name), kind)),
            );
        }
    }
}

fn is_generated(table: &Table, name: &Identifier) -> bool {
    let column = table.column(name.as_str());
    column.is_some_and(|it| it.generated.is_some())
}

/// Where the column stands as a key.
fn places(table: &Table, column: &Column) -> impl Iterator<Item = String> {
    let name = &column.name;
    let index = table.indexes.iter().filter(|index| {
        let mut elements = index.elements.iter();
        elements.any(|it| it.as_column() == Some(name)) || index.include.contains(name)
    });
    let index = index.map(|it| format!("the index `{}`", it.name));
    let constraint = table.constraints.iter().filter(|it| match &it.kind {
        ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns, .. } => {
            columns.contains(name)
        }
        ConstraintKind::ForeignKey(key) => key.columns.contains(name),
        ConstraintKind::Exclude { elements, .. } => {
            elements.iter().any(|it| it.0.as_column() == Some(name))
        }
        ConstraintKind::Check(_) => false,
    });
    let constraint = constraint.map(|it| format!("the constraint `{}`", it.name));
    let by = table.partition_by.as_ref();
    let by = by.is_some_and(|it| it.columns.contains(name));
    let roles = [
        (by, "`partition_by`"),
        (table.tenant.as_ref() == Some(name), "`tenant`"),
        (table.owner.as_ref() == Some(name), "`owner`"),
    ];
    let roles = roles.into_iter().filter(|(is_there, _)| *is_there);
    let roles = roles.map(|(_, role)| role.to_owned());
    let found: Vec<String> = index.chain(constraint).chain(roles).collect();
    found.into_iter()
}
