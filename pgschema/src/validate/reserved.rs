use super::{Problem, ProblemKind};
use crate::model::Database;

/// The columns that every table has.
const SYSTEM_COLUMNS: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// The names that a server keeps for itself, whatever quotes are around them.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    let schemas = database.schemas.iter().filter(|schema| !schema.exists);
    for name in schemas.map(|schema| schema.name.as_str()) {
        if name.starts_with("pg_") || name == "information_schema" {
            problems.push(reserved("schema", name));
        }
    }
    // Nobody but the server's own roles may create in a schema that is there already.
    if database.profile.is_some() {
        for schema in database.schemas.iter().filter(|schema| schema.exists) {
            let object = format_args!("the schema `{}`", schema.name.as_str());
            problems.push(Problem::new(object, ProblemKind::SharedSchema));
        }
    }
    for name in database.roles.iter().map(|role| role.name.as_str()) {
        if name.starts_with("pg_") || matches!(name, "public" | "none") {
            problems.push(reserved("role", name));
        }
    }
    for table in &database.tables {
        let columns = table.columns.iter().map(|column| column.name.as_str());
        for name in columns.filter(|name| SYSTEM_COLUMNS.contains(name)) {
            let what = "column";
            let kind = ProblemKind::ReservedName { what };
            problems.push(Problem::new(format_args!("{}.{name}", table.name), kind));
        }
    }
}

fn reserved(what: &'static str, name: &str) -> Problem {
    let name = name.to_owned();
    Problem::new(
        format_args!("the {what} `{name}`"),
        ProblemKind::ReservedName { what },
    )
}
