use super::{Problem, ProblemKind};
use crate::model::{Database, Index, Table};
use crate::sql::{ConstraintKind, Expr, Identifier, IndexElement, TriggerEvent};

/// Whether every column that is named is there.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        if table.columns.is_empty() {
            problems.push(Problem::new(&table.name, ProblemKind::NoColumns));
        }
        let mut named = Vec::new();
        collect(table, &mut named);
        named.sort();
        named.dedup();
        for column in named {
            if table.column(column.as_str()).is_none() {
                problems.push(missing(table, &column));
            }
        }
        if table.unlogged && table.partition_by.is_some() {
            problems.push(Problem::new(&table.name, ProblemKind::UnloggedPartitioned));
        }
    }
}

fn missing(table: &Table, column: &Identifier) -> Problem {
    let names = table.columns.iter().map(|column| column.name.as_str());
    let nearest = pgschema_syntax::names::nearest(column.as_str(), names).map(str::to_owned);
    let kind = ProblemKind::MissingColumn {
        column: column.as_str().to_owned(),
        nearest,
    };
    Problem::new(&table.name, kind)
}

/// Every column that something of the table names.
fn collect(table: &Table, named: &mut Vec<Identifier>) {
    named.extend(table.tenant.iter().chain(&table.owner).cloned());
    for constraint in &table.constraints {
        match &constraint.kind {
            ConstraintKind::PrimaryKey { columns } => named.extend(columns.iter().cloned()),
            ConstraintKind::Unique {
                columns, include, ..
            } => {
                named.extend(columns.iter().chain(include).cloned());
            }
            ConstraintKind::Check(expression) => columns_of(expression, named),
            ConstraintKind::ForeignKey(key) => named.extend(key.columns.iter().cloned()),
            ConstraintKind::Exclude {
                elements,
                predicate,
                ..
            } => {
                let elements = elements.iter().map(|(element, _)| element);
                elements.for_each(|element| columns_of_element(element, named));
                predicate
                    .iter()
                    .for_each(|predicate| columns_of(predicate, named));
            }
        }
    }
    for index in &table.indexes {
        collect_index(index, named);
    }
    for policy in &table.policies {
        policy
            .using
            .iter()
            .chain(&policy.with_check)
            .for_each(|it| columns_of(it, named));
    }
    for granted in table.grants.iter().flat_map(|grant| &grant.privileges) {
        named.extend(granted.columns.iter().cloned());
    }
    for column in &table.columns {
        column
            .generated
            .iter()
            .for_each(|generated| columns_of(&generated.expression, named));
    }
    for event in table.triggers.iter().flat_map(|trigger| &trigger.events) {
        if let TriggerEvent::Update(columns) = event {
            named.extend(columns.iter().cloned());
        }
    }
    named.extend(
        table
            .partition_by
            .iter()
            .flat_map(|by| &by.columns)
            .cloned(),
    );
}

fn collect_index(index: &Index, named: &mut Vec<Identifier>) {
    index
        .elements
        .iter()
        .for_each(|element| columns_of_element(element, named));
    named.extend(index.include.iter().cloned());
    index
        .predicate
        .iter()
        .for_each(|predicate| columns_of(predicate, named));
}

fn columns_of_element(element: &IndexElement, named: &mut Vec<Identifier>) {
    if let Some(column) = element.as_column() {
        named.push(column.clone());
    }
    if let Some(expression) = element.as_expression() {
        columns_of(expression, named);
    }
}

fn columns_of(expression: &Expr, named: &mut Vec<Identifier>) {
    expression.any(&mut |part| {
        if let Expr::Column(column) = part {
            named.push(column.clone());
        }
        false
    });
}
