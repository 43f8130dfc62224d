use super::types::{Known, Types};
use super::{ColumnProblem, Problem, used};
use crate::define::{BuiltinType, GeneratedKind};
use crate::model::{Column, Database, Index, Table};
use crate::sql::{
    ConstraintKind, DataType, Expr, Function, Generated, Identifier, IndexElement, ToSql,
};

/// Whether what a column is computed from is there to compute it from.
pub(super) fn check(database: &Database, types: &Types<'_>, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        for column in &table.columns {
            let found = match (&column.generated, &column.default) {
                (Some(generated), _) => from_generated(generated, table)
                    .or_else(|| user_defined(column, generated, table, types)),
                (None, Some(default)) => default_problem(default, column, table, types),
                (None, None) => None,
            };
            problems
                .extend(found.map(|kind| {
                    Problem::new(format_args!("{}.{}", table.name, column.name), kind)
                }));
        }
        let is_virtual = |column: &&Column| is_virtual(column);
        let virtual_columns: Vec<&Identifier> = table
            .columns
            .iter()
            .filter(is_virtual)
            .map(|column| &column.name)
            .collect();
        if !virtual_columns.is_empty() {
            check_virtual(table, &virtual_columns, problems);
        }
    }
}

fn is_virtual(column: &Column) -> bool {
    let generated = column.generated.as_deref();
    generated.is_some_and(|generated| generated.kind == GeneratedKind::Virtual)
}

fn from_generated(generated: &Generated, table: &Table) -> Option<ColumnProblem> {
    let used = used::columns(&generated.expression, table);
    let column = used.into_iter().find(|name| {
        let column = table.column(name);
        column.is_some_and(|column| column.generated.is_some())
    })?;
    let column = column.to_owned();
    Some(ColumnProblem::GeneratedFromGenerated { column })
}

/// What a virtual column has to do with that isn't PostgreSQL's own.
fn user_defined(
    column: &Column,
    generated: &Generated,
    table: &Table,
    types: &Types<'_>,
) -> Option<ColumnProblem> {
    if generated.kind != GeneratedKind::Virtual {
        return None;
    }
    let foreign_type = |data_type: &DataType| {
        let is_foreign = matches!(
            types.element_type(data_type),
            Known::Enum | Known::Domain(_) | Known::Foreign
        );
        is_foreign.then(|| data_type.to_sql())
    };
    let mut name = foreign_type(&column.data_type);
    generated.expression.any(&mut |part| {
        if name.is_none() {
            name = match part {
                Expr::Call {
                    function: Function::Named(function),
                    ..
                } if *function.schema() != "pg_catalog" => Some(function.to_string()),
                Expr::Cast { data_type, .. } => foreign_type(data_type),
                _ => None,
            };
        }
        name.is_some()
    });
    let name = name.or_else(|| {
        let used = used::columns(&generated.expression, table);
        let mut columns = used.into_iter().filter_map(|name| table.column(name));
        columns.find_map(|column| foreign_type(&column.data_type))
    })?;
    Some(ColumnProblem::VirtualUserDefined { name })
}

fn default_problem(
    default: &Expr,
    column: &Column,
    table: &Table,
    types: &Types<'_>,
) -> Option<ColumnProblem> {
    if let Some(used) = used::columns(default, table).first() {
        let column = (*used).to_owned();
        return Some(ColumnProblem::DefaultOfColumn { column });
    }
    let is_now = matches!(default, Expr::Call { function: Function::Builtin(name), arguments }
        if *name == "now" && arguments.is_empty());
    let is_no_time = match types.base(&column.data_type) {
        Known::Array | Known::Enum => true,
        Known::Builtin(builtin) => !may_be_time(builtin),
        _ => false,
    };
    (is_now && is_no_time).then(|| ColumnProblem::NoTime {
        data_type: column.data_type.to_sql(),
    })
}

/// Whether the server turns a time into a value of the type by itself.
const fn may_be_time(builtin: BuiltinType) -> bool {
    matches!(
        builtin,
        BuiltinType::TimestampTz
            | BuiltinType::Timestamp
            | BuiltinType::Date
            | BuiltinType::Time
            | BuiltinType::TimeTz
            | BuiltinType::Text
            | BuiltinType::Varchar(_)
            | BuiltinType::Char(_)
            | BuiltinType::InternalChar
            | BuiltinType::Name
    )
}

/// Whether no index, key or constraint but a CHECK has a virtual column.
fn check_virtual(table: &Table, virtual_columns: &[&Identifier], problems: &mut Vec<Problem>) {
    let mut report = |columns: Vec<&str>, place: String| {
        let column = columns
            .into_iter()
            .find(|name| virtual_columns.iter().any(|column| **column == *name));
        problems.extend(column.map(|column| {
            let column = column.to_owned();
            Problem::new(&table.name, ColumnProblem::VirtualIn { column, place })
        }));
    };
    for index in &table.indexes {
        report(
            of_index(index, table),
            format!("the index `{}`", index.name),
        );
    }
    for constraint in &table.constraints {
        let columns = match &constraint.kind {
            ConstraintKind::Check(_) => continue,
            ConstraintKind::PrimaryKey { columns } => names(columns),
            ConstraintKind::Unique {
                columns, include, ..
            } => [names(columns), names(include)].concat(),
            ConstraintKind::ForeignKey(key) => names(&key.columns),
            ConstraintKind::Exclude {
                elements,
                predicate,
                ..
            } => {
                let elements = elements.iter().map(|(element, _)| element);
                let mut columns: Vec<&str> = elements
                    .flat_map(|element| of_element(element, table))
                    .collect();
                columns.extend(predicate.iter().flat_map(|it| used::columns(it, table)));
                columns
            }
        };
        report(columns, format!("the constraint `{}`", constraint.name));
    }
    if let Some(by) = &table.partition_by {
        report(names(&by.columns), "a partition key".to_owned());
    }
}

fn names(columns: &[Identifier]) -> Vec<&str> {
    columns.iter().map(Identifier::as_str).collect()
}

fn of_index<'a>(index: &'a Index, table: &'a Table) -> Vec<&'a str> {
    let elements = index.elements.iter();
    let mut columns: Vec<&str> = elements
        .flat_map(|element| of_element(element, table))
        .collect();
    columns.extend(names(&index.include));
    columns.extend(
        index
            .predicate
            .iter()
            .flat_map(|it| used::columns(it, table)),
    );
    columns
}

fn of_element<'a>(element: &'a IndexElement, table: &'a Table) -> Vec<&'a str> {
    match (element.as_column(), element.as_expression()) {
        (Some(column), _) => vec![column.as_str()],
        (None, Some(expression)) => used::columns(expression, table),
        (None, None) => Vec::new(),
    }
}
