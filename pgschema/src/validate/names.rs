use std::collections::BTreeMap;

use super::{Problem, ProblemKind};
use crate::model::{Database, Enum, Table};
use crate::sql::{Identifier, QualifiedName};

/// What has a name in a schema: relations share one list, and types share one with tables.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    let mut relations = Names::default();
    let mut types = Names::default();
    let mut functions = Names::default();
    for table in &database.tables {
        check_table(table, &mut relations, &mut types, problems);
    }
    for view in &database.views {
        let what = format!("the view {}", view.name);
        relations.take(&view.name, what.clone(), problems);
        types.take(&view.name, what, problems);
    }
    for native in &database.enums {
        types.take(&native.name, format!("the enum {}", native.name), problems);
        check_labels(native, problems);
    }
    for domain in &database.domains {
        types.take(
            &domain.name,
            format!("the domain {}", domain.name),
            problems,
        );
    }
    for function in &database.functions {
        // Functions of one name with different arguments are different functions.
        let name = format!(
            "{} {:?}",
            function.name,
            function
                .arguments
                .iter()
                .map(|it| &it.data_type)
                .collect::<Vec<_>>()
        );
        functions.take_text(
            name,
            &function.name,
            format!("the function {}", function.name),
            problems,
        );
    }
    let mut roles = Names::default();
    for role in &database.roles {
        let name = role.name.as_str();
        roles.take_text(
            name.to_owned(),
            &role.name,
            format!("the role `{name}`"),
            problems,
        );
    }
}

/// A label is stored as a name is.
fn check_labels(native: &Enum, problems: &mut Vec<Problem>) {
    let mut labels = Names::default();
    for label in native.labels.iter().map(|label| label.as_str()) {
        if label.is_empty() {
            continue;
        }
        match Identifier::new(label) {
            Ok(_) => {
                let what = format!("the label `{label}`");
                labels.take_text(label.to_owned(), &native.name, what, problems);
            }
            Err(error) => problems.push(Problem::new(&native.name, error)),
        }
    }
}

fn check_table(
    table: &Table,
    relations: &mut Names,
    types: &mut Names,
    problems: &mut Vec<Problem>,
) {
    let schema = table.name.schema();
    let mut take = |name: &Identifier, what: String, problems: &mut Vec<Problem>| {
        relations.take(
            &QualifiedName::from_parts(schema.clone(), name.clone()),
            what,
            problems,
        );
    };
    let described = format!("the table {}", table.name);
    take(table.name.name(), described.clone(), problems);
    types.take(&table.name, described, problems);
    for partition in &table.partitions {
        let described = format!("the partition {} of {}", partition.name, table.name);
        take(&partition.name, described.clone(), problems);
        let name = QualifiedName::from_parts(schema.clone(), partition.name.clone());
        types.take(&name, described, problems);
    }
    for constraint in table
        .constraints
        .iter()
        .filter(|constraint| constraint.has_index())
    {
        take(
            &constraint.name,
            format!("the constraint {} of {}", constraint.name, table.name),
            problems,
        );
    }
    for index in &table.indexes {
        take(
            &index.name,
            format!("the index {} of {}", index.name, table.name),
            problems,
        );
    }
    let lists: [(&str, Vec<&Identifier>); 4] = [
        (
            "column",
            table.columns.iter().map(|column| &column.name).collect(),
        ),
        (
            "constraint",
            table
                .constraints
                .iter()
                .map(|constraint| &constraint.name)
                .collect(),
        ),
        (
            "policy",
            table.policies.iter().map(|policy| &policy.name).collect(),
        ),
        (
            "trigger",
            table.triggers.iter().map(|trigger| &trigger.name).collect(),
        ),
    ];
    for (what, names) in lists {
        let mut within = Names::default();
        for name in names {
            within.take_text(
                name.as_str().to_owned(),
                &table.name,
                format!("the {what} {name}"),
                problems,
            );
        }
    }
}

/// The names that are taken, and what has them.
#[derive(Default)]
struct Names {
    taken: BTreeMap<String, String>,
}

impl Names {
    fn take(&mut self, name: &QualifiedName, what: String, problems: &mut Vec<Problem>) {
        self.take_text(name.to_string(), name, what, problems);
    }

    fn take_text(
        &mut self,
        key: String,
        object: impl std::fmt::Display,
        second: String,
        problems: &mut Vec<Problem>,
    ) {
        if let Some(first) = self.taken.get(&key) {
            let kind = if *first == second {
                ProblemKind::TwiceTheSame(second)
            } else {
                ProblemKind::DuplicateName {
                    first: first.clone(),
                    second,
                }
            };
            problems.push(Problem::new(object, kind));
        } else {
            self.taken.insert(key, second);
        }
    }
}
