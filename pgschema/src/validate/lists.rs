use super::{ObjectProblem, Problem};
use crate::define::{Command, Privilege};
use crate::model::{Constraint, Database, Policy, Table, TableGrant};
use crate::sql::{ConstraintKind, Identifier};

/// Whether lists that the grammar wants have something in them, and what the right place is for.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        let mut found = Vec::new();
        check_table(table, &mut found);
        check_grants(&table.grants, &mut found);
        problems.extend(
            found
                .into_iter()
                .map(|kind| Problem::new(&table.name, kind)),
        );
    }
    for view in &database.views {
        let mut found = Vec::new();
        check_grants(&view.grants, &mut found);
        let mut rest = view.columns.as_slice();
        while let [column, others @ ..] = rest {
            if others.contains(column) {
                let column = column.as_str().to_owned();
                found.push(ObjectProblem::ViewColumnTwice { column });
            }
            rest = others;
        }
        problems.extend(found.into_iter().map(|kind| Problem::new(&view.name, kind)));
    }
}

fn empty(what: &str, name: &Identifier, elements: &'static str) -> ObjectProblem {
    ObjectProblem::EmptyList {
        what: format!("the {what} `{name}`"),
        elements,
    }
}

fn check_table(table: &Table, found: &mut Vec<ObjectProblem>) {
    let is_primary =
        |constraint: &&Constraint| matches!(constraint.kind, ConstraintKind::PrimaryKey { .. });
    let mut primary_keys = table.constraints.iter().filter(is_primary);
    if let (Some(first), Some(second)) = (primary_keys.next(), primary_keys.next()) {
        found.push(ObjectProblem::TwoPrimaryKeys {
            first: first.name.as_str().to_owned(),
            second: second.name.as_str().to_owned(),
        });
    }
    for constraint in &table.constraints {
        let is_empty = match &constraint.kind {
            ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns, .. } => {
                columns.is_empty()
            }
            ConstraintKind::ForeignKey(key) => key.columns.is_empty(),
            ConstraintKind::Exclude { elements, .. } => elements.is_empty(),
            ConstraintKind::Check(_) => false,
        };
        if is_empty {
            found.push(empty("constraint", &constraint.name, "columns"));
        }
    }
    for index in table.indexes.iter().filter(|it| it.elements.is_empty()) {
        found.push(empty("index", &index.name, "columns"));
    }
    if table
        .partition_by
        .as_ref()
        .is_some_and(|by| by.columns.is_empty())
    {
        found.push(ObjectProblem::EmptyList {
            what: "`partition_by`".to_owned(),
            elements: "columns",
        });
    }
    for policy in &table.policies {
        if policy.roles.is_empty() {
            found.push(empty("policy", &policy.name, "roles"));
        }
        found.extend(policy_problem(policy));
    }
    let columns = table.columns.len();
    for (row, values) in table.rows.iter().enumerate() {
        let values = values.len();
        if values != columns {
            found.push(ObjectProblem::RowLength {
                row: row + 1,
                values,
                columns,
            });
        }
    }
}

fn policy_problem(policy: &Policy) -> Option<ObjectProblem> {
    let (command, why, condition) = match policy.command {
        Command::Insert if policy.using.is_some() => ("INSERT", "looks at new rows only", "using"),
        Command::Select if policy.with_check.is_some() => {
            ("SELECT", "writes no rows", "with_check")
        }
        Command::Delete if policy.with_check.is_some() => {
            ("DELETE", "writes no rows", "with_check")
        }
        _ => return None,
    };
    Some(ObjectProblem::PolicyCondition {
        policy: policy.name.as_str().to_owned(),
        command,
        why,
        condition,
    })
}

fn check_grants(grants: &[TableGrant], found: &mut Vec<ObjectProblem>) {
    for grant in grants {
        if grant.privileges.is_empty() {
            found.push(ObjectProblem::EmptyList {
                what: format!("the grant to {}", grant.role),
                elements: "rights",
            });
        }
        for granted in &grant.privileges {
            let privilege = granted.privilege.as_str();
            match granted.privilege {
                Privilege::Usage
                | Privilege::Execute
                | Privilege::Create
                | Privilege::Connect
                | Privilege::Temporary => found.push(ObjectProblem::NoSuchRight { privilege }),
                Privilege::Delete
                | Privilege::Truncate
                | Privilege::Trigger
                | Privilege::Maintain
                    if !granted.columns.is_empty() =>
                {
                    found.push(ObjectProblem::NoColumnRight { privilege });
                }
                _ => {}
            }
        }
    }
}
