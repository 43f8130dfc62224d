use super::{Problem, ProblemKind};
use crate::model::Database;

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
}

fn reserved(what: &'static str, name: &str) -> Problem {
    let name = name.to_owned();
    Problem::new(
        format_args!("the {what} `{name}`"),
        ProblemKind::ReservedName { what },
    )
}
