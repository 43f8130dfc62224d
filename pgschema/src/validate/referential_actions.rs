use super::ForeignKeyProblem;
use crate::model::{Constraint, Table};
use crate::sql::{ForeignKey, Identifier, ReferentialAction};

/// What is wrong with a foreign key whatever its target's columns are.
pub(super) fn check(
    table: &Table,
    target: &Table,
    constraint: &Constraint,
    key: &ForeignKey,
    found: &mut Vec<ForeignKeyProblem>,
) {
    let name = || constraint.name.as_str().to_owned();
    if target.unlogged && !table.unlogged {
        found.push(ForeignKeyProblem::UnloggedTarget {
            constraint: name(),
            target: target.name.to_string(),
        });
    }
    let is_generated = |column: &&Identifier| {
        let column = table.column(column.as_str());
        column.is_some_and(|column| column.generated.is_some())
    };
    let generated = key.columns.iter().find(is_generated);
    for (event, action) in [("on_delete", &key.on_delete), ("on_update", &key.on_update)] {
        let (action, listed): (_, &[Identifier]) = match action {
            ReferentialAction::NoAction | ReferentialAction::Restrict => continue,
            ReferentialAction::Cascade => ("cascade", &[]),
            ReferentialAction::SetNull(columns) => ("set_null", columns),
            ReferentialAction::SetDefault(columns) => ("set_default", columns),
        };
        // CASCADE deletes rows, but changes columns.
        if let Some(column) = generated
            && (event == "on_update" || action != "cascade")
        {
            found.push(ForeignKeyProblem::SetsGenerated {
                constraint: name(),
                event,
                action,
                column: column.as_str().to_owned(),
            });
        }
        if event == "on_update" && !listed.is_empty() {
            found.push(ForeignKeyProblem::ListOnUpdate { constraint: name() });
            continue;
        }
        for column in listed.iter().filter(|column| !key.columns.contains(column)) {
            let column = column.as_str().to_owned();
            found.push(ForeignKeyProblem::SetsOther {
                constraint: name(),
                column,
            });
        }
    }
}
